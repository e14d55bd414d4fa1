package instances

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("instances.next", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		q := newQueue(c, strconv.Itoa(id))
		c.RPush(ctx, q.pending, "ann")
		err := q.next(ctx)
		return c.LRange(ctx, "delay:"+strconv.Itoa(id)+":ready", 0, -1).Val(), err
	})
	cases.Add("instances.next (of a constant)", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		c.RPush(ctx, of(c, "bills").pending, "ann", "bob")
		before := size(ctx, c)
		c.RPush(ctx, "delay:mails:ready", "eve")
		err := of(c, "bills").next(ctx)
		return []int64{before, size(ctx, c), mails(ctx, c)}, err
	})
}
