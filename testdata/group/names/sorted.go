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

// The name of the client has another meaning here.
func hidden(ctx context.Context, rdb *redis.ClusterClient, ids []string, redis int) (int64, error) {
	n, err := rdb.Touch(ctx, userKeys(ids)...).Result()
	if err != nil {
		return 0, err
	}
	return n + int64(redis), nil
}

// So has that of package errors: the first error of the pipeline has to do.
func shadowed(ctx context.Context, rdb *redis.ClusterClient, ids, errors []string) ([]string, error) {
	err := rdb.Touch(ctx, userKeys(ids)...).Err()
	return errors, err
}
