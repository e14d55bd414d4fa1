package formats

import (
	"context"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("formats.here", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := follow(ctx, c, int64(id), "ann")
		here(ctx, c, id)
		return len(follows(ctx, c, id)), err
	})
	cases.Add("formats.total", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		if err := total(ctx, c, id); err != nil {
			return nil, err
		}
		return []any{drop(ctx, c, id), items(ctx, c, strconv.Itoa(id)), name(ctx, c, id)}, nil
	})
	cases.Add("formats.orders", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		open(ctx, c, id, "pen")
		orders(ctx, c, id)
		return done(ctx, c, strconv.Itoa(id)), nil
	})
	cases.Add("formats.charge", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := charge(ctx, c, id)
		return sum(ctx, c, id), err
	})
	cases.Add("formats.moved", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		c.SAdd(ctx, "box:"+strconv.Itoa(id)+":in", "pen")
		moved(ctx, c, strconv.Itoa(id))
		return c.SMembers(ctx, fmt.Sprintf("box:%d:in", id)).Val(), nil
	})
	cases.Add("formats.escapes", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		report(ctx, c, id, "page")
		return escapes(ctx, c, id), nil
	})
	cases.Add("formats.here (scanned)", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		like(ctx, c, id, "tea")
		here(ctx, c, id)
		var scanned atomic.Int32
		each := func(ctx context.Context, node *redis.Client) error {
			for it := scan(ctx, node); it.Next(ctx); {
				scanned.Add(1)
			}
			return nil
		}
		switch c := c.(type) {
		case *redis.Client:
			each(ctx, c)
		case *redis.ClusterClient:
			c.ForEachMaster(ctx, each)
		}
		got, err := likes(ctx, c, strconv.Itoa(id))
		return []any{got, scanned.Load()}, err
	})
}
