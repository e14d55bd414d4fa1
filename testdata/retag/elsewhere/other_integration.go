//go:build integration

package elsewhere

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func left(ctx context.Context, c redis.UniversalClient) int64 {
	return c.LLen(ctx, prefix+"7"+":in").Val() + c.LLen(ctx, inKey("7")).Val()
}
