package scripts

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("scripts.take", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		q := queue{strconv.Itoa(id)}
		if err := q.put(ctx, c, "ann"); err != nil {
			return nil, err
		}
		err := q.take(ctx, c)
		return count(ctx, c, id), err
	})
}
