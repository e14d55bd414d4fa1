// Package v9beta calls github.com/go-redis/redis/v9, the module's name before
// v9.0.0.
package v9beta

import (
	"context"

	"github.com/go-redis/redis/v9"
)

func commands(ctx context.Context, c *redis.ClusterClient, cmdable redis.Cmdable, pipe redis.Pipeliner) {
	c.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, "user:1", "user:11896")
	c.ZUnionStore(ctx, "board:1", &redis.ZStore{Keys: []string{"board:2"}}) // want `ZUNIONSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionStore(ctx, "board:1", &redis.ZStore{Keys: []string{"board:723"}})
	c.Do(ctx, "DEL", "user:1", "user:2") // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "DEL", "user:1", "user:11896")
	cmdable.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	cmdable.MGet(ctx, "user:1", "user:11896")
	pipe.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	pipe.MGet(ctx, "user:1", "user:11896")
}
