package derived

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("derived.store", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		err := store(ctx, c, strconv.Itoa(id))
		return read(ctx, c, strconv.Itoa(id)), err
	})
	cases.Add("derived.watch", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		lock(ctx, c, id)
		err := watch(ctx, c, strconv.Itoa(id))
		return c.Get(ctx, fmt.Sprintf("page:%d:lock", id)).Val(), err
	})
}
