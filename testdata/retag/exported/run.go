package exported

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("exported.Add", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := Add(ctx, c, int64(id))
		return []any{c.LLen(ctx, ItemsKey(int64(id))).Val(), total(ctx, c, id)}, err
	})
}
