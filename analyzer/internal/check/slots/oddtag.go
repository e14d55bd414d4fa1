package slots

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// oddTag returns the finding for a pair of keys that do not share a slot because
// of an odd tag; false if that is not why, or the check does not run.
func (c *check) oddTag(subject report.Subject, f *site.Finding, maybe bool) (odd report.Finding, ok bool) {
	if f.Unknown || !c.Checks["hashtag"] {
		return odd, false
	}
	fault, first := tag.Fault(f.First, f.Second)
	if fault == tag.None {
		return odd, false
	}
	return report.OddTag(subject, f.First, f.Second, f.Verdict, f.A == f.B, first, maybe, fault), true
}
