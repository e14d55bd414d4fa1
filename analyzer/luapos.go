package analyzer

import (
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// scriptName is how a message names a script: by the variable or constant that
// holds it.
func (c *checker) scriptName(s *script) string {
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

// makes reports whether an expression is the call around pos that makes a script,
// and not one that runs it.
func (c *checker) makes(e ast.Expr, pos token.Pos) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	source, ok := libraries.ScriptSource(typeutil.Callee(c.pass.TypesInfo, call))
	return ok && source < len(call.Args) && call.Args[source].Pos() == pos
}

func (c *checker) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// lineOf returns the place of a line of a script, if its source is a raw string
// of the package.
func (c *checker) lineOf(s *script, line int) token.Pos {
	for _, f := range c.pass.Files {
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
			file := c.pass.Fset.File(at)
			if first := file.Line(at); line > 1 && first+line-1 <= file.LineCount() {
				return file.LineStart(first + line - 1)
			}
			return at
		}
	}
	return token.NoPos
}

// maxEmbedded bounds the files that are read for go:embed, in bytes.
const maxEmbedded = 1 << 20

// embedded returns what reads the files that go:embed puts into variables.
func (c *checker) embedded() func(*ssa.Global) (string, bool) {
	files := make(map[types.Object]string)
	for _, f := range c.pass.Files {
		for _, decl := range f.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			for _, spec := range d.Specs {
				vs := spec.(*ast.ValueSpec)
				doc := vs.Doc
				if doc == nil && !d.Lparen.IsValid() {
					doc = d.Doc
				}
				if name := embedPattern(doc); name != "" && len(vs.Names) == 1 {
					dir := filepath.Dir(c.pass.Fset.Position(f.FileStart).Filename)
					files[c.pass.TypesInfo.Defs[vs.Names[0]]] = filepath.Join(dir, filepath.FromSlash(name))
				}
			}
		}
	}
	if len(files) == 0 {
		return nil
	}
	return func(g *ssa.Global) (string, bool) {
		name, ok := files[g.Object()]
		if !ok {
			return "", false
		}
		// Pass.ReadFile takes only files that the build system names, and the
		// embedded ones are not among them.
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxEmbedded {
			return "", false
		}
		text, err := os.ReadFile(name)
		return string(text), err == nil
	}
}

// embedPattern returns the one file that a go:embed comment names.
func embedPattern(doc *ast.CommentGroup) string {
	if doc == nil {
		return ""
	}
	for _, comment := range doc.List {
		if arg, ok := strings.CutPrefix(comment.Text, "//go:embed "); ok {
			if arg = strings.Trim(strings.TrimSpace(arg), "\"`"); !strings.ContainsAny(arg, "*?[ ") {
				return arg
			}
		}
	}
	return ""
}
