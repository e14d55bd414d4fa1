package prefixes

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("prefixes.due", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		s := New(c, fmt.Sprintf("app%d:", id))
		if err := c.LPush(ctx, s.key("quota-refresh", "dirty"), "ann").Err(); err != nil {
			return nil, err
		}
		err := s.due(ctx)
		return c.LRange(ctx, s.key("quota-refresh", "busy"), 0, -1).Val(), err
	})
}
