package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// The packages that generated programs import, as far as they use them. They
// stand in for the real ones so that a program of any size is loaded at once.
var fakes = map[string]string{
	"context": `package context; type Context interface{ Err() error }`,
	"fmt":     `package fmt; func Sprintf(format string, a ...any) string { return "" }`,
	"strings": `package strings; type Builder struct{ b []byte }
		func (b *Builder) WriteString(s string) (int, error) { return 0, nil }
		func (b *Builder) String() string { return "" }`,
	"github.com/redis/go-redis/v9": `package redis; import "context"
		type Cmder interface{ Err() error }
		type IntCmd struct{}
		type StatusCmd struct{}
		func (*IntCmd) Err() error { return nil }
		func (*StatusCmd) Err() error { return nil }
		type Cmdable interface {
			Del(ctx context.Context, keys ...string) *IntCmd
			Rename(ctx context.Context, key, newkey string) *StatusCmd
			Incr(ctx context.Context, key string) *IntCmd
			TxPipeline() Pipeliner
			TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
		}
		type Pipeliner interface { Cmdable; Exec(ctx context.Context) ([]Cmder, error) }
		type UniversalClient interface { Cmdable; Close() error }
		type Client struct{ Cmdable }
		func (c *Client) Rename(ctx context.Context, key, newkey string) *StatusCmd { return nil }`,
}

type fakeImporter struct {
	fset *token.FileSet
	done map[string]*types.Package
}

func (i *fakeImporter) Import(path string) (*types.Package, error) {
	if p := i.done[path]; p != nil {
		return p, nil
	}
	text, ok := fakes[path]
	if !ok {
		return importer.Default().Import(path)
	}
	f, err := parser.ParseFile(i.fset, path+".go", text, 0)
	if err != nil {
		return nil, err
	}
	p, err := (&types.Config{Importer: i}).Check(path, i.fset, []*ast.File{f}, nil)
	i.done[path] = p
	return p, err
}

// analyzeText runs the analyzer over a program in one file.
func analyzeText(t *testing.T, source string) (res *analyzer.Result, reports []analysis.Diagnostic) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "generated.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	conf := &types.Config{Importer: &fakeImporter{fset, make(map[string]*types.Package)}, GoVersion: "go1.26"}
	pkg, err := conf.Check("example.com/generated", fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	objects := make(map[types.Object]analysis.Fact)
	pass := &analysis.Pass{
		Analyzer: analyzer.Analyzer, Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info, TypesSizes: types.SizesFor("gc", "amd64"),
		ResultOf:          make(map[*analysis.Analyzer]any),
		Report:            func(d analysis.Diagnostic) { reports = append(reports, d) },
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportObjectFact:  func(obj types.Object, f analysis.Fact) { objects[obj] = f },
		ExportPackageFact: func(analysis.Fact) {},
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
		ReadFile:          func(string) ([]byte, error) { return []byte(source), nil },
	}
	out, err := analyzer.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range objects {
		if n := len(gobBytes(t, f)); n > 8<<10 {
			t.Errorf("a fact of %d bytes", n)
		}
	}
	return out.(*analyzer.Result), reports
}

// A growth is a program of any size, that doubles with its parameter.
type growth struct {
	name string
	size int // of the larger program
	text func(n int) string
	// calls and reports are what is found in the larger program, -1 if that
	// does not matter.
	calls, reports int
}

// many writes the text n times, with the number of the round for each #.
func many(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", strconv.Itoa(i)))
	}
	return b.String()
}

// bounded is the one program of which only the bound of a query ends the work: what a
// list holds in a loop is asked for in each loop around it.
const bounded = "loops in loops"

