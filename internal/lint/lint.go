// Package lint runs an analyzer over a loaded program, and tells what it found as
// a result.
package lint

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Run analyzes the packages of a program, and returns what is found in those
// that the patterns name. root is the absolute folder that file names are told
// relative to. a is an analyzer that package analyzer made: its fixes are those
// of the program as a whole.
func Run(a *analysis.Analyzer, p *load.Program, root string) (*result.Result, error) {
	d := &driver{program: p}
	diagnostics, _, err := analyzer.Whole(a, d, true)
	if err != nil {
		return nil, err
	}
	return d.result(diagnostics, root), nil
}

// RunEach analyzes the packages one by one, with any analyzer.
func RunEach(a *analysis.Analyzer, p *load.Program, root string) (*result.Result, error) {
	d := &driver{program: p}
	if _, err := d.Run(a, nil); err != nil {
		return nil, err
	}
	var diagnostics []analyzer.Diagnostic
	named := namedOf(p)
	for i, pkg := range d.pkgs {
		if !named[pkg] {
			continue
		}
		for _, act := range d.first.Roots {
			if act.Package != pkg {
				continue
			}
			for _, diag := range act.Diagnostics {
				diagnostics = append(diagnostics, analyzer.Diagnostic{Diagnostic: diag, Package: i})
			}
		}
	}
	return d.result(diagnostics, root), nil
}

// result tells what the first run found.
func (d *driver) result(diagnostics []analyzer.Diagnostic, root string) *result.Result {
	r := &result.Result{Root: root}
	c := &converter{program: d.program, result: r}
	for _, variants := range []bool{false, true} {
		for _, diag := range diagnostics {
			if pkg := d.pkgs[diag.Package]; (pkg.ForTest != "") == variants {
				c.finding(pkg, diag)
			}
		}
	}
	analyzed := make(map[string]bool)
	named := namedOf(d.program)
	for _, act := range d.first.Roots {
		if !named[act.Package] {
			continue
		}
		if counts, ok := act.Result.(*analyzer.Result); ok && counts != nil {
			r.GivenUp += counts.GivenUp
		}
		if act.Err == nil {
			analyzed[strings.TrimSuffix(act.Package.PkgPath, "_test")] = true
		}
		c.failures(act)
	}
	r.Packages = len(analyzed)
	r.Sort()
	return r
}

// cutImports takes out of the graph what was not loaded from source: there is
// nothing to be analyzed, but an action for each of a thousand packages would be
// run. The function that it returns brings all back.
func cutImports(pkgs []*packages.Package) (restore func()) {
	loaded := make(map[*packages.Package]bool)
	for _, p := range pkgs {
		loaded[p] = true
	}
	all := make(map[*packages.Package]map[string]*packages.Package)
	for _, p := range pkgs {
		all[p] = p.Imports
		p.Imports = maps.Clone(p.Imports)
		maps.DeleteFunc(p.Imports, func(_ string, imp *packages.Package) bool { return !loaded[imp] })
	}
	return func() {
		for p, imports := range all {
			p.Imports = imports
		}
	}
}

// A converter adds what drivers tell of a package to a result.
type converter struct {
	program *load.Program
	result  *result.Result
	sources map[string][]byte
	said    map[subject]map[string]bool // the messages of packages: see reworded
}

// source returns what a file holds, nil if it cannot be read.
func (c *converter) source(file string) []byte {
	src, ok := c.sources[file]
	if !ok {
		src, _ = c.program.Source(file)
		if c.sources == nil {
			c.sources = make(map[string][]byte)
		}
		c.sources[file] = src
	}
	return src
}

func (c *converter) finding(pkg *packages.Package, d analyzer.Diagnostic) {
	f := result.Finding{
		Check: d.Category, Message: quote.Text(d.Message), Package: pkg.PkgPath,
		Range: c.program.Range(d.Pos, d.End),
	}
	if d.Finding != nil {
		describe(&f, d.Finding)
	} else {
		f.Problem = f.Message
	}
	if c.reworded(pkg, &f) {
		return
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, result.Related{Message: quote.Text(r.Message), Range: c.program.Range(r.Pos, r.End)})
	}
	f.Unfixed = quote.Text(d.Unfixed.Why)
	if d.Unfixed.Why != "" && len(d.SuggestedFixes) == 0 {
		f.Manual = c.manual(d.Unfixed)
	}
	for _, r := range d.Retags {
		n := result.Rename{Old: r.Old, New: r.New, Match: r.Match}
		for _, other := range r.Others {
			n.Others = append(n.Others, result.Family(other))
		}
		f.Renames = append(f.Renames, n)
	}
	if len(d.SuggestedFixes) > 0 {
		if f.Fix = c.fix(d.SuggestedFixes[0]); f.Fix != nil {
			for _, place := range d.Review {
				f.Fix.Review = append(f.Fix.Review, c.place(place))
			}
			for _, place := range d.Printed {
				f.Fix.Printed = append(f.Fix.Printed, c.place(place))
			}
		}
	}
	c.result.Findings = append(c.result.Findings, f)
}

