package tx

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Transactions of which only the callers know the keys are reported there.
func two(ctx context.Context, c redis.UniversalClient, a, b string) {
	p := c.TxPipeline()
	p.Incr(ctx, a)
	p.Incr(ctx, b)
	_, _ = p.Exec(ctx)
}

func twoInside(ctx context.Context, c redis.UniversalClient, a, b string) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, a)
		p.Incr(ctx, b)
		return nil
	})
}

// What is known without the callers is reported once.
func decided(ctx context.Context, c redis.UniversalClient, a, b string) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys user:<a> and user:<b> hash to different slots`
		p.Incr(ctx, "user:"+a)
		p.Incr(ctx, "user:"+b)
		return nil
	})
	q := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<a> and user:<b> hash to different slots`
	q.Incr(ctx, "user:"+a)
	q.Incr(ctx, "user:"+b)
	_, _ = q.Exec(ctx)
}

func wrapped(ctx context.Context, c redis.UniversalClient, id string) {
	// trace: redis.UniversalClient.TxPipeline
	two(ctx, c, "user:"+id+":a", "user:"+id+":b")       // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	twoInside(ctx, c, "user:"+id+":a", "user:"+id+":b") // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	// Right: with a tag in each; two calls are two transactions.
	two(ctx, c, "{user:"+id+"}:a", "{user:"+id+"}:b")
	two(ctx, c, "user:"+id+":c", "user:"+id+":c")
	two(ctx, c, "user:"+id+":d", "user:"+id+":d")
	twoInside(ctx, c, "{user:"+id+"}:a", "{user:"+id+"}:b")
	twoInside(ctx, c, "user:"+id+":c", "user:"+id+":c")
	twoInside(ctx, c, "user:"+id+":d", "user:"+id+":d")
	decided(ctx, c, id, "2")
}

// The transaction under a Watch is sent by a function that has no keys of the
// Watch: what it sends is compared with what its callers watch.
func moved(ctx context.Context, tx *redis.Tx, id string) error {
	_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.LPush(ctx, "{dead}:"+id, id)
		return nil
	})
	return err
}

func watched(ctx context.Context, c redis.UniversalClient, id string) {
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		return moved(ctx, tx, id) // want `MULTI/EXEC of LPUSH under WATCH: keys user:<id> and \{dead\}:<id> .*hash to different slots`
	}, "user:"+id)
	// Right: the key that is watched has the tag.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		return moved(ctx, tx, id)
	}, "{dead}")
}

// Right: the function is given what its caller watches.
func counted(ctx context.Context, tx *redis.Tx, id string) error {
	_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "user:"+id)
		return nil
	})
	return err
}

func watchedToo(ctx context.Context, c redis.UniversalClient, id string) {
	_ = c.Watch(ctx, func(tx *redis.Tx) error { return counted(ctx, tx, id) }, "user:"+id)
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		return counted(ctx, tx, id) // want `MULTI/EXEC of INCR under WATCH: keys user:<id>:w and user:<id> `
	}, "user:"+id+":w")
}

func read(ctx context.Context, tx *redis.Tx, key string) string { return tx.Get(ctx, key).Val() }

// What is sent by the Tx itself goes to the node of the watched key.
func underWatch(ctx context.Context, c redis.UniversalClient, id, key string) {
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_ = tx.Get(ctx, "config:rate").Val() // want `GET under WATCH: keys user:<id> and "config:rate" \(slot \d+\) hash to different slots; the command is sent to the node of the watched key, which answers MOVED unless it happens to have both slots; send it by the client itself, or give the keys one hash tag \(txslot, likely\)`
		return nil
	}, "user:"+id)
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_ = read(ctx, tx, "user:"+id+":x") // want `GET under WATCH: keys user:<id>:y and user:<id>:x never share a slot.*likely`
		return nil
	}, "user:"+id+":y")
	// Right: the watched key itself, one with its tag, and the client itself.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_, _, _ = tx.Get(ctx, "{user:"+id+"}").Val(), read(ctx, tx, "{user:"+id+"}:x"), c.Get(ctx, "config:rate").Val()
		return nil
	}, "{user:"+id+"}")
	// Right: nothing is known of the key.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_ = tx.Get(ctx, key).Val()
		return nil
	}, "user:"+id)
}

// tx.Watch sends WATCH as it is: the node refuses it, and not the client.
func watchMore(ctx context.Context, c *redis.ClusterClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		tx.Watch(ctx, "{"+id+"}:a", "{"+id+"}:b")
		tx.Watch(ctx, id+":a", "{"+id+"}:b")   // want `WATCH: keys <id>:a and \{<id>\}:b .*; Redis Cluster refuses \(CROSSSLOT\); watch keys of one slot only`
		return tx.Watch(ctx, "user:"+id).Err() // want `WATCH under WATCH: keys \{<id>\}:w and user:<id> never share a slot; the command is sent to the node of the watched key.*; watch keys of one slot only`
	}, "{"+id+"}:w")
}

// What the plain pipeline of a Tx sends goes to the node of the watched key, too.
func pipelineUnderWatch(ctx context.Context, c *redis.ClusterClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.Incr(ctx, "{"+id+"}:a")
			p.Incr(ctx, "a:"+id) // want `INCR under WATCH: keys \{<id>\}:w and a:<id> never share a slot`
			return nil
		})
		return err
	}, "{"+id+"}:w")
}

func openedUnderWatch(ctx context.Context, c *redis.ClusterClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		p := tx.Pipeline()
		p.Incr(ctx, "{"+id+"}:a")
		p.Incr(ctx, "b:"+id) // want `INCR under WATCH: keys \{<id>\}:w and b:<id> never share a slot`
		_, err := p.Exec(ctx)
		return err
	}, "{"+id+"}:w")
}

func pipelineOfTheClient(ctx context.Context, c *redis.ClusterClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := c.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.Incr(ctx, "a:"+id)
			return nil
		})
		return err
	}, "{"+id+"}:w")
}

// It is reported where it is, and not for each caller again.
func callsUnderWatch(ctx context.Context, c *redis.ClusterClient) {
	for _, id := range []string{"1", "2"} {
		pipelineUnderWatch(ctx, c, id)
		openedUnderWatch(ctx, c, id)
	}
}

// The callers say whether the two share a slot.
func setUnderWatch(ctx context.Context, c *redis.ClusterClient, watched, key string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		return tx.Set(ctx, key, 1, 0).Err() // want `SET under WATCH: keys "a:1" .* and "a:2" .* are in different slots`
	}, watched)
}

func callsSetUnderWatch(ctx context.Context, c *redis.ClusterClient) {
	setUnderWatch(ctx, c, "{a}:1", "{a}:2")
	setUnderWatch(ctx, c, "a:1", "a:2")
}

// What is watched is changed, too: two commands of the transaction are apart.
func sell(ctx context.Context, c *redis.ClusterClient, seller, item string) error {
	inventory := "inventory:" + seller
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of ZADD and SREM: keys "market" .* and inventory:<seller> hash to different slots; it is sent to the node of the watched key, which discards it \(EXECABORT\) or, if it has both slots, refuses it \(CROSSSLOT\)`
			p.ZAdd(ctx, "market", redis.Z{Member: item})
			p.SRem(ctx, inventory, item)
			return nil
		})
		return err
	}, inventory)
}
