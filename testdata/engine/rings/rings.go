// Package rings sends to a redis.Ring, which sends a command with several keys
// to the shard of the first without an error.
package rings

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func ring(ctx context.Context, r *redis.Ring, c *redis.ClusterClient, id string) {
	r.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" .*"user:2" .*Ring.* shard of the first key`
	// A cluster says so by an error.
	c.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" .*"user:2" .*CROSSSLOT`
	// Right: one tag, one shard.
	r.MGet(ctx, "{"+id+"}:a", "{"+id+"}:b")
}
