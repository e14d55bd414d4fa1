package group

import (
	"go/ast"
	"go/types"
	"slices"
)

// paired reports whether x is a variable that only ever holds lists with a text
// at every even place and something behind each: all that the function does with
// it is to begin it, to append pairs, and to pass it to MSET.
func (s *site) paired(x ast.Expr) bool {
	v := s.local(x)
	if v == nil {
		return false
	}
	fn := s.path[len(s.path)-2] // the declaration
	seen := make(map[*ast.Ident]bool)
	mark := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		if !ok || s.info.ObjectOf(id) != v {
			return false
		}
		seen[id] = true
		return true
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 && len(n.Rhs) == 1 && s.pairsOnly(n.Rhs[0], mark) {
				mark(n.Lhs[0])
			}
		case *ast.ValueSpec:
			if len(n.Names) == 1 && (len(n.Values) == 0 || len(n.Values) == 1 && s.pairsOnly(n.Values[0], mark)) {
				mark(n.Names[0])
			}
		case *ast.CallExpr:
			if b, ok := n.Fun.(*ast.Ident); ok && (b.Name == "len" || b.Name == "cap") && s.universal(b) {
				mark(n.Args[0])
			} else if m, _ := s.method(n); m != nil && m.Command == s.command {
				mark(n.Args[len(n.Args)-1])
			}
		}
		return true
	})
	declared := false
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && s.info.ObjectOf(id) == v {
			// A parameter is not begun in the function.
			declared = declared || s.info.Defs[id] != nil && seen[id]
			if !seen[id] {
				v = nil
			}
		}
		return v != nil
	})
	return v != nil && declared
}

// pairsOnly reports whether x is a list of pairs, or the variable that mark
// knows with pairs appended.
func (s *site) pairsOnly(x ast.Expr, mark func(ast.Expr) bool) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return s.isNil(x)
	case *ast.CompositeLit:
		return !slices.ContainsFunc(x.Elts, func(e ast.Expr) bool { _, ok := e.(*ast.KeyValueExpr); return ok }) && s.keysAndValues(x.Elts)
	case *ast.CallExpr:
		b, ok := x.Fun.(*ast.Ident)
		if !ok || !s.universal(b) {
			return false
		}
		switch b.Name {
		case "make":
			if len(x.Args) == 3 {
				n := s.info.Types[x.Args[1]].Value
				return n != nil && n.ExactString() == "0"
			}
		case "append":
			return !x.Ellipsis.IsValid() && s.keysAndValues(x.Args[1:]) && mark(x.Args[0])
		}
	}
	return false
}

// universal reports whether an identifier is one of the language's own.
func (s *site) universal(id *ast.Ident) bool {
	obj := s.info.Uses[id]
	return obj != nil && obj.Parent() == types.Universe
}
