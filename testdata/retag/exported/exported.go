// Package exported has helpers that other packages call.
package exported

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// ItemsKey is the one place that spells the key.
func ItemsKey(user int64) string { return fmt.Sprintf("cart:%d:items", user) }

// TotalFormat is the one place that spells the key.
const TotalFormat = "cart:%d:total"

func Add(ctx context.Context, c redis.UniversalClient, user int64) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.RPush(ctx, ItemsKey(user), "x")
		p.Incr(ctx, fmt.Sprintf(TotalFormat, user))
		return nil
	})
	return err
}

func total(ctx context.Context, c redis.UniversalClient, user int) string {
	return c.Get(ctx, fmt.Sprintf("cart:%d:total", user)).Val()
}
