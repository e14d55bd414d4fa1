package confine

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Keys that are the names of channels, too.

func channels(ctx context.Context, c redis.UniversalClient, handlers map[string]func()) {
	key := "user:1"
	c.Incr(ctx, key)
	c.Publish(ctx, key, "changed")  // note "is the name of a channel"
	sub := c.Subscribe(ctx, key)    // note "is the name of a channel"
	defer sub.Unsubscribe(ctx, key) // note "is the name of a channel"
	for msg := range sub.Channel() {
		_ = strings.TrimPrefix(msg.Channel, "user:") // escape "is given to strings.TrimPrefix"
		_ = strings.TrimPrefix(msg.Payload, "set:")
	}
	c.Publish(ctx, "changes", "user:2") // escape "is a pattern of channels, or a message"
	c.PSubscribe(ctx, "user:3")         // escape "is a pattern of channels, or a message"
}
