// Package resolver lets the client split the six commands that can be split.
package resolver

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func newClient(opt *redis.ClusterOptions) *redis.ClusterClient {
	c := redis.NewClusterClient(opt)
	c.SetCommandInfoResolver(c.NewDynamicResolver())
	return c
}

func commands(ctx context.Context, c *redis.ClusterClient, ids []string) {
	// Right: the client splits these by slot.
	c.MGet(ctx, "user:1", "user:2")
	c.MSet(ctx, "user:1", 1, "user:2", 2)
	c.Del(ctx, "user:1", "user:2")
	c.Unlink(ctx, "user:1", "user:2")
	c.Exists(ctx, "user:1", "user:2")
	c.Touch(ctx, "user:1", "user:2")
	// Right: it sends these to all nodes.
	c.FlushDB(ctx)
	c.FlushAll(ctx)
	c.Do(ctx, "DBSIZE")
	c.Scan(ctx, 0, "user:*", 10) // want `SCAN: .*clusterdenied, proven`
	// It splits no other.
	c.Rename(ctx, "user:1", "user:2")       // want `RENAME: keys "user:1" .*"user:2" .*different slots`
	c.SUnion(ctx, "user:1", "user:2")       // want `SUNION: keys "user:1" .*"user:2" .*different slots`
	c.MSetNX(ctx, "user:1", 1, "user:2", 2) // want `MSETNX: keys "user:1" .*"user:2" .*different slots`
}

func pipelines(ctx context.Context, c *redis.ClusterClient) {
	// In a pipeline it refuses them.
	p := c.Pipeline()
	p.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	p.Del(ctx, "user:1", "user:11896")
	_, _ = p.Exec(ctx)
	// And a transaction is one slot's.
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of DEL: keys "user:1" .*"user:2" .*different slots`
		p.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
		return nil
	})
}
