// Package page has the examples of docs/advice.md.
package page

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func userKeys(ids []string) []string {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = "user:" + id
	}
	return keys
}

func forget(ctx context.Context, rdb redis.UniversalClient, ids []string) error {
	keys := userKeys(ids)
	if len(keys) == 0 {
		return nil
	}
	return rdb.Del(ctx, keys...).Err()
}

func count(ctx context.Context, rdb redis.UniversalClient, ids []string) (int64, error) {
	return rdb.Exists(ctx, userKeys(ids)...).Result()
}

func names(ctx context.Context, rdb redis.UniversalClient, first, second string) ([]any, error) {
	return rdb.MGet(ctx, "name:"+first, "name:"+second).Result()
}

func save(ctx context.Context, rdb redis.UniversalClient, users map[string]string) error {
	values := make(map[string]any)
	for id, user := range users {
		values["user:"+id] = user
	}
	if len(values) > 0 {
		if err := rdb.MSet(ctx, values).Err(); err != nil {
			return err
		}
	}
	return nil
}

func touch(ctx context.Context, c redis.Cmdable, ids []string) error {
	return c.Touch(ctx, userKeys(ids)...).Err()
}
