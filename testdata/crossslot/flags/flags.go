// Package flags has a function for each value of the analyzer's flags.
package flags

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func proven(ctx context.Context, c *redis.ClusterClient) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func likely(ctx context.Context, c *redis.ClusterClient, a, b string) {
	c.SInter(ctx, "tags:"+a, "tags:"+b) // want `SINTER: keys tags:<a> and tags:<b> hash to different slots.*likely`
}

func possible(ctx context.Context, c *redis.ClusterClient, keys []string) {
	c.SInter(ctx, keys...)
}

func cluster(ctx context.Context, c *redis.ClusterClient) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func universal(ctx context.Context, c redis.UniversalClient) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func cmdable(ctx context.Context, c redis.Cmdable) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func own(ctx context.Context, c interface {
	SInter(context.Context, ...string) *redis.StringSliceCmd
}) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func single(ctx context.Context, c *redis.Client) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func ring(ctx context.Context, c *redis.Ring) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

// A pipeline or transaction can be of any client.

func pipeline(ctx context.Context, c redis.Pipeliner) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

func tx(ctx context.Context, c *redis.Tx) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}
