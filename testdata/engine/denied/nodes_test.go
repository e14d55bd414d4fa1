package denied

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Right: a test looks after the server that it starts.
func clean(ctx context.Context, u redis.UniversalClient) { u.FlushDB(ctx) }

// But not if it is a cluster.
func cleanCluster(ctx context.Context, c *redis.ClusterClient) {
	c.FlushDB(ctx) // want `FLUSHDB: .*proven`
}
