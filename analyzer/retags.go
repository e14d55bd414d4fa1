package analyzer

import (
	"fmt"
	"go/token"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A finding is a diagnostic that waits for those of the rest of the package: the
// tags for all keys are chosen at once.
type finding struct {
	analysis.Diagnostic
	// site is what has to share a slot; without keys it is of no matter.
	site retag.Site
	// message spells the diagnostic with what is planned; nil if it is spelled.
	message func(report.Plan) string
	// second makes the fix that is offered where no tag is; nil if there is none.
	second func(report.Plan) (analysis.SuggestedFix, bool)
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
		if g := fixes[plans[i].Group]; g != nil && plans[i].Tags != nil {
			f.SuggestedFixes = []analysis.SuggestedFix{g.suggest(c.found)}
		}
		key := fmt.Sprintf("%d %s", f.Pos, f.Message)
		if !reported[key] {
			reported[key] = true
			c.pass.Report(f.Diagnostic)
		}
	}
}

// spell chooses the tags for all findings, and spells their messages with them.
func spell(found []finding, fset *token.FileSet, separators retag.Separators) []retag.Plan {
	sites := make([]retag.Site, len(found))
	for i, f := range found {
		sites[i] = f.site
	}
	plans := separators.Solve(sites)
	for i := range found {
		f := &found[i]
		if f.message == nil {
			continue
		}
		plan := report.Plan{Tags: plans[i].Tags}
		if against := plans[i].Against; against >= 0 {
			plan.Against = report.Conflict(retag.Shared(sites[i], sites[against]), place(fset, found[against].Pos))
		}
		f.Message = f.message(plan)
		if f.second != nil {
			if fix, ok := f.second(plan); ok {
				f.SuggestedFixes = []analysis.SuggestedFix{fix}
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
