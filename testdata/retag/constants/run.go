package constants

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("constants.combine", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		c.SAdd(ctx, redisTag, "x")
		combine(ctx, c)
		return combine(ctx, c), nil
	})
	cases.Add("constants.board", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		score(ctx, c, boardPrefix+"monday", "ann")
		board(ctx, c)
		return week(ctx, c), nil
	})
}
