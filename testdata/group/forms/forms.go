// Package forms has a function for each way to use the result of a command that
// can be split. Package run calls them.
package forms

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// ErrFound is what a function returns that makes an error of its own.
var ErrFound = errors.New("an error was found")

func userKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

func Bare(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	c.Del(ctx, userKeys(ids)...)
	return nil, nil
}

func BareErr(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	c.Unlink(ctx, keys...).Err()
	return nil, nil
}

func Blank(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	_ = c.Del(ctx, keys...)
	return nil, nil
}

func BlankResult(ctx context.Context, c redis.Cmdable, ids []string) (any, error) {
	keys := userKeys(ids)
	_, _ = c.Del(ctx, keys...).Result()
	return nil, nil
}

func DefineErr(ctx context.Context, c redis.Cmdable, ids []string) (any, error) {
	keys := userKeys(ids)
	err := c.Unlink(ctx, keys...).Err()

	return nil, err
}

func AssignErr(ctx context.Context, c redis.UniversalClient, ids []string) (result any, err error) {
	err = ErrFound
	err = c.Touch(ctx, userKeys(ids)...).Err()
	return nil, err
}

func CheckReturn(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	if err := c.Del(ctx, keys...).Err(); err != nil {
		// The error is one of many.
		return nil, errors.Join(ErrFound, err)
	}
	return true, nil
}

func CheckGoOn(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	failures := 0
	if _, err := c.Del(ctx, userKeys(ids)...).Result(); err != nil {
		failures++
		for range 3 {
			if failures > 1 {
				continue
			}
			break
		}
	}
	return failures, nil
}

func CheckAssigned(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	err := ErrFound
	failed := false
	if err = c.Del(ctx, keys...).Err(); err != nil {
		failed = true
	}
	return failed, err
}

func CheckOnly(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	if c.Del(ctx, keys...).Err() != nil {
		return nil, ErrFound
	}
	return nil, nil
}

func CheckLabel(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	done := 0
rounds:
	for range 2 {
		if err := c.Del(ctx, keys...).Err(); err != nil {
			continue rounds
		}
		done++
	}
	return done, nil
}

func returnErr(ctx context.Context, c redis.UniversalClient, ids []string) error {
	keys := userKeys(ids)
	return c.Del(ctx, keys...).Err()
}

func ReturnErr(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return nil, returnErr(ctx, c, ids)
}

func returnResult(ctx context.Context, c redis.UniversalClient, ids []string) (n int64, err error) {
	keys := userKeys(ids)
	return c.Exists(ctx, keys...).Result()
}

func ReturnResult(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return returnResult(ctx, c, ids)
}

func returnVal(ctx context.Context, c redis.UniversalClient, ids []string) int64 {
	return c.Touch(ctx, userKeys(ids)...).Val()
}

func ReturnVal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	return returnVal(ctx, c, ids), nil
}

func DefineResult(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	n, err := c.Del(ctx, keys...).Result()
	if err != nil {
		return n, err
	}
	return n, nil
}

func AssignResult(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	n, err := int64(100), ErrFound
	n, err = c.Exists(ctx, keys...).Result()
	return n, err
}

func DefineHalf(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	err := ErrFound
	n, err := c.Exists(ctx, keys...).Result()
	return n, err
}

func DefineVal(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	n := c.Del(ctx, keys...).Val()
	return n, nil
}

func DefineValue(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	n, _ := c.Touch(ctx, keys...).Result()
	return n, nil
}

func DefineError(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	_, err := c.Del(ctx, keys...).Result()
	return nil, err
}
