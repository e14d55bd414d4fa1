package reader // want package:`keys r invoice:<int>:lines; r \{order:<int>\}:lines`

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/engine/tags/keys"
)

func Load(ctx context.Context, c *redis.ClusterClient, id int) {
	c.LRange(ctx, keys.Order(id), 0, -1)
	c.LRange(ctx, fmt.Sprintf("invoice:%d:lines", id), 0, -1)
}
