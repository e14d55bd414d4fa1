package analyzer

import (
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A Driver has loaded a program, and can analyze it again: the fixes of a program
// as a whole are made from several runs.
type Driver interface {
	// Run analyzes the packages that are loaded from source, in an order that is
	// the same each time. With an overlay it loads them again, with what that
	// holds in place of files, by absolute names; an error says that the result
	// does not compile.
	Run(a *analysis.Analyzer, overlay map[string][]byte) ([]Package, error)
	// Source returns what a file held when the program was loaded.
	Source(file string) ([]byte, error)
	// Unloaded returns the files of the program's own modules and of others in the
	// same repository, Go or another language, that were not loaded, or not
	// analyzed for their errors.
	Unloaded() []string
	// Closed reports whether all packages of the program's modules were loaded:
	// nobody else puts together the texts that they export.
	Closed() bool
}

// A Package is what a Driver's run found in one package.
type Package struct {
	Result *Result // nil if it could not be analyzed
	Named  bool    // what is found in it is told
}

// A Finding is a diagnostic as data: what is wrong, with which keys, what comes of
// it and what to do. Its String is the message of the diagnostic.
type Finding = report.Finding

// A Retag is a family of keys that gets a hash tag.
type Retag struct {
	Old, New string // as messages spell keys: "user:<id>:name", "{user:<id>}:name"
	Match    string // the pattern of SCAN for the old keys: "user:*:name"
}

// A Diagnostic is one of a program that was planned as a whole.
type Diagnostic struct {
	analysis.Diagnostic
	Finding *Finding // the same as data
	Package int      // its index in what the first run returned
	// Retags are the families that change with the fix or, if none is offered,
	// with what the message proposes.
	Retags []Retag
	// Unfixed says why no fix is offered, where the message proposes a tag.
	Unfixed string
}

// Whole analyzes a program as a whole: tags are chosen for the keys of all
// packages at once, and fixes change all files that name them. a is an analyzer
// that New returned, whose flags hold; with fixes false no fix is made, which is
// cheaper. The diagnostics are those of the named packages, in their order; a
// file of a package and of its tests has each of its diagnostics twice.
//
// It returns the packages of the first run too. The error is that of the first
// run.
func Whole(a *analysis.Analyzer, d Driver, fixes bool) ([]Diagnostic, []Package, error) {
	s := settingsOf(a)
	fixes = fixes && s.retag.on
	s.retag.on, s.whole = false, true
	pkgs, err := d.Run(running(a, s), nil)
	if err != nil {
		return nil, nil, err
	}
	w := &whole{analyzer: a, settings: s, driver: d}
	var owners []int
	seen := make(map[string]bool) // a package and its tests find the same
	for i, p := range pkgs {
		if p.Result == nil || p.Result.part == nil {
			continue
		}
		w.fset = p.Result.part.unit.Fset
		w.units = append(w.units, p.Result.part.unit)
		if !p.Named {
			continue
		}
		for _, f := range p.Result.part.found {
			if key := f.key(); !seen[key] {
				seen[key] = true
				w.found = append(w.found, f)
				owners = append(owners, i)
			}
		}
	}
	plans := spell(w.found, w.fset, s.separators.of())
	var made map[int]*retagging
	program := w.program(plans)
	if fixes {
		made = program.fixes()
	}
	var out []Diagnostic
	for i, f := range w.found {
		one := Diagnostic{Diagnostic: f.diagnostic(), Finding: &w.found[i].Finding, Package: owners[i]}
		if plans[i].Tags != nil && f.complete != nil {
			one.Retags = retags(f.site, plans[i].Tags)
			if g := made[i]; g != nil {
				one.SuggestedFixes = []analysis.SuggestedFix{g.suggest(w.found)}
			} else {
				one.Unfixed = program.refused[i]
			}
		}
		out = append(out, one)
	}
	return out, pkgs, nil
}

// key is the same for what a package and its tests find in one place.
func (f *finding) key() string {
	if f.complete == nil {
		return fmt.Sprint(f.Pos, f.String())
	}
	return fmt.Sprint(f.Pos, f.Check, f.site.Keys)
}

// running returns an analyzer like a, with other settings.
func running(a *analysis.Analyzer, s *Settings) *analysis.Analyzer {
	b := *a
	b.Run = func(pass *analysis.Pass) (any, error) { return run(pass, s) }
	return &b
}

// retags spells the families of a site that get a tag.
func retags(site retag.Site, tags map[retag.Family]retag.Cut) (out []Retag) {
	for _, key := range site.Keys {
		cut, ok := tags[retag.FamilyOf(key)]
		r := Retag{Old: quote.Text(key.String()), Match: key.Glob()}
		if ok && !slices.ContainsFunc(out, func(o Retag) bool { return o.Old == r.Old }) {
			r.New = quote.Text(cut.Tag(key).String())
			out = append(out, r)
		}
	}
	return out
}

// A part is what one package adds to the plan of a program.
type part struct {
	unit  *retag.Unit
	found []finding
	uses  []pattern.Pattern
	at    []token.Pos
}

// part keeps what the plan is made of.
func (c *checker) part() *part {
	p := &part{
		unit:  &retag.Unit{Fset: c.pass.Fset, Files: c.pass.Files, Info: c.pass.TypesInfo, Pkg: c.pass.Pkg},
		found: c.found,
	}
	if c.finder != nil && c.keepUses {
		for _, u := range c.uses() {
			p.uses, p.at = append(p.uses, u.Key), append(p.at, u.Pos)
		}
	}
	return p
}

// A whole is a program that is planned as a whole.
type whole struct {
	analyzer *analysis.Analyzer
	settings *Settings
	driver   Driver
	fset     *token.FileSet
	units    []*retag.Unit
	found    []finding
}

func (w *whole) program(plans []retag.Plan) *program {
	p := &program{
		fset: w.fset, found: w.found, plans: plans, units: w.units, separators: w.settings.separators.of(),
		closed: w.driver.Closed(), seeAll: "analyze them all (./..., with the -tags of those that need some)", source: w.driver.Source,
	}
	p.unseen = w.driver.Unloaded
	p.uses = func(marks *retag.Marks) (plain, marked []retag.Use, ok bool) {
		plain, _, ok = w.run(nil, nil)
		if !ok {
			return nil, nil, false
		}
		marked, _, ok = w.run(marks, nil)
		return plain, marked, ok
	}
	p.evaluate = func(edits []retag.Edit) ([]retag.Use, []string, bool) {
		overlay := make(map[string][]byte)
		for _, file := range p.files() {
			if len(within(file, edits)) == 0 {
				continue
			}
			src, err := p.source(p.filename(file))
			if err != nil {
				return nil, nil, false
			}
			overlay[p.filename(file)] = apply(src, file, edits)
		}
		return w.run(nil, overlay)
	}
	return p
}

// run analyzes the program once more, and returns all keys that it sends, and what
// is reported of them, each once. That a comment is not needed any more is no
// fault of a fix.
func (w *whole) run(marks *retag.Marks, overlay map[string][]byte) (uses []retag.Use, reports []string, ok bool) {
	s := *w.settings
	s.marks, s.keepUses, s.right.on = marks, true, false
	pkgs, err := w.driver.Run(running(w.analyzer, &s), overlay)
	if err != nil {
		return nil, nil, false
	}
	seen := make(map[string]bool)
	for _, p := range pkgs {
		if p.Result == nil || p.Result.part == nil {
			continue
		}
		part := p.Result.part
		for i, key := range part.uses {
			uses = append(uses, retag.Use{Pos: part.at[i], Key: key})
		}
		if !p.Named {
			continue
		}
		for _, f := range part.found {
			if key := f.key(); !seen[key] && f.Check != ignoreCategory {
				seen[key] = true
				reports = append(reports, about(part.unit.Fset, f.Pos, f.Check))
			}
		}
	}
	return uses, reports, true
}
