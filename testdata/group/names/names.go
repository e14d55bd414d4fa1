// Package names has files that import what they use in different ways, and
// names that the rewrite would take.
package names

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func userKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

// The name of the package is taken in one function: it gets another name in the
// whole file.
func taken(ctx context.Context, rdb redis.UniversalClient, ids []string, errors int) (int, error) {
	err := rdb.Del(ctx, userKeys(ids)...).Err()
	return errors, err
}

func free(ctx context.Context, rdb redis.UniversalClient, ids []string) error {
	return rdb.Del(ctx, userKeys(ids)...).Err()
}
