package unit

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A Finding waits for those of the rest of the package, or of the program: the
// hash tags for all keys are chosen at once.
type Finding struct {
	report.Finding
	// Site is what has to share a slot. It has no keys where no tag is to be
	// chosen.
	Site retag.Site
	// Complete returns the finding with the advice that follows from a plan; nil if
	// the finding does not depend on it.
	Complete func(report.Plan) report.Finding
	// Second makes the fix that is offered where no tag is; nil if there is none.
	Second func(report.Plan) (analysis.SuggestedFix, bool)
	Fixes  []analysis.SuggestedFix
	// Apart are the keys that are known not to share a slot.
	Apart []pattern.Pattern
}

// Key returns a string that is the same for findings that say the same: those of a
// package and of its tests, and those of a command that a wrapper sends in several
// places.
func (f *Finding) Key() string {
	if f.Complete == nil {
		return fmt.Sprint(f.Pos, f.String())
	}
	return fmt.Sprint(f.Pos, f.Check, f.Site.Keys)
}

// Once returns findings without those that say what one before them says: of a
// transaction under a WATCH of the same keys, the WATCH.
func Once(found []Finding) []Finding {
	seen := make(map[string]bool)
	return slices.DeleteFunc(found, func(f Finding) bool {
		key := f.Key()
		had := seen[key]
		seen[key] = true
		return had
	})
}

// Diagnostic returns the finding as drivers print it.
func (f *Finding) Diagnostic() analysis.Diagnostic {
	d := analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: f.Check, Message: f.String(), SuggestedFixes: f.Fixes}
	for _, p := range f.Trace {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: p.Pos, Message: p.Message})
	}
	return d
}
