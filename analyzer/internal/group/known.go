package group

import (
	"go/ast"
	"go/token"
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

// mayBeEmpty reports whether a list or map may have no elements: it is no
// variable, or the function does not ask before the call.
func (s *site) mayBeEmpty(x ast.Expr) bool {
	v := s.local(x)
	if v == nil || s.shared(v) {
		return true
	}
	// From the call outwards: what has to be left for the call to be reached
	// again, and so the question to be asked again.
	repeats := false
	for i, n := range s.path[1:] {
		inner := s.path[i]
		switch n := n.(type) {
		case *ast.IfStmt:
			if inner == ast.Node(n.Body) && s.asks(n.Cond, v, token.LAND) && !s.changes(v, n.Cond.End(), repeats) {
				return false
			}
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			for _, stmt := range statements(n) {
				if stmt.End() > inner.Pos() {
					break
				}
				cond, ok := stmt.(*ast.IfStmt)
				if ok && cond.Else == nil && ends(cond.Body) && s.asks(cond.Cond, v, token.LOR) && !s.changes(v, cond.End(), repeats) {
					return false
				}
			}
		case *ast.ForStmt, *ast.RangeStmt, *ast.FuncLit:
			repeats = true
		}
	}
	return true
}

// shared reports whether v is a map that others may empty: it is used for more
// than its elements and their number, and the call.
func (s *site) shared(v *types.Var) bool {
	if _, ok := v.Type().Underlying().(*types.Map); !ok {
		return false
	}
	shared := false
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			if s.local(n.X) == v {
				ast.Inspect(n.Index, visit)
				return false
			}
		case *ast.RangeStmt:
			if s.local(n.X) == v {
				ast.Inspect(n.Body, visit)
				return false
			}
		case *ast.CallExpr:
			if b, ok := n.Fun.(*ast.Ident); n == s.call || ok && b.Name == "len" && s.universal(b) {
				return false
			}
		case *ast.Ident:
			shared = shared || s.info.Uses[n] == types.Object(v)
		}
		return true
	}
	ast.Inspect(s.path[len(s.path)-2], visit)
	return shared
}

func statements(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// asks reports whether a condition, or one of those that op joins in it, says
// that v has elements (joined by &&), or that it has none (by ||).
func (s *site) asks(cond ast.Expr, v *types.Var, op token.Token) bool {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if b.Op == op {
		return s.asks(b.X, v, op) || s.asks(b.Y, v, op)
	}
	call, ok := b.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || s.local(call.Args[0]) != v {
		return false
	}
	fun, ok := call.Fun.(*ast.Ident)
	if !ok || s.info.Uses[fun] != types.Universe.Lookup("len") {
		return false
	}
	k := s.info.Types[b.Y].Value
	if k == nil {
		return false
	}
	zero, one := k.ExactString() == "0", k.ExactString() == "1"
	if op == token.LAND {
		return zero && (b.Op == token.NEQ || b.Op == token.GTR) || one && b.Op == token.GEQ ||
			!zero && k.ExactString()[0] != '-' && (b.Op == token.EQL || b.Op == token.GEQ || b.Op == token.GTR)
	}
	return zero && (b.Op == token.EQL || b.Op == token.LEQ) || one && b.Op == token.LSS
}

// changes reports whether v may be another list at the call than it was at a
// place before it. all is set if what follows the call may run before it.
func (s *site) changes(v *types.Var, from token.Pos, all bool) bool {
	found := false
	within := func(n ast.Node) bool { return from <= n.Pos() && (all || n.Pos() < s.call.Pos()) }
	literals := 0
	var visit func(n ast.Node) bool
	is := func(e ast.Expr) bool {
		for {
			switch x := e.(type) {
			case *ast.ParenExpr:
				e = x.X
			case *ast.Ident:
				return s.info.ObjectOf(x) == types.Object(v)
			default:
				return false
			}
		}
	}
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			literals++
			ast.Inspect(n.Body, visit)
			literals--
			return false
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				found = found || is(x) && (within(n) || literals > 0)
			}
		case *ast.RangeStmt:
			set := n.Key != nil && is(n.Key) || n.Value != nil && is(n.Value)
			found = found || set && (within(n) || literals > 0)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && is(n.X)
		}
		return !found
	}
	ast.Inspect(s.path[len(s.path)-2], visit)
	return found
}
