// Package lists puts keys into slices, maps and transactions.
package lists

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var aspects = []string{"name", "mail", "age"}

func read(ctx context.Context, c redis.UniversalClient, id int) ([]any, error) {
	var keys []string
	for _, a := range aspects {
		keys = append(keys, fmt.Sprintf("person:%d:%s", id, a))
	}
	return c.MGet(ctx, keys...).Result()
}

func write(ctx context.Context, c redis.UniversalClient, id int, name string) error {
	return c.MSet(ctx, map[string]any{
		fmt.Sprintf("house:%d:name", id): name,
		fmt.Sprintf("house:%d:used", id): 1,
	}).Err()
}

func queue(ctx context.Context, c redis.UniversalClient, id int) error {
	p := c.TxPipeline()
	p.Set(ctx, fmt.Sprintf("lamp:%d:on", id), 1, 0)
	p.Incr(ctx, fmt.Sprintf("lamp:%d:count", id))
	_, err := p.Exec(ctx)
	return err
}

func ask(ctx context.Context, c redis.UniversalClient, id int) bool {
	return c.Get(ctx, fmt.Sprintf("lamp:%d:on", id)).Val() == "1"
}

// Many things get no tag.
func many(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "friends:"+id)
	}
	c.SUnion(ctx, keys...)
}

func rename(ctx context.Context, c redis.UniversalClient, id, name string) {
	c.Set(ctx, "person:"+id+":name", name, 0)
}

func used(ctx context.Context, c redis.UniversalClient, id string) string {
	return c.Get(ctx, fmt.Sprint("house:", id, ":used")).Val()
}
