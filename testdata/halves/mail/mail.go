// Package mail writes what another package reads.
package mail

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Send sends a message.
func Send(ctx context.Context, c redis.UniversalClient, user int64, text string) {
	c.RPush(ctx, fmt.Sprintf("inbox:%d", user), text)
}
