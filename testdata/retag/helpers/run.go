package helpers

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("helpers.Add", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		s := New(c)
		if err := s.Add(ctx, id, "pen"); err != nil {
			return nil, err
		}
		n, err := s.Total(ctx, id)
		return []any{n, s.items(ctx, strconv.Itoa(id))}, err
	})
	cases.Add("helpers.move", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		s := New(c)
		c.Set(ctx, userKey(strconv.Itoa(id)), "ann", 0)
		err := s.move(ctx, strconv.Itoa(id))
		return s.old(ctx, strconv.Itoa(id)), err
	})
	cases.Add("helpers.friends", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		s := New(c)
		befriend(ctx, c, id, "ann")
		return s.friends(ctx, int64(id)), nil
	})
}
