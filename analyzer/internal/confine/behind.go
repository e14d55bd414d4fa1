package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// behind follows a text that is stored through a pointer, or in an element of a list
// or a map, into what else refers to it: the variables that e was made of, and the
// arguments that it is a parameter for.
func (t *trace) behind(e ast.Expr, s step) {
	e = ast.Unparen(e)
	switch x := e.(type) {
	case *ast.IndexExpr:
		t.behind(x.X, s)
		return
	case *ast.SliceExpr:
		t.behind(x.X, s)
		return
	case *ast.StarExpr:
		t.behind(x.X, s)
		return
	case *ast.Ident, *ast.SelectorExpr:
	default:
		return
	}
	v, ok := t.objectOf(e).(*types.Var)
	if !ok || !refers(v.Type()) {
		return
	}
	at := step{s.expr, nil, All}
	key := behindOf{t.of(v), s.expr}
	if t.stored[key] {
		return
	}
	if t.stored == nil {
		t.stored = make(map[behindOf]bool)
	}
	t.stored[key] = true
	for _, x := range t.madeOf(v, e) {
		x = ast.Unparen(x)
		if u, ok := x.(*ast.UnaryExpr); ok && u.Op == token.AND {
			x = ast.Unparen(u.X)
		}
		if sl, ok := x.(*ast.SliceExpr); ok {
			x = ast.Unparen(sl.X)
		}
		if !holdsVariable(x) {
			continue
		}
		t.into(x, at)
		t.behind(x, s)
	}
}

// behindOf is a text that is stored through a variable.
type behindOf struct {
	v    place
	text ast.Expr
}

// refers reports whether what is stored through a value of a type is seen by others
// who have the value.
func refers(typ types.Type) bool {
	switch typ.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return true
	}
	return false
}

// holdsVariable reports whether an expression is a variable or a part of one.
func holdsVariable(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name != "nil"
	case *ast.SelectorExpr:
		return true
	case *ast.IndexExpr:
		return holdsVariable(e.X)
	case *ast.StarExpr:
		return holdsVariable(e.X)
	}
	return false
}

// madeOf returns the expressions that a variable is assigned: in assignments,
// declarations, literals of the struct that a field is in, and calls of the function
// that a parameter is of.
func (t *trace) madeOf(v *types.Var, use ast.Expr) (out []ast.Expr) {
	places := slices.Clip(t.uses[t.of(v)])
	if def := t.defs[t.of(v)]; def != nil {
		places = append(places, def)
		out = append(out, t.given(def, v)...)
	}
	if v.IsField() {
		out = append(out, t.unnamed(v)...)
	}
	for _, e := range places {
		switch p := t.parents[e].(type) {
		case *ast.AssignStmt:
			if i := slices.Index(p.Lhs, e); i >= 0 && len(p.Lhs) == len(p.Rhs) {
				out = append(out, p.Rhs[i])
			}
		case *ast.ValueSpec:
			if id, ok := e.(*ast.Ident); ok {
				if i := slices.Index(p.Names, id); i >= 0 && len(p.Values) == len(p.Names) {
					out = append(out, p.Values[i])
				}
			}
		case *ast.KeyValueExpr:
			if p.Key == e && v.IsField() {
				out = append(out, p.Value)
			}
		case *ast.RangeStmt:
			if p.Value == e {
				out = append(out, elements(p.X)...)
			}
		}
	}
	return out
}

// elements returns what a list is spelled of.
func elements(e ast.Expr) []ast.Expr {
	if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok {
		return lit.Elts
	}
	return []ast.Expr{e}
}

// given returns the arguments, or the receivers, of calls for a parameter.
func (t *trace) given(def *ast.Ident, v *types.Var) (out []ast.Expr) {
	list, ok := t.parents[t.parents[def]].(*ast.FieldList)
	if !ok {
		return nil
	}
	fn := t.parents[list]
	decl, isDecl := fn.(*ast.FuncDecl)
	if isDecl && decl.Recv != list {
		return nil
	}
	if !isDecl { // a function type: of the parameters
		fn = t.parents[fn]
		if fn == nil || typeOfFunc(fn) == nil || typeOfFunc(fn).Params != list {
			return nil
		}
	}
	for _, use := range t.valuesOf(fn) {
		call, ok := t.parents[use].(*ast.CallExpr)
		if !ok || call.Fun != use {
			continue
		}
		if isDecl {
			if sel, ok := use.(*ast.SelectorExpr); ok {
				out = append(out, sel.X)
			}
			continue
		}
		if i := paramIndex(fn, v, t); i >= 0 && i < len(call.Args) {
			out = append(out, call.Args[i])
		}
	}
	return out
}

// unnamed returns what literals without names give a field.
func (t *trace) unnamed(field *types.Var) (out []ast.Expr) {
	for _, lit := range t.unkeyed {
		typ := t.typeOf(lit)
		if p, ok := typ.Underlying().(*types.Pointer); ok {
			typ = p.Elem()
		}
		st, ok := typ.Underlying().(*types.Struct)
		for i, e := range lit.Elts {
			if ok && t.of(st.Field(i)) == t.of(field) {
				out = append(out, e)
			}
		}
	}
	return out
}
