package group_test

import (
	"go/ast"
	"go/format"
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/group"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/ssatest"
)

const head = `package app

import (
	"context"

	"github.com/redis/go-redis/v9"
)

`

// fix rewrites the first call of a method of that name in a program, and returns
// the program without its imports; ok is false if no rewrite is offered.
func fix(t *testing.T, source, method string) (text string, ok bool) {
	t.Helper()
	source = head + source
	p := ssatest.Build(t, source, ssatest.GoRedis)
	var call *ast.CallExpr
	ast.Inspect(p.Files[0], func(n ast.Node) bool {
		if c, is := n.(*ast.CallExpr); is && call == nil {
			if sel, is := c.Fun.(*ast.SelectorExpr); is && sel.Sel.Name == method {
				call = c
			}
		}
		return true
	})
	if call == nil {
		t.Fatalf("no call of %s", method)
	}
	f, ok := group.Fix(&analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info,
		ReadFile: func(string) ([]byte, error) { return []byte(source), nil }}, call)
	if !ok {
		return "", false
	}
	file := p.Fset.File(p.Files[0].FileStart)
	for i := len(f.TextEdits) - 1; i >= 0; i-- { // the last in the file first
		e := f.TextEdits[i]
		source = source[:file.Offset(e.Pos)] + string(e.NewText) + source[file.Offset(e.End):]
	}
	formatted, err := format.Source([]byte(source))
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	if string(formatted) != source {
		t.Errorf("not formatted:\n%s", source)
	}
	_, text, _ = strings.Cut(source, "\n)\n\n")
	return text, true
}

func TestFix(t *testing.T) {
	for _, test := range []struct{ name, method, source, want string }{
		{"Err", "Del", `func F(ctx context.Context, c redis.UniversalClient, keys []string) error {
	return c.Del(ctx, keys...).Err()
}
`, `func F(ctx context.Context, c redis.UniversalClient, keys []string) error {
	pipe := c.Pipeline()
	for _, key := range keys {
		pipe.Del(ctx, key)
	}
	cmds, err := pipe.Exec(ctx)
	for _, cmd := range cmds {
		if cmd.Err() != nil && !errors.Is(err, cmd.Err()) {
			err = errors.Join(err, cmd.Err())
		}
	}
	return err
}
`},
		{"a client that may be a pipeline", "Del", `func F(ctx context.Context, c redis.Cmdable, keys []string) error {
	return c.Del(ctx, keys...).Err()
}
`, `func F(ctx context.Context, c redis.Cmdable, keys []string) error {
	for _, key := range keys {
		if err := c.Del(ctx, key).Err(); err != nil {
			return err
		}
	}
	return nil
}
`},
	} {
		text, ok := fix(t, test.source, test.method)
		if !ok || text != test.want {
			t.Errorf("%s: %t\n%s", test.name, ok, text)
		}
	}
}

// What the fixes of several commands have in common: a command for each key is sent, and
// the replies are put together as the server would.
func TestReplies(t *testing.T) {
	for _, test := range []struct{ method, stmt, want string }{
		{"Del", `n, err := c.Del(ctx, keys...).Result(); _, _ = n, err`, "n += cmd.(*redis.IntCmd).Val()"},
		{"MGet", `v, err := c.MGet(ctx, keys...).Result(); _, _ = v, err`, "v = append(v, cmd.(*redis.SliceCmd).Val()...)"},
		{"Del", `_ = c.Del(ctx, "a", "b").Err()`, "pipe.Del(ctx, \"a\")\n\tpipe.Del(ctx, \"b\")\n\t_, _ = pipe.Exec(ctx)"},
		{"Del", `_ = c.Del(ctx, "a", "b", "c", "d", "e").Err()`, `for _, key := range []string{"a", "b", "c", "d", "e"} {`},
		{"MSet", `_ = c.MSet(ctx, "a", 1, "b", 2).Err()`, "pipe.Set(ctx, \"a\", 1, 0)\n\tpipe.Set(ctx, \"b\", 2, 0)"},
		{"MSet", `_ = c.MSet(ctx, map[string]any{"a": 1}).Err()`, "pipe.Set(ctx, key, value, 0)"},
		{"Del", "if c.Del(ctx, keys...).Err() == nil {\n\t\treturn\n\t}", "if _, err := pipe.Exec(ctx); err == nil {"},
		{"Del", "err := error(nil); if c.Del(ctx, keys...).Err() != nil {\n\t\tprintln(err)\n\t}", "if _, execErr := pipe.Exec(ctx); execErr != nil {"},
		{"Del", `err, cmds, key := error(nil), 1, 2; _ = c.Del(ctx, keys...).Val(); n := c.Del(ctx, keys...).Val(); _, _, _, _ = err, cmds, key, n`, "for _, key2 := range keys {"},
	} {
		stmt := strings.ReplaceAll(test.stmt, "; ", "\n\t")
		text, ok := fix(t, "func F(ctx context.Context, c redis.UniversalClient, keys []string) {\n\t"+stmt+"\n}\n", test.method)
		if !ok || !strings.Contains(text, test.want) {
			t.Errorf("%s: %t, want %s\n%s", test.stmt, ok, test.want, text)
		}
	}
}

