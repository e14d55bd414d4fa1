// Package chosen has functions whose constant arguments decide more than is
// followed: whether a map has an entry, and how often a loop runs.
//
//crossslottest:todo
package chosen

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type (
	kind string
	C    = *redis.ClusterClient
)

var ctx = context.Background()

const group kind = "group"

var prefixes = map[kind]string{"user": "users", group: "groups"}

func okHelper(k kind) string {
	if p, ok := prefixes[k]; ok {
		return p
	}
	return "none"
}

func mapOK(c C) error {
	return c.Rename(ctx, "{"+okHelper(group)+"}:a", "{groups}:b").Err()
}

func mapNone(c C) error {
	return c.Rename(ctx, "{"+okHelper("z")+"}:a", "{none}:b").Err()
}

func loopKey(n int) string {
	s := ""
	for i := 0; i < n; i++ {
		s += "x"
	}
	return "{" + s + "}"
}

func loops(c C) error {
	return c.Rename(ctx, loopKey(2)+"a", loopKey(3)+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func loopsSame(c C) error {
	return c.Rename(ctx, loopKey(2)+"a", "{xx}b").Err()
}
