package v8

import (
	"context"

	"github.com/go-redis/redis/v8"
)

// What reaches one node only, by the code of v8.11.5: cmdSlot takes a slot by
// chance for a command without keys.
func denied(ctx context.Context, c *redis.ClusterClient, u redis.UniversalClient) {
	c.Keys(ctx, "user:*")                                            // want `KEYS: on a cluster it reaches one node only.*clusterdenied, proven`
	c.Scan(ctx, 0, "user:*", 10)                                     // want `SCAN: .*clusterdenied, proven`
	u.FlushDB(ctx)                                                   // want `FLUSHDB: .*clusterdenied, likely`
	c.Do(ctx, "DBSIZE")                                              // want `DBSIZE: .*clusterdenied, proven`
	c.Pipeline().Select(ctx, 1)                                      // want `SELECT to database 1: .*clusterdenied, proven`
	c.Move(ctx, "job", 1)                                            // want `MOVE: .*clusterdenied, proven`
	c.Copy(ctx, "{j}1", "{j}2", 1, false)                            // want `COPY to database 1: .*clusterdenied, proven`
	_ = redis.UniversalOptions{Addrs: []string{"a:1", "b:1"}, DB: 1} // want `UniversalOptions with DB 1: .*clusterdenied, proven`
	// Right: all nodes are asked, or one after the other.
	c.DBSize(ctx)
	c.ScriptLoad(ctx, "return 1")
	_ = c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.Scan(ctx, 0, "user:*", 10).Err()
	})
	c.Copy(ctx, "{j}1", "{j}2", 0, false)
	_ = redis.UniversalOptions{Addrs: []string{"a:1", "b:1"}}
}
