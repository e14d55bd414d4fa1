package unit

import (
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// maxEmbedded bounds the files that are read for go:embed, in bytes.
const maxEmbedded = 1 << 20

// embedded returns what reads the files that go:embed puts into variables.
func (u *Unit) embedded() func(*ssa.Global) (string, bool) {
	files := make(map[types.Object]string)
	for _, f := range u.Pass.Files {
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
					dir := filepath.Dir(u.Pass.Fset.Position(f.FileStart).Filename)
					files[u.Pass.TypesInfo.Defs[vs.Names[0]]] = filepath.Join(dir, filepath.FromSlash(name))
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
