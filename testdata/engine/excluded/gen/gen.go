// Package gen is left out by the setting exclude.
package gen

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func excluded(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2")
}
