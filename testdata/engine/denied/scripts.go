package denied

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Commands of scripts: what is to blame is in the script, or in what a call gives it.

var (
	matching  = redis.NewScript(`return #redis.call("KEYS", ARGV[1])`)
	below     = redis.NewScript(`return redis.call("SCAN", ARGV[1], "MATCH", KEYS[1] .. ":*", "COUNT", 100)`)
	selects   = redis.NewScript(`redis.call("SELECT", ARGV[1]) return redis.call("GET", KEYS[1])`)
	copies    = redis.NewScript(`return redis.call("COPY", KEYS[1], KEYS[1] .. ":old", "DB", ARGV[1])`)
	randomKey = redis.NewScript(`return redis.call("RANDOMKEY")`)        // want `script randomKey, line 1: RANDOMKEY: on a cluster a script sees the keys of its own node only.* likely`
	size      = redis.NewScript(`return redis.call("DBSIZE")`)           // want `DBSIZE: .* likely`
	flush     = redis.NewScript(`return redis.call("FLUSHDB")`)          // want `FLUSHDB: .* likely`
	listeners = redis.NewScript(`return redis.call("PUBSUB", "NUMSUB")`) // want `PUBSUB NUMSUB: on a cluster it counts the subscribers of one node only; .* likely`
	everyone  = redis.NewScript(`return redis.call("PUBLISH", "news", ARGV[1])`)
)

func scriptConstants(ctx context.Context, c redis.UniversalClient, id int) {
	matching.Run(ctx, c, []string{"x"}, "user:*") // want `script matching, line 1: KEYS: on a cluster a script sees the keys of its own node only; .* likely`
	matching.Run(ctx, c, []string{fmt.Sprintf("{user:%d}", id)}, fmt.Sprintf("{user:%d}:*", id))
	matching.Run(ctx, c, []string{fmt.Sprintf("user:%d", id)}, fmt.Sprintf("user:%d:*", id)) // want `KEYS: .* likely`
	below.Run(ctx, c, []string{fmt.Sprintf("user:%d", id)}, 0)                               // want `SCAN: .* likely`
	below.Run(ctx, c, []string{fmt.Sprintf("{user:%d}", id)}, 0)
	selects.Run(ctx, c, []string{"k"}, 3) // want `script selects, line 1: SELECT to database 3: Redis Cluster refuses it .* proven`
	selects.Run(ctx, c, []string{"k"}, 0)
	selects.Run(ctx, c, []string{"k"}, id) // which may be 0
	copies.Run(ctx, c, []string{"{k}"}, 1) // want `COPY to database 1: .* proven`
	copies.Run(ctx, c, []string{"{k}"}, 0)
	randomKey.Run(ctx, c, nil)
	size.Run(ctx, c, nil)
	flush.Run(ctx, c, nil)
	listeners.Run(ctx, c, nil)
	everyone.Run(ctx, c, nil, "x")
}

// A pattern that is not known, with a key that is: nobody gives the two one tag.
func ScriptPattern(ctx context.Context, c redis.UniversalClient, pattern string) {
	matching.Run(ctx, c, []string{"0"}, pattern) // want `KEYS: .*, unless pattern holds the hash tag of a key that it is given; .* likely`
}

// Here the callers may.
func ScriptPrefix(ctx context.Context, c redis.UniversalClient, prefix string) {
	below.Run(ctx, c, []string{prefix}, 0)
	matching.Run(ctx, c, []string{prefix}, prefix+"*")
}

// The callers tell.
func patternOf(ctx context.Context, c redis.UniversalClient, pattern string, db int) {
	matching.Run(ctx, c, []string{"x"}, pattern)
	selects.Run(ctx, c, []string{"x"}, db)
}

func scriptCallers(ctx context.Context, c redis.UniversalClient) {
	patternOf(ctx, c, "user:*", 0) // want `KEYS: .* likely`
	patternOf(ctx, c, "{x}:*", 0)
	patternOf(ctx, c, "{x}:*", 1) // want `SELECT to database 1: .* proven`
}

// Each node is asked.
func scriptEach(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, m *redis.Client) error {
		redis.NewScript(`return redis.call("DBSIZE")`).Run(ctx, m, nil)
		return matching.Run(ctx, m, nil, "user:*").Err()
	})
}

// A field of a script, as a repository has it.
type matcher struct {
	c *redis.ClusterClient
	s *redis.Script
}

func newMatcher(c *redis.ClusterClient) *matcher {
	return &matcher{c, redis.NewScript(`return #redis.call("keys", "ns:" .. ARGV[1] .. ":*")`)}
}

func (m *matcher) count(ctx context.Context, id string) {
	m.s.Run(ctx, m.c, []string{"ns"}, id) // want `KEYS: .* likely`
}
