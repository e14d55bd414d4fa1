// Package generated has a file that is generated: nothing is reported in it.
package generated

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func written(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2") // want `RENAME`
	Move(ctx, c, "user:1", "user:2")  // want `RENAME`
}