var growths = []growth{
	{"call sites", 5000, func(n int) string {
		return many(n, "func f#(ctx context.Context, c redis.UniversalClient, id string) {\n\tk := fmt.Sprintf(\"u#:%s:a\", id)\n\tc.Rename(ctx, k, \"u#:\"+id+\":b\")\n}\n")
	}, 5000, 5000},
	{"call sites in one function", 4000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n" +
			many(n, "\tc.Rename(ctx, fmt.Sprintf(\"u#:%s:a\", id), \"u#:\"+id+\":b\")\n") + "}\n"
	}, 4000, 4000},
	{"variables in memory", 2000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, ids []string) {\n\tid := ids[0]\n\tg := func() { id = ids[1] }\n" +
			many(n, "\tc.Rename(ctx, \"{\"+id+\"}:a\", \"{\"+id+\"}:b\")\n\tg()\n") + "}\n"
	}, -1, 0},
	{"fields", 2000, func(n int) string {
		return "type s struct{ rdb redis.UniversalClient; prefix string; id int }\n" +
			many(n, "func new#(c redis.UniversalClient, id int) *s { return &s{rdb: c, prefix: \"p#:\", id: id} }\nfunc (s *s) f#(ctx context.Context) { s.rdb.Rename(ctx, s.prefix+\"a\", s.prefix+\"b\") }\n")
	}, -1, -1},
	{"a list", 2000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n\tc.Del(ctx,\n" + many(n, "\t\t\"u:\"+id+\":#\",\n") + "\t)\n}\n"
	}, 1, 1},
	{"a list of one slot", 2000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n\tkeys := []string{\n" + many(n, "\t\t\"{u:\"+id+\"}:#\",\n") + "\t}\n\tc.Del(ctx, keys...)\n}\n"
	}, 1, 0},
	{"a list that is appended to", 2000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n\tvar keys []string\n" + many(n, "\tkeys = append(keys, \"{u:\"+id+\"}:#\")\n") + "\tc.Del(ctx, keys...)\n}\n"
	}, 1, 0},
	{"a list that may be appended to", 400, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string, b []bool) {\n\tvar keys []string\n" + many(n, "\tif b[#] {\n\t\tkeys = append(keys, \"{u:\"+id+\"}:#\")\n\t}\n") + "\tc.Del(ctx, keys...)\n}\n"
	}, -1, -1},
	{"a text that is appended to", 400, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string, b []bool) {\n\tk := \"{u}\"\n" + many(n, "\tif b[#] {\n\t\tk += id\n\t}\n") + "\tc.Del(ctx, k, \"{u}:x\")\n}\n"
	}, -1, -1},
	{"a builder", 1000, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n\tvar b strings.Builder\n\tb.WriteString(\"{u}\")\n" + many(n, "\tb.WriteString(\"x\")\n\tc.Del(ctx, b.String(), \"{u}:#\")\n") + "}\n"
	}, -1, -1},
	{"a chain of helpers", 200, func(n int) string {
		return chain(n, "func k%d(id string) string { return k%d(id) }\n", "func k0(id string) string { return \"u:\" + id }\n") +
			fmt.Sprintf("func f(ctx context.Context, c redis.UniversalClient) { c.Rename(ctx, k%d(\"1\"), k%d(\"2\")) }\n", n, n)
	}, 1, 1},
	{"a chain of helpers that add to the key", 200, func(n int) string {
		return chain(n, "func K%d(id string) string { return K%d(id) + \":x\" }\n", "func K0(id string) string { return \"{u}\" + id }\n") +
			fmt.Sprintf("func f(ctx context.Context, c redis.UniversalClient) { c.Rename(ctx, K%d(\"1\"), K%d(\"2\")) }\n", n, n)
	}, 1, 0},
	{"a chain of helpers that call the next twice", 200, func(n int) string {
		return chain(n, "func k%[1]d(id string) string { return k%[2]d(id) + k%[2]d(id) }\n", "func k0(id string) string { return \"{u}\" + id }\n") +
			fmt.Sprintf("func f(ctx context.Context, c redis.UniversalClient) { c.Rename(ctx, k%d(\"1\"), k%d(\"1\")) }\n", n, n)
	}, 1, 0},
	{"a chain of wrappers", 200, func(n int) string {
		return chain(n, "func w%d(ctx context.Context, c redis.UniversalClient, keys ...string) { w%d(ctx, c, keys...) }\n", "func w0(ctx context.Context, c redis.UniversalClient, keys ...string) { c.Del(ctx, keys...) }\n") +
			"func f(ctx context.Context, c redis.UniversalClient) { w5(ctx, c, \"user:1\", \"user:2\") }\n"
	}, -1, 1},
	{"a chain of wrappers that call the next twice", 200, func(n int) string {
		return chain(n, "func w%[1]d(ctx context.Context, c redis.UniversalClient, a, b string) { w%[2]d(ctx, c, a, b); w%[2]d(ctx, c, b, a) }\n", "func w0(ctx context.Context, c redis.UniversalClient, a, b string) { c.Rename(ctx, a, b) }\n")
	}, -1, 0},
	{"helpers that call each other", 200, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func r%[1]d(id string, d int) string {\n\tif d == 0 {\n\t\treturn \"{u}%[1]d\" + id\n\t}\n\treturn r%[2]d(id, d-1) + r%[3]d(id, d-2)\n}\n", i, (i+1)%n, (i*7+3)%n)
			fmt.Fprintf(&b, "func f%[1]d(ctx context.Context, c redis.UniversalClient, id string) { c.Rename(ctx, r%[1]d(id, 9), r%[1]d(id, 9)) }\n", i)
		}
		return b.String()
	}, -1, 0},
	{"wrappers that call each other", 200, func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func w%d(ctx context.Context, c redis.UniversalClient, d int, keys ...string) {\n\tw%d(ctx, c, d-1, keys...)\n\tw%d(ctx, c, d-1, keys...)\n\tc.Del(ctx, keys...)\n}\n", i, (i+1)%n, (i*7+3)%n)
		}
		return b.String()
	}, -1, 0},
	{"a transaction", 400, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string) {\n\tp := c.TxPipeline()\n" + many(n, "\tp.Incr(ctx, \"{u:\"+id+\"}:#\")\n") + "\tp.Exec(ctx)\n}\n"
	}, 1, 0},
	{"function literals", 1000, func(n int) string {
		return "func run(f func()) { f() }\nfunc f(ctx context.Context, c redis.UniversalClient, id string) {\n" + many(n, "\trun(func() { c.Rename(ctx, \"u#:\"+id+\":a\", \"u#:\"+id+\":b\") })\n") + "}\n"
	}, -1, 1000},
	{"a prefix that many functions use and many set", 1000, func(n int) string {
		return "type s struct { rdb redis.UniversalClient; prefix string }\nfunc newS(c redis.UniversalClient, prefix string) *s { return &s{c, prefix} }\n" +
			many(n, "func make#(c redis.UniversalClient) *s { return newS(c, \"p#:\") }\nfunc (s *s) f#(ctx context.Context) { s.rdb.Rename(ctx, s.prefix+\"a\", s.prefix+\"b\") }\n")
	}, 1000, 1000},
	{"a helper that sends much and is called often", 120, func(n int) string {
		return "func h(ctx context.Context, c *redis.Client, key string) {\n" + many(n, "\tc.Rename(ctx, key, \"{u}:#\")\n") + "}\n" +
			many(n, "func f#(ctx context.Context, c *redis.Client) { h(ctx, c, \"x:#\") }\n")
	}, -1, -1},
	{"returns", 1000, func(n int) string {
		return "func k(i int) string {\n\tswitch i {\n" + many(n, "\tcase #:\n\t\treturn \"{u}:#\"\n") + "\t}\n\treturn \"{u}\"\n}\nfunc f(ctx context.Context, c redis.UniversalClient) { c.Rename(ctx, k(1), k(2)) }\n"
	}, 1, 0},
	{"returns of a named struct", 200, func(n int) string {
		return "type r struct { key string; err error }\nfunc k(id string, b []bool) (out r, err error) {\n\tout.key = \"{u}\" + id\n" + many(n, "\tif out.err = check(#); b[#] {\n\t\treturn out, err\n\t}\n") + "\treturn out, nil\n}\n" +
			"func check(n int) error { return nil }\nfunc f(ctx context.Context, c redis.UniversalClient, b []bool) {\n\tout, _ := k(\"1\", b)\n\tc.Rename(ctx, out.key, \"{u}\")\n}\n"
	}, 1, 0},
	{"branches of branches", 300, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, id string, b []bool) {\n" +
			many(n, "\tk# := \"{u}:a\"\n\tif b[#] {\n\t\tk# = \"{u}:b\"\n\t}\n\tc.Rename(ctx, k#, \"{u}:\"+id)\n") + "}\n"
	}, 300, 0},
	{bounded, 40, func(n int) string {
		return "func f(ctx context.Context, c redis.UniversalClient, ids []string) {\n\tvar keys []string\n" + many(n, "\tfor _, i# := range ids {\n\tkeys = append(keys, \"{u}\"+i#)\n") + "\tc.Del(ctx, keys...)\n" + strings.Repeat("\t}\n", n) + "}\n"
	}, -1, 0},
}

