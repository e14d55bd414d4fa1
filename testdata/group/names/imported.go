package names

import (
	"context"

	"github.com/redis/go-redis/v9"

	slots "github.com/crossslotlint/crossslotlint/slot"
)

// The package is imported already, by another name.
func imported(ctx context.Context, rdb redis.UniversalClient, ids []string) (uint16, error) {
	err := rdb.Del(ctx, userKeys(ids)...).Err()
	return slots.Of(ids[0]), err
}
