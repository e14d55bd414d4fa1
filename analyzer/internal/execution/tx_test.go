package execution

import (
	"fmt"
	"strings"
)

// queued are calls that queue a command with one key, $1, or two on a pipeline.
var queued = []string{
	"$c.Set(ctx, $1, 1, 0)", "$c.Incr(ctx, $1)", "$c.HSet(ctx, $1, \"f\", 1)", "$c.SAdd(ctx, $1, \"m\")",
	"$c.Del(ctx, $1)", "$c.RPush(ctx, $1, \"v\")", "$c.ZAdd(ctx, $1, redis.Z{Score: 1, Member: \"m\"})",
	"$c.Get(ctx, $1)", "$c.Exists(ctx, $1)", "$c.IncrBy(ctx, $1, 2)",
	"$c.Del(ctx, $1, $2)", "$c.Rename(ctx, $1, $2)", "$c.SUnionStore(ctx, $1, $2)",
}

// queue writes calls that queue commands on the pipeline p.
func (f *fn) queue(p string, keys []shape) {
	for i := 0; i < len(keys); i++ {
		if i > 0 && f.chance(6) {
			f.disturb()
		}
		q := pick(f.module, queued...)
		if strings.Contains(q, "$2") && (i+1 == len(keys) || f.chance(60)) {
			q = queued[0]
		}
		first := f.text(keys[i])
		if f.chance(10) && !strings.Contains(q, "$2") {
			f.use("helper that queues")
			n := f.number()
			f.declare("func queue%d(ctx context.Context, p redis.Pipeliner, key string) {\n%s\n}", n,
				strings.NewReplacer("$c", "p", "$1", pick(f.module, "key", "key", `key+":q"`, `"app:"+key`)).Replace(q))
			f.line("queue%d(ctx, %s, %s)", n, p, first)
			continue
		}
		r := []string{"$c", p, "$1", first}
		if strings.Contains(q, "$2") {
			i++
			r = append(r, "$2", f.text(keys[i]))
		}
		f.line("%s", strings.NewReplacer(r...).Replace(q))
	}
}

// transaction writes statements that send a pipeline, and end the function.
func (f *fn) transaction(keys []shape) {
	p := f.fresh("p")
	inner := func() {
		f.queue(p, keys)
		if len(f.sources) > 0 && f.chance(20) {
			f.use("queued in a loop")
			src := f.source()
			item := &value{expr: f.fresh("x"), typ: strings.TrimPrefix(src.typ, "[]"), kind: src.kind}
			f.line("for _, %s := range %s {", item.expr, src.expr)
			f.queue(p, []shape{f.perItem(keys[0], item)})
			f.line("}")
		}
		if f.chance(15) {
			f.use("queued in a branch")
			f.branch(func() { f.queue(p, []shape{f.similar(keys[0])}) }, nil)
		}
	}
	switch f.rand.IntN(10) {
	case 0, 1, 2, 3:
		f.use("TxPipelined")
		f.line("if _, err := %s.TxPipelined(ctx, func(%s redis.Pipeliner) error {\n%sreturn nil\n}); err != nil {\nreturn err\n}\nreturn nil", f.client, p, f.literal("return err", inner))
	case 4, 5:
		f.use("TxPipeline")
		f.line("%s := %s.TxPipeline()", p, f.client)
		inner()
		f.line("if _, err := %s.Exec(ctx); err != nil {\nreturn err\n}\nreturn nil", p)
	case 6:
		f.use("Pipelined")
		f.line("if _, err := %s.Pipelined(ctx, func(%s redis.Pipeliner) error {\n%sreturn nil\n}); err != nil {\nreturn err\n}\nreturn nil", f.client, p, f.literal("return err", inner))
	case 7:
		f.use("Pipeline")
		f.line("%s := %s.Pipeline()", p, f.client)
		inner()
		f.line("if _, err := %s.Exec(ctx); err != nil {\nreturn err\n}\nreturn nil", p)
	case 8, 9:
		if f.class == "redis.Cmdable" {
			f.transaction(keys)
			return
		}
		f.watch(p, keys, inner)
	}
}

