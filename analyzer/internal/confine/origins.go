package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// origins are a walk back from an expression, over all that was assigned to the
// variables in it, to the texts that it may hold.
type origins struct {
	*trace
	is      func(e ast.Expr) bool // what each expression on the way has to be; nil for anything
	replies bool                  // a reply of the server is one of the texts
	steps   int                   // that were made
	way     map[ast.Expr]bool     // the expressions from the first one to where the walk is
}

// maxOrigins bounds the steps of a walk back. What more texts go to may hold any.
const maxOrigins = 10_000

// all reports whether all texts that an expression may hold are seen, and have a text of
// the program's own in them.
func (o *origins) all(e ast.Expr) bool {
	e = ast.Unparen(e)
	if o.steps++; o.steps > maxOrigins || o.is != nil && !o.is(e) {
		return false
	}
	if o.way == nil {
		o.way = make(map[ast.Expr]bool)
	}
	if o.way[e] { // it is made of itself, and of what else is found
		return true
	}
	o.way[e] = true
	defer delete(o.way, e)
	switch x := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.BinaryExpr:
		return x.Op == token.ADD && (o.all(x.X) || o.all(x.Y))
	case *ast.StarExpr:
		return o.all(x.X)
	case *ast.IndexExpr:
		return o.all(x.X)
	case *ast.TypeAssertExpr:
		return o.all(x.X)
	case *ast.CompositeLit:
		return len(x.Elts) > 0 && !slices.ContainsFunc(x.Elts, func(e ast.Expr) bool { return !o.all(e) })
	case *ast.CallExpr:
		return o.call(x)
	case *ast.Ident, *ast.SelectorExpr:
		switch obj := o.objectOf(x).(type) {
		case *types.Const:
			return true
		case *types.Var:
			if obj.Pkg() != nil && libraries.Owns(obj.Pkg().Path()) {
				return o.replies // a key in a reply
			}
			made := o.madeOf(obj, x)
			return o.allMade(obj) && len(made) > 0 && !slices.ContainsFunc(made, func(e ast.Expr) bool { return !o.all(e) && !isEmpty(e) })
		}
	}
	return false
}

// call is all for a call.
func (o *origins) call(call *ast.CallExpr) bool {
	if o.unit(call).Info.Types[call.Fun].IsType() {
		return o.all(call.Args[0])
	}
	fn, ok := typeutil.Callee(o.unit(call).Info, call).(*types.Func)
	if !ok {
		return false
	}
	if fn.Pkg() != nil && libraries.Owns(fn.Pkg().Path()) {
		return o.replies
	}
	decl := o.funcs[o.of(fn)]
	if decl == nil || decl.Body == nil {
		for i, arg := range call.Args {
			if isMaker(fn.FullName(), i) && o.all(arg) {
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
			all = all && len(n.Results) == 1 && (o.all(n.Results[0]) || isEmpty(n.Results[0]))
		}
		return all
	})
	return all
}
