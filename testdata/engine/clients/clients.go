// Package clients is judged with -clients=cluster: only what is known to be a
// cluster counts.
//
//crossslottest:set clients=cluster
package clients

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type store struct{ *redis.ClusterClient }

func classes(ctx context.Context, cluster *redis.ClusterClient, single *redis.Client, ring *redis.Ring, universal redis.UniversalClient, cmd redis.Cmdable, own store) {
	cluster.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	own.Del(ctx, "user:1", "user:2")     // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: the flag leaves out the others.
	single.Del(ctx, "user:1", "user:2")
	ring.Del(ctx, "user:1", "user:2")
	universal.Del(ctx, "user:1", "user:2")
	cmd.Del(ctx, "user:1", "user:2")
	// Right: one slot.
	cluster.Del(ctx, "user:1", "user:11896")
}

// The class is that of the client behind a wrapper.
func del(ctx context.Context, c *redis.ClusterClient, keys ...string) { c.Del(ctx, keys...) }

func delSingle(ctx context.Context, c *redis.Client, keys ...string) { c.Del(ctx, keys...) }

func wrapped(ctx context.Context, cluster *redis.ClusterClient, single *redis.Client) {
	del(ctx, cluster, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: one server.
	delSingle(ctx, single, "user:1", "user:2")
}

// Transactions.
func transactions(ctx context.Context, cluster *redis.ClusterClient, single *redis.Client) {
	p := cluster.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys "user:1" .*"user:2" .*different slots`
	p.Incr(ctx, "user:1")
	p.Incr(ctx, "user:2")
	_, _ = p.Exec(ctx)
	// Right: one server.
	q := single.TxPipeline()
	q.Incr(ctx, "user:1")
	q.Incr(ctx, "user:2")
	_, _ = q.Exec(ctx)
}
