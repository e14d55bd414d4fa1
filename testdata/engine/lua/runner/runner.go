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

var reset = redis.NewScript(`redis.call("DEL", KEYS[1]) return redis.call("INCR", "resets")`) // want `script reset, line 1: INCR uses the key "resets"`

// Reset is wrong whatever it is given: that is said above, and not of its callers.
func Reset(ctx context.Context, c redis.UniversalClient, key string) error {
	return reset.Run(ctx, c, []string{key}).Err()
}

var tagged = redis.NewScript(`redis.call("DEL", KEYS[1]) return redis.call("INCR", "{resets}:all")`)

// ResetTagged may be right: its callers tell.
func ResetTagged(ctx context.Context, c redis.UniversalClient, key string) error {
	return tagged.Run(ctx, c, []string{key}).Err()
}

// Flush is refused in part on a cluster: that is said here, and not of its callers.
func Flush(ctx context.Context, c redis.UniversalClient, key string) error {
	return c.Eval(ctx, `redis.call("DEL", KEYS[1]) return redis.call("INCR", "flushes"`, []string{key}).Err() // want `the script, line 1, column \d+: `
}

var count = redis.NewScript(`return redis.call("INCR", ARGV[1] .. KEYS[1])`)

// Count is wrong where the text is none that the key has.
func Count(ctx context.Context, c redis.UniversalClient, key, id string) error {
	return count.Run(ctx, c, []string{"current:" + id}, "count:", key).Err() // want `INCR uses the key ARGV\[1\] .. KEYS\[1\] \(count:current:<id>\)`
}
