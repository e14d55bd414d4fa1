// Package proven is judged with -certainty=proven: only what holds whatever the
// values are.
//
//crossslottest:set certainty=proven
package proven

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Certainties has a call of each.
func Certainties(ctx context.Context, c redis.UniversalClient, id, other, prefix string, keys []string) {
	c.Rename(ctx, "user:1", "user:2")                   // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, "user:"+id+":a", "user:"+id+":b")     // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	c.Rename(ctx, "user:"+id+":a", "user:"+id+":a:tmp") // want `RENAME: keys user:<id>:a and user:<id>:a:tmp share a slot for .*proven`
	// Right: two values may be one.
	c.Rename(ctx, "user:"+id, "user:"+other)
	// Right: the prefix may hold a tag.
	c.Rename(ctx, prefix+"a", prefix+"b")
	// Right: nothing is known.
	c.Del(ctx, keys...)
}
