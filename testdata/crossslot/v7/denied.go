package v7

import "github.com/go-redis/redis/v7"

// What reaches one node only, and what is refused.
func denied(c *redis.ClusterClient, u redis.UniversalClient) {
	c.Keys("user:*")        // want `KEYS: on a cluster it reaches one node only.*clusterdenied, proven`
	c.Scan(0, "user:*", 10) // want `SCAN: .*clusterdenied, proven`
	u.FlushDB()             // want `FLUSHDB: .*clusterdenied, likely`
	c.Pipeline().Select(1)  // want `SELECT to database 1: .*clusterdenied, proven`
	c.Move("job", 1)        // want `MOVE: .*clusterdenied, proven`
	// Right: all nodes are asked, or one after the other.
	c.DBSize()
	_ = c.ForEachMaster(func(node *redis.Client) error { return node.Scan(0, "user:*", 10).Err() })
	c.Pipeline().Select(0)
}
