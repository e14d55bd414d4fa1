package site_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/ssatest"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// find builds a program, and returns a finder of its sends.
func find(t *testing.T, source string) (*site.Finder, *ssatest.Package) {
	t.Helper()
	var b strings.Builder
	b.WriteString("package app\n\n")
	for name, path := range map[string]string{"context": "context", "fmt": "fmt", "strconv": "strconv", "redis": "github.com/redis/go-redis/v9"} {
		if strings.Contains(source, name+".") {
			fmt.Fprintf(&b, "import %s %q\n", name, path)
		}
	}
	p := ssatest.Build(t, b.String()+"\n"+source+"\n", ssatest.GoRedis)
	return site.NewFinder(p.Fset, p.Files, p.Info, flow.New(p.SSA, p.Funcs, nil), nil), p
}

// describe spells a send: its command and its keys.
func describe(s site.Send) string {
	var b strings.Builder
	b.WriteString(s.Command)
	if s.Command == "" {
		b.WriteString(s.Kind.String())
	}
	for _, k := range s.Keys {
		b.WriteString(" " + value.Describe(k.Value))
		if k.Repeat {
			b.WriteString("...")
		}
	}
	return b.String()
}

func describeAll(sends []site.Send) string {
	var out []string
	for _, s := range sends {
		out = append(out, describe(s))
	}
	return strings.Join(out, "; ")
}

func TestSends(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{`c.Del(ctx, "a", "b")`, "DEL a b"},
		{`c.Get(ctx, "user:"+id)`, "GET user:<id>"},
		{`c.Rename(ctx, "tmp:"+id, id)`, "RENAME tmp:<id> <id>"},
		{`c.Del(ctx, []string{"a", id}...)`, "DEL a <id>"},
		{`c.Del(ctx, ids...)`, "DEL <ids[i]>..."},
		{`c.MSet(ctx, "a", 1, "b", 2)`, "MSET a b"},
		{`c.MSet(ctx, map[string]any{"a": 1, "b:" + id: 2})`, "MSET a b:<id>"},
		{`c.MSet(ctx, []string{"a", "1", "b", "2"})`, "MSET a b"},
		{`c.Do(ctx, "rename", "a", id)`, "RENAME a <id>"},
		{`c.Do(ctx, "SUNION", "a", "b")`, "SUNION a b"},
		{`c.Do(ctx, id, "a", "b")`, "command"},
		{`c.Do(ctx, append([]any{"MSET"}, pairs...)...)`, "MSET <pairs[i]>..."},
		{`c.Do(ctx, append([]any{"EVAL", "return 1", 1}, pairs...)...)`, "EVAL <pairs[i]>"},
		{`c.Do(ctx, append([]any{"EVAL", "return 1", 2, id}, pairs...)...)`, "EVAL <id> <pairs[i]>"},
		{`words := []any{"MSET"}; for _, id := range ids { words = append(words, id, "on") }; c.Do(ctx, words...)`, "MSET <ids[i]>..."},
		{`words := []any{"DEL"}; for _, id := range ids { words = append(words, id, "x:"+id) }; c.Do(ctx, words...)`, "DEL <ids[i]>... x:<ids[i]>..."},
		{`for i := range ids { c.Del(ctx, ids[i:i+1]...) }`, "DEL <ids[i]>"},
		{`c.Del(ctx, ids[:1]...)`, "DEL <ids[0]>"},
		{`c.Del(ctx, ids[1:]...)`, "DEL <ids[i]>..."},
		{`c.Eval(ctx, "return 1", []string{"a", "b"}, "c")`, "EVAL a b"},
		{`del := c.Del; del(ctx, "a", "b")`, "DEL a b"},
		{`for _, id := range ids { c.Del(ctx, "a:"+id, "b:"+id) }`, "DEL a:<ids[i]> b:<ids[i]>"},
		{`_ = ctx`, ""},
	} {
		f, p := find(t, `func F(ctx context.Context, c redis.UniversalClient, id string, ids []string, pairs []any) { `+test.body+` }`)
		if got := describeAll(f.Sends(p.Func(t, "F"))); got != test.want {
			t.Errorf("%s: %s, want %s", test.body, got, test.want)
		}
	}
}

func TestClass(t *testing.T) {
	for typ, want := range map[string]client.Class{
		"*redis.Client": client.Single, "*redis.ClusterClient": client.Cluster, "*redis.Ring": client.Ring,
		"redis.Cmdable": client.Universal, "redis.UniversalClient": client.Universal, "redis.Pipeliner": client.Pipeline,
	} {
		f, p := find(t, `func F(ctx context.Context, c `+typ+`) { c.Del(ctx, "a", "b") }`)
		sends := f.Sends(p.Func(t, "F"))
		if len(sends) != 1 || sends[0].Class != want {
			t.Errorf("%s: %+v, want class %v", typ, sends, want)
		}
	}
}

