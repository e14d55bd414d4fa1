package format

import (
	"cmp"
	"fmt"
	"io"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// The fields of the Reviewdog Diagnostic Format, version 1.0, that are written.
// Its related_locations are not among them: reviewdog refuses a report with a
// field that it does not know, and releases that are in use do not know this one.
type (
	rdjsonLog struct {
		Source      rdjsonSource       `json:"source"`
		Severity    string             `json:"severity"`
		Diagnostics []rdjsonDiagnostic `json:"diagnostics"`
	}
	rdjsonSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdjsonDiagnostic struct {
		Message     string             `json:"message"`
		Location    rdjsonLocation     `json:"location"`
		Severity    string             `json:"severity"`
		Code        rdjsonCode         `json:"code"`
		Suggestions []rdjsonSuggestion `json:"suggestions,omitempty"`
	}
	rdjsonLocation struct {
		Path  string       `json:"path"`
		Range *rdjsonRange `json:"range,omitempty"`
	}
	rdjsonRange struct {
		Start rdjsonPosition  `json:"start"`
		End   *rdjsonPosition `json:"end,omitempty"`
	}
	rdjsonPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdjsonCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdjsonSuggestion struct {
		Range rdjsonRange `json:"range"`
		Text  string      `json:"text"`
	}
)

// RDJSON writes a DiagnosticResult of the Reviewdog Diagnostic Format. Files are
// named relative to the working directory, columns are in bytes, and what else a
// finding is about stands in lines below its message. A fix becomes one
// suggestion if all its edits are in the finding's file; a suggestion has no
// other file, and half a fix would be worse than none.
func RDJSON(w io.Writer, r *result.Result, opts Options) error {
	lines := newLines(opts)
	urls := make(map[string]string)
	for _, rule := range opts.Rules {
		urls[rule.ID] = rule.URL
	}
	log := rdjsonLog{rdjsonSource{"crossslotlint", homepage}, "WARNING", []rdjsonDiagnostic{}}
	add := func(check, severity, text string, rng result.Range, fix *result.Fix) {
		d := rdjsonDiagnostic{
			Message:  text,
			Location: rdjsonLocation{Path: noPlace},
			Severity: severity,
			Code:     rdjsonCode{check, urls[check]},
		}
		if rng.File != "" {
			d.Location.Path = r.Rel(rng.File)
		}
		if rng.Line > 0 {
			d.Location.Range = new(rdjsonRangeOf(rng))
		}
		if s, ok := suggestion(fix, rng.File, lines); ok {
			d.Suggestions = []rdjsonSuggestion{s}
		}
		log.Diagnostics = append(log.Diagnostics, d)
	}
	for _, f := range r.Findings {
		text := f.Message
		for _, rel := range f.Related {
			text += fmt.Sprintf("\n%s:%d: %s", quote.Line(r.Rel(rel.File)), rel.Line, rel.Message)
		}
		fix := f.Fix
		if f.Answer() == "review" {
			fix = nil // readers apply suggestions with one click
		}
		add(f.Check, levelOf(f.Certainty).rdjson, text, f.Range, fix)
	}
	for _, f := range r.Failures {
		add(failureCheck, failure.rdjson, failureMessage(f), f.Range, nil)
	}
	return writeJSON(w, log)
}

func rdjsonRangeOf(rng result.Range) rdjsonRange {
	return rdjsonRange{rdjsonPosition{rng.Line, rng.Column}, &rdjsonPosition{cmp.Or(rng.EndLine, rng.Line), cmp.Or(rng.EndColumn, rng.Column)}}
}

// suggestion makes one edit of all edits of a fix, with the text between them.
func suggestion(fix *result.Fix, file string, lines *lines) (rdjsonSuggestion, bool) {
	if fix == nil || len(fix.Edits) == 0 {
		return rdjsonSuggestion{}, false
	}
	all, text := fix.Edits[0].Range, ""
	for i, e := range fix.Edits {
		if e.File != file {
			return rdjsonSuggestion{}, false
		}
		if i > 0 {
			between, ok := lines.between(all, e.Range)
			if !ok {
				return rdjsonSuggestion{}, false
			}
			text += between
			all.EndLine, all.EndColumn = e.EndLine, e.EndColumn
		}
		text += e.New
	}
	return rdjsonSuggestion{rdjsonRangeOf(all), text}, true
}
