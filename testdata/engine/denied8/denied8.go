// Package denied8 is for Redis 8.0 and later (-server=8.0), where the patterns of
// SORT may be in the slot of the key.
//
//crossslottest:set server=8.0
package denied8

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func sorts(ctx context.Context, c *redis.ClusterClient, id int) {
	c.Sort(ctx, "jobs", &redis.Sort{By: "weight:*"})              // want `SORT with BY weight:\*: .*proven`
	c.Sort(ctx, "{jobs}", &redis.Sort{By: "{job}:weight:*"})      // want `SORT with BY {job}:weight:\*: .*proven`
	c.Sort(ctx, "{jobs}", &redis.Sort{By: "w:*:{jobs}"})          // want `SORT with BY w:\*:{jobs}: .*proven`
	c.Sort(ctx, "{jobs}", &redis.Sort{Get: []string{"#", "t:*"}}) // want `SORT with GET t:\*: .*proven`
	c.Sort(ctx, "t1", &redis.Sort{Get: []string{"t?"}})           // want `SORT with GET t\?: .*proven`
	c.Sort(ctx, "jobs", &redis.Sort{Get: []string{"title"}})      // want `SORT with GET title: .*proven`
	// Right: the slot of the key.
	c.Sort(ctx, "jobs", &redis.Sort{By: "{jobs}:weight:*", Get: []string{"#", "{jobs}:title:*"}})
	c.SortRO(ctx, "{jobs}", &redis.Sort{Get: []string{"#"}})
	tag := fmt.Sprintf("{user:%d}", id)
	c.Sort(ctx, tag+":jobs", &redis.Sort{By: tag + ":weight:*->n"})
	c.Sort(ctx, tag+":jobs", &redis.Sort{By: fmt.Sprintf("{user:%d}:*", id+1)}) // want `SORT with BY .*likely`
	// Whatever the version.
	c.Move(ctx, "job", 1) // want `MOVE: .*proven`
}
