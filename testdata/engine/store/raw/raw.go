// Package raw passes keys on to the client.
package raw

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Move renames a key.
func Move(ctx context.Context, c redis.Cmdable, from, to string) error { // want Move:"sends RENAME"
	return c.Rename(ctx, from, to).Err()
}

// Drop deletes keys.
func Drop(ctx context.Context, c redis.Cmdable, keys ...string) error { // want Drop:"sends DEL"
	return c.Del(ctx, keys...).Err()
}

// DropOne deletes one key: there is nothing to say to its callers.
func DropOne(ctx context.Context, c redis.Cmdable, key string) error {
	return c.Del(ctx, key).Err()
}

// DropEach deletes keys one by one.
func DropEach(ctx context.Context, c redis.Cmdable, keys ...string) error {
	for _, key := range keys {
		if err := c.Del(ctx, key).Err(); err != nil {
			return err
		}
	}
	return nil
}
