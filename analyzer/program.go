package analyzer

import (
	"go/token"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/check/families"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// judgesProgram reports whether a check runs that judges the program as a whole.
func judgesProgram(o *unit.Options) bool {
	return slices.ContainsFunc(checks, func(c check) bool { return o.Checks[c.name] && c.program != nil })
}

// ran reports whether a check has judged a package when its comments are: alone, a
// package says nothing to a check without passes.
func ran(o *unit.Options, name string) bool {
	i := slices.IndexFunc(checks, func(c check) bool { return c.name == name })
	return o.Checks[name] && (o.Whole || i < 0 || checks[i].passes != nil)
}

// A place is a line of a file.
type place struct {
	file string
	line int
}

// A judged is a program whose families of keys are judged. Findings are reported to the
// packages of the lint, whose comments may switch them off.
type judged struct {
	pkgs []Package
	at   map[place][]spot
}

// A spot is where a place is in a package: the file may be one of several.
type spot struct {
	pkg int // its index
	pos token.Pos
}

// judge reports what the checks say that take the program as a whole. pkgs are the
// packages of the first run; it returns the findings with the indexes of their packages.
func (w *whole) judge(pkgs []Package) (found []unit.Finding, owners []int, err error) {
	o := *w.options
	o.Checks, o.Whole, o.Schema = nil, false, true
	parts, all, err := w.schema(&o)
	if err != nil {
		return nil, nil, err
	}
	failed := slices.ContainsFunc(all, func(p Package) bool { return p.Result == nil })
	j := &judged{pkgs, make(map[place][]spot)}
	before := make([]int, len(pkgs))
	for i, p := range pkgs {
		if p.Result == nil || p.Result.plan == nil || !p.Named {
			continue
		}
		before[i] = len(p.Result.plan.pkg.Found)
		for _, k := range p.Result.plan.pkg.inventory().Keys {
			j.add(i, p.Result.plan.pkg, k.Site)
		}
	}
	program := &families.Program{
		Schema: schema.Merge(parts, nil), Whole: !failed && w.driver.Closed(), Separators: string(o.SeparatorsOrDefault()),
		Reports: func(at schema.Place) bool { return len(j.at[place{at.File, at.Line}]) > 0 },
	}
	for _, c := range checks {
		if c.program == nil || !w.options.Checks[c.name] {
			continue
		}
		for _, f := range c.program(program) {
			if f.Wanted(w.options.Lowest) {
				j.report(f)
			}
		}
	}
	for i, p := range pkgs {
		if p.Result == nil || p.Result.plan == nil || !p.Named {
			continue
		}
		p.Result.plan.comments.ReportUnused(func(name string) bool { return ran(w.options, name) })
		for _, f := range p.Result.plan.pkg.Found[before[i]:] {
			found, owners = append(found, f), append(owners, i)
		}
	}
	return found, owners, nil
}

func (j *judged) add(pkg int, p *pkg, pos token.Pos) {
	at := p.Pass.Fset.Position(pos)
	key := place{at.Filename, at.Line}
	if !slices.ContainsFunc(j.at[key], func(s spot) bool { return s.pkg == pkg }) {
		j.at[key] = append(j.at[key], spot{pkg, pos})
	}
}

// report reports a finding to all packages that have its place.
func (j *judged) report(f families.Finding) {
	for _, s := range j.at[place{f.At.File, f.At.Line}] {
		one := f.Finding
		one.Pos = s.pos
		for _, step := range f.Trace {
			if spots := j.at[place{step.At.File, step.At.Line}]; len(spots) > 0 {
				one.Trace = append(one.Trace, report.Place{Pos: spots[0].pos, Message: step.Message})
			}
		}
		j.pkgs[s.pkg].Result.plan.pkg.Report(one)
	}
}

// clashes reports the clashes of the package alone.
func (p *pkg) clashes() {
	if p.Whole {
		return // the program is judged
	}
	j := &judged{at: make(map[place][]spot)}
	inv := p.inventory()
	for _, k := range inv.Keys {
		j.add(0, p, k.Site)
	}
	program := &families.Program{
		Schema: schema.Merge([]*schema.Package{schema.Of(p.Unit, inv, p.families)}, nil), Separators: string(p.SeparatorsOrDefault()),
		Reports: func(at schema.Place) bool { return len(j.at[place{at.File, at.Line}]) > 0 },
	}
	j.pkgs = []Package{{Result: &Result{plan: &planInput{pkg: p}}}}
	for _, f := range families.Clashes(program) {
		if f.Wanted(p.Lowest) {
			j.report(f)
		}
	}
}
