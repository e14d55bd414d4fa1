package forms

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// A remover is no more of a client than what it is used for.
type remover interface {
	Del(ctx context.Context, keys ...string) *redis.IntCmd
}

func loopOwn(ctx context.Context, c remover, ids []string) (int64, error) {
	return c.Del(ctx, userKeys(ids)...).Result()
}

func LoopOwn(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopOwn(ctx, c, ids)
}

// What follows may have a pipeline, and is given a client.
func loopErr(ctx context.Context, c redis.Cmdable, ids []string) error {
	return c.Del(ctx, userKeys(ids)...).Err()
}

func LoopErr(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return nil, loopErr(ctx, c, ids)
}

func loopVal(ctx context.Context, c redis.Cmdable, ids []string) int64 {
	return c.Exists(ctx, userKeys(ids)...).Val()
}

func LoopVal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopVal(ctx, c, ids), nil
}

func loopCheck(ctx context.Context, c redis.Cmdable, ids []string) (int, error) {
	failures := 0
	if err := c.Del(ctx, userKeys(ids)...).Err(); err != nil {
		failures++
	}
	n, err := c.Touch(ctx, userKeys(ids)...).Result()
	return failures + int(n), err
}

func LoopCheck(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopCheck(ctx, c, ids)
}

func loopMGet(ctx context.Context, c redis.Cmdable, ids []string) ([]any, error) {
	return c.MGet(ctx, userKeys(ids)...).Result()
}

func LoopMGet(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopMGet(ctx, c, ids)
}

func loopMGetVal(ctx context.Context, c redis.Cmdable, ids []string) []any {
	values := c.MGet(ctx, userKeys(ids)...).Val()
	return values
}

func LoopMGetVal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopMGetVal(ctx, c, ids), nil
}

func loopMSetMap(ctx context.Context, c redis.Cmdable, ids []string) (string, error) {
	return c.MSet(ctx, textsOf(ids)).Result()
}

func LoopMSetMap(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return loopMSetMap(ctx, c, ids)
}

func loopMSetList(ctx context.Context, c redis.Cmdable, ids []string) error {
	var list []string
	for i, id := range ids {
		list = append(list, "user:"+id, strconv.Itoa(i))
	}
	err := c.MSet(ctx, list).Err()
	return err
}

func LoopMSetList(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return nil, loopMSetList(ctx, c, ids)
}

func loopMSetTwo(ctx context.Context, c redis.Cmdable, ids []string) (string, error) {
	status, err := c.MSet(ctx, "user:"+ids[0], 1, "user:"+ids[1], len(ids)).Result()
	return status, err
}

func LoopMSetTwo(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if len(ids) < 2 {
		return nil, nil
	}
	return loopMSetTwo(ctx, c, ids)
}
