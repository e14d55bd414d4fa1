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
	cases.Add("scripts.done", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		task := strconv.Itoa(id)
		if err := c.LPush(ctx, "task:"+task+":open", "a", "b", "c").Err(); err != nil {
			return nil, err
		}
		return done(ctx, c, task)
	})
	cases.Add("scripts.limits", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		if err := c.HSet(ctx, "limits:all", "x", id).Err(); err != nil {
			return nil, err
		}
		err := limits(ctx, c)
		return c.HGetAll(ctx, "limits:old").Val(), err
	})
}
