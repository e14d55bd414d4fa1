package main

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("txslot", "no transaction", "txPipelined", txPipelined)
	right("txPipelinedTagged", txPipelinedTagged)
	wrong("crossslot", "CROSSSLOT", "twoTags", twoTags)
	wrong("txslot", "Watch requires all keys to be in the same slot", "watchApart", watchApart)
}

// txPipelined is split by slot without a word: each half is done, though not as
// one. (EXEC with a command for another node would fail as a whole.)
func txPipelined(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		return nil
	})
	if err != nil {
		return err
	}
	if c.Get(ctx, "user:1").Val() == "1" && c.Get(ctx, "user:2").Val() == "1" {
		return errors.New("no transaction: both were done, on two nodes or in two slots")
	}
	return nil
}

func txPipelinedTagged(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "{user:1}:visits")
		p.Incr(ctx, "{user:1}:orders")
		return nil
	})
	return err
}

func twoTags(ctx context.Context, c *redis.ClusterClient) error {
	return c.SInter(ctx, "tags:go", "tags:redis").Err()
}

func watchApart(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2")
}
