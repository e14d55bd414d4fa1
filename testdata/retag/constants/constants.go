// Package constants has keys without values in them.
package constants

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const goTag = "tags:go"

var redisTag = "tags:redis"

func combine(ctx context.Context, c redis.UniversalClient) {
	c.SInter(ctx, goTag, redisTag)
	c.SAdd(ctx, goTag, "x")
}

func board(ctx context.Context, c redis.UniversalClient) {
	c.ZUnionStore(ctx, "board:week", &redis.ZStore{Keys: []string{"board:monday", "board:tuesday"}})
}
