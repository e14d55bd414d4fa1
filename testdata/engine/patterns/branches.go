package patterns

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

func branches(ctx context.Context, c redis.UniversalClient, id string, old bool, kind int) error {
	// Either alternative is in another slot than the second key.
	k := "user:" + id + ":a"
	if old {
		k = "user:" + id + ":c"
	}
	c.Rename(ctx, k, "user:"+id+":b") // want `RENAME: keys user:<id>:. and user:<id>:b never share a slot`

	// One alternative is right, and the other fails when it is taken.
	m := ada
	if old {
		m = bob
	}
	c.Rename(ctx, m, carol) // want `RENAME: keys "user:2" .*"user:11896" .*different slots`

	// Right: every alternative has the tag.
	t := "{user:" + id + "}:a"
	switch kind {
	case 1:
		t = "{user:" + id + "}:c"
	case 2:
		t = "x:{user:" + id + "}"
	}
	c.Rename(ctx, t, "{user:"+id+"}:b")

	// Right: two keys chosen together are never mixed.
	var from, to string
	if old {
		from, to = "{a}:from", "{a}:to"
	} else {
		from, to = "{b}:from", "{b}:to"
	}
	c.Rename(ctx, from, to)

	// Chosen together, and wrong in one of the branches.
	if old {
		from, to = ada, carol
	} else {
		from, to = ada, bob
	}
	c.Rename(ctx, from, to) // want `RENAME: keys "user:1" .*"user:2" .*different slots`

	// Right: the branch with the other key does not come here.
	r := ada
	if kind == 3 {
		r = bob
		return errors.New("no such kind")
	}
	c.Rename(ctx, r, carol)

	// Right: the wrong key is overwritten before it is used.
	o := bob
	o = ada
	c.Rename(ctx, o, carol)
	return nil
}

// The same decision taken twice: right, and told apart by nothing but the
// condition. The tags say that the author thought of it.
func twice(ctx context.Context, c redis.UniversalClient, id string, old bool) {
	from := "{new:" + id + "}:from"
	if old {
		from = "{old:" + id + "}:from"
	}
	to := "{new:" + id + "}:to"
	if old {
		to = "{old:" + id + "}:to"
	}
	c.Rename(ctx, from, to)
}

// choose has an alternative for each return.
func choose(id string, kind int) string {
	switch kind {
	case 1:
		return "user:" + id + ":a"
	case 2:
		return "user:" + id + ":c"
	}
	return "user:" + id + ":d"
}

func chooseTagged(id string, kind int) string {
	if kind == 1 {
		return "{user:" + id + "}:a"
	}
	return "{user:" + id + "}:b"
}

func returns(ctx context.Context, c redis.UniversalClient, id string, kind int) {
	c.Rename(ctx, choose(id, kind), "user:"+id+":b") // want `RENAME: keys user:<id>:. and user:<id>:b never share a slot`
	// Right: every return has the tag.
	c.Rename(ctx, chooseTagged(id, 1), chooseTagged(id, 2))
	// Right: one call, kept in a variable, is one key.
	k := choose(id, kind)
	c.Rename(ctx, k, k)
}

// Many alternatives are more than are kept: what is past the bound is a hole.
func many(ctx context.Context, c redis.UniversalClient, kind int) {
	k := "{k}"
	switch kind {
	case 0:
		k = "{k}:0"
	case 1:
		k = "{k}:1"
	case 2:
		k = "{k}:2"
	case 3:
		k = "{k}:3"
	case 4:
		k = "{k}:4"
	case 5:
		k = "{k}:5"
	case 6:
		k = "{k}:6"
	case 7:
		k = "{k}:7"
	case 8:
		k = "{k}:8"
	case 9:
		k = "{k}:9"
	}
	// Right: all eleven have the tag.
	c.Rename(ctx, k, "{k}:b")
}
