// Package tx begins transactions: MULTI/EXEC and WATCH need all keys in one
// slot, a plain pipeline does not.
package tx

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func pipelined(ctx context.Context, c redis.UniversalClient, id int64) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of HSET and INCR: keys cart:<id>:items and cart:<id>:total never share a slot.*\(txslot, proven\)`
		p.HSet(ctx, fmt.Sprintf("cart:%d:items", id), "a", 1)
		p.Incr(ctx, fmt.Sprintf("cart:%d:total", id))
		return nil
	})
	// Right: with a tag.
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, fmt.Sprintf("{cart:%d}:items", id), "a", 1)
		p.Incr(ctx, fmt.Sprintf("{cart:%d}:total", id))
		return nil
	})
	// Right: one key, twice.
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, fmt.Sprintf("cart:%d", id))
		p.Expire(ctx, fmt.Sprintf("cart:%d", id), 0)
		return nil
	})
	// Right: a pipeline is no transaction, and is split by slot.
	_, _ = c.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		return nil
	})
	// A command with two keys is refused in a pipeline, too.
	_, _ = c.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*\(crossslot, proven\)`
		return nil
	})
}

func pipeline(ctx context.Context, c redis.UniversalClient, ids []string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys "user:1" .*"user:2" .*different slots.*\(txslot, proven\)`
	p.Incr(ctx, "user:1")
	p.Incr(ctx, "user:2")
	_, _ = p.Exec(ctx)

	// Right: what was sent before is another transaction.
	q := c.TxPipeline()
	q.Incr(ctx, "user:1")
	_, _ = q.Exec(ctx)
	q.Incr(ctx, "user:2")
	_, _ = q.Exec(ctx)

	// Right: two pipelines.
	a, b := c.TxPipeline(), c.TxPipeline()
	a.Incr(ctx, "user:1")
	b.Incr(ctx, "user:2")
	_, _ = a.Exec(ctx)
	_, _ = b.Exec(ctx)

	// Right: a plain pipeline.
	plain := c.Pipeline()
	plain.Incr(ctx, "user:1")
	plain.Incr(ctx, "user:2")
	_, _ = plain.Exec(ctx)

	// A loop queues a key in each round.
	l := c.TxPipeline() // want `MULTI/EXEC of DEL: keys of the form user:<ids\[i\]> hash to different slots`
	for _, id := range ids {
		l.Del(ctx, "user:"+id)
	}
	_, _ = l.Exec(ctx)
	// Right: a transaction for each round, and a tag for all.
	for _, id := range ids {
		t := c.TxPipeline()
		t.Set(ctx, "{"+id+"}:a", 1, 0)
		t.Set(ctx, "{"+id+"}:b", 1, 0)
		_, _ = t.Exec(ctx)
	}
	t := c.TxPipeline()
	for _, id := range ids {
		t.Del(ctx, "{user}:"+id)
	}
	_, _ = t.Exec(ctx)
}

// Right: only one of the branches is run.
func branches(ctx context.Context, c redis.UniversalClient, first bool, kind int) {
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		if first {
			p.Incr(ctx, "user:1")
		} else {
			p.Incr(ctx, "user:2")
		}
		return nil
	})
	p := c.TxPipeline()
	switch kind {
	case 1:
		p.Incr(ctx, "user:1")
	case 2:
		p.Incr(ctx, "user:2")
	}
	_, _ = p.Exec(ctx)
	// One branch, and what is always run.
	q := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys "user:1" .*"user:2" .*different slots`
	if first {
		q.Incr(ctx, "user:1")
	}
	q.Incr(ctx, "user:2")
	_, _ = q.Exec(ctx)
	// Right: the branch returns.
	r := c.TxPipeline()
	if first {
		r.Incr(ctx, "user:1")
		_, _ = r.Exec(ctx)
		return
	}
	r.Incr(ctx, "user:2")
	_, _ = r.Exec(ctx)
}

func watch(ctx context.Context, c redis.UniversalClient, id, to string) {
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:"+id+":a", "user:"+id+":b") // want `WATCH: keys user:<id>:a and user:<id>:b never share a slot.*\(txslot, proven\)`
	// Right: with a tag; commands that are not queued may have any key.
	_ = c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "{"+id+"}:a", "{"+id+"}:b")
	// The transaction under the watch leaves the slot of the watched key.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of .*: keys user:<id> and user:<id>:b .*\(txslot, `
			p.Incr(ctx, "user:"+id+":b")
			return nil
		})
		return err
	}, "user:"+id)
	// Right: it stays in the slot.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		n, _ := tx.Get(ctx, "{"+id+"}:a").Int()
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, "{"+id+"}:a", n+1, 0)
			p.Set(ctx, "{"+id+"}:b", n, 0)
			return nil
		})
		return err
	}, "{"+id+"}:a")
	// Right: bare keys, of which nothing is known.
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, id, to)
}

// Helpers that queue on the pipeline that they are given.
func queue(ctx context.Context, p redis.Pipeliner, key string) { p.Incr(ctx, key) }

func helpers(ctx context.Context, c redis.UniversalClient, id string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	queue(ctx, p, "user:"+id+":a")
	queue(ctx, p, "user:"+id+":b")
	_, _ = p.Exec(ctx)
	// Right: with a tag, and on a plain pipeline.
	q := c.TxPipeline()
	queue(ctx, q, "{user:"+id+"}:a")
	queue(ctx, q, "{user:"+id+"}:b")
	_, _ = q.Exec(ctx)
	plain := c.Pipeline()
	queue(ctx, plain, "user:"+id+":a")
	queue(ctx, plain, "user:"+id+":b")
	_, _ = plain.Exec(ctx)
}

// A function that begins the transaction for others.
type repo struct{ c redis.UniversalClient }

func (r *repo) atomically(ctx context.Context, f func(redis.Pipeliner) error) error {
	_, err := r.c.TxPipelined(ctx, f)
	return err
}

func (r *repo) uses(ctx context.Context, id string) {
	_ = r.atomically(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and DECR: keys user:<id>:a and user:<id>:b never share a slot`
		p.Incr(ctx, "user:"+id+":a")
		p.Decr(ctx, "user:"+id+":b")
		return nil
	})
	// Right: with a tag.
	_ = r.atomically(ctx, func(p redis.Pipeliner) error {
		p.Incr(ctx, "{user:"+id+"}:a")
		p.Decr(ctx, "{user:"+id+"}:b")
		return nil
	})
}

// A transaction on a guarded client.
func guarded(ctx context.Context, c redis.UniversalClient) {
	// Right: no cluster.
	if one, ok := c.(*redis.Client); ok {
		p := one.TxPipeline()
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		_, _ = p.Exec(ctx)
	}
}
