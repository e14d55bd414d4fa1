package format

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// jsonVersion is the version of the lines that JSON writes. It changes when a
// field is taken away or comes to mean something else, not when one is added.
const jsonVersion = 2

// The lines of the format json; docs/formats.md explains the fields to those who
// read them.
type (
	jsonHead struct {
		Version int    `json:"version"`
		Type    string `json:"type"`
	}
	jsonRange struct {
		File      string `json:"file"`
		Line      int    `json:"line"`
		Column    int    `json:"column"`
		EndLine   int    `json:"endLine"`
		EndColumn int    `json:"endColumn"`
	}
	jsonFinding struct {
		jsonHead
		Check   string `json:"check"`
		Message string `json:"message"`
		jsonDetails
		Package string `json:"package"`
		jsonRange
		Related []jsonRelated `json:"related,omitempty"`
		Fix     *jsonFix      `json:"fix,omitempty"`
	}
	// jsonDetails are the parts of a message. SARIF has them as properties.
	jsonDetails struct {
		Certainty   string    `json:"certainty,omitempty"`
		Right       bool      `json:"right,omitempty"`
		Subject     string    `json:"subject,omitempty"`
		Keys        []jsonKey `json:"keys,omitempty"`
		Relation    string    `json:"relation,omitempty"`
		Problem     string    `json:"problem"`
		Detail      string    `json:"detail,omitempty"`
		Consequence string    `json:"consequence,omitempty"`
		Advice      string    `json:"advice,omitempty"`
		Answer      string    `json:"answer,omitempty"`
		Review      []string  `json:"review,omitempty"`
		Printed     []string  `json:"printed,omitempty"`
		Unfixed     string    `json:"unfixed,omitempty"`
		// Manual is a plan for people, of which nothing is applied.
		Manual *jsonManual `json:"manual,omitempty"`
	}
	jsonManual struct {
		Stop  *jsonStop  `json:"stop,omitempty"`
		Edits []jsonEdit `json:"edits"`
	}
	jsonStop struct {
		File string `json:"file"`
		Line int    `json:"line,omitempty"`
	}
	jsonKey struct {
		Pattern string `json:"pattern"`
		Slot    *int   `json:"slot,omitempty"`
	}
	jsonRelated struct {
		Message string `json:"message"`
		jsonRange
	}
	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}
	jsonEdit struct {
		jsonRange
		Offset int    `json:"offset"`
		End    int    `json:"end"`
		Old    string `json:"old,omitempty"`
		New    string `json:"new"`
	}
	jsonFailure struct {
		jsonHead
		Message string `json:"message"`
		Package string `json:"package"`
		*jsonRange
	}
	jsonSummary struct {
		jsonHead
		Tool     string `json:"tool"`
		Packages int    `json:"packages"`
		Findings int    `json:"findings"`
		Failures int    `json:"failures"`
		GivenUp  int    `json:"givenUp,omitempty"`
	}
)

// JSON writes JSON lines: one object for each finding, then one for each failure,
// then one with the counts, so that a reader sees whether the output is complete.
func JSON(w io.Writer, r *result.Result, opts Options) error {
	place := func(at result.Range) jsonRange { return jsonPlace(r, at) }
	for _, f := range r.Findings {
		line := jsonFinding{
			jsonHead: jsonHead{jsonVersion, "finding"}, jsonRange: place(f.Range),
			Check: f.Check, Message: f.Message, jsonDetails: detailsOf(r, f), Package: f.Package,
		}
		for _, rel := range f.Related {
			line.Related = append(line.Related, jsonRelated{rel.Message, place(rel.Range)})
		}
		if f.Fix != nil {
			line.Fix = &jsonFix{Message: f.Fix.Message, Edits: jsonEdits(r, f.Fix.Edits)}
		}
		if err := encodeJSON(w, line, ""); err != nil {
			return err
		}
	}
	for _, f := range r.Failures {
		line := jsonFailure{jsonHead: jsonHead{jsonVersion, "failure"}, Message: f.Message, Package: f.Package}
		if f.File != "" {
			at := place(f.Range)
			line.jsonRange = &at
		}
		if err := encodeJSON(w, line, ""); err != nil {
			return err
		}
	}
	return encodeJSON(w, jsonSummary{jsonHead{jsonVersion, "summary"}, opts.Version, r.Packages, len(r.Findings), len(r.Failures), r.GivenUp}, "")
}

// writeJSON writes a value with indentation.
func writeJSON(w io.Writer, v any) error { return encodeJSON(w, v, "  ") }

// encodeJSON writes a value with < and > as they are, since keys are spelled with
// them, and with escapes for what could act on a terminal or a log.
func encodeJSON(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(quote.JSON(b.Bytes()))
	return err
}

func jsonPlace(r *result.Result, at result.Range) jsonRange {
	return jsonRange{r.Rel(at.File), at.Line, at.Column, at.EndLine, at.EndColumn}
}

func jsonEdits(r *result.Result, edits []result.Edit) []jsonEdit {
	out := []jsonEdit{}
	for _, e := range edits {
		out = append(out, jsonEdit{jsonPlace(r, e.Range), e.Offset, e.End, e.Old, e.New})
	}
	return out
}

// detailsOf returns the parts of a finding's message, and what can be done about it.
func detailsOf(r *result.Result, f result.Finding) jsonDetails {
	d := jsonDetails{
		Certainty: f.Certainty, Right: f.Certainty == "right", Subject: f.Subject, Relation: f.Relation,
		Problem: f.Problem, Detail: f.Detail, Consequence: f.Consequence, Advice: f.Advice,
		Answer: f.Answer(), Unfixed: f.Unfixed,
	}
	if f.Fix != nil {
		d.Review, d.Printed = f.Fix.Review, f.Fix.Printed
	}
	if f.Manual != nil {
		d.Manual = &jsonManual{Edits: jsonEdits(r, f.Manual.Edits)}
		if stop := f.Manual.Stop; stop.File != "" {
			d.Manual.Stop = &jsonStop{r.Rel(stop.File), stop.Line}
		}
	}
	if d.Right {
		d.Certainty = "" // it is that of what is wrong
	}
	for _, k := range f.Keys {
		key := jsonKey{Pattern: k.Pattern}
		if k.Slot >= 0 {
			key.Slot = &k.Slot
		}
		d.Keys = append(d.Keys, key)
	}
	return d
}
