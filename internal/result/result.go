// Package result is what one run of the stand-alone program found: the one type
// that every output format, gate and migration note is made from.
package result

import (
	"cmp"
	"path/filepath"
	"slices"
)

// A Result is all that a run found, in an order that does not change: by file,
// then by position, then by message.
type Result struct {
	Root     string // absolute folder that file names are told relative to: the working directory
	Packages int    // packages named by the patterns and analyzed
	Findings []Finding
	Failures []Failure
	// GivenUp counts the call sites of which not all is known, because the analysis
	// came to one of its bounds.
	GivenUp int
	// Applied are the families of keys that this run has renamed, with the fixes
	// of findings that are not among Findings any more.
	Applied []Rename
}

// A Finding is one diagnostic. Its texts are safe to print, as package quote makes
// them: what comes from the program is escaped where it could act on what shows
// it. The names of files and packages are data; formats quote them.
type Finding struct {
	Check string // "crossslot"; "ignore" for a comment that switches nothing off
	// Certainty is "proven", "likely" or "possible", or "right" for a call that was
	// proved right. A finding of an analyzer that is not of this project has none;
	// it has neither subject nor keys, and its message is its problem.
	// A change of the schema is "breaking", or a "note", or has none.
	Certainty string
	Subject   string // what it is about: "MGET", "script lock, line 3"
	Keys      []Key  // in the order in which the message names them
	Relation  string // what is known of the slots of the keys: "never share a slot"
	// Problem is the headline: what is wrong. Detail, Consequence and Advice say
	// more about it, what a cluster does, and what to do. Each is a clause, and
	// empty where there is nothing to say.
	Problem, Detail, Consequence, Advice string
	// Message is the whole sentence as go vet prints it: the clauses, with the
	// check and the certainty in parentheses at the end.
	Message string
	Package string // import path
	Range
	Related []Related // where the keys come from, and what leads to the command
	// Renames are the families of keys that get a hash tag: with the fix or, if
	// none is offered, if what the message proposes is done by hand.
	Renames []Rename
	Fix     *Fix // nil if none is offered
	// Unfixed says why no fix is offered, where the message proposes hash tags.
	Unfixed string
	// Manual is what somebody has to do in place of a fix; nil if Unfixed is empty.
	Manual *Manual
}

// A Manual is a change that is left to people: nothing of it is applied.
type Manual struct {
	// Edits put the tags in, as far as they were found: they may not be all, and need
	// not be right. There are none where the text of the keys cannot be followed.
	Edits []Edit
	Stop  Range // what is in the way of a fix: a line, or a file if Line is 0; no File if it is not one place
}

// A Key is one key of a finding.
type Key struct {
	Pattern string // as messages spell it: user:<id>:name, in quotes if it is constant
	Slot    int    // 0 to 16383; -1 if it depends on a value
}

// A Rename is a family of keys that gets another name, both with the names of
// values in angle brackets: user:<id>:name, {user:<id>}:name.
type Rename struct {
	Old, New string
	Match    string   // the glob of SCAN that matches the keys of the old name: user:*:name
	Others   []Family // that the program uses besides, and of which Match finds keys, too
}

// A Family is a family of keys: its name, and the glob of SCAN that matches its keys.
type Family struct{ Name, Match string }

// A Related is a place that the message is about too.
type Related struct {
	Message string
	Range
}

// A Range is a part of a file. Lines and columns count from 1, columns and
// offsets in bytes; the end is behind the last byte, and equal to the start
// where only the start is known.
type Range struct {
	File               string // absolute
	Line, Column       int
	EndLine, EndColumn int
	Offset, End        int
}

// A Fix is the one rewrite that is offered for a finding.
type Fix struct {
	Message string
	Edits   []Edit // sorted by file and offset; they do not overlap
	// Review lists the places that may need the same change and do not get it. The
	// fix is for somebody who looks at them; it is safe if there are none.
	Review []string
	// Printed lists the logs, error messages and tests that show what the fix
	// changes.
	Printed []string
}

// Answer says what can be done about the advice of a finding: "safe" for a fix that
// can be applied at once, "review" for one that asks for a look at other places,
// "manual" where hash tags are advised and no fix is offered; else "".
func (f *Finding) Answer() string {
	switch {
	case f.Fix != nil && len(f.Fix.Review) > 0:
		return "review"
	case f.Fix != nil:
		return "safe"
	case f.Unfixed != "":
		return "manual"
	}
	return ""
}

// An Edit replaces the text of a range.
type Edit struct {
	Range
	Old, New string // Old is empty for an insertion, and where it is not known
}

// A Failure is a package that could not be analyzed in full, and why. The message
// is safe to print, and may have several lines.
type Failure struct {
	Package string
	Range   // File is empty where no place is known
	Message string
}

// Sort brings findings and failures into their order, and drops findings that
// are told twice: by a package and by its test variant.
func (r *Result) Sort() {
	slices.SortFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(Compare(a.Range, b.Range), cmp.Compare(a.Message, b.Message), cmp.Compare(fixes(b), fixes(a)))
	})
	r.Findings = slices.CompactFunc(r.Findings, func(a, b Finding) bool {
		return a.Range == b.Range && a.Message == b.Message
	})
	slices.SortFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(Compare(a.Range, b.Range), cmp.Compare(a.Message, b.Message))
	})
	r.Failures = slices.CompactFunc(r.Failures, func(a, b Failure) bool {
		return a.Range == b.Range && a.Message == b.Message
	})
}

// Rel returns a file's name relative to the root, with slashes; the name as it is
// (with slashes) if no relative one is known.
func (r *Result) Rel(file string) string {
	if r.Root == "" || !filepath.IsAbs(file) {
		return filepath.ToSlash(file)
	}
	rel, err := filepath.Rel(r.Root, file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// fixes counts the edits, so that of two equal findings the one with a fix comes
// first.
func fixes(f Finding) int {
	if f.Fix == nil {
		return 0
	}
	return len(f.Fix.Edits)
}

// Compare orders ranges by file, then by where they start.
func Compare(a, b Range) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
