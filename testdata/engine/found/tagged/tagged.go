// Package tagged finds keys of a family that the package gives a hash tag.
package tagged

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func profile(id int) string { return fmt.Sprintf("user:{%d}:profile", id) }

func save(ctx context.Context, c *redis.ClusterClient, id int) {
	c.Set(ctx, profile(id), "", 0)
}

// Each key is renamed in its slot.
func archive(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, m *redis.Client) error {
		iter := m.Scan(ctx, 0, "user:*", 100).Iterator()
		for iter.Next(ctx) {
			if err := c.Rename(ctx, iter.Val(), iter.Val()+":old").Err(); err != nil {
				return err
			}
		}
		return iter.Err()
	})
}

// No key of the package has a tag behind this.
func archiveCarts(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, m *redis.Client) error {
		iter := m.Scan(ctx, 0, "cart:*", 100).Iterator()
		for iter.Next(ctx) {
			if err := c.Rename(ctx, iter.Val(), iter.Val()+":old").Err(); err != nil { // want `RENAME: keys cart:<.*likely`
				return err
			}
		}
		return iter.Err()
	})
}
