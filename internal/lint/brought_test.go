package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const broughtStore = `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type Options struct{ Prefix string }

type Store struct {
	c         redis.UniversalClient
	prefix, o string
}

type Option func(*Store)

func WithPrefix(p string) Option { return func(s *Store) { s.prefix = p } }

func New(c redis.UniversalClient, o Options, opts ...Option) *Store {
	s := &Store{c: c, prefix: "app:", o: o.Prefix}
	for _, f := range opts {
		f(s)
	}
	return s
}

func Pair(ctx context.Context, c redis.UniversalClient, a, b string) { c.Rename(ctx, "q:"+a, "q:"+b) } // Pair

func Each(ctx context.Context, c redis.UniversalClient, prefix string, ids []string) {
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		keys = append(keys, prefix+id)
	}
	c.SUnion(ctx, keys...) // Each
}

func (s *Store) Move(ctx context.Context, id string) { s.c.Rename(ctx, s.prefix+id+":a", s.prefix+id+":b") } // Move

func (s *Store) Swap(ctx context.Context, id string) { s.c.Rename(ctx, s.o+id+":a", s.o+id+":b") } // Swap

func (s *Store) Both(ctx context.Context, id string) {
	s.c.TxPipelined(ctx, func(p redis.Pipeliner) error { // Both
		p.Set(ctx, "n:"+id+":a", 1, 0)
		p.Set(ctx, "n:"+id+":b", 1, 0)
		return nil
	})
}

func Own(ctx context.Context, c redis.UniversalClient, id string) { c.Rename(ctx, "x:"+id, "y") } // Own
`

const broughtMiddle = `package middle

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/shop/store"
)

func Pair(ctx context.Context, c redis.UniversalClient, a, b string) { store.Pair(ctx, c, a, b) }

type Both interface{ Both(ctx context.Context, id string) }
`

// TestBrought shows that a hash tag which a package gives another one is known where the
// program is analyzed as a whole, in whichever way it is given.
func TestBrought(t *testing.T) {
	all := []string{"Both", "Each", "Move", "Own", "Pair", "Swap"}
	for _, test := range []struct {
		calls string
		tag   []string // what is not reported
	}{
		{``, nil},
		{`store.Pair(ctx, c, "in", "out")
		store.Each(ctx, c, "u:", ids)
		store.New(c, store.Options{Prefix: "app"}, store.WithPrefix("app")).Move(ctx, "x")`, nil},
		{`store.Pair(ctx, c, "{x}:in", "{x}:out")`, []string{"Pair"}},
		{`store.Pair(ctx, c, fmt.Sprintf("{%d}:in", len(ids)), fmt.Sprintf("{%d}:out", len(ids)))`, []string{"Pair"}},
		{`middle.Pair(ctx, c, "{x}:in", "{x}:out")`, []string{"Pair"}},
		{`middle.Pair(ctx, c, "in", "out")`, nil},
		{`store.Each(ctx, c, "{u}:", ids)`, []string{"Each"}},
		{`store.New(c, store.Options{}, store.WithPrefix("{app}:")).Move(ctx, "x")`, []string{"Move"}},
		{`store.New(c, store.Options{Prefix: "{app}:"})`, []string{"Swap"}},
		{`o := store.Options{}
		o.Prefix = "{app}:"
		store.New(c, o)`, []string{"Swap"}},
		{`store.New(c, store.Options{}).Both(ctx, "{1}")`, []string{"Both"}},
		{`c.Rename(ctx, "{x}:1", "{x}:2")`, nil},
		{`var b middle.Both = store.New(c, store.Options{})
		b.Both(ctx, "{1}")`, []string{"Both"}},
	} {
		dir := module(t, map[string]string{
			"store/store.go": broughtStore, "middle/middle.go": broughtMiddle,
			"main.go": "package main\n\nimport (\n\"context\"\n\"fmt\"\n\n\"github.com/redis/go-redis/v9\"\n\n\"example.com/shop/middle\"\n\"example.com/shop/store\"\n)\n\n" +
				"var _ = fmt.Sprint\nvar _ = store.Own\nvar _ = middle.Pair\n\nfunc run(ctx context.Context, c redis.UniversalClient, ids []string) {\n" + test.calls + "\n}\n\nfunc main() {}\n",
		})
		_, r := lintModule(t, dir)
		lines := strings.Split(broughtStore, "\n")
		var got []string
		for _, f := range r.Findings {
			_, name, _ := strings.Cut(lines[f.Line-1], "// ")
			got = append(got, name)
		}
		slices.Sort(got)
		want := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(test.tag, s) })
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: reported %v, want %v", test.calls, got, want)
		}
	}
}