// What a function sends for its callers is known where they call it.
func TestWrappers(t *testing.T) {
	for _, test := range []struct{ helper, call, want string }{
		{`func del(ctx context.Context, c redis.Cmdable, keys ...string) { c.Del(ctx, keys...) }`, `del(ctx, c, "a", "b:"+id)`, "DEL a b:<id>"},
		{`func move(ctx context.Context, c redis.Cmdable, id string) { c.Rename(ctx, "tmp:"+id, "user:"+id) }`, `move(ctx, c, "7")`, "RENAME tmp:7 user:7"},
		{`func a(ctx context.Context, c redis.Cmdable, k, l string) { b(ctx, c, k, l) }; func b(ctx context.Context, c redis.Cmdable, k, l string) { c.Del(ctx, k, l) }`, `a(ctx, c, id, "x")`, "DEL <id> x"},
		{`type s struct{ c redis.Cmdable }; func (s *s) del(ctx context.Context, keys []string) { s.c.Del(ctx, keys...) }`, `(&s{c}).del(ctx, []string{"a", "b"})`, "DEL a b"},
		{`func del(ctx context.Context, c redis.Cmdable, ids []string) { var keys []string; for i := 0; i < len(ids); i++ { keys = append(keys, "user:"+ids[i]) }; c.Del(ctx, keys...) }`, `del(ctx, c, []string{"1", "2"})`, "DEL user:1 user:2"},
		{`func one(ctx context.Context, c redis.Cmdable, k string) { c.Del(ctx, k) }`, `one(ctx, c, id)`, "DEL <id>"}, // c may be a transaction
		{`func one(ctx context.Context, c *redis.Client, k string) { c.Del(ctx, k) }`, `one(ctx, new(redis.Client), id)`, ""},
	} {
		f, p := find(t, test.helper+`; func F(ctx context.Context, c redis.Cmdable, id string) { `+test.call+` }`)
		if got := describeAll(f.Sends(p.Func(t, "F"))); got != test.want {
			t.Errorf("%s: %s, want %s", test.helper, got, test.want)
		}
	}
}

func TestExported(t *testing.T) {
	for source, want := range map[string]string{
		`func F(ctx context.Context, c redis.Cmdable, a, b string) { c.Del(ctx, a, b) }`:             "DEL <a> <b>",
		`func F(ctx context.Context, c *redis.Client) { c.Del(ctx, "a", "b") }`:                      "", // judged here
		`func F(ctx context.Context, c redis.Cmdable, a string) { func() { c.Del(ctx, a, "b") }() }`: "DEL <a> b",
		`func F(ctx context.Context, p redis.Pipeliner, a string) { p.Incr(ctx, a) }`:                "INCR <a>",
		`func F(ctx context.Context, c *redis.Client, a string) { c.Del(ctx, a) }`:                   "",
	} {
		f, p := find(t, source)
		if got := describeAll(f.Exported(p.Func(t, "F"))); got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}

// A send is guarded where it runs on no cluster, or on keys of one slot.
func TestGuards(t *testing.T) {
	for body, want := range map[string]bool{
		`c.Del(ctx, "a", "b")`: false,
		`if _, ok := c.(*redis.ClusterClient); ok { return }; c.Del(ctx, "a", "b")`:   true,
		`if _, ok := c.(*redis.ClusterClient); !ok { c.Del(ctx, "a", "b") }`:          true,
		`if _, ok := c.(*redis.ClusterClient); ok { c.Del(ctx, "a", "b") }`:           false,
		`switch c.(type) { case *redis.ClusterClient: return }; c.Del(ctx, "a", "b")`: true,
		`switch c := c.(type) { case *redis.Client: c.Del(ctx, "a", "b") }`:           true,
		`switch c := c.(type) { case *redis.ClusterClient: c.Del(ctx, "a", "b") }`:    false,
		`if cluster { return }; c.Del(ctx, "a", "b")`:                                 true,
		`if !cluster { c.Del(ctx, "a", "b") }`:                                        true,
		`if cluster { c.Del(ctx, "a", "b") }`:                                         false,
		`if n > 1 { c.Del(ctx, "a", "b") }`:                                           false,
		`if slot("a") == slot("b") { c.Del(ctx, "a", "b") }`:                          true,
		`if slot("a") != slot("b") { c.Del(ctx, "a", "b") }`:                          false,
	} {
		f, p := find(t, `func slot(k string) int { return len(k) }; func F(ctx context.Context, c redis.UniversalClient, cluster bool, n int) { `+body+` }`)
		sends := f.Sends(p.Func(t, "F"))
		if len(sends) != 1 || sends[0].Guarded != want {
			t.Errorf("%s: guarded is not %t: %s", body, want, describeAll(sends))
		}
	}
}
