// Package derived makes keys of others.
package derived

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"
)

func store(ctx context.Context, c redis.UniversalClient, id string) error {
	if err := c.Set(ctx, "tmp:report:"+id, "x", 0).Err(); err != nil {
		return err
	}
	return c.Rename(ctx, "tmp:report:"+id, "report:"+id).Err()
}

func read(ctx context.Context, c redis.UniversalClient, id string) string {
	return c.Get(ctx, "report:"+id).Val()
}

func watch(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "page:"+id, "page:"+id+":lock")
}

func lock(ctx context.Context, c redis.UniversalClient, id int) {
	page := "page:" + strconv.Itoa(id)
	c.Set(ctx, page+":lock", "me", 0)
}
