// Package emptytag has hash tags that a caller leaves empty: the whole key is hashed
// then.
package emptytag

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

func emptyConst(c C) error {
	return two(c, "") // want `^DEL: keys .*are in different slots`
}

func two(c C, id string) error {
	return c.Del(ctx, "t:{"+id+"}:a", "t:{"+id+"}:b").Err()
}

func filled(c C, id string) error {
	return two(c, id)
}

func constant(c C) error {
	return two(c, "x")
}

func onlyFilled(c C) error {
	return three(c, "x")
}

func three(c C, id string) error {
	return c.Del(ctx, "t:{"+id+"}:a", "t:{"+id+"}:b").Err()
}

type store struct{ c C }

func (s store) del(ns string) error {
	return s.c.Del(ctx, fmt.Sprintf("{%s}:a", ns), fmt.Sprintf("{%s}:b", ns)).Err()
}

func (s store) all() error {
	return s.del("") // want `^DEL: keys .*are in different slots`
}

func (s store) one(n string) error {
	return s.del(n)
}

func key(ns, s string) string { return "{" + ns + "}" + s }

func direct(c C) error {
	return c.Del(ctx, key("", "a"), key("", "b")).Err() // want `^DEL: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}

func directFilled(c C) error {
	return c.Del(ctx, key("x", "a"), key("x", "b")).Err()
}

func sameKey(c C) error {
	return four(c, "")
}

func four(c C, id string) error {
	return c.Del(ctx, "t:{"+id+"}:a", "t:{"+id+"}:a").Err()
}
