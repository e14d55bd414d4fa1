package patterns

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("patterns.NextMail", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		name := strconv.Itoa(id)
		if err := c.RPush(ctx, "tmp:mail:"+name+":new", "hello").Err(); err != nil {
			return nil, err
		}
		if err := NextMail(ctx, c, name); err != nil {
			return nil, err
		}
		return c.LRange(ctx, "mail:"+name+":all", 0, -1).Result()
	})
}
