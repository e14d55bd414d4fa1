package analyzer

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
)

// program is the package as what fixes are made for.
func (c *checker) program(plans []retag.Plan) *program {
	return &program{
		fset: c.pass.Fset, found: c.found, plans: plans, separators: c.separators.of(),
		units:     []*retag.Unit{{Fset: c.pass.Fset, Files: c.pass.Files, Info: c.pass.TypesInfo, Pkg: c.pass.Pkg}},
		elsewhere: c.imports, unseen: c.unseen, source: c.pass.ReadFile,
		seeAll: "the stand-alone program sees them all",
		closed: c.pass.Pkg.Name() == "main",
		uses: func(marks *retag.Marks) (plain, marked []retag.Use, ok bool) {
			if c.finder == nil {
				return nil, nil, false
			}
			return c.uses(), c.marked(marks), true
		},
		evaluate: func(edits []retag.Edit) (uses []retag.Use, reports []string, ok bool) {
			var found []analysis.Diagnostic
			n := c.edited(edits, func(d analysis.Diagnostic) { found = append(found, d) })
			if n == nil {
				return nil, nil, false
			}
			n.run()
			for _, d := range found {
				if d.Category != ignoreCategory {
					reports = append(reports, about(n.pass.Fset, d.Pos, d.Category))
				}
			}
			return n.uses(), reports, true
		},
	}
}

// imports reports whether a family is named in a package that this one imports.
func (c *checker) imports(f retag.Family) bool {
	sp := &spellings{checker: c}
	return slices.ContainsFunc(sp.importedSpellings(), func(s spelled) bool { return retag.FormFamily(s.Family) == f })
}

// unseen returns the other files of the package's repository, of which a driver that
// analyzes one package after the other shows nothing.
func (c *checker) unseen() (out []string) {
	own, folders := c.ownFiles()
	for dir := range folders {
		around(dir, func(name string) {
			if !own[name] {
				out = append(out, name)
			}
		})
	}
	return out
}

// ownFiles returns the files of the package, and their folders.
func (c *checker) ownFiles() (files, folders map[string]bool) {
	files, folders = make(map[string]bool), make(map[string]bool)
	for _, file := range c.pass.Files {
		name := c.pass.Fset.PositionFor(file.Package, false).Filename
		files[name], folders[filepath.Dir(name)] = true, true
	}
	return files, folders
}

// around calls visit with the files among which others may name a key of a
// package in a folder: those of its repository, other modules among them. (The
// packages of the tests are programs of their own.)
var around = gofiles.Around

// uses returns all keys that the package is seen to send, in the order of the
// code.
func (c *checker) uses() (out []retag.Use) {
	add := func(s site.Send) {
		for _, k := range s.Keys {
			for _, alt := range c.finder.Texts(k) {
				out = append(out, retag.Use{Pos: s.Pos(), Key: alt.Pattern})
			}
		}
	}
	for _, fn := range c.funcs {
		for _, s := range c.finder.Sends(fn) {
			if len(s.Keys) == 0 {
				continue
			}
			c.eval.Begin()
			add(s)
			c.eval.Begin()
			for _, b := range c.finder.AtCallers(s) {
				add(b)
			}
		}
	}
	return out
}

// again returns a checker for another form of the same package, that exports
// nothing and hands its reports to one that may be nil.
func (c *checker) again(files []*ast.File, info *types.Info, report func(analysis.Diagnostic)) *checker {
	pass := *c.pass
	pass.Files, pass.TypesInfo = files, info
	pass.ExportObjectFact = func(types.Object, analysis.Fact) {}
	pass.ExportPackageFact = func(analysis.Fact) {}
	pass.Report = report
	settings := *c.Settings
	settings.retag.on, settings.right.on = false, false
	return &checker{pass: &pass, Settings: &settings, result: &Result{}}
}

// marked returns the keys of the package with marked constants.
func (c *checker) marked(marks *retag.Marks) []retag.Use {
	m := c.again(c.pass.Files, marks.Info(c.pass.TypesInfo), func(analysis.Diagnostic) {})
	m.readMarks()
	m.evaluate(callSites)
	return m.uses()
}

// evaluate builds what the reports are made from.
func (c *checker) evaluate(interest interest) {
	pkg := c.build(interest&callSites != 0)
	c.eval = flow.New(pkg, c.funcs, imported{c.pass, c.Settings})
	c.finder = site.NewFinder(c.pass.Fset, c.pass.Files, c.pass.TypesInfo, c.eval, imported{c.pass, c.Settings})
	c.eval.Embedded = c.embedded()
	c.eval.Marks = c.mark
	c.ssaPkg = pkg
}

// edited returns a checker for the package with edits applied; nil if it does
// not compile.
func (c *checker) edited(edits []retag.Edit, report func(analysis.Diagnostic)) *checker {
	fset := token.NewFileSet()
	var files []*ast.File
	imports := make(importer)
	for _, p := range c.pass.Pkg.Imports() {
		imports[p.Path()] = p
	}
	for _, file := range c.pass.Files {
		for _, spec := range file.Imports {
			if name := c.pass.TypesInfo.PkgNameOf(spec); name != nil {
				imports[strings.Trim(spec.Path.Value, "`\"")] = name.Imported()
			}
		}
		name := c.pass.Fset.PositionFor(file.Package, false).Filename
		src, err := c.pass.ReadFile(name)
		if err != nil || len(src) != int(file.FileEnd-file.FileStart) {
			return nil
		}
		f, err := parser.ParseFile(fset, name, apply(src, file, edits), parser.ParseComments|parser.SkipObjectResolution)
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
	config := types.Config{Importer: imports, Sizes: c.pass.TypesSizes, GoVersion: c.pass.Pkg.GoVersion()}
	pkg, err := config.Check(c.pass.Pkg.Path(), fset, files, info)
	if err != nil {
		return nil
	}
	n := c.again(files, info, report)
	n.pass.Fset, n.pass.Pkg = fset, pkg
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
	return nil, errNotImported(path)
}

type errNotImported string

func (e errNotImported) Error() string { return "not imported: " + string(e) }
