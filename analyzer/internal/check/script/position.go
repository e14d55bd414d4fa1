package script

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// scriptName is how a message names a script: by the variable or constant that
// holds it.
func (c *check) scriptName(s *script) string {
	name := c.nameOf(s)
	if noun, rest, _ := strings.Cut(name, " "); strings.EqualFold(noun, rest) {
		return "the " + noun
	}
	return name
}

func (c *check) nameOf(s *script) string {
	noun := "script"
	if s.library {
		noun = "library"
	}
	file := c.fileOf(s.pos)
	if file == nil {
		return "the " + noun
	}
	path, _ := astutil.PathEnclosingInterval(file, s.pos, max(s.pos, s.end))
	for i, n := range path {
		switch n := n.(type) {
		case *ast.Ident:
			if i == 0 {
				return noun + " " + n.Name
			}
		case *ast.CallExpr:
			// A script of another package is known by how the call names it.
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && libraries.IsScript(c.Pass.TypesInfo.TypeOf(sel.X)) && isPath(sel.X) {
				return noun + " " + types.ExprString(sel.X)
			}
		case *ast.ValueSpec:
			for j, v := range n.Values {
				if v.Pos() <= s.pos && s.pos < v.End() && j < len(n.Names) {
					return noun + " " + n.Names[j].Name
				}
			}
		case *ast.AssignStmt:
			for j, v := range n.Rhs {
				if id, ok := n.Lhs[min(j, len(n.Lhs)-1)].(*ast.Ident); ok && c.makes(v, s.pos) {
					return noun + " " + id.Name
				}
			}
		case *ast.FuncDecl, *ast.FuncLit:
			return "the " + noun
		}
	}
	return "the " + noun
}

// isPath reports whether an expression is a name, or names with dots.
func isPath(e ast.Expr) bool {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		return isPath(sel.X)
	}
	_, ok := e.(*ast.Ident)
	return ok
}

// makes reports whether an expression is the call around pos that makes a script,
// and not one that runs it.
func (c *check) makes(e ast.Expr, pos token.Pos) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	source, ok := libraries.ScriptSource(typeutil.Callee(c.Pass.TypesInfo, call))
	return ok && source < len(call.Args) && call.Args[source].Pos() == pos
}

func (c *check) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.Pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// funcAt returns the place of the function declaration around pos.
func (c *check) funcAt(pos token.Pos) token.Pos {
	if file := c.fileOf(pos); file != nil {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn.Pos()
			}
		}
	}
	return token.NoPos
}

// lineOf returns the place of a line of a script, if its source is a raw string
// of the package.
func (c *check) lineOf(s *script, line int) token.Pos {
	for _, f := range c.Pass.Files {
		var at token.Pos
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.HasPrefix(lit.Value, "`") && len(lit.Value) >= len(s.text)+2 {
				if strings.ReplaceAll(lit.Value[1:len(lit.Value)-1], "\r", "") == s.text {
					at = lit.Pos()
				}
			}
			return !at.IsValid()
		})
		if at.IsValid() {
			file := c.Pass.Fset.File(at)
			if first := file.Line(at); line > 1 && first+line-1 <= file.LineCount() {
				return file.LineStart(first + line - 1)
			}
			return at
		}
	}
	return token.NoPos
}