// watch writes a call of Watch, most often with a transaction in it.
func (f *fn) watch(p string, keys []shape, inner func()) {
	f.use("Watch")
	watched := f.elems(keys[:1+f.rand.IntN(len(keys))])
	body := f.literal("return err", func() {
		f.line("if err := tx.Get(ctx, %s).Err(); err != nil && err != redis.Nil {\nreturn err\n}", watched[0])
		if f.chance(30) {
			f.line("return nil")
			return
		}
		f.use("TxPipelined in a Watch")
		f.line("if _, err := tx.TxPipelined(ctx, func(%s redis.Pipeliner) error {\n%sreturn nil\n}); err != nil {\nreturn err\n}\nreturn nil", p, f.literal("return err", inner))
	})
	f.line("return %s.Watch(ctx, func(tx *redis.Tx) error {\n%s}, %s)", f.client, body, strings.Join(watched, ", "))
}

// guard writes the statement send under a condition on the client or the keys.
func (f *fn) guard(keys list, send func(client string, l list)) {
	one := func(l string) string {
		return fmt.Sprintf("for _, k := range %s {\n%s.Del(ctx, k)\n}\nreturn nil", l, f.client)
	}
	l := keys.expr
	if l == "" {
		l = keys.slice()
	}
	if f.chance(50) && keys.expr == "" {
		named := f.named(l)
		keys, l = named, named.expr
	}
	kind := f.rand.IntN(12)
	if f.class == "*redis.ClusterClient" && kind < 6 {
		kind += 6
	}
	switch kind {
	case 0:
		f.use("guard: cluster client leaves")
		f.line("if _, ok := %s.(*redis.ClusterClient); ok {\n%s\n}", f.client, one(l))
		send(f.client, keys)
	case 1:
		f.use("guard: single client only")
		f.line("if _, ok := %s.(*redis.Client); ok {\n%s}", f.client, f.inside(func() { send(f.client, keys) }))
		f.line("%s", one(l))
	case 2:
		f.use("guard: type switch")
		f.line("switch %s.(type) {\ncase *redis.ClusterClient:\n%s\ndefault:\n%s}", f.client, one(l), f.inside(func() { send(f.client, keys) }))
	case 3:
		f.use("guard, wrong: cluster client only")
		f.line("if _, ok := %s.(*redis.ClusterClient); !ok {\n%s\n}", f.client, one(l))
		send(f.client, keys)
	case 4:
		f.use("guard, wrong: in the branch of the cluster client")
		c := f.fresh("cc")
		f.line("if %s, ok := %s.(*redis.ClusterClient); ok {\n%s}", c, f.client, f.inside(func() { send(c, keys) }))
		f.line("%s", one(l))
	case 5:
		f.use("guard, wrong: other interface")
		f.line("if _, ok := %s.(redis.Scripter); ok {\n%s}", f.client, f.inside(func() { send(f.client, keys) }))
		f.line("%s", one(l))
	case 6, 7:
		f.use("guard: grouped by slot")
		group := f.fresh("group")
		f.line("for _, %s := range slots.BySlot(%s) {\n%s}\nreturn nil", group, l, f.inside(func() {
			f.line("if err := %s.Del(ctx, %s...).Err(); err != nil {\nreturn err\n}", f.client, group)
		}))
	case 8:
		f.use("guard: grouped in the function")
		groups, group := f.fresh("groups"), f.fresh("group")
		f.line("%s := map[int][]string{}\nfor _, k := range %s {\nn := slots.Of(k)\n%s[n] = append(%s[n], k)\n}", groups, l, groups, groups)
		f.line("for _, %s := range %s {\nif err := %s.Unlink(ctx, %s...).Err(); err != nil {\nreturn err\n}\n}\nreturn nil", group, groups, f.client, group)
	case 9:
		f.use("guard: same slot")
		f.line("if !slots.SameSlot(%s...) {\n%s\n}", l, one(l))
		send(f.client, keys)
	case 10:
		f.use("guard: one key")
		f.line("if len(%s) > 1 {\n%s\n}", l, one(l))
		send(f.client, keys)
	case 11:
		f.use("guard, wrong: grouped by length")
		groups, group := f.fresh("groups"), f.fresh("group")
		f.line("%s := map[int][]string{}\nfor _, k := range %s {\n%s[len(k)] = append(%s[len(k)], k)\n}", groups, l, groups, groups)
		f.line("for _, %s := range %s {\nif err := %s.Unlink(ctx, %s...).Err(); err != nil {\nreturn err\n}\n}\nreturn nil", group, groups, f.client, group)
	}
}
