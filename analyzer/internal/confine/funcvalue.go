package confine

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// calls visits all calls of a function. Where it is used otherwise, as a value that
// is not followed, the text escapes.
func (t *trace) calls(fn ast.Node, visit func(*ast.CallExpr), s step) {
	for _, use := range t.valuesOf(fn) {
		t.callsOf(use, visit, s, 0)
	}
}

// valuesOf returns the expressions that are a function.
func (t *trace) valuesOf(fn ast.Node) []ast.Expr {
	switch fn := fn.(type) {
	case *ast.FuncLit:
		return []ast.Expr{fn}
	case *ast.FuncDecl:
		uses := t.uses[t.at(fn.Name.Pos())]
		if fn.Recv != nil {
			uses = append(slices.Clip(uses), t.interfaceUses(fn)...)
		}
		return uses
	}
	return nil
}

// interfaceUses returns the uses of the methods of interfaces that a method may
// implement: those of its name and number of parameters.
func (t *trace) interfaceUses(fn *ast.FuncDecl) (out []ast.Expr) {
	for _, use := range t.selected[fn.Name.Name] {
		obj, ok := t.objectOf(use).(*types.Func)
		if ok && obj.Signature().Recv() != nil && types.IsInterface(obj.Signature().Recv().Type()) && obj.Signature().Params().Len() == numParams(fn) &&
			t.satisfies(fn, obj.Signature().Recv().Type()) {
			out = append(out, use)
		}
	}
	return out
}

// callsOf visits the calls of a function value.
func (t *trace) callsOf(value ast.Expr, visit func(*ast.CallExpr), s step, depth int) {
	if depth > maxStack {
		t.escape(s.expr, "is returned by a function that is passed on")
		return
	}
	switch p := t.parents[value].(type) {
	case *ast.ParenExpr:
		t.callsOf(p, visit, s, depth+1)
	case *ast.IndexExpr: // of a generic function
		t.callsOf(p, visit, s, depth+1)
	case *ast.CallExpr:
		if p.Fun == value {
			visit(p)
			return
		}
		t.passed(value, p, visit, s, depth)
	case *ast.AssignStmt:
		if i := slices.Index(p.Rhs, value); i >= 0 && len(p.Lhs) == len(p.Rhs) {
			t.held(p.Lhs[i], visit, s, depth)
		}
	case *ast.ValueSpec:
		if i := slices.Index(p.Values, value); i >= 0 && i < len(p.Names) {
			t.held(p.Names[i], visit, s, depth)
		}
	case *ast.ExprStmt:
	default:
		t.escape(s.expr, "is returned by a function that is used as a value")
	}
}

// held visits the calls of a function that a variable holds.
func (t *trace) held(variable ast.Expr, visit func(*ast.CallExpr), s step, depth int) {
	obj, ok := t.objectOf(variable).(*types.Var)
	if !ok {
		if id, ok := variable.(*ast.Ident); ok && id.Name == "_" {
			return
		}
		t.escape(s.expr, "is returned by a function that is used as a value")
		return
	}
	for _, use := range t.uses[t.of(obj)] {
		t.callsOf(use, visit, s, depth+1)
	}
}

// passed visits the calls of a function that is an argument.
func (t *trace) passed(value ast.Expr, call *ast.CallExpr, visit func(*ast.CallExpr), s step, depth int) {
	i := slices.Index(call.Args, value)
	if fn, ok := typeutil.Callee(t.unit(call).Info, call).(*types.Func); ok {
		if decl := t.funcs[t.of(fn)]; decl != nil && decl.Body != nil {
			if name := paramName(decl, i); name != nil {
				t.held(name, visit, s, depth)
			}
			return
		}
	}
	t.escape(s.expr, "is returned by a function that is passed on")
}

// funcsOf returns the functions that a function value may be; ok is false if there
// may be others.
func (t *trace) funcsOf(e ast.Expr, depth int) (out []ast.Node, ok bool) {
	if depth > maxStack {
		return nil, false
	}
	e = ast.Unparen(e)
	if lit, ok := e.(*ast.FuncLit); ok {
		return []ast.Node{lit}, true
	}
	switch obj := t.objectOf(e).(type) {
	case *types.Func:
		if decl := t.funcs[t.of(obj)]; decl != nil && decl.Body != nil {
			return []ast.Node{decl}, true
		}
	case *types.Var:
		return t.heldBy(obj, e, depth)
	}
	return nil, false
}

// heldBy returns the functions that a local variable or a parameter may hold.
func (t *trace) heldBy(v *types.Var, use ast.Expr, depth int) (out []ast.Node, ok bool) {
	if v.IsField() || v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		return nil, false
	}
	for up := t.around(use); up != nil; up = t.around(up) {
		if i := paramIndex(up, v, t); i >= 0 {
			return t.argumentsOf(up, i, depth)
		}
	}
	fn := t.around(use)
	for outer := fn; outer != nil; outer = t.around(outer) {
		fn = outer
	}
	all := true
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if id, isIdent := left.(*ast.Ident); isIdent && t.is(id, v) {
					all = all && len(n.Lhs) == len(n.Rhs)
					if all {
						more, ok := t.funcsOf(n.Rhs[i], depth+1)
						out, all = append(out, more...), ok
					}
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if t.is(id, v) && len(n.Values) > 0 {
					all = all && len(n.Names) == len(n.Values)
					if all {
						more, ok := t.funcsOf(n.Values[i], depth+1)
						out, all = append(out, more...), ok
					}
				}
			}
		}
		return true
	})
	return out, all && len(out) > 0
}

func (t *trace) is(id *ast.Ident, v *types.Var) bool {
	obj := t.objectOf(id)
	return obj != nil && t.of(obj) == t.of(v)
}

// argumentsOf returns the functions that callers give as an argument.
func (t *trace) argumentsOf(fn ast.Node, i, depth int) (out []ast.Node, ok bool) {
	if d, isDecl := fn.(*ast.FuncDecl); isDecl && d.Name.IsExported() && !t.closed {
		return nil, false
	}
	all := true
	for _, use := range t.valuesOf(fn) {
		call, isCall := t.parents[use].(*ast.CallExpr)
		if !isCall || call.Fun != use || i >= len(call.Args) {
			return nil, false
		}
		more, ok := t.funcsOf(call.Args[i], depth+1)
		out, all = append(out, more...), all && ok
	}
	return out, all
}
