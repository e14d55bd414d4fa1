package rename

import (
	"fmt"
	"go/token"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Complete chooses the tags for all findings, and completes the findings with them.
func Complete(found []unit.Finding, fset *token.FileSet, separators retag.Separators) []retag.Plan {
	sites := make([]retag.Site, len(found))
	for i, f := range found {
		sites[i] = f.Site
	}
	plans := separators.Solve(sites)
	for i := range found {
		f := &found[i]
		if f.Complete == nil {
			continue
		}
		plan := report.Plan{Tags: plans[i].Tags}
		if against := plans[i].Against; against >= 0 {
			plan.Against = report.Conflict(retag.Shared(sites[i], sites[against]), place(fset, found[against].Pos))
		}
		pos, end, trace := f.Pos, f.End, f.Trace
		f.Finding = f.Complete(plan)
		f.Pos, f.End, f.Trace = pos, end, trace
		if f.Second != nil {
			if fix, ok := f.Second(plan); ok {
				f.Fixes = []analysis.SuggestedFix{fix}
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
