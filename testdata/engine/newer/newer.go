// Package newer is judged for programs with go-redis v9.20 or later.
//
//crossslottest:set go-redis=9.20
package newer

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func transaction(ctx context.Context, c redis.UniversalClient) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `a cluster client refuses the transaction \(CROSSSLOT\);`
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		return nil
	})
}

func pattern(ctx context.Context, c *redis.ClusterClient) {
	c.Keys(ctx, "{user}:*") // want `KEYS: .*\(clusterdenied, proven\)`
}
