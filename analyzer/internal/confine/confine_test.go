package confine

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// load loads a module of testdata.
func load(t *testing.T, dir string) (units []*retag.Unit) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Fatal(e)
		}
		units = append(units, &retag.Unit{Fset: p.Fset, Files: p.Syntax, Info: p.TypesInfo, Pkg: p.Types})
	}
	return units
}

// starts returns the constants that begin with a prefix.
func starts(units []*retag.Unit, prefix string) (out []Start) {
	for _, u := range units {
		for _, file := range u.Files {
			for n := range ast.Preorder(file) {
				if lit, ok := n.(*ast.BasicLit); ok {
					if tv := u.Info.Types[lit]; tv.Value != nil && tv.Value.Kind() == constant.String && strings.HasPrefix(constant.StringVal(tv.Value), prefix) {
						out = append(out, Start{Expr: lit})
					}
				}
			}
		}
	}
	return out
}

var wanted = regexp.MustCompile(`// (escape|note) "(.*)"$`)

// TestFollow follows the keys of testdata/confine. The comments there say where they
// escape.
func TestFollow(t *testing.T) {
	units := load(t, "../../../testdata/confine")
	p := New(units, true)
	all := starts(units, "user:")
	for _, r := range p.Replies() {
		all = append(all, r.Start)
	}
	escapes, notes := p.Follow(all...)
	var got, want []string
	line := func(e Escape, kind string) string {
		at := units[0].Fset.Position(e.Pos)
		return fmt.Sprintf("%s:%d %s %q", at.Filename[strings.LastIndexByte(at.Filename, '/')+1:], at.Line, kind, e.Use)
	}
	for _, e := range escapes {
		got = append(got, line(e, "escape"))
	}
	for _, e := range notes {
		got = append(got, line(e, "note"))
	}
	for _, file := range units[0].Files {
		for _, group := range file.Comments {
			for _, c := range group.List {
				if m := wanted.FindStringSubmatch(c.Text); m != nil {
					want = append(want, line(Escape{Pos: c.Pos(), Use: m[2]}, m[1]))
				}
			}
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	got, want = slices.Compact(got), slices.Compact(want)
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("unexpected: %s", g)
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
}

// TestTraces shows that a package which writes traces takes no key apart that comes back.
func TestTraces(t *testing.T) {
	units := load(t, "../../../testdata/confine")
	n := len(New(units, true).Replies())
	for path, want := range map[string]int{"github.com/redis/go-redis/extra/rediscmd/v9": 0, "example.com/rediscmd": n} {
		var out []*retag.Unit
		for _, u := range units {
			traces := *u
			traces.Pkg = types.NewPackage(path, "rediscmd")
			out = append(out, &traces)
		}
		if got := len(New(out, true).Replies()); got != want || n == 0 {
			t.Errorf("%s: %d replies, want %d", path, got, want)
		}
	}
}
