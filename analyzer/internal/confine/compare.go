package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// compare reports the texts that are compared with others. Where both sides change
// they stay equal, or different.
func (t *trace) compare() {
	reached := make(map[ast.Expr]bool, len(t.seen))
	for s := range t.seen {
		reached[s.expr] = true
	}
	for p, sides := range t.compared {
		if len(sides) == 1 || !t.changes(p.X, reached, 0) || !t.changes(p.Y, reached, 0) {
			t.escape(sides[0], "is compared")
		}
	}
}

// changes reports whether an expression is seen to hold nothing but texts that
// change, whatever was assigned to the variables in it.
func (t *trace) changes(e ast.Expr, reached map[ast.Expr]bool, depth int) bool {
	e = ast.Unparen(e)
	if depth > 2*maxStack || !reached[e] {
		return false
	}
	one := func(e ast.Expr) bool { return t.changes(e, reached, depth+1) }
	switch x := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return x.Op == token.ADD && (one(x.X) || one(x.Y))
	case *ast.StarExpr:
		return one(x.X)
	case *ast.IndexExpr:
		return one(x.X)
	case *ast.TypeAssertExpr:
		return one(x.X)
	case *ast.CompositeLit:
		return len(x.Elts) > 0 && !slices.ContainsFunc(x.Elts, func(e ast.Expr) bool { return !one(e) })
	case *ast.CallExpr:
		return t.callChanges(x, one)
	case *ast.Ident, *ast.SelectorExpr:
		switch obj := t.objectOf(x).(type) {
		case *types.Const:
			return true
		case *types.Var:
			if obj.Pkg() != nil && libraries.Owns(obj.Pkg().Path()) {
				return true // a key in a reply
			}
			made := t.madeOf(obj, x)
			return t.allMade(obj) && len(made) > 0 && !slices.ContainsFunc(made, func(e ast.Expr) bool { return !one(e) && !isEmpty(e) })
		}
	}
	return false
}

// callChanges is changes for a call; one is changes for an argument.
func (t *trace) callChanges(call *ast.CallExpr, one func(ast.Expr) bool) bool {
	if t.unit(call).Info.Types[call.Fun].IsType() {
		return one(call.Args[0])
	}
	fn, ok := typeutil.Callee(t.unit(call).Info, call).(*types.Func)
	if !ok {
		return false
	}
	if fn.Pkg() != nil && libraries.Owns(fn.Pkg().Path()) {
		return true // a reply
	}
	decl := t.funcs[t.of(fn)]
	if decl == nil || decl.Body == nil {
		for i, arg := range call.Args {
			if isMaker(fn.FullName(), i) && one(arg) {
				return true
			}
		}
		return false
	}
	all := decl.Type.Results.NumFields() == 1 && len(resultNames(decl)) == 0
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			all = all && len(n.Results) == 1 && (one(n.Results[0]) || isEmpty(n.Results[0]))
		}
		return all
	})
	return all
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
