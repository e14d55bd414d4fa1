// Package off is judged with -nolint=false, as a driver does that has its own
// way with such comments.
//
//crossslottest:set nolint=false
package off

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func lines(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolint:crossslotlint
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolint
}
