// Package denied sends what a cluster refuses whatever the keys are.
package denied

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

const jobsDB = 2

func databases(ctx context.Context, c *redis.ClusterClient, conn *redis.Conn, pipe redis.Pipeliner) {
	c.Do(ctx, "SELECT", 1)                                                 // want `^SELECT to database 1: Redis Cluster refuses it \(ERR SELECT is not allowed in cluster mode\); keep the data apart by a prefix of the keys, or in a cluster of its own \(clusterdenied, proven\)$`
	c.Do(ctx, "select", "1")                                               // want `SELECT to database 1: .*proven`
	c.Do(ctx, "SELECT", jobsDB).Val()                                      // want `SELECT to database 2: .*proven`
	conn.Select(ctx, jobsDB)                                               // want `SELECT to database 2: .*likely`
	pipe.Select(ctx, jobsDB)                                               // want `SELECT to database 2: .*likely`
	c.Pipeline().Select(ctx, jobsDB)                                       // want `SELECT to database 2: .*proven`
	c.Do(ctx, "SWAPDB", 0, 1)                                              // want `SWAPDB: Redis Cluster refuses it .*SWAPDB is not allowed.*proven`
	c.Move(ctx, "job", 0)                                                  // want `MOVE: Redis Cluster refuses it .*MOVE is not allowed.*proven`
	c.Copy(ctx, "{j}1", "{j}2", 3, true)                                   // want `COPY to database 3: Redis Cluster refuses it .*Copying to another database is not allowed.*proven`
	_ = c.Process(ctx, redis.NewCmd(ctx, "COPY", "{j}1", "{j}2", "DB", 3)) // want `COPY to database 3: .*proven`
	// Right: database 0 is there.
	c.Do(ctx, "SELECT", 0)
	conn.Select(ctx, 0)
	c.Copy(ctx, "{j}1", "{j}2", 0, true)
	c.Do(ctx, "COPY", "{j}1", "{j}2", "DB", "0", "REPLACE")
	c.Do(ctx, "COPY", "{j}1", "{j}2", "REPLACE")
	// Right: keys and values that are named like options and commands.
	c.Copy(ctx, "{DB}", "{DB}2", 0, false)
	c.Do(ctx, "GET", "SELECT", 1)
	c.Set(ctx, "SWAPDB", "MOVE", 0)
}

// Which database it is, is not known.
func given(ctx context.Context, conn *redis.Conn, db int, names []string) {
	conn.Select(ctx, db)
	conn.Select(ctx, len(names))
}

// On one of the branches it is another.
func sometimes(ctx context.Context, conn *redis.Conn, archive bool) {
	db := 0
	if archive {
		db = 4
	}
	conn.Select(ctx, db) // want `SELECT to database 4: .*likely`
}

// Any client may be one of a cluster, or is to become one.
func classes(ctx context.Context, u redis.UniversalClient, c redis.Cmdable, one *redis.Client, r *redis.Ring) {
	u.Move(ctx, "job", 1)   // want `MOVE: .*likely`
	c.Move(ctx, "job", 1)   // want `MOVE: .*likely`
	one.Move(ctx, "job", 1) // want `MOVE: .*likely`
	r.Move(ctx, "job", 1)
}

func sorts(ctx context.Context, c *redis.ClusterClient, u redis.UniversalClient, field string) {
	c.Sort(ctx, "jobs", &redis.Sort{By: "weight:*"})                           // want `^SORT with BY weight:\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); sort in the client, or keep a sorted set \(clusterdenied, proven\)$`
	c.Sort(ctx, "jobs", &redis.Sort{By: "job:*->" + field})                    // want `SORT with BY job:\*-><field>: .*proven`
	c.Sort(ctx, "jobs", &redis.Sort{Get: []string{"title:*"}})                 // want `SORT with GET title:\*: .*GET option of SORT denied.*proven`
	c.Sort(ctx, "jobs", &redis.Sort{Get: []string{"#"}})                       // want `SORT with GET #: .*GET option of SORT denied.*proven`
	c.Sort(ctx, "{jobs}", &redis.Sort{By: "{jobs}:*"})                         // want `SORT with BY {jobs}:\*: .*proven`
	c.SortRO(ctx, "jobs", &redis.Sort{By: "weight:*", Get: []string{"t:*"}})   // want `SORT_RO with BY weight:\*: .*proven`
	c.SortStore(ctx, "{j}1", "{j}2", &redis.Sort{By: "weight:*"})              // want `SORT with BY weight:\*: .*proven`
	u.Sort(ctx, "jobs", &redis.Sort{By: "weight:*"})                           // want `SORT with BY weight:\*: .*likely`
	c.Do(ctx, "SORT", "jobs", "LIMIT", "GET", "BY", "ALPHA", "BY", "weight:*") // want `SORT with BY weight:\*: .*proven`
	// Right: nothing but the list itself.
	c.Sort(ctx, "jobs", &redis.Sort{By: "nosort", Order: "DESC"})
	c.Sort(ctx, "jobs:*", &redis.Sort{Alpha: true, Offset: 1, Count: 2})
	c.Sort(ctx, "jobs", &redis.Sort{})
	c.Sort(ctx, "jobs", nil)
	c.Do(ctx, "SORT", "BY", "LIMIT", "BY", "weight:*", "STORE", "{BY}GET")
	c.Do(ctx, "SORT", "jobs", "BY", "nosort")
	c.ZRange(ctx, "weight:*", 0, -1)
}

// Right: options of which nothing is known.
func options(ctx context.Context, c *redis.ClusterClient, by *redis.Sort, pattern string) {
	c.Sort(ctx, "jobs", by)
	c.Sort(ctx, "jobs", &redis.Sort{By: pattern})
}

// Right: no cluster comes to where these are.
func guarded(ctx context.Context, c redis.UniversalClient, clustered bool) {
	if _, ok := c.(*redis.ClusterClient); !ok {
		c.Move(ctx, "job", 1)
		c.Keys(ctx, "job:*")
	}
	if !clustered {
		c.FlushDB(ctx)
	}
	switch one := c.(type) {
	case *redis.ClusterClient:
		one.FlushDB(ctx) // want `FLUSHDB: on a cluster it empties one node only, and the keys of all others stay; .*proven`
	default:
		c.FlushDB(ctx)
	}
	// The wrong way round.
	if clustered {
		c.FlushAll(ctx) // want `FLUSHALL: .*likely`
	}
}

// Methods of the program's own with the names of commands.
type store struct{ names []string }

func (s *store) Keys(pattern string) (out []string) {
	for _, n := range s.names {
		if strings.HasPrefix(n, pattern) {
			out = append(out, n)
		}
	}
	return out
}

func (s *store) Move(name string, db int) { s.names = append(s.names, name) }

func own(s *store) {
	s.Keys("job:*")
	s.Move("job", 1)
}
