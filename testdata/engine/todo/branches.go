package todo

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A false positive: the keys of one call are tagged on one branch, as a list.
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

func exec(ctx context.Context, c redis.UniversalClient, keys []string) {
	c.EvalSha(ctx, "sha", forClient(c, keys))
}

func execBoth(ctx context.Context, c redis.UniversalClient, id string) {
	exec(ctx, c, []string{"a:" + id, "b:" + id})
}
