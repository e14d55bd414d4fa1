package group

import (
	"go/ast"
	"go/token"
	"go/types"
)

// blockScope returns the scope of the list that has the statement.
func (s *site) blockScope(u *use) *types.Scope {
	if _, ok := u.stmt.(*ast.IfStmt); ok {
		return s.info.Scopes[u.stmt].Parent()
	}
	return s.scope
}

// inBlock reports whether a name is declared in the list that has the statement, so
// that := assigns to it.
func (s *site) inBlock(u *use, name string) bool { return s.blockScope(u).Lookup(name) != nil }

// usable reports whether the list can declare a variable for an error, or assign to
// that which it has, with := in front of the statement, and nothing around sees a
// difference.
func (s *site) usable(u *use, name string) bool {
	scope := s.blockScope(u)
	obj := declared(scope, name)
	if obj == nil {
		return true
	}
	own := scope.Lookup(name) == obj
	if own && obj.Pos() > u.stmt.Pos() {
		return s.declaresMore(u, obj)
	}
	if own && types.TypeString(obj.Type(), nil) != "error" || s.isResult(obj) && u.form != returned {
		return false
	}
	used := func(n ast.Node) (found bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			found = found || ok && s.info.ObjectOf(id) == obj
			return !found
		})
		return found
	}
	for _, stmt := range u.list {
		if stmt.Pos() > u.stmt.Pos() && used(stmt) {
			return false
		}
	}
	// A function literal may run later and see another value.
	captured := false
	ast.Inspect(s.path[len(s.path)-2], func(n ast.Node) bool {
		lit, ok := n.(*ast.FuncLit)
		captured = captured || ok && !(lit.Pos() <= obj.Pos() && obj.Pos() < lit.End()) && used(lit)
		return !captured
	})
	return !captured || !own
}

// isResult reports whether obj is a result of the function, or of one around it.
func (s *site) isResult(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.Kind() == types.ResultVar
}

// declaresMore reports whether obj is declared later in the list, together with another
// variable: := only assigns to it then.
func (s *site) declaresMore(u *use, obj types.Object) bool {
	for _, stmt := range u.list {
		def, ok := stmt.(*ast.AssignStmt)
		if !ok || def.Tok != token.DEFINE {
			continue
		}
		own, others := false, false
		for _, x := range def.Lhs {
			v := s.info.Defs[x.(*ast.Ident)]
			own = own || v == obj
			others = others || v != nil && v != obj
		}
		if own {
			return others && types.TypeString(obj.Type(), nil) == "error"
		}
	}
	return false
}
