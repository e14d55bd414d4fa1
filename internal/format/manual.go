package format

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// mostPlanned is how many lines of a plan are told.
const mostPlanned = 5

// longLine is the length of a line of which not all is told.
const longLine = 240

// manual writes what somebody would have to change by hand. Findings about the same
// keys have one plan, which is written once.
func (t *text) manual(f result.Finding) {
	if f.Manual == nil || len(f.Manual.Edits) == 0 {
		return
	}
	lines := planned(f.Manual.Edits, t.sources)
	all := fmt.Sprint(lines)
	if first, ok := t.plans[all]; ok {
		t.wrap("by hand: as at "+first, indent)
		return
	}
	t.plans[all] = t.place(f.Range)
	t.wrap("by hand, look at these places (none of them was changed, and there may be more):", indent)
	for i, l := range lines {
		if i == mostPlanned {
			t.wrap("and "+count(len(lines)-i, "more line")+", which -json lists", indent+2)
			break
		}
		t.wrap(fmt.Sprintf("%s:%d: %s -> %s", t.name(l.file), l.line, quote.Text(l.old), quote.Text(l.new)), indent+2)
	}
}

// mostReviewed is the number of places to look at that a finding lists.
const mostReviewed = 12

// review lists the places to look at before a fix is applied: with the first finding
// that has them. The run that applies the fix lists all.
func (t *text) review(f result.Finding) {
	places := f.Fix.Review
	all := strings.Join(places, ", ")
	if first, ok := t.plans[all]; ok {
		t.wrap("look first at the places that are listed at "+first, indent)
		return
	}
	t.plans[all] = t.place(f.Range)
	if more := len(places) - mostReviewed; more > 1 {
		all = strings.Join(places[:mostReviewed], ", ") + " and " + count(more, "more place") + ", which -json lists"
	}
	t.wrap("look at these first: "+all, indent)
}

// A plannedLine is a line of a file, and what it would be.
type plannedLine struct {
	file     string
	line     int
	old, new string
	whole    bool // or only the text that one edit replaces
}

// planned returns the lines that edits change. Where the line is not known, or an edit
// has more than one, it is the text that is replaced.
func planned(edits []result.Edit, source *lines) (out []plannedLine) {
	for _, e := range edits {
		text, ok := source.get(e.File, e.Line)
		line := strings.TrimRight(string(text), "\r\n")
		if !ok || e.EndLine != e.Line || e.EndColumn-1 > len(line) || strings.Contains(e.New, "\n") {
			out = append(out, plannedLine{e.File, e.Line, e.Old, e.New, false})
			continue
		}
		before, behind := line[:e.Column-1], line[e.EndColumn-1:]
		if len(line) > longLine {
			before, behind = before[max(0, len(before)-longLine/4):], behind[:min(len(behind), longLine/4)]
			out = append(out, plannedLine{e.File, e.Line, before + e.Old + behind, before + e.New + behind, false})
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].whole && out[n].file == e.File && out[n].line == e.Line {
			// The end of the line is as it was.
			before = out[n].new[:len(out[n].new)-(len(line)-len(before))]
			out = out[:n]
		}
		out = append(out, plannedLine{e.File, e.Line, line, before + e.New + behind, true})
	}
	for i := range out {
		out[i].old, out[i].new = strings.TrimSpace(out[i].old), strings.TrimSpace(out[i].new)
	}
	return out
}
