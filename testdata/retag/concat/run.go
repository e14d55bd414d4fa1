package concat

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/retag/cases"
)

func init() {
	cases.Add("concat.add", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		push(ctx, c, id, "mow")
		add(ctx, c, strconv.Itoa(id))
		return finished(ctx, c, strconv.Itoa(id)), nil
	})
	cases.Add("concat.join", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		enter(ctx, c, strconv.Itoa(id), "ann")
		return join(ctx, c, strconv.Itoa(id)), nil
	})
	cases.Add("concat.build", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		come(ctx, c, strconv.Itoa(id), "ann")
		return build(ctx, c, strconv.Itoa(id)), nil
	})
	cases.Add("concat.bytes", func(ctx context.Context, c redis.UniversalClient, id int) (any, error) {
		c.SAdd(ctx, fmt.Sprintf("hall:%d:in", id), "ann")
		c.SAdd(ctx, fmt.Sprintf("hall:%d:out", id), "ann")
		return bytes(ctx, c, []byte(strconv.Itoa(id))), nil
	})
}
