// Package units has transactions whose commands are sent by others: by an object
// that holds the pipeline, by a function that is given it, by a callback.
package units

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/engine/units/wrap"
)

type C = *redis.ClusterClient

var ctx = context.Background()

type repo struct{ c redis.Cmdable }

func newRepo(c redis.Cmdable) *repo { return &repo{c} }

func (r *repo) put(id string) error  { return r.c.Set(ctx, "order:"+id, 1, 0).Err() }
func (r *repo) add(id string) error  { return r.c.SAdd(ctx, "order:index", id).Err() }
func (r *repo) putT(id string) error { return r.c.Set(ctx, "{order}:"+id, 1, 0).Err() }
func (r *repo) addT(id string) error { return r.c.SAdd(ctx, "{order}:index", id).Err() }
func (r repo) val(k string) error    { return r.c.Set(ctx, k, 1, 0).Err() }

func (r *repo) With(p redis.Pipeliner) *repo { return &repo{p} }
func (r *repo) with2(p redis.Pipeliner) *repo {
	n := *r
	n.c = p
	return &n
}

func ctor(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
		o := newRepo(p)
		o.put(id)
		return o.add(id)
	})
}
func ctorT(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		o := newRepo(p)
		o.putT(id)
		return o.addT(id)
	})
}
func mixed(c C, r *repo, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		r.put(id)
		return newRepo(p).add(id)
	})
}
func ctorPipe(c C, id string) {
	p := c.TxPipeline() // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
	o := newRepo(p)
	o.put(id)
	o.add(id)
	p.Exec(ctx)
}
func plainPipe(c C, id string) {
	p := c.Pipeline()
	o := newRepo(p)
	o.put(id)
	o.add(id)
	p.Exec(ctx)
}
func onClient(c C, id string) {
	o := newRepo(c)
	o.put(id)
	o.add(id)
}
func lit(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
		(&repo{p}).put(id)
		return (&repo{c: p}).add(id)
	})
}
func withTx(c C, r *repo, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
		r.With(p).put(id)
		return r.With(p).add(id)
	})
}
func withTx2(c C, r *repo, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
		q := r.with2(p)
		q.put(id)
		return q.add(id)
	})
}
func value(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SET: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		r := repo{p}
		r.val("a")
		return r.val("b")
	})
}
func other(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys item:<id> and "items" \(slot \d+\) hash to different slots.*likely`
		r := wrap.New(p)
		r.Put(ctx, id)
		return r.Add(ctx, id)
	})
}
func otherT(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		r := wrap.New(p)
		r.PutT(ctx, id)
		return r.AddT(ctx, id)
	})
}

type store interface {
	put(id string) error
	add(id string) error
}

func viaIface(c C, id string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD: keys order:<id> and "order:index" \(slot \d+\) hash to different slots.*likely`
		var s store = newRepo(p)
		s.put(id)
		return s.add(id)
	})
}

type setter interface {
	Incr(ctx context.Context, k string) *redis.IntCmd
}
type counter struct{ c setter }

func (x counter) up(k string) { x.c.Incr(ctx, k) }
func ownIface(c C) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		x := counter{p}
		x.up("a")
		x.up("b")
		return nil
	})
}

// optional pipe
func incr(c C, k string, p ...redis.Pipeliner) {
	if len(p) > 0 {
		p[0].Incr(ctx, k)
		return
	}
	c.Incr(ctx, k)
}
func optional(c C) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		incr(c, "a", p)
		incr(c, "b", p)
		return nil
	})
}
func optionalNone(c C) {
	incr(c, "a")
	incr(c, "b")
}
func optionalT(c C) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		incr(c, "{a}1", p)
		incr(c, "{a}2", p)
		return nil
	})
}

