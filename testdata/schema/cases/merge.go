// Package cases has families that are one, and their twins that are two. Nothing runs
// it.
package cases

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type user struct{ ID int64 }

// One hole has two names.
func names(ctx context.Context, rdb *redis.Client, id int64, u user) {
	rdb.Set(ctx, fmt.Sprintf("named:%d", id), "v", 0)
	rdb.Get(ctx, fmt.Sprintf("named:%d", u.ID))
}

// Two holes side by side are one value.
func beside(ctx context.Context, rdb *redis.Client, a, b string) {
	rdb.Set(ctx, "beside:"+a+b, "v", 0)
	rdb.Get(ctx, "beside:"+a)
}

// A part at the end is empty in one branch; the twin has another last part.
func last(ctx context.Context, rdb *redis.Client, api, who string) {
	key := "last:" + api + ":"
	if who != "" {
		key += who
	}
	rdb.Incr(ctx, key)
	rdb.Incr(ctx, "twin:"+api+":")
	rdb.Incr(ctx, "twin:"+api+":"+who)
}

// A number is one that an integer takes; a word is not, and a hash is no string.
func numbers(ctx context.Context, rdb *redis.Client, n int, word string) {
	rdb.Incr(ctx, fmt.Sprintf("shard:%d", n))
	rdb.Incr(ctx, "shard:0")
	rdb.Incr(ctx, "shard:first")
	rdb.Incr(ctx, "worded:"+word)
	rdb.Incr(ctx, "worded:0")
	rdb.Incr(ctx, fmt.Sprintf("typed:%d", n))
	rdb.HSet(ctx, "typed:0", "f", "v")
}
