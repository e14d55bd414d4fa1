// Package possible is judged with -certainty=possible: for code that is known
// to run on a cluster.
//
//crossslottest:set certainty=possible
package possible

import (
	"context"
	"maps"
	"slices"

	"github.com/redis/go-redis/v9"

	"github.com/crossslotlint/crossslotlint/slot"
)

// Lists that are known at run time only.
func Lists(ctx context.Context, c redis.UniversalClient, keys []string, m map[string]any) {
	c.Del(ctx, keys...)                                   // want `DEL: nothing ties the keys .* to one slot.*possible`
	c.MGet(ctx, append(keys, "user:1")...)                // want `MGET: .*possible`
	c.MSet(ctx, m)                                        // want `MSET: nothing ties the keys .* to one slot.*possible`
	c.Unlink(ctx, slices.Collect(maps.Keys(m))...)        // want `UNLINK: .*possible`
	found, _, _ := c.Scan(ctx, 0, "user:*", 100).Result() // want `SCAN: on a cluster .*clusterdenied, likely`
	c.Del(ctx, found...)                                  // want `DEL: keys of the form user:<.*> hash to different slots.*likely`
	// Right: one key of the list.
	c.Del(ctx, keys[0])
	for _, k := range found {
		c.Del(ctx, k)
	}
	// Right: the list was grouped by slot.
	for _, g := range slot.GroupKeys(found) {
		c.Del(ctx, g.Keys...)
	}
	// Right: a guard.
	if _, ok := c.(*redis.ClusterClient); !ok {
		c.Del(ctx, found...)
	}
	if len(keys) == 1 {
		c.Del(ctx, keys...)
	}
}

// Bare has bare parameters.
func Bare(ctx context.Context, c redis.UniversalClient, from, to string) {
	c.Rename(ctx, from, to) // want `RENAME: nothing ties the keys <from> and <to> to one slot.*possible`
	// Right: the same key, and the tag of a parameter.
	c.Rename(ctx, from, from)
	c.Rename(ctx, "{"+from+"}:a", "{"+from+"}:b")
}

// A getter that is called twice is reported here.
type owner interface{ ID() string }

// Getters may give one value or two.
func Getters(ctx context.Context, c redis.UniversalClient, o owner) {
	c.Rename(ctx, "{"+o.ID()+"}:a", "{"+o.ID()+"}:b") // want `RENAME: .*possible`
	// Right: called once.
	id := o.ID()
	c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
}

// What is certain stays certain.
func Certain(ctx context.Context, c redis.UniversalClient, id, other string) {
	c.Rename(ctx, "user:1", "user:2")        // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, "user:"+id, "user:"+other) // want `RENAME: keys user:<id> and user:<other> hash to different slots.*likely`
	// Right.
	c.Rename(ctx, "{user}:"+id, "{user}:"+other)
}

// Right: a group holds keys of one slot, wherever it comes from.
func group(ctx context.Context, c redis.UniversalClient, g slot.Group, groups []slot.Group) {
	c.Del(ctx, g.Keys...)
	if len(groups) == 0 {
		groups = []slot.Group{{}}
	}
	for _, g := range groups {
		c.Del(ctx, g.Keys...)
	}
}