// place spells a place that names a key, or may: "Makefile:2".
func (c *converter) place(p analyzer.Place) string {
	if p.File == "" {
		return quote.Text(p.Note)
	}
	out := quote.Text(c.result.Rel(p.File))
	if p.Line > 0 {
		out += fmt.Sprintf(":%d", p.Line)
	}
	if p.Note != "" {
		out += " (" + quote.Text(p.Note) + ")"
	}
	return out
}

// describe takes over what a finding of package analyzer says.
func describe(f *result.Finding, from *analyzer.Finding) {
	f.Certainty, f.Subject, f.Relation = from.Level(), quote.Text(from.Subject), from.Relation
	f.Problem, f.Detail = quote.Text(from.Problem), quote.Text(from.Detail)
	f.Consequence, f.Advice = quote.Text(from.Consequence), quote.Text(from.Advice)
	for _, k := range from.Keys {
		f.Keys = append(f.Keys, result.Key{Pattern: quote.Text(k.Pattern), Slot: k.Slot})
	}
}

// manual returns what is known of a change that no fix makes.
func (c *converter) manual(r analyzer.Refusal) *result.Manual {
	m := new(result.Manual)
	if r.At.File != "" {
		m.Stop = result.Range{File: r.At.File, Line: r.At.Line}
	}
	if fix := c.fix(analysis.SuggestedFix{TextEdits: r.Edits}); fix != nil {
		m.Edits = fix.Edits
	}
	return m
}

// fix returns a fix, or nil if one of its places is in a file that a tool makes
// of another: an edit there would be lost.
func (c *converter) fix(s analysis.SuggestedFix) *result.Fix {
	fix := &result.Fix{Message: quote.Text(s.Message)}
	for _, e := range s.TextEdits {
		end := e.End
		if !end.IsValid() {
			end = e.Pos
		}
		r := c.program.Range(e.Pos, end)
		if file := c.program.Fset.File(e.Pos); file == nil || file.Name() != r.File {
			return nil
		}
		edit := result.Edit{Range: r, New: string(e.NewText)}
		if src := c.source(r.File); r.End <= len(src) {
			edit.Old = string(src[r.Offset:r.End])
		}
		fix.Edits = append(fix.Edits, edit)
	}
	slices.SortStableFunc(fix.Edits, func(a, b result.Edit) int { return result.Compare(a.Range, b.Range) })
	return fix
}

// failures tells why a named package could not be analyzed: its own errors, or
// those of what it imports.
func (c *converter) failures(act *checker.Action) {
	pkg := act.Package
	for _, e := range pkg.Errors {
		c.failure(pkg, e)
	}
	switch {
	case len(pkg.Errors) > 0:
	case pkg.IllTyped:
		var broken []string
		packages.Visit([]*packages.Package{pkg}, nil, func(p *packages.Package) {
			if p.IllTyped && len(p.Errors) > 0 {
				broken = append(broken, p.PkgPath)
				for _, e := range p.Errors {
					c.failure(p, e)
				}
			}
		})
		slices.Sort(broken)
		c.add(pkg, fmt.Sprintf("not analyzed: it imports %s, which has errors", strings.Join(slices.Compact(broken), ", ")))
	case act.Err != nil:
		c.add(pkg, c.reason(act).Error())
	}
}

// reason returns the first error on the way to an action: of those that depend on
// it, the driver only says that they were not run.
func (c *converter) reason(act *checker.Action) error {
	for _, dep := range act.Deps {
		if dep.Err != nil {
			return c.reason(dep)
		}
	}
	return act.Err
}

func (c *converter) add(pkg *packages.Package, message string) {
	c.result.Failures = append(c.result.Failures, result.Failure{Package: pkg.PkgPath, Message: quote.Lines(message)})
}

// failure adds an error that a driver or the type checker found, with its place.
func (c *converter) failure(pkg *packages.Package, e packages.Error) {
	f := result.Failure{Package: pkg.PkgPath, Message: quote.Lines(hinted(strings.TrimSpace(e.Msg)))}
	if file, line, column, ok := splitPos(e.Pos); ok {
		if !filepath.IsAbs(file) {
			file = filepath.Join(c.result.Root, file)
		}
		f.Range = result.Range{File: file, Line: line, Column: column, EndLine: line, EndColumn: column}
	}
	c.result.Failures = append(c.result.Failures, f)
}
