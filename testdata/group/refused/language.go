package refused

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A name of the language means something else.
func language(ctx context.Context, rdb redis.UniversalClient, ids []string, len int) (int, error) {
	n, err := rdb.Del(ctx, userKeys(ids)...).Result()
	return len + int(n), err
}
