// Package concat adds up and joins keys.
package concat

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

const (
	sep     = ":"
	jobs    = "job" + sep
	pending = sep + "pending"
)

func add(ctx context.Context, c redis.UniversalClient, id string) {
	c.RPopLPush(ctx, jobs+id+pending, jobs+id+":done")
	c.LLen(ctx, jobs+id+pending)
}

func join(ctx context.Context, c redis.UniversalClient, id string) {
	c.SDiff(ctx, strings.Join([]string{"team", id, "in"}, ":"), strings.Join([]string{"team", id, "out"}, ":"))
}

func build(ctx context.Context, c redis.UniversalClient, id string) {
	var b strings.Builder
	b.WriteString("room:")
	b.WriteString(id)
	in := b.String() + ":in"
	c.SInter(ctx, in, "room:"+id+":out")
}

func bytes(ctx context.Context, c redis.UniversalClient, id []byte) {
	c.SInter(ctx, "hall:"+string(id)+":in", "hall:"+string(id)+":out")
}
