package main

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func nothing(*redis.Tx) error { return nil }

func watches(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.done(c.Watch(ctx, nothing, "user:1", "user:2"))
	p.done(c.Watch(ctx, nothing, "user:1", "user:3"))
	p.done(c.Watch(ctx, nothing, "user:1", "user:11896"))
	p.done(c.Watch(ctx, func(*redis.Tx) error { return nil }, []string{"user:1", "user:2"}...))
	p.done(c.Watch(ctx, func(*redis.Tx) error { return nil }, []string{"{user}:1", "{user}:2"}...))

	// Commands of a Tx that are not queued go to the server at once.
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.Watch(ctx, "user:1", "user:2").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.Watch(ctx, "user:11896", "{user:1}").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.MGet(ctx, "user:1", "user:2").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.MGet(ctx, "user:1", "user:11896").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.Do(ctx, "MGET", "user:1", "user:2").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.Do(ctx, "WATCH", "user:1", "user:2").Err() }, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error { return tx.Do(ctx, "WATCH", "user:1", "user:11896").Err() }, "user:1"))

	p.done(c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Incr(ctx, "count:{user:1}")
			pipe.Set(ctx, "user:11896", "x", 0)
			return nil
		})
		return err
	}, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "user:1", "x", 0)
			pipe.Set(ctx, "user:2", "x", 0) // of another slot, but on the same node
			return nil
		})
		return err
	}, "user:1"))

	// The client asks the node of the watched keys, which refuses those of
	// another node. (It takes keys of its own other slots: those can move.)
	p.done(c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "user:3", "x", 0)
			return nil
		})
		return err
	}, "user:1"))
	p.done(c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "user:1", "x", 0)
			pipe.Set(ctx, "user:3", "x", 0)
			return nil
		})
		return err
	}, "user:1"))
}

func transactions(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, "user:1", "x", 0)
		pipe.Set(ctx, "user:2", "x", 0)
		return nil
	}))
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, "user:1", "user:2", 0)
		pipe.Set(ctx, "user:11896", "user:3", 0)
		return nil
	}))
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Del(ctx, "user:1", "user:11896")
		pipe.Incr(ctx, "count")
		return nil
	}))
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Do(ctx, "SET", "user:1", "x")
		_ = pipe.Process(ctx, redis.NewCmd(ctx, "DEL", "user:3"))
		return nil
	}))
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Do(ctx, "SET", "user:1", "user:3")
		_ = pipe.Process(ctx, redis.NewCmd(ctx, "DEL", "user:11896"))
		return nil
	}))
	p.queued(c.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Eval(ctx, source, []string{"user:1"}, "user:3")
		pipe.RPush(ctx, "log:{user:1}", "user:2")
		return nil
	}))

	p.done(func() error {
		pipe := c.TxPipeline()
		pipe.Set(ctx, "user:1", "x", 0)
		pipe.Set(ctx, "user:3", "x", 0)
		_, err := pipe.Exec(ctx)
		return err
	}())
	p.done(func() error {
		pipe := c.TxPipeline()
		pipe.Set(ctx, "{user}:1", "user:1", 0)
		pipe.Set(ctx, "{user}:2", "user:2", 0)
		_, err := pipe.Exec(ctx)
		return err
	}())
	p.done(func() error { // two transactions
		pipe := c.TxPipeline()
		pipe.Set(ctx, "user:1", "x", 0)
		if _, err := pipe.Exec(ctx); err != nil {
			return err
		}
		pipe.Set(ctx, "user:3", "x", 0)
		_, err := pipe.Exec(ctx)
		return err
	}())

	// A pipeline is split by slot, but not its commands.
	p.queued(c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, "user:1", "x", 0)
		pipe.Set(ctx, "user:3", "x", 0)
		return nil
	}))
	p.queued(c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.MGet(ctx, "user:1", "user:3")
		return nil
	}))
	p.queued(c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.MGet(ctx, "user:1", "user:11896")
		pipe.MGet(ctx, "{user}:1", "{user}:2")
		return nil
	}))
	p.queued(c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		return pipe.BatchProcess(ctx, redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "DEL", "user:1", "user:3"))
	}))
	p.queued(c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		return pipe.BatchProcess(ctx, redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "GET", "user:3"))
	}))
	p.done(func() error {
		pipe := c.Pipeline()
		pipe.Rename(ctx, "user:1", "user:2")
		_, err := pipe.Exec(ctx)
		return err
	}())
}
