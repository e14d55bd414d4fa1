// Package admin looks at the keys of others.
package admin

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func follows(ctx context.Context, c redis.UniversalClient, id int64) int64 {
	return c.SCard(ctx, fmt.Sprintf("user:%d:follows", id)).Val()
}

func all(ctx context.Context, c *redis.Client) ([]string, error) {
	var keys []string
	it := c.Scan(ctx, 0, "user:*:follows", 0).Iterator()
	for it.Next(ctx) {
		keys = append(keys, it.Val())
	}
	return keys, it.Err()
}
