// Package runner runs the scripts of other packages.
package runner

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Run runs a script with the keys and arguments of the caller.
func Run(ctx context.Context, c redis.UniversalClient, script *redis.Script, keys []string, args ...any) error {
	return script.Run(ctx, c, keys, args...).Err()
}

// Touch runs a script of its own with a key of the caller.
func Touch(ctx context.Context, c redis.UniversalClient, key string) error {
	return c.Eval(ctx, `return redis.call('GET', KEYS[1] .. ARGV[1])`, []string{"{touched}"}, key).Err()
}
