package analyzer

import (
	"go/token"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/brought"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/comment"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/rename"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
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
	// Others are the families that the program uses besides, of which Match finds
	// keys, too.
	Others []Known
}

// A Known is a family of keys that the program is seen to use.
type Known = rename.Known

// A Diagnostic is one of a program that was planned as a whole.
type Diagnostic struct {
	analysis.Diagnostic
	Finding *Finding // the same as data
	Package int      // its index in what the first run returned
	// Retags are the families that change with the fix or, if none is offered,
	// with what the message proposes.
	Retags []Retag
	// Review lists the places, outside of what was analyzed, that may name the keys
	// of the fix. If there are any, somebody has to look at them first.
	Review []Place
	// Printed lists the logs, error messages and tests that show the keys of the fix.
	Printed []Place
	// Unfixed says why no fix is offered, where the message proposes a tag.
	Unfixed Refusal
}

// A Refusal says why no fix is offered, what is in the way, and which edits would
// put the tags in, as far as they were found.
type Refusal = rename.Refusal

// A Place may name a key, in a file that no fix changes.
type Place = rename.Place

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
	o := s.options()
	fixes = fixes && o.Retag
	o.Retag, o.Whole = false, true
	w := &whole{analyzer: a, err: s.Err(), options: o, driver: d}
	pkgs, err := d.Run(w.running(o), nil)
	if err != nil {
		return nil, nil, err
	}
	var owners []int
	seen := make(map[string]bool) // a package and its tests find the same
	tags := sync.OnceValue(func() *brought.Tags { return brought.Of(evaluated(pkgs)) })
	for i, p := range pkgs {
		if p.Result == nil || p.Result.plan == nil {
			continue
		}
		w.fset = p.Result.plan.unit.Fset
		w.units = append(w.units, p.Result.plan.unit)
		w.keys = append(w.keys, p.Result.plan.keys...)
		if !p.Named {
			continue
		}
		for _, f := range p.Result.plan.found {
			if from := brought.Sources(p.Result.plan.pkg.Eval, f.Apart...); len(from) > 0 && tags().Any(from) {
				continue // a package that calls this one gives it a hash tag
			}
			if key := f.Key(); !seen[key] {
				seen[key] = true
				w.found = append(w.found, f)
				owners = append(owners, i)
			}
		}
	}
	retag.Forget(w.keys)
	plans := rename.Complete(w.found, w.fset, o.SeparatorsOrDefault())
	var made map[int]*rename.Group
	program := w.program(plans)
	if fixes {
		made = program.Fixes()
	}
	var out []Diagnostic
	for i, f := range w.found {
		one := Diagnostic{Diagnostic: f.Diagnostic(), Finding: &w.found[i].Finding, Package: owners[i]}
		if plans[i].Tags != nil && f.Complete != nil {
			one.Retags = renames(program, f.Site, plans[i].Tags)
			if g := made[i]; g != nil {
				one.SuggestedFixes = []analysis.SuggestedFix{g.Fix(w.found)}
				one.Review, one.Printed = g.Review(), g.Printed()
			} else {
				one.Unfixed = program.Refused[i]
			}
		}
		out = append(out, one)
	}
	if judgesProgram(o) {
		found, owners, err := w.judge(pkgs)
		if err != nil {
			return nil, nil, err
		}
		for i := range found {
			out = append(out, Diagnostic{Diagnostic: found[i].Diagnostic(), Finding: &found[i].Finding, Package: owners[i]})
		}
	}
	return out, pkgs, nil
}

// evaluated returns the units of the packages that were analyzed.
func evaluated(pkgs []Package) []*unit.Unit {
	var out []*unit.Unit
	for _, p := range pkgs {
		if p.Result != nil && p.Result.plan != nil {
			out = append(out, p.Result.plan.pkg.Unit)
		}
	}
	return out
}

// renames spells the families of a site that get a tag.
func renames(p *rename.Program, site retag.Site, tags map[retag.Family]retag.Cut) (out []Retag) {
	for _, r := range rename.Renames(site, tags) {
		out = append(out, Retag{r.Old, r.New, r.Match, p.Neighbors(r)})
	}
	return out
}

// A planInput is what one package adds to the plan of a program.
type planInput struct {
	unit     *retag.Unit
	found    []unit.Finding
	keys     []retag.Use
	pkg      *pkg
	comments *comment.Comments
}

// planInput keeps what the plan is made of.
func (p *pkg) planInput() *planInput {
	return &planInput{unit: p.syntax(), found: p.Found, keys: p.keys(), pkg: p, comments: p.comments}
}

// A whole is a program that is planned as a whole.
type whole struct {
	analyzer *analysis.Analyzer
	err      error // a wrong setting
	options  *unit.Options
	driver   Driver
	fset     *token.FileSet
	units    []*retag.Unit
	found    []unit.Finding
	keys     []retag.Use   // that the program sends as it is
	last     []*retag.Unit // of the last run
}

// running returns an analyzer with other options.
func (w *whole) running(o *unit.Options) *analysis.Analyzer {
	a := *w.analyzer
	a.Run = func(pass *analysis.Pass) (any, error) { return run(pass, o, w.err) }
	return &a
}

func (w *whole) program(plans []retag.Plan) *rename.Program {
	p := &rename.Program{
		Fset: w.fset, Found: w.found, Plans: plans, Units: w.units, Separators: w.options.SeparatorsOrDefault(),
		Closed: w.driver.Closed(), SeeAll: "analyze them all (./..., with the -tags of those that need some)", Source: w.driver.Source,
	}
	p.Unseen = w.driver.Unloaded
	p.Keys = func(marks *retag.Marks) (plain, marked []retag.Use, ok bool) {
		if marks != nil {
			marked, _, ok = w.run(marks, nil)
			return w.keys, marked, ok
		}
		return w.keys, nil, true
	}
	p.Evaluate = func(edits []retag.Edit) ([]rename.Sent, []string, bool) {
		overlay := make(map[string][]byte)
		for _, file := range p.Files() {
			if len(rename.Within(file, edits)) == 0 {
				continue
			}
			src, err := p.Source(p.Filename(file))
			if err != nil {
				return nil, nil, false
			}
			overlay[p.Filename(file)] = rename.Apply(src, file, edits)
		}
		keys, reports, ok := w.run(nil, overlay)
		if !ok || len(w.last) == 0 {
			return nil, nil, false
		}
		return rename.SentBy(w.last[0].Fset, keys), reports, true
	}
	return p
}

// run analyzes the program once more, and returns all keys that it sends, and what
// is reported of them, each once. That a comment is not needed any more is no
// fault of a fix.
func (w *whole) run(marks *retag.Marks, overlay map[string][]byte) (keys []retag.Use, reports []string, ok bool) {
	o := *w.options
	o.Marks, o.Right = marks, false
	pkgs, err := w.driver.Run(w.running(&o), overlay)
	if err != nil {
		return nil, nil, false
	}
	seen := make(map[string]bool)
	w.last = nil
	for _, p := range pkgs {
		if p.Result == nil || p.Result.plan == nil {
			continue
		}
		plan := p.Result.plan
		keys = append(keys, plan.keys...)
		w.last = append(w.last, plan.unit)
		if !p.Named {
			continue
		}
		for _, f := range plan.found {
			if key := f.Key(); !seen[key] && f.Check != comment.Check {
				seen[key] = true
				reports = append(reports, rename.About(plan.unit.Fset, f.Pos, f.Check))
			}
		}
	}
	retag.Forget(keys)
	return keys, reports, true
}
