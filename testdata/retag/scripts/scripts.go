// Package scripts gives keys to scripts.
package scripts

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var take = redis.NewScript(`
if redis.call('LLEN', KEYS[1]) > 0 then
	redis.call('INCR', KEYS[2])
	return redis.call('LPOP', KEYS[1])
end`)

type queue struct{ name string }

func (q queue) key() string   { return "queue:{" + q.name + "}" }
func (q queue) list() string  { return "line:" + q.name + ":list" }
func (q queue) taken() string { return "line:" + q.name + ":taken" }

func (q queue) take(ctx context.Context, c redis.UniversalClient) error {
	c.LLen(ctx, q.key())
	return take.Run(ctx, c, []string{q.list(), q.taken()}).Err()
}

func (q queue) put(ctx context.Context, c redis.UniversalClient, v string) error {
	return c.RPush(ctx, q.list(), v).Err()
}

func count(ctx context.Context, c redis.UniversalClient, line int) string {
	return c.Get(ctx, fmt.Sprintf("line:%d:taken", line)).Val()
}

// Scripts that put keys together, or know them.
var (
	lengths = redis.NewScript(`
-- the lists of a task, don't change them
return { redis.call('LLEN', KEYS[1]), redis.call('LLEN', 'task:' .. ARGV[1] .. ':open') }`)
	limit = redis.NewScript("return redis.call(\"HGET\", \"limits:all\", ARGV[1])")
)

func done(ctx context.Context, c redis.UniversalClient, id string) ([]int64, error) {
	if err := c.RPopLPush(ctx, "task:"+id+":open", "task:"+id+":done").Err(); err != nil {
		return nil, err
	}
	return lengths.Run(ctx, c, []string{"task:" + id + ":done"}, id).Int64Slice()
}

func limits(ctx context.Context, c redis.UniversalClient) error {
	limit.Run(ctx, c, []string{"limits:old"}, "x")
	return c.RenameNX(ctx, "limits:all", "limits:old").Err()
}
