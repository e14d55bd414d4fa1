// Package tests has tests that name its keys.
package tests

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func inKey(id int) string  { return fmt.Sprintf("mail:%d:inbox", id) }
func outKey(id int) string { return fmt.Sprintf("mail:%d:outbox", id) }

func move(ctx context.Context, c redis.UniversalClient, id int) error {
	return c.RPopLPush(ctx, inKey(id), outKey(id)).Err()
}

func deliver(ctx context.Context, c redis.UniversalClient, id, text string) {
	c.RPush(ctx, "mail:"+id+":inbox", text)
}
