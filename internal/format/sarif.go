package format

import (
	"io"
	"path/filepath"
	"slices"

	"github.com/crossslotlint/crossslotlint/internal/identity"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A Rule describes a check.
type Rule struct {
	ID      string // name of the check
	Summary string // one sentence
	Help    string // Markdown
	URL     string // of the page about the check
}

const (
	homepage    = "https://github.com/crossslotlint/crossslotlint"
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifRoot   = "SRCROOT" // stands for the repository's folder
	// fingerprintName has a version: identities may be made otherwise one day.
	fingerprintName = "crossslotlint/v1"
)

// SARIF writes one log with one run in the Static Analysis Results Interchange
// Format, version 2.1.0 with errata 01. Columns are in characters.
//
// Braces in messages are not doubled, although section 3.11.5 of the standard
// asks for it: readers put values into messages that have arguments, which these
// have not, and show all others as they are. Doubled braces would be bad advice.
func SARIF(w io.Writer, r *result.Result, opts Options) error {
	s := sarifWriter{top: repository(r.Root), lines: newLines(opts), result: r}
	driver := sarifDriver{Name: "crossslotlint", Version: opts.Version, InformationURI: homepage, Rules: []sarifRule{}}
	index := make(map[string]int)
	for _, rule := range sarifRules(r, opts.Rules) {
		index[rule.ID] = len(driver.Rules)
		driver.Rules = append(driver.Rules, rule)
	}
	prints := identity.Fingerprints(identity.Of(r, opts.Source))
	results := []sarifResult{}
	for i, f := range r.Findings {
		results = append(results, s.finding(f, index[f.Check], prints[i]))
	}
	log := sarifLog{
		Schema:  sarifSchema,
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:               sarifTool{driver},
			Invocations:        []sarifInvocation{s.invocation(r.Failures)},
			OriginalURIBaseIDs: map[string]sarifBase{sarifRoot: {fileURI(s.top, true)}},
			ColumnKind:         "unicodeCodePoints",
			Results:            results,
		}},
	}
	return writeJSON(w, log)
}

// sarifRules returns the rules, and one for each check that none is known of.
func sarifRules(r *result.Result, rules []Rule) []sarifRule {
	var list []sarifRule
	for _, rule := range rules {
		sr := sarifRule{ID: rule.ID, HelpURI: rule.URL}
		if rule.Summary != "" {
			sr.ShortDescription = &sarifMessage{Text: rule.Summary}
		}
		if rule.Help != "" {
			sr.Help = &sarifMessage{Text: rule.Help, Markdown: rule.Help}
		}
		list = append(list, sr)
	}
	for _, f := range r.Findings {
		if !slices.ContainsFunc(list, func(sr sarifRule) bool { return sr.ID == f.Check }) {
			list = append(list, sarifRule{ID: f.Check})
		}
	}
	return list
}

// A sarifWriter names places.
type sarifWriter struct {
	top    string
	lines  *lines
	result *result.Result
}

func (s sarifWriter) finding(f result.Finding, rule int, fingerprint string) sarifResult {
	res := sarifResult{
		RuleID:              f.Check,
		RuleIndex:           rule,
		Level:               levelOf(f.Certainty).sarif,
		Message:             sarifMessage{Text: f.Message},
		Locations:           []sarifLocation{{PhysicalLocation: s.physical(f.Range)}},
		PartialFingerprints: map[string]string{fingerprintName: fingerprint},
		Properties:          detailsOf(s.result, f),
	}
	for i, rel := range f.Related {
		res.RelatedLocations = append(res.RelatedLocations,
			sarifLocation{ID: i + 1, PhysicalLocation: s.physical(rel.Range), Message: &sarifMessage{Text: rel.Message}})
	}
	if f.Answer() == "safe" { // readers apply fixes with one click
		res.Fixes = []sarifFix{s.fix(f.Fix)}
	}
	return res
}

// fix groups edits, which are sorted by file.
func (s sarifWriter) fix(fix *result.Fix) sarifFix {
	sf := sarifFix{Description: sarifMessage{Text: fix.Message}, ArtifactChanges: []sarifChange{}}
	last := ""
	for _, e := range fix.Edits {
		if e.File != last {
			last = e.File
			sf.ArtifactChanges = append(sf.ArtifactChanges, sarifChange{ArtifactLocation: s.artifact(e.File)})
		}
		change := &sf.ArtifactChanges[len(sf.ArtifactChanges)-1]
		change.Replacements = append(change.Replacements, sarifReplacement{s.region(e.Range), sarifContent{e.New}})
	}
	return sf
}

func (s sarifWriter) invocation(failures []result.Failure) sarifInvocation {
	inv := sarifInvocation{ExecutionSuccessful: len(failures) == 0}
	for _, f := range failures {
		n := sarifNotification{Level: failure.sarif, Message: sarifMessage{Text: failureMessage(f)}}
		if f.File != "" {
			n.Locations = []sarifLocation{{PhysicalLocation: s.physical(f.Range)}}
		}
		inv.Notifications = append(inv.Notifications, n)
	}
	return inv
}

// failureMessage is the sentence of a failure in formats that have no place for
// the package.
func failureMessage(f result.Failure) string {
	if f.Package == "" {
		return f.Message
	}
	return "package " + quote.Text(f.Package) + " could not be analyzed in full: " + f.Message
}

func (s sarifWriter) physical(rng result.Range) *sarifPhysical {
	p := &sarifPhysical{ArtifactLocation: s.artifact(rng.File)}
	if rng.Line > 0 {
		p.Region = new(s.region(rng))
		if rng.EndLine == rng.Line && rng.EndColumn == rng.Column {
			// A region without an end goes to the end of its line.
			p.Region.EndLine, p.Region.EndColumn = 0, 0
		}
	}
	return p
}

func (s sarifWriter) artifact(file string) sarifArtifact {
	name, inside := relative(s.top, file)
	switch {
	case inside:
		return sarifArtifact{URI: relativeURI(name), URIBaseID: sarifRoot}
	case filepath.IsAbs(file):
		return sarifArtifact{URI: fileURI(file, false)}
	}
	return sarifArtifact{URI: relativeURI(name)}
}

func (s sarifWriter) region(rng result.Range) sarifRegion {
	return sarifRegion{
		StartLine:   rng.Line,
		StartColumn: s.lines.character(rng.File, rng.Line, rng.Column),
		EndLine:     rng.EndLine,
		EndColumn:   s.lines.character(rng.File, rng.EndLine, rng.EndColumn),
	}
}
