package luapossible

import (
	"github.com/redis/go-redis/v9"

	"example.com/engine/luapossible/runner"
)

// What is only possible where the script runs, the callers know for certain.
func Given(c redis.UniversalClient, id string) error {
	return runner.Remove(ctx, c, []string{"job:"}, id) // want `the script, line 1: DEL uses the key KEYS\[1\] .. ARGV\[1\] \(job:<id>\), which is built from an argument .*likely`
}

// Right: the tag is in the key that is passed.
func GivenTagged(c redis.UniversalClient, id string) error {
	return runner.Remove(ctx, c, []string{"{job}:"}, id)
}
