// Code generated for a test. DO NOT EDIT.

// Package runner runs scripts of which its callers give the keys.
package runner

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// Remove is given one key, and uses another one that it makes of it.
func Remove(ctx context.Context, c redis.Cmdable, keys []string, args ...any) error {
	if len(keys) != 1 {
		return errors.New("not one key")
	}
	script := `return redis.call('DEL', KEYS[1] .. ARGV[1])`
	return c.Eval(ctx, script, keys, args...).Err()
}
