// Package jobs moves what is to be done.
package jobs

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/whole/keys"
)

var take = redis.NewScript(`
local job = redis.call('RPOP', KEYS[1])
if job then
	redis.call('LPUSH', KEYS[2], job)
end
return job`)

func next(ctx context.Context, c redis.UniversalClient, queue string) (string, error) {
	return take.Run(ctx, c, []string{fmt.Sprintf(keys.QueueFormat, queue), keys.Doing(queue)}).Text()
}

func length(ctx context.Context, c redis.UniversalClient, queue string) int64 {
	return c.LLen(ctx, fmt.Sprintf(keys.QueueFormat, queue)).Val()
}
