// Package concat adds up and joins keys.
package concat

import (
	"context"
	"fmt"
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

func push(ctx context.Context, c redis.UniversalClient, id int, what string) {
	c.RPush(ctx, fmt.Sprintf("%s%d:pending", jobs, id), what)
}

func finished(ctx context.Context, c redis.UniversalClient, id string) []string {
	return c.LRange(ctx, "job:"+id+sep+"done", 0, -1).Val()
}

func join(ctx context.Context, c redis.UniversalClient, id string) []string {
	return c.SDiff(ctx, strings.Join([]string{"team", id, "in"}, ":"), strings.Join([]string{"team", id, "out"}, ":")).Val()
}

func enter(ctx context.Context, c redis.UniversalClient, id, who string) {
	c.SAdd(ctx, fmt.Sprintf("team:%s:in", id), who)
}

func build(ctx context.Context, c redis.UniversalClient, id string) []string {
	var b strings.Builder
	b.WriteString("room:")
	b.WriteString(id)
	in := b.String() + ":in"
	return c.SInter(ctx, in, "room:"+id+":out").Val()
}

func come(ctx context.Context, c redis.UniversalClient, id, who string) {
	c.SAdd(ctx, fmt.Sprintf("room:%s:in", id), who)
	c.SAdd(ctx, fmt.Sprintf("room:%s:%s", id, "out"), who)
}

func bytes(ctx context.Context, c redis.UniversalClient, id []byte) []string {
	return c.SInter(ctx, "hall:"+string(id)+":in", "hall:"+string(id)+":out").Val()
}