// Go has errors.Join since 1.20.
func TestVersions(t *testing.T) {
	source := head + "func F(ctx context.Context, c redis.UniversalClient, keys []string) error {\n\treturn c.Del(ctx, keys...).Err()\n}\n"
	for version, want := range map[string]bool{"go1.19": false, "go1.20": true, "": true} {
		p := ssatest.Build(t, source, ssatest.GoRedis)
		p.Info.FileVersions = map[*ast.File]string{p.Files[0]: version}
		var calls []*ast.CallExpr
		ast.Inspect(p.Files[0], func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				calls = append(calls, c)
			}
			return true
		})
		pass := &analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info, ReadFile: func(string) ([]byte, error) { return []byte(source), nil }}
		f, ok := group.Fix(pass, calls[1])
		if !ok {
			t.Errorf("%s: no fix", version)
			continue
		}
		text := string(f.TextEdits[len(f.TextEdits)-1].NewText)
		if got := strings.Contains(text, "errors.Join"); got != want || len(f.TextEdits) != map[bool]int{false: 1, true: 2}[want] {
			t.Errorf("%s: errors.Join: %t, %d edits\n%s", version, got, len(f.TextEdits), text)
		}
	}
}

func TestRefused(t *testing.T) {
	for name, test := range map[string]struct{ method, source string }{
		"another use of the result": {"Del", `func F(ctx context.Context, c redis.UniversalClient) *redis.IntCmd { return c.Del(ctx, "a", "b") }`},
		"pipeline":                  {"Del", `func F(ctx context.Context, c redis.Pipeliner) error { return c.Del(ctx, "a", "b").Err() }`},
		"transaction":               {"Del", `func F(ctx context.Context, c *redis.Tx) error { return c.Del(ctx, "a", "b").Err() }`},
		"dropped, maybe queued":     {"Del", `func F(ctx context.Context, c redis.Cmdable) { c.Del(ctx, "a", "b") }`},
		"ring":                      {"Del", `func F(ctx context.Context, c *redis.Ring) error { return c.Del(ctx, "a", "b").Err() }`},
		"no command that splits":    {"Rename", `func F(ctx context.Context, c redis.UniversalClient) error { return c.Rename(ctx, "a", "b").Err() }`},
		"comment in the call":       {"Del", "func F(ctx context.Context, c redis.UniversalClient) error {\n\treturn c.Del(ctx, \"a\", // first\n\t\t\"b\").Err()\n}"},
		"value of an unknown MSET":  {"MSet", `func F(ctx context.Context, c redis.UniversalClient, v any) error { return c.MSet(ctx, v).Err() }`},
	} {
		if text, ok := fix(t, test.source, test.method); ok {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

// The file of the call is the only one that an edit is in.
func TestEdits(t *testing.T) {
	source := head + "func F(ctx context.Context, c redis.UniversalClient) error {\n\treturn c.Del(ctx, \"a\", \"b\").Err()\n}\n"
	p := ssatest.Build(t, source, ssatest.GoRedis)
	var calls []*ast.CallExpr
	ast.Inspect(p.Files[0], func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			calls = append(calls, c)
		}
		return true
	})
	pass := &analysis.Pass{Fset: p.Fset, Files: p.Files, Pkg: p.Types, TypesInfo: p.Info, ReadFile: func(string) ([]byte, error) { return []byte(source), nil }}
	f, ok := group.Fix(pass, calls[1])
	if !ok || len(f.TextEdits) != 2 {
		t.Fatalf("%t, %d edits, want one of the call and one of the imports", ok, len(f.TextEdits))
	}
	for _, e := range f.TextEdits {
		if e.Pos < p.Files[0].FileStart || e.End > p.Files[0].FileEnd || e.Pos == token.NoPos {
			t.Errorf("an edit at %d", e.Pos)
		}
	}
	pass.ReadFile = func(string) ([]byte, error) { return []byte(source + "\n"), nil }
	if _, ok := group.Fix(pass, calls[1]); ok {
		t.Error("a file that has changed is edited")
	}
}
