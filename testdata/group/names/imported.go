package names

import (
	"context"
	std "errors"

	"github.com/redis/go-redis/v9"
)

var errNone = std.New("none")

// The package is imported already, by another name.
func imported(ctx context.Context, rdb redis.UniversalClient, ids []string) (error, error) {
	err := rdb.Del(ctx, userKeys(ids)...).Err()
	return errNone, err
}
