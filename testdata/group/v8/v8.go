// Package v8 has calls of go-redis v8.
package v8

import (
	"context"

	"github.com/go-redis/redis/v8"
)

func userKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

func deleteUsers(ctx context.Context, rdb redis.UniversalClient, ids []string) (int64, error) {
	return rdb.Del(ctx, userKeys(ids)...).Result()
}

func readUsers(ctx context.Context, rdb *redis.ClusterClient, ids []string) ([]interface{}, error) {
	values, err := rdb.WithContext(ctx).MGet(ctx, userKeys(ids)...).Result()
	return values, err
}

func writeUsers(ctx context.Context, rdb redis.Cmdable, ids []string) error {
	users := make(map[string]string)
	for _, id := range ids {
		users["user:"+id] = id
	}
	return rdb.MSet(ctx, users).Err()
}
