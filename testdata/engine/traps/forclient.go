package traps

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Right: the keys of one call are tagged on one branch, as a list.
// forClient tags keys on a cluster only.
func forClient(c redis.UniversalClient, keys []string) []string {
	if _, ok := c.(*redis.ClusterClient); ok && len(keys) > 1 {
		out := make([]string, len(keys))
		for i, k := range keys {
			out[i] = "{t}:" + k
		}
		return out
	}
	return keys
}

func runSha(ctx context.Context, c redis.UniversalClient, keys []string) {
	c.EvalSha(ctx, "sha", forClient(c, keys))
}

func runBoth(ctx context.Context, c redis.UniversalClient, id string) {
	runSha(ctx, c, []string{"a:" + id, "b:" + id})
}

// suffixed makes a list of one kind on one branch and of another on the other:
// none of them has a tag.
func suffixed(c redis.UniversalClient, keys []string) []string {
	if _, ok := c.(*redis.ClusterClient); ok {
		out := make([]string, len(keys))
		for i, k := range keys {
			out[i] = "cluster:" + k
		}
		return out
	}
	return keys
}

func runSuffixed(ctx context.Context, c redis.UniversalClient, id string) {
	c.EvalSha(ctx, "sha", suffixed(c, []string{"a:" + id, "b:" + id})) // want `EVALSHA: keys .* never share a slot`
}
