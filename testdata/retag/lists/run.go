package lists

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("lists.read", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		rename(ctx, c, strconv.Itoa(id), "ann")
		return read(ctx, c, id)
	})
	cases.Add("lists.write", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := write(ctx, c, id, "hut")
		return used(ctx, c, strconv.Itoa(id)), err
	})
	cases.Add("lists.queue", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := queue(ctx, c, id)
		return ask(ctx, c, id), err
	})
}
