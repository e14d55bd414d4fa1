package analyzer

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

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
	settings := *c.settings
	settings.retag = false
	return &checker{pass: &pass, settings: &settings, result: &Result{}}
}

// marked returns the keys of the package with marked constants.
func (c *checker) marked(marks *retag.Marks) []retag.Use {
	m := c.again(c.pass.Files, marks.Info(c.pass.TypesInfo), func(analysis.Diagnostic) {})
	m.evaluate(callSites)
	return m.uses()
}

// evaluate builds what the reports are made from.
func (c *checker) evaluate(interest interest) {
	pkg := c.build(interest&callSites != 0)
	c.eval = flow.New(pkg, c.funcs, imported{c.pass})
	c.finder = site.NewFinder(c.pass.Fset, c.pass.Files, c.pass.TypesInfo, c.eval, imported{c.pass})
	c.ssaPkg = pkg
}

// holds applies edits to a copy of the package and reports whether they do what
// they are for: the reports of the group are gone, none has come, each key of a
// family that gets a tag has it, and every other key is what it was.
func (r *retagger) holds(g *group, edits []retag.Edit) bool {
	var after []string
	n := r.edited(edits, func(d analysis.Diagnostic) { after = append(after, d.Message) })
	if n == nil {
		return false
	}
	n.run()
	left := slices.Clone(r.before)
	for _, message := range after {
		i := slices.Index(left, message)
		if i < 0 || slices.Contains(g.messages, message) {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return renamed(r.uses, n.uses(), g.tags)
}

// renamed reports whether the keys of a program are those of before with the
// tags, and no others.
func renamed(before, after []retag.Use, tags map[retag.Family]retag.Cut) bool {
	return slices.EqualFunc(before, after, func(a, b retag.Use) bool {
		want := a.Key
		if cut, ok := tags[retag.FamilyOf(a.Key)]; ok {
			want = cut.Tag(a.Key)
		}
		return retag.FamilyOf(want) == retag.FamilyOf(b.Key)
	})
}

// edited returns a checker for the package with edits applied; nil if it does
// not compile.
func (r *retagger) edited(edits []retag.Edit, report func(analysis.Diagnostic)) *checker {
	fset := token.NewFileSet()
	var files []*ast.File
	imports := make(importer)
	for _, p := range r.pass.Pkg.Imports() {
		imports[p.Path()] = p
	}
	for _, file := range r.pass.Files {
		for _, spec := range file.Imports {
			if name := r.pass.TypesInfo.PkgNameOf(spec); name != nil {
				imports[strings.Trim(spec.Path.Value, "`\"")] = name.Imported()
			}
		}
		name := r.filename(file)
		src, err := r.pass.ReadFile(name)
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
	config := types.Config{Importer: imports, Sizes: r.pass.TypesSizes, GoVersion: r.pass.Pkg.GoVersion()}
	pkg, err := config.Check(r.pass.Pkg.Path(), fset, files, info)
	if err != nil {
		return nil
	}
	n := r.again(files, info, report)
	n.pass.Fset, n.pass.Pkg = fset, pkg
	return n
}

// apply inserts the edits of one file.
func apply(src []byte, file *ast.File, edits []retag.Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		if e.Pos < file.FileStart || e.Pos > file.FileEnd {
			continue
		}
		off := int(e.Pos - file.FileStart)
		out = append(append(out, src[at:off]...), e.Text...)
		at = int(e.End - file.FileStart)
	}
	return append(out, src[at:]...)
}

// tidy changes edits so that what they leave is formatted as gofmt does, in the
// lines that they change. ok is false if a file cannot be read.
func (r *retagger) tidy(edits []retag.Edit) (out []retag.Edit, ok bool) {
	for _, file := range r.pass.Files {
		var own []retag.Edit
		for _, e := range edits {
			if file.FileStart <= e.Pos && e.Pos <= file.FileEnd {
				own = append(own, e)
			}
		}
		if len(own) == 0 {
			continue
		}
		src, err := r.pass.ReadFile(r.filename(file))
		if err != nil || len(src) != int(file.FileEnd-file.FileStart) {
			return nil, false
		}
		if was, err := format.Source(src); err == nil && bytes.Equal(was, src) {
			edited := apply(src, file, own)
			if now, err := format.Source(edited); err == nil && !bytes.Equal(now, edited) {
				own = retag.Respace(src, now, file.FileStart, own)
			}
		}
		out = append(out, own...)
	}
	return out, true
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
