package unit

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Again returns a unit for another form of the same package. It exports nothing,
// and offers no fixes.
func (u *Unit) Again(files []*ast.File, info *types.Info) *Unit {
	pass := *u.Pass
	pass.Files, pass.TypesInfo = files, info
	pass.ExportObjectFact = func(types.Object, analysis.Fact) {}
	pass.ExportPackageFact = func(analysis.Fact) {}
	pass.Report = func(analysis.Diagnostic) {}
	options := *u.Options
	options.Retag, options.Right = false, false
	return New(&pass, &options)
}

// Edited returns a unit for the package with other source. source returns what a
// file holds then; nil ends it. The result is nil if that does not compile.
func (u *Unit) Edited(source func(file *ast.File) []byte) *Unit {
	fset := token.NewFileSet()
	var files []*ast.File
	imports := make(importer)
	for _, p := range u.Pass.Pkg.Imports() {
		imports[p.Path()] = p
	}
	for _, file := range u.Pass.Files {
		for _, spec := range file.Imports {
			if name := u.Pass.TypesInfo.PkgNameOf(spec); name != nil {
				imports[strings.Trim(spec.Path.Value, "`\"")] = name.Imported()
			}
		}
		src := source(file)
		if src == nil {
			return nil
		}
		name := u.Pass.Fset.PositionFor(file.Package, false).Filename
		f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil
		}
		files = append(files, f)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
		Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
	}
	config := types.Config{Importer: imports, Sizes: u.Pass.TypesSizes, GoVersion: u.Pass.Pkg.GoVersion()}
	pkg, err := config.Check(u.Pass.Pkg.Path(), fset, files, info)
	if err != nil {
		return nil
	}
	n := u.Again(files, info)
	n.Pass.Fset, n.Pass.Pkg = fset, pkg
	return n
}

// importer gives the packages that a package imports, by the paths in its
// source.
type importer map[string]*types.Package

func (m importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p, ok := m[path]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("not imported: %s", path)
}
