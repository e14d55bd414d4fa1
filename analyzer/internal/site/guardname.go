package site

import (
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A word is what a name says of a client.
type word uint8

const (
	noWord word = iota
	clusterWord
	singleWord
)

// wordOf returns what the operands of a comparison are about, by their strings or
// else by their names in the source.
func (f *Finder) wordOf(c *ssa.BinOp) word {
	w := noWord
	for _, v := range []ssa.Value{c.X, c.Y} {
		k, ok := v.(*ssa.Const)
		if ok && k.Value != nil && k.Value.Kind() == constant.String {
			w = max(w, names(constant.StringVal(k.Value)))
		}
	}
	if w == noWord {
		if e := f.binary(c.Pos()); e != nil {
			w = max(names(lastName(e.X)), names(lastName(e.Y)))
		}
	}
	return w
}

// names tells whether a name speaks of a cluster, or of a client that is none.
func names(s string) word {
	s = strings.ToLower(s)
	for _, w := range []string{"standalone", "singlenode", "single_node", "singleinstance", "noncluster", "non_cluster", "nocluster", "notcluster", "disablecluster", "isring", "issentinel", "issingle"} {
		if strings.Contains(s, w) {
			return singleWord
		}
	}
	switch {
	case strings.Contains(s, "cluster"):
		return clusterWord
	case s == "single", s == "node", s == "sentinel", strings.HasSuffix(s, "nodetype"), strings.HasSuffix(s, "typenode"):
		return singleWord
	}
	return noWord
}

func lastName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.CallExpr:
		return lastName(e.Fun)
	}
	return ""
}

// binary returns the syntax of a comparison by the position of its operator.
func (f *Finder) binary(pos token.Pos) *ast.BinaryExpr {
	if f.binaries == nil {
		f.binaries = make(map[token.Pos]*ast.BinaryExpr)
		for _, file := range f.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
					f.binaries[b.OpPos] = b
				}
				return true
			})
		}
	}
	return f.binaries[pos]
}
