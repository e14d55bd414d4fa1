package group

import (
	"go/ast"
	"go/types"
	"strconv"
)

// A namer gives out names for the variables of one rewrite, which no code around
// it uses.
type namer struct {
	scope *types.Scope
	taken map[string]bool
	// before is the number of calls in the same list of statements, in front of
	// this one, that may be rewritten at the same time and then have taken names.
	before int
}

func (s *site) namer(u *use) *namer {
	n := &namer{scope: s.scope, taken: s.names(u.stmt)}
	for _, stmt := range u.list {
		if stmt == u.stmt {
			break
		}
		n.before += s.splits(stmt)
	}
	return n
}

// local returns a name for a variable of the loop.
func (n *namer) local(name string) string { return n.fresh(name, 0) }

// outer returns a name for a variable of the list that has the loop.
func (n *namer) outer(name string) string { return n.fresh(name, n.before) }

func (n *namer) fresh(base string, skip int) string {
	for i := 1 + skip; ; i++ {
		name := base
		if i > 1 {
			name += strconv.Itoa(i)
		}
		if !n.taken[name] && declared(n.scope, name) == nil {
			n.taken[name] = true
			return name
		}
	}
}

// declared returns what a name means in a scope or, somewhere in it, will mean.
func declared(scope *types.Scope, name string) types.Object {
	for ; scope != nil; scope = scope.Parent() {
		if obj := scope.Lookup(name); obj != nil {
			return obj
		}
	}
	return nil
}

// predeclared reports whether what the rewritten code needs of the language has
// its meaning here.
func (s *site) predeclared() bool {
	for _, name := range []string{"any", "append", "error", "int64", "len", "make", "nil", "string"} {
		if declared(s.scope, name) != types.Universe.Lookup(name) {
			return false
		}
	}
	return true
}

// names returns the identifiers of a piece of syntax, without those of fields and
// methods, which stand behind a point.
func (s *site) names(n ast.Node) map[string]bool {
	names := make(map[string]bool)
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			ast.Inspect(n.X, visit)
			return false
		case *ast.Ident:
			names[n.Name] = true
		}
		return true
	}
	ast.Inspect(n, visit)
	return names
}

// splits counts the calls of methods that can be split, in a statement without
// the blocks and functions in it; or in a block with all that is in it.
func (s *site) splits(stmt ast.Stmt) int {
	count := 0
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return n == stmt || isBlock(stmt)
		case *ast.FuncLit:
			return isBlock(stmt)
		case *ast.CallExpr:
			if m, _ := s.method(n); m != nil {
				count++
			}
		}
		return true
	})
	return count
}

func isBlock(stmt ast.Stmt) bool {
	_, ok := stmt.(*ast.BlockStmt)
	return ok
}
