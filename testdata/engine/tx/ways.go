package tx

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A batch keeps its pipeline in a field.
type batch struct{ pipe redis.Pipeliner }

func newBatch(c redis.UniversalClient) *batch        { return &batch{pipe: c.TxPipeline()} }
func (b *batch) set(ctx context.Context, key string) { b.pipe.Set(ctx, key, 1, 0) }
func (b *batch) commit(ctx context.Context) error    { _, err := b.pipe.Exec(ctx); return err }

func inField(ctx context.Context, c redis.UniversalClient, id string) {
	b := newBatch(c) // want `MULTI/EXEC of SET and SET: keys user:<id>:a and user:<id>:b never share a slot.*\(txslot, proven\)`
	b.set(ctx, "user:"+id+":a")
	b.set(ctx, "user:"+id+":b")
	_ = b.commit(ctx)
	l := &batch{pipe: c.TxPipeline()} // want `MULTI/EXEC of SET and SET: keys user:<id>:a and user:<id>:b never share a slot`
	l.pipe.Set(ctx, "user:"+id+":a", 1, 0)
	l.set(ctx, "user:"+id+":b")
	_ = l.commit(ctx)
	// Right: a plain pipeline, a tag, two batches, and one that is sent in between.
	p := &batch{pipe: c.Pipeline()}
	p.set(ctx, "user:"+id+":a")
	p.set(ctx, "user:"+id+":b")
	_ = p.commit(ctx)
	t := newBatch(c)
	t.set(ctx, "{user:"+id+"}:a")
	t.set(ctx, "{user:"+id+"}:b")
	_ = t.commit(ctx)
	one, two := newBatch(c), newBatch(c)
	one.set(ctx, "user:"+id+":a")
	two.set(ctx, "user:"+id+":b")
	_ = one.commit(ctx)
	one.set(ctx, "user:"+id+":b")
	_, _ = one.commit(ctx), two.commit(ctx)
}

// A job names the pipeline and the key.
type job struct {
	pipe redis.Pipeliner
	key  string
}

func run(ctx context.Context, j job) { j.pipe.Incr(ctx, j.key) }

func inStruct(ctx context.Context, c redis.UniversalClient, id string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	run(ctx, job{p, "user:" + id + ":a"})
	run(ctx, job{pipe: p, key: "user:" + id + ":b"})
	_, _ = p.Exec(ctx)
	// Right: two pipelines.
	q, r := c.TxPipeline(), c.TxPipeline()
	run(ctx, job{q, "user:" + id + ":a"})
	run(ctx, job{r, "user:" + id + ":b"})
	_, _ = q.Exec(ctx)
	_, _ = r.Exec(ctx)
}

// An incrementer is a part of what pipelines and clients do.
type incrementer interface {
	Incr(ctx context.Context, key string) *redis.IntCmd
}

func add(ctx context.Context, q incrementer, key string) { q.Incr(ctx, key) }

type repository struct{ rdb redis.UniversalClient }

func (r *repository) tx() redis.Pipeliner { return r.rdb.TxPipeline() }

func (r *repository) through(ctx context.Context, id string) {
	p := r.tx() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	add(ctx, p, "user:"+id+":a")
	add(ctx, p, "user:"+id+":b")
	_, _ = p.Exec(ctx)
	// Right: with a tag, and with the client itself.
	q := r.tx()
	add(ctx, q, "{user:"+id+"}:a")
	add(ctx, q, "{user:"+id+"}:b")
	_, _ = q.Exec(ctx)
	add(ctx, r.rdb, "user:"+id+":a")
	add(ctx, r.rdb, "user:"+id+":b")
}

// within runs a function with a pipeline.
func within(ctx context.Context, c redis.UniversalClient, queue func(redis.Pipeliner) error) error {
	p := c.TxPipeline()
	if err := queue(p); err != nil {
		p.Discard()
		return err
	}
	_, err := p.Exec(ctx)
	return err
}

// both makes a function that queues two commands.
func both(ctx context.Context, a, b string) func(redis.Pipeliner) error {
	return func(p redis.Pipeliner) error {
		p.Incr(ctx, a)
		p.Incr(ctx, b)
		return nil
	}
}

func (r *repository) queue(p redis.Pipeliner) error {
	p.Incr(context.Background(), "user:a")
	p.Incr(context.Background(), "user:b")
	return nil
}

