package analyzer_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// packageOf returns the package of that name in a module of testdata.
func packageOf(t *testing.T, module, name string) *packages.Package {
	t.Helper()
	pkgs := load(t, module)
	i := slices.IndexFunc(pkgs, func(p *packages.Package) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("no package %s", name)
	}
	return pkgs[i]
}

// A use is a call of a client's method.
type use struct {
	row      *client.Method
	recv     string   // the name of the receiver's type
	words    []string // the arguments; "" for those that are no constant texts
	reported bool     // a comment on its line wants a finding about keys
}

// usesIn returns the calls of client methods in a package.
func usesIn(p *packages.Package) (uses []use) {
	for _, file := range p.Syntax {
		line := func(n ast.Node) int { return p.Fset.Position(n.Pos()).Line }
		wanted := make(map[int]bool)
		for _, group := range file.Comments {
			for _, c := range group.List {
				wanted[line(c)] = wanted[line(c)] || wantsKeys(c.Text)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fn, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
			if !ok {
				return true
			}
			if row, ok := libraries.Lookup(fn); ok {
				uses = append(uses, use{row, recvName(p.TypesInfo, call), constants(p.TypesInfo, call), wanted[line(call)]})
			}
			return true
		})
	}
	return uses
}

func recvName(info *types.Info, call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	t := info.TypeOf(sel.X)
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

func constants(info *types.Info, call *ast.CallExpr) (words []string) {
	for _, arg := range call.Args {
		word := ""
		if v := info.Types[arg].Value; v != nil && v.Kind() == constant.String {
			word = constant.StringVal(v)
		}
		words = append(words, word)
	}
	return words
}

// wantsKeys reports whether a comment wants a finding that is about keys: not
// one of clusterdenied alone.
func wantsKeys(comment string) bool {
	text, ok := strings.CutPrefix(comment, "// want ")
	if !ok {
		return false
	}
	for i, pattern := range strings.Split(text, "`") {
		if i%2 == 1 && !strings.Contains(pattern, "clusterdenied") {
			return true
		}
	}
	return false
}

// A tally counts calls that are reported, and silent ones.
type tally struct{ reported, silent int }

func (c *tally) add(u use) {
	if u.reported {
		c.reported++
	} else {
		c.silent++
	}
}

// count counts uses by what key returns of them, but for nil.
func count[K comparable](uses []use, key func(use) K) map[K]*tally {
	counts := make(map[K]*tally)
	var none K
	for _, u := range uses {
		k := key(u)
		if k == none {
			continue
		}
		if counts[k] == nil {
			counts[k] = new(tally)
		}
		counts[k].add(u)
	}
	return counts
}