// chain writes functions that each call the one before.
func chain(n int, format, first string) string {
	var b strings.Builder
	b.WriteString(first)
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, format, i, i-1)
	}
	return b.String()
}

// TestGrowth holds the evaluator to work that grows with the program and no
// faster, by its own count of steps, and the rest by what it allocates: neither
// depends on the clock.
func TestGrowth(t *testing.T) {
	const header = "package generated\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"strings\"\n\n\t\"github.com/redis/go-redis/v9\"\n)\n\nvar _ = fmt.Sprintf\nvar _ strings.Builder\nvar _ redis.UniversalClient\nvar _ context.Context\n\n"
	for _, g := range growths {
		t.Run(g.name, func(t *testing.T) {
			var before, between, after runtime.MemStats
			runtime.ReadMemStats(&before)
			half, _ := analyzeText(t, header+g.text(g.size/2))
			runtime.ReadMemStats(&between)
			full, reports := analyzeText(t, header+g.text(g.size))
			runtime.ReadMemStats(&after)
			small, large := between.TotalAlloc-before.TotalAlloc, after.TotalAlloc-between.TotalAlloc
			t.Logf("%d: %d calls, %d reports, %d steps, %d KiB; %d: %d steps, %d KiB", g.size, full.Calls, len(reports), full.Work, large>>10, g.size/2, half.Work, small>>10)
			if g.calls >= 0 && full.Calls != g.calls {
				t.Errorf("%d calls, want %d", full.Calls, g.calls)
			}
			if g.reports >= 0 && len(reports) != g.reports {
				t.Errorf("%d reports, want %d", len(reports), g.reports)
			}
			if lines := strings.Count(g.text(g.size), "\n"); full.Work > 200*lines && g.name != bounded {
				t.Errorf("%d steps for %d lines: it is the bound alone that ends them", full.Work, lines)
			}
			if float64(full.Work) > 2.2*float64(half.Work)+100 {
				t.Errorf("twice the program takes %.1f times the steps: %d, %d", float64(full.Work)/float64(half.Work), half.Work, full.Work)
			}
			// What is not the evaluator's may grow with the square, as the reports
			// do of a helper that sends n commands and is called n times.
			if float64(large) > 4.2*float64(small) || large > 3<<30 {
				t.Errorf("twice the program allocates %.1f times as much: %d KiB, %d KiB", float64(large)/float64(small), small>>10, large>>10)
			}
		})
	}
}
