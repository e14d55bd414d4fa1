package analyzer

import (
	"fmt"
	"go/token"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A finding waits for those of the rest of the package: the tags for all keys are
// chosen at once.
type finding struct {
	report.Finding
	// site is what has to share a slot; without keys it is of no matter.
	site retag.Site
	// complete returns the finding with the advice that follows from the plan; nil
	// if the finding does not depend on it.
	complete func(report.Plan) report.Finding
	// second makes the fix that is offered where no tag is; nil if there is none.
	second func(report.Plan) (analysis.SuggestedFix, bool)
	fixes  []analysis.SuggestedFix
}

// diagnostic returns the finding as drivers print it.
func (f *finding) diagnostic() analysis.Diagnostic {
	d := analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: f.Check, Message: f.String(), SuggestedFixes: f.fixes}
	for _, p := range f.Trace {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: p.Pos, Message: p.Message})
	}
	return d
}

// flush reports what was found: each once, as a wrapper may send one command in
// several places.
func (c *checker) flush() {
	plans := spell(c.found, c.pass.Fset, c.separators.of())
	var fixes map[int]*retagging
	if c.retag.on {
		fixes = c.program(plans).fixes()
	}
	reported := make(map[string]bool)
	for i, f := range c.found {
		if g := fixes[i]; g != nil {
			f.fixes = []analysis.SuggestedFix{g.suggest(c.found)}
		}
		d := f.diagnostic()
		key := fmt.Sprintf("%d %s", d.Pos, d.Message)
		if !reported[key] {
			reported[key] = true
			c.pass.Report(d)
		}
	}
}

// spell chooses the tags for all findings, and completes the findings with them.
func spell(found []finding, fset *token.FileSet, separators retag.Separators) []retag.Plan {
	sites := make([]retag.Site, len(found))
	for i, f := range found {
		sites[i] = f.site
	}
	plans := separators.Solve(sites)
	for i := range found {
		f := &found[i]
		if f.complete == nil {
			continue
		}
		plan := report.Plan{Tags: plans[i].Tags}
		if against := plans[i].Against; against >= 0 {
			plan.Against = report.Conflict(retag.Shared(sites[i], sites[against]), place(fset, found[against].Pos))
		}
		pos, end, trace := f.Pos, f.End, f.Trace
		f.Finding = f.complete(plan)
		f.Pos, f.End, f.Trace = pos, end, trace
		if f.second != nil {
			if fix, ok := f.second(plan); ok {
				f.fixes = []analysis.SuggestedFix{fix}
			}
		}
	}
	return plans
}

// place says where something is: "cart.go:12".
func place(fset *token.FileSet, pos token.Pos) string {
	p := fset.Position(pos)
	return fmt.Sprintf("%s:%d", filepath.Base(p.Filename), p.Line)
}
