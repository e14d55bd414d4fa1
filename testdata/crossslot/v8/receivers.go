package v8

import (
	"context"

	"github.com/go-redis/redis/v8"
)

func clients(ctx context.Context, universal redis.UniversalClient, single *redis.Client, ring *redis.Ring, c redis.Cmdable, s redis.StatefulCmdable) {
	universal.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	universal.SInter(ctx, "{tags}:go", "{tags}:redis")
	single.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	single.SInter(ctx, "{tags}:go", "{tags}:redis")
	ring.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots.*redis\.Ring`
	ring.SInter(ctx, "{tags}:go", "{tags}:redis")
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter(ctx, "{tags}:go", "{tags}:redis")
	s.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	s.SInter(ctx, "{tags}:go", "{tags}:redis")

	conn := single.Conn(ctx)
	conn.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	conn.SInter(ctx, "{tags}:go", "{tags}:redis")
	pipe := single.WithContext(ctx).Pipeline()
	pipe.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	pipe.SInter(ctx, "{tags}:go", "{tags}:redis")
	pipe.Get(ctx, "user:1")
	pipe.Get(ctx, "user:2")
}

func raw(ctx context.Context, c *redis.ClusterClient, pipe redis.Pipeliner) {
	c.Do(ctx, "MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MGET", "user:1", "user:11896")
	pipe.Do(ctx, "MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	pipe.Do(ctx, "MGET", "user:1", "user:11896")
	_ = c.Process(ctx, redis.NewSliceCmd(ctx, "MGET", "user:1", "user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Process(ctx, redis.NewSliceCmd(ctx, "MGET", "user:1", "user:11896"))
}

func watch(ctx context.Context, c redis.UniversalClient) {
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:11896")
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		tx.Watch(ctx, "{tags}:go", "{tags}:redis")
		tx.Watch(ctx, "user:1", "user:2")       // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
		tx.Watch(ctx, "user:1", "user:11896")   // want `WATCH under WATCH: keys "\{tags\}" .* and "user:1" .* are in different slots`
		tx.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
		tx.SInter(ctx, "{tags}:go", "{tags}:redis")
		return nil
	}, "{tags}")
}

type narrow interface {
	MGet(ctx context.Context, keys ...string) *redis.SliceCmd
}

type embeds struct{ *redis.ClusterClient }

func own(ctx context.Context, n narrow, e embeds) {
	n.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	n.MGet(ctx, "user:1", "user:11896")
	e.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	e.MGet(ctx, "user:1", "user:11896")
}
