package v6

import "github.com/go-redis/redis"

func clients(universal redis.UniversalClient, single *redis.Client, ring *redis.Ring, c redis.Cmdable, s redis.StatefulCmdable) {
	universal.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	universal.SInter("{tags}:go", "{tags}:redis")
	single.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	single.SInter("{tags}:go", "{tags}:redis")
	ring.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots.*redis\.Ring`
	ring.SInter("{tags}:go", "{tags}:redis")
	c.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter("{tags}:go", "{tags}:redis")
	s.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	s.SInter("{tags}:go", "{tags}:redis")

	pipe := single.Pipeline()
	pipe.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	pipe.SInter("{tags}:go", "{tags}:redis")
	pipe.Get("user:1")
	pipe.Get("user:2")
}

func raw(c *redis.ClusterClient, pipe redis.Pipeliner) {
	c.Do("MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do("MGET", "user:1", "user:11896")
	pipe.Do("MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	pipe.Do("MGET", "user:1", "user:11896")
	_ = c.Process(redis.NewSliceCmd("MGET", "user:1", "user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Process(redis.NewSliceCmd("MGET", "user:1", "user:11896"))
}

func watch(c redis.UniversalClient) {
	_ = c.Watch(func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Watch(func(*redis.Tx) error { return nil }, "user:1", "user:11896")
	_ = c.Watch(func(tx *redis.Tx) error {
		tx.Watch("{tags}:go", "{tags}:redis")
		tx.Watch("user:1", "user:2")       // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
		tx.Watch("user:1", "user:11896")   // want `WATCH under WATCH: keys "\{tags\}" .* and "user:1" .* are in different slots`
		tx.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
		tx.SInter("{tags}:go", "{tags}:redis")
		return nil
	}, "{tags}")
}

type narrow interface {
	MGet(keys ...string) *redis.SliceCmd
}

type embeds struct{ *redis.ClusterClient }

func own(n narrow, e embeds) {
	n.MGet("user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	n.MGet("user:1", "user:11896")
	e.MGet("user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	e.MGet("user:1", "user:11896")
}
