package excluded

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func excluded(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2")
}
