package analyzer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A caseResult is what a case of a program that was run came to.
type caseResult struct {
	Name  string
	Found any
	Kind  string
}

// TestFixedPrograms runs the programs in testdata before and after all fixes
// that are offered. Before, the cluster refuses the commands that are reported;
// after, it does not refuse those that have a fix, and what they find is what a
// single server finds, and found before.
func TestFixedPrograms(t *testing.T) {
	t.Setenv("GOFLAGS", "-trimpath") // what is built does not depend on the folder: the cache has it
	nodes, server := redistest.Cluster(t), redistest.ServerAddr(t)
	// What the programs do before the fixes does not depend on who finds them.
	type runs struct{ one, many []caseResult }
	unfixed := make(map[string]runs)
	for _, test := range []struct {
		name, module, main string
		find               fixtest.Finder
		fixes              bool // at least one is offered
	}{
		{"packages", "retag", "", fixtest.Packages, true},
		{"program", "retag", "", fixtest.Program, true},
		{"example", "example", "examplerun", fixtest.Packages, false},
		{"example as a program", "example", "examplerun", fixtest.Program, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := fixtest.Copy(dir, filepath.Join("../testdata", test.module)); err != nil {
				t.Fatal(err)
			}
			if test.main != "" {
				if err := os.CopyFS(filepath.Join(dir, "run"), os.DirFS(filepath.Join("../testdata", test.main))); err != nil {
					t.Fatal(err)
				}
			}
			before, ok := unfixed[test.module]
			if !ok {
				binary := build(t, dir, "./run")
				before = runs{runOn(t, binary, server), runOn(t, binary, nodes...)}
				unfixed[test.module] = before
			}
			one, many := before.one, before.many
			found, err := test.find(dir)
			if err != nil {
				t.Fatal(err)
			}
			fixed, tried := offered(t, found), make(map[string]bool)
			if _, err := fixtest.Apply(found); err != nil {
				t.Fatal(err)
			}
			binary := build(t, dir, "./run")
			oneFixed, manyFixed := runOn(t, binary, server), runOn(t, binary, nodes...)
			cured := 0
			for i, before := range many {
				name, _, _ := strings.Cut(before.Name, " ")
				tried[name] = true
				switch after := manyFixed[i]; {
				case one[i].Kind != "":
					t.Errorf("%s fails on the server: %s", name, one[i].Kind)
				case before.Kind != "CROSSSLOT":
					t.Errorf("%s is not refused by the cluster, but %q", name, before.Kind)
				case !fixed[name]:
				case after.Kind != "":
					t.Errorf("%s fails on the cluster, though it is fixed: %s", name, after.Kind)
				case !reflect.DeepEqual(after.Found, one[i].Found):
					t.Errorf("%s finds %v on the cluster, and found %v on the server", name, after.Found, one[i].Found)
				default:
					cured++
				}
				if !reflect.DeepEqual(oneFixed[i], one[i]) {
					t.Errorf("on the server, before %v, and with the fixes %v", one[i], oneFixed[i])
				}
			}
			for name, ok := range fixed {
				if ok && !tried[name] {
					t.Errorf("%s has a fix, and no case runs it", name)
				}
			}
			if cured > 0 != test.fixes {
				t.Errorf("%d cases are cured", cured)
			}
			t.Logf("%d of %d cases are cured", cured, len(many))
		})
	}
}

// offered returns the functions that have findings, "package.Function", and
// whether each of these has a safe fix.
func offered(t *testing.T, r *result.Result) map[string]bool {
	t.Helper()
	fixed := make(map[string]bool)
	for _, f := range r.Findings {
		if f.Check != "crossslot" && f.Check != "txslot" {
			continue
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, f.File, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fset.Position(fn.Pos()).Line <= f.Line && f.Line <= fset.Position(fn.End()).Line {
				name := tree.Name.Name + "." + fn.Name.Name
				before, seen := fixed[name]
				fixed[name] = (before || !seen) && f.Answer() == "safe"
			}
		}
	}
	return fixed
}

// runOn runs a program on empty servers.
func runOn(t *testing.T, binary string, addrs ...string) []caseResult {
	t.Helper()
	for _, addr := range addrs {
		c, err := redistest.Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := c.Do("FLUSHALL"); err != nil {
			t.Fatal(err)
		}
	}
	return output[caseResult](t, binary, addrs...)
}
