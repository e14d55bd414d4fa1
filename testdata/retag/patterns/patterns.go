// Package patterns has scans whose keys are used, so that the pattern is a part of
// them.
package patterns

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Next moves an element between two lists. The tag would be at the beginning of the
// second one, where the pattern of Left has none.
func Next(ctx context.Context, c redis.UniversalClient, name string) error {
	return c.RPopLPush(ctx, "tmp:feed:"+name+":new", "feed:"+name+":all").Err()
}

// Left counts the lists that are there.
func Left(ctx context.Context, c redis.UniversalClient) (n int64) {
	for it := c.Scan(ctx, 0, "feed:*", 100).Iterator(); it.Next(ctx); {
		key := it.Val()
		n += c.Exists(ctx, key).Val()
	}
	return n
}

// NextMail is as Next.
func NextMail(ctx context.Context, c redis.UniversalClient, name string) error {
	return c.RPopLPush(ctx, "tmp:mail:"+name+":new", "mail:"+name+":all").Err()
}

// LeftMail has a pattern of other keys.
func LeftMail(ctx context.Context, c redis.UniversalClient) (n int64) {
	for it := c.Scan(ctx, 0, "mailbox:*", 100).Iterator(); it.Next(ctx); {
		key := it.Val()
		n += c.Exists(ctx, key).Val()
	}
	return n
}
