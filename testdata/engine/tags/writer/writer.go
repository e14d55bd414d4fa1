package writer // want package:`keys w invoice:<int>:lines; w order:<int>:lines`

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func Save(ctx context.Context, c *redis.ClusterClient, id int) {
	c.RPush(ctx, fmt.Sprintf("order:%d:lines", id), 1)
	c.RPush(ctx, fmt.Sprintf("invoice:%d:lines", id), 1)
}
