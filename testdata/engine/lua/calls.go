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
