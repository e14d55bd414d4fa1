// Package constants has keys without values in them.
package constants

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const goTag = "tags:go"

var redisTag = "tags:redis"

func combine(ctx context.Context, c redis.UniversalClient) []string {
	both := c.SInter(ctx, goTag, redisTag).Val()
	c.SAdd(ctx, goTag, "x")
	return both
}

func board(ctx context.Context, c redis.UniversalClient) {
	c.ZUnionStore(ctx, "board:week", &redis.ZStore{Keys: []string{"board:monday", "board:tuesday"}})
}

func score(ctx context.Context, c redis.UniversalClient, day, who string) {
	c.ZAdd(ctx, day, redis.Z{Score: 1, Member: who})
}

func week(ctx context.Context, c redis.UniversalClient) []string {
	return c.ZRange(ctx, boardPrefix+"week", 0, -1).Val()
}

const boardPrefix = "board:"
