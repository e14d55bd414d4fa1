// Package instances makes keys of constants in code that makes others of values.
package instances

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type queue struct {
	c              redis.UniversalClient
	pending, ready string
}

func newQueue(c redis.UniversalClient, name string) *queue {
	return &queue{
		c:       c,
		pending: "delay:" + name + ":pending",
		ready:   "delay:" + name + ":ready",
	}
}

func (q *queue) next(ctx context.Context) error {
	return q.c.RPopLPush(ctx, q.pending, q.ready).Err()
}

// mails has a constant where others have a value.
func mails(ctx context.Context, c redis.UniversalClient) int64 {
	return c.LLen(ctx, newQueue(c, "mails").ready).Val()
}

func of(c redis.UniversalClient, name string) *queue { return newQueue(c, name) }

// size spells a key of the family out.
func size(ctx context.Context, c redis.UniversalClient) int64 {
	return c.LLen(ctx, "delay:bills:pending").Val()
}
