package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// compare reports the texts that are compared with others. Where both sides change
// they stay equal, or different.
func (t *trace) compare() {
	reached := t.reached()
	for p, sides := range t.compared {
		if len(sides) == 1 || !t.changes(p.X, reached) || !t.changes(p.Y, reached) {
			t.escape(sides[0], "is compared")
		}
	}
}

// reached returns the expressions that have one of the texts.
func (t *trace) reached() map[ast.Expr]bool {
	out := make(map[ast.Expr]bool, len(t.seen))
	for s := range t.seen {
		out[s.expr] = true
	}
	return out
}

// changes reports whether an expression is seen to hold nothing but texts that
// change, whatever was assigned to the variables in it.
func (t *trace) changes(e ast.Expr, reached map[ast.Expr]bool) bool {
	o := origins{trace: t, is: func(e ast.Expr) bool { return reached[e] }, replies: true}
	return o.all(e)
}

// allMade reports whether madeOf knows all that a variable is assigned: its address
// is not taken, and no call gives it one of several results.
func (t *trace) allMade(v *types.Var) bool {
	places := slices.Clip(t.uses[t.of(v)])
	def := t.defs[t.of(v)]
	if def == nil {
		return false
	}
	for _, e := range append(places, def) {
		switch p := t.parents[e].(type) {
		case *ast.AssignStmt:
			if slices.Contains(p.Lhs, e) && len(p.Lhs) != len(p.Rhs) {
				return false
			}
		case *ast.ValueSpec:
			if id, ok := e.(*ast.Ident); ok && slices.Contains(p.Names, id) && len(p.Values) > 0 && len(p.Values) != len(p.Names) {
				return false
			}
		case *ast.RangeStmt:
			if p.Key == e {
				return false
			}
		case *ast.UnaryExpr:
			if p.Op == token.AND {
				return false
			}
		}
	}
	return t.allCalled(def)
}

// allCalled reports whether the function of a parameter is only called, one argument
// for each parameter, where the program sees all calls.
func (t *trace) allCalled(def *ast.Ident) bool {
	list, ok := t.parents[t.parents[def]].(*ast.FieldList)
	if !ok {
		return true
	}
	fn := t.parents[list]
	if typ, ok := fn.(*ast.FuncType); ok {
		fn = t.parents[typ]
	}
	decl, ok := fn.(*ast.FuncDecl)
	if !ok {
		_, isStruct := t.parents[list].(*ast.StructType)
		return isStruct
	}
	if decl.Name.IsExported() && !t.closed {
		return false
	}
	for _, use := range t.valuesOf(decl) {
		call, ok := t.parents[use].(*ast.CallExpr)
		if !ok || call.Fun != use || decl.Recv != list && len(call.Args) != numParams(decl) {
			return false
		}
	}
	return true
}

// isEmpty reports whether an expression is the empty text.
func isEmpty(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.BasicLit)
	return ok && (lit.Value == `""` || lit.Value == "``")
}
