package elsewhere

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("elsewhere.roll", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		name := strconv.Itoa(id)
		if err := c.LPush(ctx, inKey(name), "ale").Err(); err != nil {
			return nil, err
		}
		err := roll(ctx, c, name)
		return c.LLen(ctx, outKey(name)).Val(), err
	})
}
