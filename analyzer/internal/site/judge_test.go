package site_test

import (
	"slices"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// verdict spells a finding: the keys, and how certain it is that they differ.
func verdict(f *site.Finding) string {
	switch {
	case f == nil:
		return "same slot"
	case f.Unknown:
		return "unknown"
	}
	return f.First.String() + " | " + f.Second.String() + ": " + f.Verdict.Certainty.String()
}

func TestJudge(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{`c.Del(ctx, "a", "b")`, "a | b: proven"},
		{`c.Del(ctx, "{user}:a", "{user}:b")`, "same slot"},
		{`c.Del(ctx, "{user:"+id+"}:a", "{user:"+id+"}:b")`, "same slot"},
		{`c.Del(ctx, "user:"+id+":a", "user:"+id+":b")`, "user:<id>:a | user:<id>:b: proven"},
		{`c.Del(ctx, id+":a", id+":b")`, "<id>:a | <id>:b: likely"},
		{`c.Del(ctx, "user:"+id, "user:"+other)`, "user:<id> | user:<other>: likely"},
		{`c.Del(ctx, "{"+id+"}:a", "{"+other+"}:b")`, "{<id>}:a | {<other>}:b: likely"},
		{`c.Del(ctx, id, other)`, "unknown"},
		{`c.Del(ctx, ids...)`, "unknown"},
		{`c.Del(ctx, id, id)`, "same slot"},
		{`var keys []string; for _, id := range ids { keys = append(keys, "user:"+id) }; c.Del(ctx, keys...)`, "user:<ids[i]> | user:<ids[i]>: likely"},
		{`var keys []string; for _, x := range ids { keys = append(keys, "{"+id+"}:"+x) }; c.Del(ctx, keys...)`, "same slot"},
		{`k := "{a}:1"; if len(id) > 1 { k = "{a}:2" }; c.Del(ctx, k, "{a}:3")`, "same slot"},
		{`a, b := "x", "x"; if len(id) > 1 { a, b = "y", "y" }; c.Del(ctx, a, b)`, "same slot"},
		{`a, b := "x", "x"; if len(id) > 1 { a = "y" }; c.Del(ctx, a, b)`, "y | x: likely"},
	} {
		f, p := find(t, `func F(ctx context.Context, c redis.Cmdable, id, other string, ids []string) { `+test.body+` }`)
		sends := f.Sends(p.Func(t, "F"))
		if len(sends) != 1 {
			t.Errorf("%s: %s", test.body, describeAll(sends))
			continue
		}
		if got := verdict(site.Judge(f, sends[0])); got != test.want {
			t.Errorf("%s: %s, want %s", test.body, got, test.want)
		}
		if right := f.ProvedRight(sends...); right != (test.want == "same slot") {
			t.Errorf("%s: proved right: %t", test.body, right)
		}
	}
}

func TestTransactions(t *testing.T) {
	for _, test := range []struct{ body, commands, want string }{
		{`p := c.TxPipeline(); p.Incr(ctx, "a"); p.Incr(ctx, "b"); p.Exec(ctx)`, "INCR a; INCR b", "a | b: proven"},
		{`p := c.TxPipeline(); p.Incr(ctx, "{x}:a"); p.Incr(ctx, "{x}:b"); p.Exec(ctx)`, "INCR {x}:a; INCR {x}:b", "same slot"},
		{`c.TxPipelined(ctx, func(p redis.Pipeliner) error { p.Incr(ctx, "a"); p.Incr(ctx, "b"); return nil })`, "INCR a; INCR b", "a | b: proven"},
		{`p := c.TxPipeline(); queue(ctx, p, "a", id); p.Exec(ctx)`, "INCR a; INCR <id>", "unknown"},
		{`p := c.TxPipeline(); for _, id := range ids { p.Incr(ctx, "user:"+id) }; p.Exec(ctx)`, "INCR user:<ids[i]>...", "user:<ids[i]> | user:<ids[i]>: likely"},
		{`for _, id := range ids { p := c.TxPipeline(); p.Incr(ctx, "{"+id+"}:a"); p.Incr(ctx, "{"+id+"}:b"); p.Exec(ctx) }`, "INCR {<ids[i]>}:a; INCR {<ids[i]>}:b", "same slot"},
		{`p, q := c.TxPipeline(), c.TxPipeline(); p.Incr(ctx, "a"); q.Incr(ctx, "b"); p.Exec(ctx); q.Exec(ctx)`, "INCR a", "same slot"},
	} {
		f, p := find(t, `func queue(ctx context.Context, p redis.Pipeliner, a, b string) { p.Incr(ctx, a); p.Incr(ctx, b) }
			func F(ctx context.Context, c redis.UniversalClient, id string, ids []string) { `+test.body+` }`)
		txs := f.Transactions(p.Func(t, "F"))
		if len(txs) == 0 {
			t.Errorf("%s: no transaction", test.body)
			continue
		}
		commands := slices.DeleteFunc(txs[0].Commands, func(s site.Send) bool { return s.Kind == client.Exec })
		if got := describeAll(commands); got != test.commands {
			t.Errorf("%s: %s, want %s", test.body, got, test.commands)
		}
		if _, _, found := f.JudgeTx(txs[0]); verdict(found) != test.want {
			t.Errorf("%s: %s, want %s", test.body, verdict(found), test.want)
		}
	}
}

