// Package possible has lists of keys of which nothing is known.
package possible

import (
	"context"
	"net/http"

	"github.com/redis/go-redis/v9"
)

// A Cache deletes what it is told to.
type Cache struct {
	rdb redis.UniversalClient
}

// Remove is called with lists.
func (c *Cache) Remove(ctx context.Context, keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	return c.rdb.Del(ctx, keys...).Err()
}

// Read has its keys from a request.
func (c *Cache) Read(r *http.Request) ([]any, error) {
	return c.rdb.MGet(r.Context(), r.Form["key"]...).Result()
}

// Write has a map.
func (c *Cache) Write(ctx context.Context, values map[string]any) error {
	if len(values) < 1 {
		return nil
	}
	if err := c.rdb.MSet(ctx, values).Err(); err != nil {
		return err
	}
	return nil
}

// Page deletes what it finds, page by page.
func (c *Cache) Page(ctx context.Context) (deleted int64, err error) {
	var cursor uint64
	for {
		var keys []string
		keys, cursor, err = c.rdb.Scan(ctx, cursor, "user:*", 100).Result()
		if err != nil {
			return deleted, err
		}
		if len(keys) > 0 {
			n, err := c.rdb.Del(ctx, keys...).Result()
			if err != nil {
				return deleted, err
			}
			deleted += n
		}
		if cursor == 0 {
			return deleted, nil
		}
	}
}
