package lua

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/engine/lua/runner"
)

var audited = redis.NewScript(`return redis.call('INCR', KEYS[1] .. ':changes')`)

// A function of another package runs the script.
func Audit(ctx context.Context, c redis.UniversalClient, id int) error {
	return runner.Run(ctx, c, audited, []string{fmt.Sprintf("audit:%d", id)}) // want `script audited, line 1: INCR uses the key KEYS\[1\] .. ":changes" \(audit:<id>:changes\)`
}

func AuditTagged(ctx context.Context, c redis.UniversalClient, id int) error {
	return runner.Run(ctx, c, audited, []string{fmt.Sprintf("audit:{%d}", id)})
}

func Touched(ctx context.Context, c redis.UniversalClient) error {
	return runner.Touch(ctx, c, "x")
}

// What is wrong with a script of another package is said there.
func Resets(ctx context.Context, c redis.UniversalClient) error {
	if err := runner.Reset(ctx, c, "user:1"); err != nil {
		return err
	}
	if err := runner.Flush(ctx, c, "user:1"); err != nil {
		return err
	}
	return runner.Count(ctx, c, "a", "b")
}

// What was not said there is said of the call that shows it.
func ResetsTagged(ctx context.Context, c redis.UniversalClient) error {
	if err := runner.ResetTagged(ctx, c, "user:{resets}"); err != nil {
		return err
	}
	return runner.ResetTagged(ctx, c, "user:1") // want `the script, line 1: INCR uses the key "{resets}:all"`
}
