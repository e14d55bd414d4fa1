package chosen

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type pair struct{ in, out string }

// Fields that one branch writes come together.
func literals(ctx context.Context, c redis.UniversalClient, id string) {
	var p pair
	if id == "" {
		p = pair{in: "{a}in", out: "{a}out"}
	} else {
		p = pair{in: "{b}in:" + id, out: "{b}out:" + id}
	}
	c.RPopLPush(ctx, p.in, p.out)

	q := pair{in: "{a}in", out: "{a}out"}
	if id != "" {
		q.in = "{b}in"
		q.out = "{b}out"
	}
	c.RPopLPush(ctx, q.in, q.out)
	for range 3 {
		c.RPopLPush(ctx, q.in, q.out)
	}

	r := new(pair)
	switch id {
	case "a":
		*r = pair{"{a}in", "{a}out"}
	case "b":
		*r = pair{"{b}in", "{b}out"}
	}
	c.RPopLPush(ctx, r.in, r.out)
}

// Two decisions come together in all ways that their conditions allow.
func apart(ctx context.Context, c redis.UniversalClient, id string) {
	var p pair
	if id == "a" {
		p.in = "{a}in"
	} else {
		p.in = "{b}in"
	}
	if id == "b" {
		p.out = "{b}out"
	} else {
		p.out = "{c}out"
	}
	c.RPopLPush(ctx, p.in, p.out) // want `keys "\{a\}in" \(slot \d+\) and "\{c\}out" \(slot \d+\) are in different slots`

	q := pair{in: "{a}in", out: "{a}out"}
	if id != "" {
		q.in = "{b}in"
	}
	c.RPopLPush(ctx, q.in, q.out) // want `keys "\{b\}in" \(slot \d+\) and "\{a\}out" \(slot \d+\) are in different slots`

	// What one round leaves is there in the next.
	s := pair{in: "{a}in", out: "{a}out"}
	for _, name := range []string{"x", id} {
		if name == "x" {
			s.in = "{b}in"
		} else {
			s.out = "{b}out"
		}
		c.RPopLPush(ctx, s.in, s.out) // want `are in different slots`
	}
}
