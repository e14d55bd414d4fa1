package names

import (
	"context"
	"errors"

	// The client.
	"github.com/redis/go-redis/v9"
	"golang.org/x/sys/cpu" // of this machine
)

func sorted(ctx context.Context, rdb *redis.ClusterClient, ids []string) error {
	if err := rdb.Del(ctx, userKeys(ids)...).Err(); err != nil {
		return errors.Join(errors.New("not deleted"), err)
	}
	_ = cpu.CacheLinePad{}
	return nil
}
