package lint

import (
	"cmp"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
	"github.com/crossslotlint/crossslotlint/internal/load"
)

// A driver runs analyzers over a program. It is an [analyzer.Driver].
type driver struct {
	program *load.Program
	first   *checker.Graph      // of the first run
	pkgs    []*packages.Package // of the first run, as it returned them
}

// Run analyzes the program, or a copy of it with other files.
func (d *driver) Run(a *analysis.Analyzer, overlay map[string][]byte) ([]analyzer.Package, error) {
	p := d.program
	if overlay != nil {
		var err error
		if p, err = p.Reload(overlay); err != nil {
			return nil, err
		}
	}
	defer cutImports(p.Loaded)()
	// The results of roots only are kept, and those of dependencies matter too.
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, p.Loaded, nil)
	if err != nil {
		return nil, err
	}
	named := namedOf(p)
	acts := slices.Clone(graph.Roots)
	slices.SortFunc(acts, func(a, b *checker.Action) int { return cmp.Compare(a.Package.ID, b.Package.ID) })
	var out []analyzer.Package
	var pkgs []*packages.Package
	for _, act := range acts {
		r, _ := act.Result.(*analyzer.Result)
		if r == nil && overlay != nil && d.first != nil && d.analyzed(act.Package.ID) {
			return nil, fmt.Errorf("%s: it does not compile with the changes", act.Package.PkgPath)
		}
		out = append(out, analyzer.Package{Result: r, Named: named[act.Package]})
		pkgs = append(pkgs, act.Package)
	}
	if d.first == nil {
		d.first, d.pkgs = graph, pkgs
	}
	return out, nil
}

// namedOf returns the packages of which findings are told.
func namedOf(p *load.Program) map[*packages.Package]bool {
	named := make(map[*packages.Package]bool)
	for _, pkg := range p.Named {
		named[pkg] = true
	}
	return named
}

// analyzed reports whether the first run had a result for a package.
func (d *driver) analyzed(id string) bool {
	for act := range d.first.All() {
		if act.Package.ID == id {
			return act.Result != nil
		}
	}
	return false
}

// Source returns what a file held when it was loaded.
func (d *driver) Source(file string) ([]byte, error) { return d.program.Source(file) }

// Unloaded returns the files of the program's modules of which nothing was
// analyzed, those in other languages among them; and those of other modules in
// the same repository.
func (d *driver) Unloaded() []string {
	read := make(map[string]bool)
	for act := range d.first.All() {
		for _, f := range act.Package.Syntax {
			read[d.filename(f)] = act.Err == nil
		}
	}
	var out []string
	for _, root := range d.modules() {
		gofiles.Around(root, func(name string) {
			if !read[name] {
				out = append(out, name)
				read[name] = true // not again, for the next module
			}
		})
	}
	return out
}

// Closed reports whether all packages of the program's modules were loaded.
func (d *driver) Closed() bool {
	loaded := make(map[string]bool)
	for _, p := range d.program.Loaded {
		for _, name := range p.CompiledGoFiles {
			loaded[name] = true
		}
		for _, name := range p.IgnoredFiles {
			loaded[name] = true // of another system, with the same exports
		}
	}
	closed := true
	d.files(func(name string) {
		closed = closed && (loaded[name] || strings.HasSuffix(name, "_test.go") || !strings.HasSuffix(name, ".go"))
	})
	return closed
}

func (d *driver) filename(f *ast.File) string {
	return d.program.Fset.PositionFor(f.Package, false).Filename
}

// files calls visit with all files of the program's modules that are written in a
// language, those that the go command leaves out excepted.
func (d *driver) files(visit func(name string)) {
	for _, root := range d.modules() {
		gofiles.Walk(root, visit)
	}
}

// modules returns the folders of the modules of the packages that are named.
func (d *driver) modules() []string {
	roots := make(map[string]bool)
	for _, p := range d.program.Named {
		if p.Module != nil && p.Module.Dir != "" {
			roots[p.Module.Dir] = true
		}
	}
	return slices.Sorted(maps.Keys(roots))
}