// callbacks
func cbDirect(c C) {
	wrap.Direct(ctx, c, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		p.Incr(ctx, "a")
		p.Incr(ctx, "b")
		return nil
	})
}
func cbIn(c C) {
	wrap.InTx(ctx, c, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		p.Incr(ctx, "a")
		p.Incr(ctx, "b")
		return nil
	})
}
func cbInT(c C) {
	wrap.InTx(ctx, c, func(p redis.Pipeliner) error {
		p.Incr(ctx, "{a}1")
		p.Incr(ctx, "{a}2")
		return nil
	})
}
func cbOpt(c C) {
	wrap.Optimistic(ctx, c, "a", func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		p.Incr(ctx, "a")
		p.Incr(ctx, "b")
		return nil
	})
}
func cbOptT(c C) {
	wrap.Optimistic(ctx, c, "{a}", func(p redis.Pipeliner) error {
		p.Incr(ctx, "{a}1")
		p.Incr(ctx, "{a}2")
		return nil
	})
}
func inTx(c C, fn func(p redis.Pipeliner) error) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error { return fn(p) })
		return err
	}, "w")
}
func local(c C) {
	inTx(c, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR under WATCH: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		p.Incr(ctx, "a")
		p.Incr(ctx, "b")
		return nil
	})
}
func localRepo(c C, id string) {
	inTx(c, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and SADD under WATCH: keys order:<id> and "order:index" \(slot \d+\) hash to different slots; "w" \(slot \d+\) hashes to another slot, too.*likely`
		r := newRepo(p)
		r.put(id)
		return r.add(id)
	})
}

// context
type ctxKey struct{}

func withPipe(ctx context.Context, p redis.Pipeliner) context.Context {
	return context.WithValue(ctx, ctxKey{}, p)
}
func pipe(ctx context.Context) redis.Pipeliner { return ctx.Value(ctxKey{}).(redis.Pipeliner) }
func put(ctx context.Context, k string)        { pipe(ctx).Incr(ctx, k) }
func inCtx(c C) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
		ctx := withPipe(ctx, p)
		put(ctx, "a")
		put(ctx, "b")
		return nil
	})
}
func inCtxT(c C) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		ctx := withPipe(ctx, p)
		put(ctx, "{a}1")
		put(ctx, "{a}2")
		return nil
	})
}

// constructors in methods
type adapter struct{ c C }
type pipeT struct{ p redis.Pipeliner }

func newPipe(p redis.Pipeliner) *pipeT { return &pipeT{p: p} }
func (a *adapter) Tx() *pipeT          { return newPipe(a.c.TxPipeline()) }
func (a *adapter) TxLit() *pipeT       { return &pipeT{p: a.c.TxPipeline()} }
func (p *pipeT) Incr(key string)       { p.p.Incr(ctx, key) }
func (p *pipeT) Exec() error           { _, err := p.p.Exec(ctx); return err }
func send(a *adapter) {
	tx := a.Tx() // want `MULTI/EXEC of INCR and INCR: keys "a:1" \(slot \d+\) and "b:2" \(slot \d+\) are in different slots.*proven`
	tx.Incr("a:1")
	tx.Incr("b:2")
	tx.Exec()
}
func sendLit(a *adapter) {
	tx := a.TxLit() // want `MULTI/EXEC of INCR and INCR: keys "a:1" \(slot \d+\) and "b:2" \(slot \d+\) are in different slots.*proven`
	tx.Incr("a:1")
	tx.Incr("b:2")
	tx.Exec()
}
func sendT(a *adapter) {
	tx := a.Tx()
	tx.Incr("{a}:1")
	tx.Incr("{a}:2")
	tx.Exec()
}

// retry
func retry(c C, key string) error {
	txf := func(tx *redis.Tx) error {
		n, _ := tx.Get(ctx, key).Int()
		_ = n
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, key, 1, 0)
			p.Incr(ctx, key+":ver")
			return nil
		})
		return err
	}
	for i := 0; i < 100; i++ {
		err := c.Watch(ctx, txf, key)
		if err == nil {
			return nil
		}
	}
	return nil
}
func retryBad(c C, id string)  { retry(c, "user:"+id) } // want `MULTI/EXEC of SET and INCR: keys user:<id> and user:<id>:ver share a slot for 1 value in 16384 only.*proven`
func retryGood(c C, id string) { retry(c, "{user:"+id+"}") }
func retry2(c C, key, other string) error {
	txf := func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, key, 1, 0)
			p.Incr(ctx, other)
			return nil
		})
		return err
	}
	for {
		if err := c.Watch(ctx, txf, key, other); err != redis.TxFailedErr {
			return err
		}
	}
}
func retry2Bad(c C, id string)  { retry2(c, "user:"+id, "index") } // want `WATCH: keys user:<id> and "index" \(slot \d+\) hash to different slots.*likely`
func retry2Good(c C, id string) { retry2(c, "{users}:"+id, "{users}:index") }
func (a *adapter) retry3(key string) error {
	txf := func(tx *redis.Tx) error {
		_, err := tx.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.Set(ctx, key, 1, 0)
			return nil
		})
		return err
	}
	return a.c.Watch(ctx, txf, key)
}
func retry3Good(a *adapter) { a.retry3("a") }

// 16
func process(ctx context.Context, r redis.UniversalClient, cmd redis.Cmder) error {
	return r.Process(ctx, cmd)
}

func del(a, b string) *redis.IntCmd { return redis.NewIntCmd(ctx, "del", a, b) }
func cmd1(c C)                      { process(ctx, c, redis.NewIntCmd(ctx, "del", "a", "b")) } // want `DEL: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
func cmd2(c C)                      { process(ctx, c, redis.NewIntCmd(ctx, "del", "{a}1", "{a}2")) }
func cmd3(c C)                      { process(ctx, c, del("a", "b")) }                                     // want `DEL: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
func cmd4(c C)                      { cmd := redis.NewCmd(ctx, "rename", "a", "b"); process(ctx, c, cmd) } // want `RENAME: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
func cmd7(c C)                      { c.Process(ctx, del("{a}1", "{a}2")) }
func cmd8(c C)                      { c.Process(ctx, del("a", "b")) } // want `DEL: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots.*proven`
func cmd9(c C, id string)           { process(ctx, c, redis.NewIntCmd(ctx, "sadd", "a", "b", id)) }
