package main

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("crossslot", "CROSSSLOT", "twoTags", twoTags)
	right("oneTag", oneTag)
}

func twoTags(ctx context.Context, c *redis.ClusterClient) error {
	return c.SInter(ctx, "tags:go", "tags:redis").Err()
}

func oneTag(ctx context.Context, c *redis.ClusterClient) error {
	return c.SInter(ctx, "{tags}:go", "{tags}:redis").Err()
}
