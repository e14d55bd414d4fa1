package group

import (
	"go/ast"
	"go/token"
)

// jumps reports whether a function has a goto, which may not pass declarations.
func jumps(fn ast.Node) (found bool) {
	ast.Inspect(fn, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO {
			found = true
		}
		return !found
	})
	return found
}

// leaves reports whether a break or continue without a label leads out of a
// block.
func leaves(block *ast.BlockStmt) bool {
	found := false
	var visit func(n ast.Node, breaks, continues bool)
	visit = func(n ast.Node, breaks, continues bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt:
				return false // both are its own
			case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				if m != n {
					visit(m, false, continues)
					return false
				}
			case *ast.BranchStmt:
				found = found || m.Label == nil && (m.Tok == token.BREAK && breaks || m.Tok == token.CONTINUE && continues)
			}
			return true
		})
	}
	visit(block, true, true)
	return found
}

// ends reports whether control never reaches the end of a block.
func ends(block *ast.BlockStmt) bool {
	if len(block.List) == 0 {
		return false
	}
	switch last := block.List[len(block.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.BlockStmt:
		return ends(last)
	case *ast.IfStmt:
		other, ok := last.Else.(*ast.BlockStmt)
		return ok && ends(last.Body) && ends(other)
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}
