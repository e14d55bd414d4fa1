package forms

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

func CheckElse(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if err := c.Del(ctx, userKeys(ids)...).Err(); err != nil {
		return nil, err
	} else {
		return "deleted", nil
	}
}

func CheckContinue(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	keys := userKeys(ids)
	done := 0
	for range 2 {
		if err := c.Del(ctx, keys...).Err(); err != nil {
			continue
		}
		done++
	}
	return done, nil
}

func CheckBoth(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if n, err := c.Exists(ctx, userKeys(ids)...).Result(); err != nil && !errors.Is(err, redis.Nil) {
		return n, err
	}
	return nil, nil
}

func CheckValue(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if n := c.Exists(ctx, userKeys(ids)...).Val(); n > 2 {
		return n, nil
	}
	return "few", nil
}

func CheckNil(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if c.Unlink(ctx, userKeys(ids)...).Err() == nil {
		return "gone", nil
	}
	return nil, ErrFound
}

// The names of the if are those of other variables around it.
func CheckHidden(ctx context.Context, c redis.UniversalClient, ids []string) (n any, err error) {
	n, err = "before", ErrFound
	if n, err := c.Touch(ctx, userKeys(ids)...).Result(); err != nil {
		return n, errors.Join(ErrFound, err)
	}
	return n, err
}

// A result without a name in the return.
func CheckNamed(ctx context.Context, c redis.UniversalClient, ids []string) (n any, err error) {
	for range 2 {
		if err := c.Touch(ctx, userKeys(ids)...).Err(); err != nil {
			n = "failed"
		}
		err = ErrFound
	}
	return
}

// The error is one of an outer block.
func AssignOuter(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	var n int64
	var err error
	if len(ids) > 0 {
		n, err = c.Del(ctx, userKeys(ids)...).Result()
	}
	return n, err
}

// The error is that of another call.
func ValueOnly(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	err := c.Get(ctx, "user:0").Err()
	n := c.Exists(ctx, userKeys(ids)...).Val()
	return n, err
}

// A function literal has the error that was there before.
func Captured(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	err := ErrFound
	found := func() error { return err }
	if c.Del(ctx, userKeys(ids)...).Err() != nil {
		return nil, errors.Join(ErrFound, found())
	}
	return nil, found()
}

// The name of the error is declared later, with another one and alone.
func Later(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if err := c.Touch(ctx, userKeys(ids)...).Err(); err != nil {
		return nil, err
	}
	n, err := c.Exists(ctx, userKeys(ids)...).Result()
	return n, err
}

func LaterAlone(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if err := c.Touch(ctx, userKeys(ids)...).Err(); err != nil {
		return nil, err
	}
	err := c.Get(ctx, "user:0").Err()
	return nil, err
}

// A call in the block has a rewrite of its own.
func Inner(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if err := c.Del(ctx, userKeys(ids)...).Err(); err != nil {
		c.Unlink(ctx, userKeys(ids)...)
		return nil, err
	}
	return nil, nil
}

// More than a few keys.
func Many(ctx context.Context, c redis.UniversalClient, ids []string) (any, error) {
	if len(ids) < 5 {
		return nil, nil
	}
	n, err := c.Del(ctx, "user:"+ids[0], "user:"+ids[1], "user:"+ids[2], "user:"+ids[3], "user:"+ids[4]).Result()
	return n, err
}
