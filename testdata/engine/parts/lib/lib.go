// Package lib passes on lists of which a part is keys.
package lib

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func Read(ctx context.Context, c *redis.ClusterClient, streams ...string) error {
	return c.XReadStreams(ctx, streams...).Err()
}

func ReadFrom(ctx context.Context, c *redis.ClusterClient, streams []string, id string) error {
	return c.XRead(ctx, &redis.XReadArgs{Streams: streams, ID: id}).Err()
}

func Set(ctx context.Context, c *redis.ClusterClient, pairs ...any) error {
	return c.MSet(ctx, pairs...).Err()
}

func Do(ctx context.Context, c *redis.ClusterClient, words ...any) error {
	return c.Do(ctx, words...).Err()
}

// First removes one key.
func First(ctx context.Context, c *redis.ClusterClient, keys []string) error {
	return c.Del(ctx, keys[:1]...).Err()
}

// Rest removes all keys but one.
func Rest(ctx context.Context, c *redis.ClusterClient, keys []string) error {
	return c.Del(ctx, keys[1:]...).Err()
}
