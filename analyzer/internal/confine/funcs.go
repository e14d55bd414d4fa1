package confine

import (
	"go/ast"
	"go/types"
)

func typeOfFunc(fn ast.Node) (typ *ast.FuncType) {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		typ = fn.Type
	case *ast.FuncLit:
		typ = fn.Type
	}
	return typ
}

// paramName returns the name of the parameter that takes argument i, nil if it has
// none.
func paramName(fn ast.Node, i int) *ast.Ident {
	fields := typeOfFunc(fn).Params.List
	n := 0
	for k, field := range fields {
		if len(field.Names) == 0 {
			n++
			continue
		}
		for _, name := range field.Names {
			if n == i {
				return name
			}
			n++
		}
		if _, variadic := field.Type.(*ast.Ellipsis); variadic && k == len(fields)-1 && i >= n-1 {
			return field.Names[0]
		}
	}
	return nil
}

// isVariadic reports whether argument i is one of a variadic parameter.
func isVariadic(fn ast.Node, i int) bool {
	fields := typeOfFunc(fn).Params.List
	if len(fields) == 0 {
		return false
	}
	_, variadic := fields[len(fields)-1].Type.(*ast.Ellipsis)
	return variadic && i >= typeOfFunc(fn).Params.NumFields()-1
}

func paramIndex(fn ast.Node, v *types.Var, t *trace) int {
	n := 0
	for _, field := range typeOfFunc(fn).Params.List {
		for _, name := range field.Names {
			if t.at(name.Pos()) == t.of(v) {
				return n
			}
			n++
		}
		if len(field.Names) == 0 {
			n++
		}
	}
	return -1
}

func numParams(fn ast.Node) int { return typeOfFunc(fn).Params.NumFields() }

// resultNames returns the names of the results, none if they have none.
func resultNames(fn ast.Node) (out []*ast.Ident) {
	if typ := typeOfFunc(fn); typ.Results != nil {
		for _, field := range typ.Results.List {
			out = append(out, field.Names...)
		}
	}
	return out
}
