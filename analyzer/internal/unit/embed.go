package unit

import (
	"go/ast"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
)

// maxEmbedded bounds the files that are read for go:embed, in bytes.
const maxEmbedded = 1 << 20

// maxEmbeddedFiles bounds the files of one embed.FS.
const maxEmbeddedFiles = 48

// embedded returns what reads the files that go:embed puts into variables, of which
// there may be none: the file of a string, and the scripts of an embed.FS.
func (u *Unit) embedded() (text func(*ssa.Global) (string, bool), scripts func(*ssa.Global) []flow.File) {
	patterns := make(map[types.Object][]string)
	dirs := make(map[types.Object]string)
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
				if names := embedPatterns(doc); len(names) > 0 && len(vs.Names) == 1 {
					obj := u.Pass.TypesInfo.Defs[vs.Names[0]]
					patterns[obj], dirs[obj] = names, filepath.Dir(u.Pass.Fset.Position(f.FileStart).Filename)
				}
			}
		}
	}
	if len(patterns) == 0 {
		return nil, nil
	}
	text = func(g *ssa.Global) (string, bool) {
		names := patterns[g.Object()]
		if len(names) != 1 || strings.ContainsAny(names[0], "*?[") {
			return "", false
		}
		return readEmbedded(filepath.Join(dirs[g.Object()], filepath.FromSlash(names[0])))
	}
	read := make(map[*ssa.Global][]flow.File)
	scripts = func(g *ssa.Global) []flow.File {
		files, done := read[g]
		if !done {
			files = embeddedScripts(dirs[g.Object()], patterns[g.Object()])
			read[g] = files
		}
		return files
	}
	return text, scripts
}

// readEmbedded reads a file. Pass.ReadFile takes only files that the build system
// names, and the embedded ones are not among them.
func readEmbedded(name string) (string, bool) {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEmbedded {
		return "", false
	}
	text, err := os.ReadFile(name)
	return string(text), err == nil
}

// embeddedScripts returns the Lua files that patterns of go:embed name in a
// directory, none if there are too many.
func embeddedScripts(dir string, patterns []string) (out []flow.File) {
	seen := make(map[string]bool)
	add := func(path string) {
		name, err := filepath.Rel(dir, path)
		if err != nil || filepath.Ext(path) != ".lua" || seen[path] || len(seen) > maxEmbeddedFiles {
			return
		}
		if text, ok := readEmbedded(path); ok {
			seen[path] = true
			out = append(out, flow.File{Name: filepath.ToSlash(name), Text: text})
		}
	}
	for _, p := range patterns {
		found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(p, "all:"))))
		for _, path := range found {
			filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					add(path)
				}
				return nil
			})
		}
	}
	if len(out) > maxEmbeddedFiles {
		return nil
	}
	return out
}

// embedPatterns returns what the go:embed comments of a variable name.
func embedPatterns(doc *ast.CommentGroup) (out []string) {
	if doc == nil {
		return nil
	}
	for _, comment := range doc.List {
		if args, ok := strings.CutPrefix(comment.Text, "//go:embed "); ok {
			for _, arg := range strings.Fields(args) {
				out = append(out, strings.Trim(arg, "\"`"))
			}
		}
	}
	return out
}
