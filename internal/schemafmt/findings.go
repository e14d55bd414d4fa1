package schemafmt

import (
	"io"
	"os"
	"path/filepath"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/format"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
)

// gatePage is the page about changes.
const gatePage = "https://github.com/crossslotlint/crossslotlint/blob/main/docs/schema.md#gate-it"

// asFindings writes changes in a format of findings. Changes that a comment switches off
// are none.
func asFindings(write format.Writer) func(w io.Writer, c *Changes, o Options) error {
	return func(w io.Writer, c *Changes, o Options) error {
		opts := format.Options{Version: o.Version, Color: o.Color, Width: o.Width, Source: os.ReadFile}
		for _, rule := range schemadiff.Rules() {
			opts.Rules = append(opts.Rules, format.Rule{ID: string(rule), Summary: rule.Summary(), URL: gatePage})
		}
		return write(w, c.result(), opts)
	}
}

// result returns changes as findings, one for each, at the first of its places.
func (c *Changes) result() *result.Result {
	r := &result.Result{Root: c.Root}
	for i := range c.Changes {
		change := &c.Changes[i]
		if change.Ignored != nil {
			continue
		}
		f := result.Finding{
			Check: string(change.Rule), Certainty: c.level(change), Subject: quote.Text(change.Pattern),
			Keys: []result.Key{{Pattern: quote.Text(change.Pattern), Slot: -1}}, Problem: quote.Text(change.Pattern + ": " + change.Message()),
			Range: result.Range{File: c.Root},
		}
		f.Message = f.Problem + " (" + f.Check + ")"
		if f.Certainty != "" {
			f.Message = f.Problem + " (" + f.Check + ", " + f.Certainty + ")"
		}
		for n, p := range change.Places {
			at := c.rangeOf(p, change.Before())
			if n == 0 {
				f.Package, f.Range = p.Package, at
			} else if at.Line > 0 {
				f.Related = append(f.Related, result.Related{Message: quote.Text(p.Command + " in " + p.Function), Range: at})
			}
		}
		r.Findings = append(r.Findings, f)
	}
	for _, i := range c.Idle {
		text := quote.Text(idle(i))
		at := result.Range{File: c.absolute(i.File), Line: i.Line, Column: 1, EndLine: i.Line, EndColumn: 1}
		r.Findings = append(r.Findings, result.Finding{Check: "ignore", Certainty: "note", Subject: "comment", Problem: text, Message: text + " (ignore, note)", Range: at})
	}
	return r
}

// level says how grave a change is.
func (c *Changes) level(change *schemadiff.Change) string {
	switch {
	case c.breaks(change):
		return "breaking"
	case change.Category() == schemadiff.Note:
		return "note"
	}
	return ""
}

// rangeOf returns a place of the program. The lines of one before the change are others
// now.
func (c *Changes) rangeOf(p analyzer.KeyPlace, before bool) result.Range {
	at := result.Range{File: c.absolute(p.File)}
	if !before && p.Line > 0 {
		at.Line, at.Column, at.EndLine, at.EndColumn = p.Line, 1, p.Line, 1
	}
	return at
}

func (c *Changes) absolute(file string) string {
	if c.Root == "" || filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(c.Root, filepath.FromSlash(file))
}
