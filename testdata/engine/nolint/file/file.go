//nolint:crossslotlint // the whole file runs on one server only
package file

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func whole(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2")
}
