package forms

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"
)

func MGet(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	values, err := c.MGet(ctx, keys...).Result()
	if err != nil {
		return values, err
	}
	return values, nil
}

func MGetAssign(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	values, err := []any{"none"}, ErrFound
	values, err = c.MGet(ctx, keys...).Result()
	return values, err
}

func mgetReturn(ctx context.Context, c redis.UniversalClient, ids []string) ([]interface{}, error) {
	return c.MGet(ctx, userKeys(ids)...).Result()
}

func MGetReturn(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return mgetReturn(ctx, c, ids)
}

func MGetVal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	values := c.MGet(ctx, keys...).Val()
	return values, nil
}

func MGetTwo(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if len(ids) < 2 {
		return nil, nil
	}
	values, err := c.MGet(ctx, "user:"+ids[0], "user:"+ids[1]).Result()
	return values, err
}

func MSetAny(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	values := make(map[string]any)
	for i, id := range ids {
		values["user:"+id] = i
	}
	if err := c.MSet(ctx, values).Err(); err != nil {
		return nil, err
	}
	return true, nil
}

func textsOf(ids []string) map[string]string {
	texts := make(map[string]string)
	for i, id := range ids {
		texts["user:"+id] = strconv.Itoa(i)
	}
	return texts
}

func msetTexts(ctx context.Context, c redis.UniversalClient, ids []string) (string, error) {
	return c.MSet(ctx, textsOf(ids)).Result()
}

func MSetTexts(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return msetTexts(ctx, c, ids)
}

func MSetPairs(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	var pairs []any
	for i, id := range ids {
		pairs = append(pairs, "user:"+id, i)
	}
	status, err := c.MSet(ctx, pairs...).Result()
	return status, err
}

func MSetList(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	list := make([]string, 0, 2*len(ids))
	for i, id := range ids {
		list = append(list, "user:"+id, strconv.Itoa(i))
	}
	err := c.MSet(ctx, list).Err()
	return nil, err
}

func MSetTwo(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if len(ids) < 2 {
		return nil, nil
	}
	c.MSet(ctx, "user:"+ids[0], 1, "user:"+ids[1], len(ids))
	return nil, nil
}