// A pipeline that is no transaction is split by slot: nothing is compared.
func TestPipeline(t *testing.T) {
	f, p := find(t, `func F(ctx context.Context, c redis.UniversalClient) { p := c.Pipeline(); p.Incr(ctx, "a"); p.Incr(ctx, "b"); p.Exec(ctx) }`)
	if txs := f.Transactions(p.Func(t, "F")); len(txs) != 0 {
		t.Errorf("a transaction of %s", describeAll(txs[0].Commands))
	}
}

func TestWatches(t *testing.T) {
	f, p := find(t, `func F(ctx context.Context, c redis.UniversalClient) { c.Watch(ctx, func(tx *redis.Tx) error { tx.Get(ctx, "b"); return nil }, "a") }`)
	watches := f.Watches(p.Func(t, "F"))
	if len(watches) != 1 {
		t.Fatalf("%d watches", len(watches))
	}
	if _, second, found := f.JudgeTx(watches[0]); verdict(found) != "a | b: likely" || second.Command != "GET" {
		t.Errorf("%s", verdict(found))
	}
}

// Keys that a branch exchanges are proved right only if each two of them are.
func TestRightOnBranches(t *testing.T) {
	for source, want := range map[string]bool{
		`keys := []string{"{" + id + "}a", "{" + id + "}b"}; if b { keys = []string{"{" + id + "}c", "{" + id + "}d"} }; c.Del(ctx, keys...)`: true,
		`keys := []string{"{" + id + "}a", "{" + id + "}b"}; if b { keys = []string{id + ":c", id + ":d"} }; c.Del(ctx, keys...)`:             false,
		`keys := []string{"a"}; if b { keys = []string{"b"} }; c.Del(ctx, append(keys, keys...)...)`:                                          true,
		`keys := []string{"{a}"}; if b { keys = append(keys, "{a}b") } else { keys = append(keys, "{b}") }; c.Del(ctx, keys...)`:              false,
	} {
		f, p := find(t, `func F(ctx context.Context, c redis.Cmdable, id string, b bool) { `+source+` }`)
		if got := f.ProvedRight(f.Sends(p.Func(t, "F"))[0]); got != want {
			t.Errorf("%s: right: %v", source, got)
		}
	}
}

// A helper that is given its keys is judged where it is called.
func TestAtCallers(t *testing.T) {
	f, p := find(t, `func del(ctx context.Context, c redis.Cmdable, k string) { c.Del(ctx, k, "b") }
		func F(ctx context.Context, c redis.Cmdable) { del(ctx, c, "a"); del(ctx, c, "x") }`)
	sends := f.Sends(p.Func(t, "del"))
	if len(sends) != 1 {
		t.Fatalf("%s", describeAll(sends))
	}
	if got := describeAll(f.AtCallers(sends[0])); got != "DEL a b; DEL x b" {
		t.Error(got)
	}
	if got := describeAll(f.AtCallers(f.Sends(p.Func(t, "F"))[0])); got != "" {
		t.Errorf("of a send that is given nothing: %s", got)
	}
}

// The alternatives of a key are finished patterns.
func TestTexts(t *testing.T) {
	f, p := find(t, `type s struct{ c redis.Cmdable; prefix string }; func New(c redis.Cmdable) *s { return &s{c, "app:"} }
		func (s *s) F(ctx context.Context, id string) { s.c.Del(ctx, s.prefix+id, id+":b") }`)
	keys := f.Sends(p.Func(t, "s.F"))[0].Keys
	if texts := f.Texts(keys[0]); len(texts) != 1 || texts[0].Pattern.String() != "app:<id>" {
		t.Errorf("%v", texts)
	}
	if texts := f.Texts(keys[1]); len(texts) != 1 || !texts[0].Pattern[0].Hole.Open {
		t.Errorf("%v: a key that callers may begin with a tag is not open", texts)
	}
}
