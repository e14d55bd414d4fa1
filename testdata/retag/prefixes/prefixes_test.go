package prefixes

import (
	"context"
	"testing"

	"github.com/redis/go-redis/v9"
)

func TestDue(t *testing.T) {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{})
	s := New(c, "app:test:")
	s.due(ctx)
	if n := c.LLen(ctx, s.key("quota-refresh", "busy")).Val(); n != 0 {
		t.Skip(n)
	}
}
