package unit

import (
	"go/ast"
	"go/types"
	"strings"
)

// editors returns the exported functions that assign elements of a list or map that
// they are given. For others it is not known: they are taken not to.
func (u *Unit) editors() map[*types.Func]bool {
	out := make(map[*types.Func]bool)
	if u.foreign() {
		return out
	}
	for _, file := range u.Pass.Files {
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || d.Body == nil || !d.Name.IsExported() {
				continue
			}
			if obj, ok := u.Pass.TypesInfo.Defs[d.Name].(*types.Func); ok && u.edits(d) {
				out[obj] = true
			}
		}
	}
	return out
}

// edits reports whether a function assigns elements of a parameter.
func (u *Unit) edits(d *ast.FuncDecl) bool {
	given := make(map[types.Object]bool)
	for _, field := range d.Type.Params.List {
		for _, name := range field.Names {
			given[u.Pass.TypesInfo.Defs[name]] = true
		}
	}
	isGiven := func(x ast.Expr) bool {
		if s, ok := ast.Unparen(x).(*ast.SliceExpr); ok {
			x = s.X
		}
		id, ok := ast.Unparen(x).(*ast.Ident)
		return ok && given[u.Pass.TypesInfo.Uses[id]]
	}
	element := func(x ast.Expr) bool {
		at, ok := ast.Unparen(x).(*ast.IndexExpr)
		return ok && isGiven(at.X)
	}
	found := false
	ast.Inspect(d.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				found = found || element(x)
			}
		case *ast.IncDecStmt:
			found = found || element(n.X)
		case *ast.CallExpr:
			if len(n.Args) > 0 && isGiven(n.Args[0]) {
				found = found || editing(n.Fun)
			}
		}
		return !found
	})
	return found
}

// editing reports whether a function is one that changes its first argument, by its
// name: copy, slices.Sort.
func editing(fun ast.Expr) bool {
	switch f := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return f.Name == "copy" || f.Name == "clear" || f.Name == "delete"
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		if !ok || pkg.Name != "slices" && pkg.Name != "sort" && pkg.Name != "maps" {
			return false
		}
		for _, word := range []string{"Sort", "Reverse", "Strings", "Stable", "Slice", "Copy", "Delete"} {
			if strings.HasPrefix(f.Sel.Name, word) && !strings.HasPrefix(f.Sel.Name, "Sorted") {
				return true
			}
		}
	}
	return false
}
