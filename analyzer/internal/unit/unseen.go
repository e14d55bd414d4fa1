package unit

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A writes collects the package variables and the fields that function bodies write,
// whose SSA form is not built.
type writes struct {
	info *types.Info
	vars map[*types.Var]bool
}

// body adds what a function body may write: what it assigns, takes the address of, or
// gives away as a list, a map or a pointer.
func (w *writes) body(b *ast.BlockStmt) {
	ast.Inspect(b, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, x := range n.Lhs {
					w.target(x)
				}
			}
			for _, x := range n.Rhs {
				w.shared(x)
			}
		case *ast.IncDecStmt:
			w.target(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				w.target(n.Key)
				w.target(n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				w.target(n.X)
			}
		case *ast.CallExpr:
			for _, x := range n.Args {
				w.shared(x)
			}
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && w.info.Selections[sel] != nil {
				w.target(sel.X) // a method may write its receiver
			}
		case *ast.ReturnStmt:
			for _, x := range n.Results {
				w.shared(x)
			}
		}
		return true
	})
}

// shared adds what x is, if others can write it by what they are given.
func (w *writes) shared(x ast.Expr) {
	switch t := w.info.TypeOf(x); t {
	case nil:
	default:
		switch t.Underlying().(type) {
		case *types.Slice, *types.Map, *types.Pointer:
			w.target(x)
		}
	}
}

// target adds the variables and fields that a write to x writes, or something in them.
func (w *writes) target(x ast.Expr) {
	for x != nil {
		switch e := x.(type) {
		case *ast.ParenExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.SelectorExpr:
			if s := w.info.Selections[e]; s != nil {
				if f, ok := s.Obj().(*types.Var); ok {
					w.vars[f.Origin()] = true
				}
				x = e.X
				continue
			}
			w.use(e.Sel)
			return
		case *ast.Ident:
			w.use(e)
			return
		default:
			return
		}
	}
}

func (w *writes) use(id *ast.Ident) {
	if v, ok := w.info.Uses[id].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		w.vars[v] = true
	}
}
