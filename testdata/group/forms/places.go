package forms

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A Store has a client, and functions that return one.
type Store struct {
	c     redis.UniversalClient
	calls int
}

func (s *Store) client() redis.UniversalClient {
	s.calls++
	return s.c
}

func (s *Store) context(ctx context.Context) context.Context {
	s.calls *= 2
	return ctx
}

// Evaluated once, in this order: the client, the context, the keys.
func Once(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	s := &Store{c: c}
	err := s.client().Del(s.context(ctx), userKeys(ids)...).Err()
	return s.calls, err
}

func Field(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	s := &Store{c: c}
	n, err := s.c.Del(ctx, userKeys(ids)...).Result()
	return n, err
}

// The names that the rewrite would take are used.
func Taken(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	g, groups, deleted := 1, 2, 3
	n, err := c.Del(ctx, keys...).Result()
	values := g + groups + deleted
	return n + int64(values), err
}

// Two in one block, and one of them in an inner one.
func Two(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	n, err := c.Exists(ctx, keys...).Result()
	if err == nil && n > 1 {
		if err := c.Touch(ctx, keys...).Err(); err != nil {
			return n, err
		}
	}
	m, err := c.Del(ctx, keys...).Result()
	values, err := c.MGet(ctx, userKeys(ids)...).Result()
	return []any{n, m, values}, err
}

// There are keys.
func Asked(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	if len(keys) > 0 {
		if err := c.Touch(ctx, keys...).Err(); err != nil {
			return nil, err
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	n, err := c.Del(ctx, keys...).Result()
	return n, err
}

// The list was changed in between.
func AskedBefore(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	if len(keys) < 2 {
		return nil, nil
	}
	keys = keys[1:]
	n, err := c.Del(ctx, keys...).Result()
	return n, err
}

func Batches(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	var keys []string
	deleted := int64(0)
	for _, id := range ids {
		keys = append(keys, "user:"+id)
		if len(keys) == 3 {
			n, err := c.Del(ctx, keys...).Result()
			if err != nil {
				return nil, err
			}
			deleted += n
			keys = keys[:0]
		}
	}
	if len(keys) > 0 {
		n, err := c.Del(ctx, keys...).Result()
		return deleted + n, err
	}
	return deleted, nil
}

func Literal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	defer func() { c.Del(ctx, keys...) }()
	clean := func() error {
		return c.Unlink(ctx, keys...).Err()
	}
	return nil, clean()
}

func Case(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	switch len(keys) {
	case 0, 1:
		return nil, nil
	default:
		err := c.Del(ctx, keys...).Err()
		return nil, err
	}
}

// More lines than one.
func Lines(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if len(ids) < 2 {
		return nil, nil
	}
	n, err := c.Del(ctx,
		"user:"+ids[0],
		"user:"+ids[1],
	).Result()
	return n, err
}

// The map may be emptied after the question.
func Emptied(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	values := make(map[string]any)
	for i, id := range ids {
		values["user:"+id] = i
	}
	if len(values) == 0 {
		return nil, nil
	}
	odd(values)
	if err := c.MSet(ctx, values).Err(); err != nil {
		return nil, err
	}
	return len(values), nil
}

// odd deletes what is even.
func odd(values map[string]any) {
	for key, value := range values {
		if value.(int)%2 == 0 {
			delete(values, key)
		}
	}
}
