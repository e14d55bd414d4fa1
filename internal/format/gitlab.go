package format

import (
	"io"

	"github.com/crossslotlint/crossslotlint/internal/identity"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// The fields of GitLab's code quality reports, all of which it requires.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
	}
)

// GitLab writes a code quality report. A fingerprint stays when lines move, so
// that GitLab can tell which findings a merge request brings.
func GitLab(w io.Writer, r *result.Result, opts Options) error {
	name := inRepository(r)
	issues := []gitlabIssue{}
	add := func(check, severity, fingerprint, text string, rng result.Range) {
		issues = append(issues, gitlabIssue{text, check, fingerprint, severity, gitlabLocation{name(rng.File), gitlabLines{max(rng.Line, 1)}}})
	}
	prints := identity.Fingerprints(identity.Of(r, opts.Source))
	for i, f := range r.Findings {
		add(f.Check, levelOf(f.Certainty).gitlab, prints[i], f.Message, f.Range)
	}
	// Failures go through the same mill, as findings of a check of their own.
	failed := &result.Result{Root: r.Root}
	for _, f := range r.Failures {
		failed.Findings = append(failed.Findings, result.Finding{Check: failureCheck, Package: f.Package, Message: f.Message, Range: f.Range})
	}
	prints = identity.Fingerprints(identity.Of(failed, opts.Source))
	for i, f := range r.Failures {
		add(failureCheck, failure.gitlab, prints[i], failureMessage(f), f.Range)
	}
	return writeJSON(w, issues)
}

// failureCheck stands in the place of a check's name for a package that could
// not be analyzed.
const failureCheck = "not-analyzed"
