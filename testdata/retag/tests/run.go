package tests

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("tests.move", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		deliver(ctx, c, strconv.Itoa(id), "hello")
		err := move(ctx, c, id)
		return c.LRange(ctx, outKey(id), 0, -1).Val(), err
	})
}
