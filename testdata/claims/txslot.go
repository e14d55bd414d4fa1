package main

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

func init() {
	wrong("txslot", "CROSSSLOT", "txPipelined", txPipelined)
	right("txPipelinedTagged", txPipelinedTagged)
	wrong("txslot", "CROSSSLOT", "txPipeline", txPipeline)
	right("pipelineOfSingleKeys", pipelineOfSingleKeys)
	wrong("txslot", "Watch requires all keys to be in the same slot", "watchApart", watchApart)
	right("watchTogether", watchTogether)
	wrong("txslot", "EXECABORT", "watchedElsewhere", watchedElsewhere)
	right("watchedHere", watchedHere)
	wrong("txslot", "EXECABORT", "multiOnNode", multiOnNode)
	right("multiOnNodeTagged", multiOnNodeTagged)
	wrong("txslot", "MOVED", "readUnderWatch", readUnderWatch)
	right("readByClient", readByClient)
	wrong("txslot", "CROSSSLOT", "watchMoreApart", watchMoreApart)
	wrong("txslot", "MOVED", "watchMoreElsewhere", watchMoreElsewhere)
	right("watchMoreHere", watchMoreHere)
	right("execInLoop", execInLoop)
	right("discardedBefore", discardedBefore)
	right("publishInside", publishInside)
}

func txPipelined(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		return nil
	})
	return err
}

func txPipelinedTagged(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "{user:1}:visits")
		p.Incr(ctx, "{user:1}:orders")
		return nil
	})
	return err
}

func txPipeline(ctx context.Context, c *redis.ClusterClient) error {
	p := c.TxPipeline()
	p.Incr(ctx, "user:1")
	p.Incr(ctx, "user:2")
	_, err := p.Exec(ctx)
	return err
}

// A plain pipeline is split by slot.
func pipelineOfSingleKeys(ctx context.Context, c *redis.ClusterClient) error {
	p := c.Pipeline()
	p.Incr(ctx, "user:1")
	p.Incr(ctx, "user:2")
	_, err := p.Exec(ctx)
	return err
}

func watchApart(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2")
}

func watchTogether(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(*redis.Tx) error { return nil }, "{user}:1", "{user}:2")
}

// user:1 is in slot 10778, user:2 in 6777 and user:3 in 2648: the first two are
// on the second of three nodes, the last is on the first.
func watchedElsewhere(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Incr(ctx, "user:3")
			return nil
		})
		return err
	}, "user:1")
}

func watchedHere(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Incr(ctx, "user:1")
			return nil
		})
		return err
	}, "user:1")
}

// The replies to queued commands are no numbers: Do takes any.
func multiOnNode(ctx context.Context, c *redis.ClusterClient) error {
	node, err := c.MasterForKey(ctx, "user:1")
	if err != nil {
		return err
	}
	conn := node.Conn()
	defer conn.Close()
	conn.Do(ctx, "MULTI")
	conn.Do(ctx, "incr", "user:1")
	conn.Do(ctx, "incr", "user:3")
	return conn.Do(ctx, "EXEC").Err()
}

func multiOnNodeTagged(ctx context.Context, c *redis.ClusterClient) error {
	node, err := c.MasterForKey(ctx, "{user}:1")
	if err != nil {
		return err
	}
	conn := node.Conn()
	defer conn.Close()
	conn.Do(ctx, "MULTI")
	conn.Do(ctx, "incr", "{user}:1")
	conn.Do(ctx, "incr", "{user}:3")
	return conn.Do(ctx, "EXEC").Err()
}

func discardedBefore(ctx context.Context, c *redis.ClusterClient) error {
	p := c.TxPipeline()
	p.Incr(ctx, "user:1")
	p.Discard()
	p.Incr(ctx, "user:2")
	if _, err := p.Exec(ctx); err != nil {
		return err
	}
	if n, _ := c.Exists(ctx, "user:1").Result(); n != 0 {
		return errors.New("a discarded command was sent")
	}
	return nil
}

// A channel is no key.
func publishInside(ctx context.Context, c *redis.ClusterClient) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "user:1")
		p.Publish(ctx, "channel", "message")
		return nil
	})
	return err
}

func readUnderWatch(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		return tx.Set(ctx, "user:3", 1, 0).Err()
	}, "user:1")
}

func readByClient(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		if err := c.Set(ctx, "user:3", 1, 0).Err(); err != nil {
			return err
		}
		return tx.Set(ctx, "user:1", 1, 0).Err()
	}, "user:1")
}

// tx.Watch sends WATCH as it is: the node answers, and not the client.
func watchMoreApart(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		return tx.Watch(ctx, "user:1", "user:2").Err()
	}, "user:1")
}

func watchMoreElsewhere(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		return tx.Watch(ctx, "user:3").Err()
	}, "user:1")
}

func watchMoreHere(ctx context.Context, c *redis.ClusterClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		return tx.Watch(ctx, "{user:1}:orders").Err()
	}, "user:1")
}

// Each round is a transaction of its own.
func execInLoop(ctx context.Context, c *redis.ClusterClient) error {
	p := c.TxPipeline()
	for _, id := range []string{"1", "2", "3"} {
		p.Incr(ctx, "{user:"+id+"}:a")
		p.Incr(ctx, "{user:"+id+"}:b")
		if _, err := p.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
