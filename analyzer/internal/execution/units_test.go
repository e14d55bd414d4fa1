package execution

import (
	"fmt"
	"strings"
)

// unit writes statements that send keys in one transaction, in ways in which the
// commands stand in functions far from it, and end the function.
func (f *fn) unit(keys []shape) {
	p := f.fresh("p")
	n := f.number()
	set := func() string {
		return pick(f.module, "Set(ctx, %s, 1, 0)", "SAdd(ctx, %s, 1)", "Incr(ctx, %s)", "Del(ctx, %s)")
	}
	switch f.rand.IntN(6) {
	case 0:
		f.use("unit: repository")
		f.declare("type repo%d struct{ db redis.Cmdable }\n\nfunc newRepo%d(db redis.Cmdable) *repo%d { return &repo%d{db: db} }\n\nfunc (r *repo%d) withTx(p redis.Pipeliner) *repo%d { return &repo%d{p} }", n, n, n, n, n, n, n)
		r := f.fresh("repo")
		f.within(p, func() {
			build := pick(f.module, "newRepo%d(%s)", "&repo%d{%s}", "(&repo%d{}).withTx(%s)", "newRepo%d(nil).withTx(%s)")
			f.line("%s := %s", r, fmt.Sprintf(build, n, p))
			for _, s := range keys {
				g := f.helper(f.file)
				g.leave = "return err"
				sig := f.abstract(g, s)
				body, e := g.built(sig.shape)
				m := f.number()
				f.declare("func (r *repo%d) save%d(%s) error {\n%sreturn r.db.%s.Err()\n}", n, m,
					strings.Join(append([]string{"ctx context.Context"}, sig.params...), ", "), body, fmt.Sprintf(set(), e))
				f.line("_ = %s.save%d(%s)", r, m, strings.Join(append([]string{"ctx"}, sig.args...), ", "))
			}
		})
	case 1:
		f.use("unit: pipeline in a context")
		f.declare("type txKey%d struct{}\n\nfunc put%d(ctx context.Context, key string) {\nif p, ok := ctx.Value(txKey%d{}).(redis.Pipeliner); ok {\np.%s\n}\n}", n, n, n, fmt.Sprintf(set(), "key"))
		f.within(p, func() {
			with := f.fresh("with")
			f.line("%s := context.WithValue(ctx, txKey%d{}, %s)", with, n, p)
			for _, e := range f.elems(keys) {
				f.line("put%d(%s, %s)", n, with, e)
			}
		})
	case 2:
		f.use("unit: wrapper of the transaction")
		to, q := f.place()
		name := exported(fmt.Sprint("inTx", n), q)
		to.declare("func %s(ctx context.Context, c %s, do func(p redis.Pipeliner) error) error {\n_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error { return do(p) })\nreturn err\n}", name, f.class)
		f.line("return %s%s(ctx, %s, func(%s redis.Pipeliner) error {\n%sreturn nil\n})", q, name, f.client, p, f.literal("return err", func() { f.queue(p, keys) }))
	case 3:
		f.use("unit: optional pipeline")
		f.declare("func store%d(ctx context.Context, c redis.Cmdable, key string, p ...redis.Pipeliner) {\nif len(p) > 0 {\nc = p[0]\n}\nc.%s\n}", n, fmt.Sprintf(set(), "key"))
		f.within(p, func() {
			for _, e := range f.elems(keys) {
				f.line("store%d(ctx, %s, %s, %s)", n, f.client, e, p)
			}
		})
	case 4:
		if f.class == "redis.Cmdable" {
			f.unit(keys)
			return
		}
		f.use("unit: callback in a Watch")
		to, q := f.place()
		name := exported(fmt.Sprint("update", n), q)
		to.declare("func %s(ctx context.Context, c %s, commit func(p redis.Pipeliner), keys ...string) error {\nreturn c.Watch(ctx, func(tx *redis.Tx) error {\n_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {\ncommit(p)\nreturn nil\n})\nreturn err\n}, keys...)\n}", name, f.class)
		watched := f.text(keys[0])
		f.line("return %s%s(ctx, %s, func(%s redis.Pipeliner) {\n%s}, %s)", q, name, f.client, p, f.literal("return", func() { f.queue(p, keys) }), watched)
	case 5:
		if f.class == "redis.Cmdable" {
			f.unit(keys)
			return
		}
		f.use("unit: retried Watch")
		to, q := f.place()
		name := exported(fmt.Sprint("retry", n), q)
		second := pick(f.module, `key + ":ver"`, `"ver:" + key`, "key")
		to.declare("func %s(ctx context.Context, c %s, key string) error {\ntxf := func(tx *redis.Tx) error {\n_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {\np.Incr(ctx, key)\np.Incr(ctx, %s)\nreturn nil\n})\nreturn err\n}\nfor range 3 {\nif err := c.Watch(ctx, txf, key); err != redis.TxFailedErr {\nreturn err\n}\n}\nreturn nil\n}", name, f.class, second)
		f.line("return %s%s(ctx, %s, %s)", q, name, f.client, f.text(keys[0]))
	}
}

// within writes what queue writes into a transaction on p, and ends the function.
func (f *fn) within(p string, queue func()) {
	if f.chance(60) {
		f.line("if _, err := %s.TxPipelined(ctx, func(%s redis.Pipeliner) error {\n%sreturn nil\n}); err != nil {\nreturn err\n}\nreturn nil", f.client, p, f.literal("return err", queue))
		return
	}
	f.line("%s := %s.TxPipeline()", p, f.client)
	queue()
	f.line("if _, err := %s.Exec(ctx); err != nil {\nreturn err\n}\nreturn nil", p)
}