func callbacks(ctx context.Context, c redis.UniversalClient, r *repository, id string) {
	_ = within(ctx, c, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and DECR: keys user:<id>:a and user:<id>:b never share a slot`
		p.Incr(ctx, "user:"+id+":a")
		p.Decr(ctx, "user:"+id+":b")
		return nil
	})
	_, _ = c.TxPipelined(ctx, r.queue)                                // want `MULTI/EXEC of INCR and INCR: keys "user:a" .*"user:b" .*different slots`
	_, _ = c.TxPipelined(ctx, both(ctx, "user:"+id, "user:"+id+":b")) // want `MULTI/EXEC of INCR and INCR: keys user:<id> and user:<id>:b .*share a slot for 1 value`
	_ = within(ctx, c, r.queue)                                       // want `MULTI/EXEC of INCR and INCR: keys "user:a" .*"user:b" .*different slots`
	// Right: with a tag.
	_, _ = c.TxPipelined(ctx, both(ctx, "{user:"+id+"}", "{user:"+id+"}:b"))
	_ = within(ctx, c, func(p redis.Pipeliner) error {
		p.Incr(ctx, "{user:"+id+"}:a")
		p.Decr(ctx, "{user:"+id+"}:b")
		return nil
	})
	// Right: the keys that are watched are those that are changed.
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, both(ctx, "user:"+id, "user:"+id))
		return err
	}, "user:"+id)
	_ = c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, both(ctx, "user:"+id, "user:"+id)) // want `MULTI/EXEC of INCR under WATCH: keys user:<id>:w and user:<id> `
		return err
	}, "user:"+id+":w")
}

func literals(ctx context.Context, c redis.UniversalClient, ids []string, id string) {
	p := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	add := func(key string) { p.Incr(ctx, key) }
	add("user:" + id + ":a")
	add("user:" + id + ":b")
	_, _ = p.Exec(ctx)
	q := c.TxPipeline() // want `MULTI/EXEC of INCR: keys of the form user:<ids\[i\]> hash to different slots`
	for _, id := range ids {
		func() { q.Incr(ctx, "user:"+id) }()
	}
	_, _ = q.Exec(ctx)
	// Right: with a tag, of which the loop has one.
	r := c.TxPipeline()
	tagged := func(key string) { r.Incr(ctx, "{user:"+id+"}:"+key) }
	for _, part := range ids {
		tagged(part)
		func() { r.Incr(ctx, "{user:"+id+"}:"+part) }()
	}
	_, _ = r.Exec(ctx)
}

// Right: what is discarded is not sent, and what is sent is gone.
func discarded(ctx context.Context, c redis.UniversalClient, id string) {
	p := c.TxPipeline()
	p.Incr(ctx, "user:"+id+":a")
	p.Discard()
	p.Incr(ctx, "user:"+id+":b")
	_, _ = p.Exec(ctx)
	p.Incr(ctx, "user:"+id+":c")
	_, _ = p.Exec(ctx)
	q := c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	defer q.Discard()
	q.Incr(ctx, "user:"+id+":a")
	q.Incr(ctx, "user:"+id+":b")
	_, _ = q.Exec(ctx)
}

func conditions(ctx context.Context, c redis.UniversalClient, id string, atomic bool) {
	var p redis.Pipeliner
	if atomic {
		p = c.TxPipeline() // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot`
	} else {
		p = c.Pipeline()
	}
	p.Incr(ctx, "user:"+id+":a")
	p.Incr(ctx, "user:"+id+":b")
	_, _ = p.Exec(ctx)
}

// MULTI and EXEC as words, on a connection to one node.
func words(ctx context.Context, c *redis.Client, id string) {
	conn := c.Conn()
	conn.Get(ctx, "user:"+id+":x")
	conn.Do(ctx, "MULTI") // want `MULTI/EXEC of INCR and INCR: keys user:<id>:a and user:<id>:b never share a slot; the node that the connection leads to refuses the key that is not there \(MOVED\)`
	conn.Incr(ctx, "user:"+id+":a")
	conn.Do(ctx, "incr", "user:"+id+":b")
	conn.Do(ctx, "EXEC")
	// Right: with a tag; what goes before and after is another matter.
	conn.Do(ctx, "multi")
	conn.Incr(ctx, "{user:"+id+"}:a")
	conn.Incr(ctx, "{user:"+id+"}:b")
	conn.Do(ctx, "discard")
	conn.Incr(ctx, "user:"+id+":b")
	conn.Incr(ctx, "user:"+id+":d")
}
