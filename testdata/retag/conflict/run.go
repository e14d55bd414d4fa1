package conflict

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("conflict.ofUser", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		grant(ctx, c, strconv.Itoa(id), strconv.Itoa(id+1), "ann")
		return ofUser(ctx, c, id, id+1), nil
	})
	cases.Add("conflict.ofGroup", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		grant(ctx, c, strconv.Itoa(id), strconv.Itoa(id+1), "ann")
		return ofGroup(ctx, c, id, id+1), nil
	})
	cases.Add("conflict.one", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		c.SAdd(ctx, fmt.Sprint("seat:", id, ":", id+1), "ann")
		one(ctx, c, id, id+1)
		return c.Exists(ctx, fmt.Sprint("seat:", id, ":", id+1)).Val(), nil
	})
}
