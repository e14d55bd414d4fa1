// Package settings uses a package of which the settings say what it does.
//
//crossslottest:set wrappers=example.com/engine/settings/closed.Client.DelAll = DEL 0[]
//crossslottest:set wrappers=example.com/engine/settings/closed.Client.Move=rename 0 1
//crossslottest:set wrappers=example.com/engine/settings/closed.Union = SUNIONSTORE 1.Into 1.From[]
//crossslottest:set wrappers=example.com/engine/settings/closed.Store.Swap = RENAME 0 1
//crossslottest:set keys=example.com/engine/settings/closed.UserKey = user:%d
//crossslottest:set keys=example.com/engine/settings/closed.AspectKey = {%[2]s}:%[1]s
//crossslottest:set keys=example.com/engine/settings/closed.Store.Name = thing:%d
package settings

import (
	"context"

	"example.com/engine/settings/closed"

	"github.com/redis/go-redis/v9"
)

func wrappers(ctx context.Context, c *closed.Client, s closed.Store, id int64) {
	c.DelAll(ctx, []string{"user:1", "user:2"}) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.DelAll(ctx, []string{"{user}:1", "{user}:2"})
	c.Move(ctx, "user:1", "user:2", 3)                                          // want `RENAME: keys "user:1" .* are in different slots`
	closed.Union(c, closed.Merge{Into: "all", From: []string{"tags:1", "all"}}) // want `SUNIONSTORE: keys "all" .* and "tags:1" .* are in different slots`
	s.Swap(ctx, "a", "b")                                                       // want `RENAME: keys "a" .* and "b" .* are in different slots`
	both(ctx, c, "user:1", "user:2")                                            // want `RENAME: keys "user:1" .* are in different slots`
}

// both is a wrapper of a wrapper.
func both(ctx context.Context, c *closed.Client, a, b string) { c.Move(ctx, a, b, 0) }

func keys(ctx context.Context, c redis.UniversalClient, s closed.Store, id int64) {
	c.Rename(ctx, closed.UserKey(id), closed.UserKey(id)+":old")                    // want `RENAME: keys user:<id> and user:<id>:old share a slot for 1 value`
	c.Rename(ctx, closed.AspectKey(ctx, "a", "x"), closed.AspectKey(ctx, "a", "y")) // want `RENAME: keys "\{x\}:a" \(slot 16287\) and "\{y\}:a" .* are in different slots`
	c.Rename(ctx, closed.AspectKey(ctx, "a", "user"), closed.AspectKey(ctx, "b", "user"))
	c.Rename(ctx, s.Name(id), s.Name(id)+":old") // want `RENAME: keys thing:<id> and thing:<id>:old share a slot for 1 value`
}
