package lint

import (
	"bytes"
	"flag"
	"go/ast"
	"go/constant"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

var update = flag.Bool("update", false, "write the golden files of testdata/whole")

// copyModule copies a module of testdata to a folder of its own. What is built
// does not depend on the folder: loads, go vet and go test share it, and the cache
// has it in the next run.
func copyModule(t *testing.T, name string) string {
	t.Helper()
	t.Setenv("GOFLAGS", "-trimpath")
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("../../testdata", name))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// goCommand runs the go command in a folder.
func goCommand(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// lintModule returns what is found in a module, as a whole.
func lintModule(t *testing.T, dir string) (*load.Program, *result.Result) {
	t.Helper()
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: analyzer.NewSettings().IsClient}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(analyzer.New(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		t.Errorf("%s: %s", f.File, f.Message)
	}
	return p, r
}

// TestWhole applies the fixes of programs of several packages: the result
// compiles and passes its tests, has nothing left to fix, and no text in it is a
// key of the old name.
func TestWhole(t *testing.T) {
	for _, name := range []string{"whole", "retag", "example"} {
		t.Run(name, func(t *testing.T) {
			dir := copyModule(t, name)
			root, err := filepath.Abs("../..")
			if err != nil {
				t.Fatal(err)
			}
			if name != "example" {
				goCommand(t, dir, "mod", "edit", "-replace=github.com/crossslotlint/crossslotlint="+root)
			}
			p, before := lintModule(t, dir)
			plan, err := fix.New(before.Findings, true, p.Source)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range plan.Skipped {
				t.Errorf("%s: %s", s.Finding.Message, s.Reason)
			}
			if err := plan.Write(dir); err != nil {
				t.Fatal(err)
			}
			if name == "whole" {
				goldenFiles(t, dir, plan)
			}
			goCommand(t, dir, "vet", "./...")
			goCommand(t, dir, "test", "./...")

			p, after := lintModule(t, dir)
			for _, f := range after.Findings {
				if f.Fix != nil {
					t.Errorf("a second run has a fix: %s", f.Message)
				}
			}
			// What another fix mends may be gone, too.
			if got, want := len(after.Findings), len(before.Findings)-len(plan.Applied); got > want {
				t.Errorf("%d findings are left, want %d", got, want)
			}
			var old []*regexp.Regexp
			for _, f := range plan.Applied {
				for _, r := range f.Renames {
					old = append(old, familyRegexp(r.Old))
				}
			}
			if len(old) == 0 {
				t.Error("no key has been renamed")
			}
			noneMatches(t, p, old)
		})
	}
}

// familyRegexp matches the keys of a family as messages spell it, and the formats
// and patterns for them.
func familyRegexp(family string) *regexp.Regexp {
	holes := regexp.MustCompile(`<[^<>]*>`)
	literals := holes.Split(family, -1)
	for i, l := range literals {
		literals[i] = regexp.QuoteMeta(l)
	}
	return regexp.MustCompile("^" + strings.Join(literals, `[^:{}]+`) + "$")
}

// noneMatches looks at all constants of a program.
func noneMatches(t *testing.T, p *load.Program, old []*regexp.Regexp) {
	t.Helper()
	texts := 0
	for _, pkg := range p.Loaded {
		for _, file := range pkg.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				e, ok := n.(ast.Expr)
				if !ok {
					return true
				}
				tv := pkg.TypesInfo.Types[e]
				if tv.Value == nil || tv.Value.Kind() != constant.String {
					return true
				}
				texts++
				text := constant.StringVal(tv.Value)
				if slices.ContainsFunc(old, func(r *regexp.Regexp) bool { return r.MatchString(text) }) {
					t.Errorf("%s: %q is a key of the old name", p.Fset.Position(e.Pos()), text)
				}
				return true
			})
		}
	}
	if texts == 0 {
		t.Error("no texts")
	}
}

func goldenFiles(t *testing.T, dir string, plan *fix.Plan) {
	t.Helper()
	for _, f := range plan.Files {
		rel, err := filepath.Rel(dir, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("../../testdata/whole", rel+".golden")
		if *update {
			if err := os.WriteFile(golden, f.New, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || !bytes.Equal(f.New, want) {
			t.Errorf("%s: %v, got\n%s", golden, err, f.New)
		}
	}
}

// TestRight shows that what is told of calls that are right changes no fix.
func TestRight(t *testing.T) {
	dir := copyModule(t, "example")
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: analyzer.NewSettings().IsClient}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	fixes := func(right string) (n int) {
		a := analyzer.New()
		if err := a.Flags.Set("right", right); err != nil {
			t.Fatal(err)
		}
		r, err := Run(a, p, dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Findings {
			if f.Fix != nil {
				n++
			}
		}
		return n
	}
	if plain, right := fixes("false"), fixes("true"); plain == 0 || right != plain {
		t.Errorf("%d fixes, and %d where right calls are told", plain, right)
	}
}
