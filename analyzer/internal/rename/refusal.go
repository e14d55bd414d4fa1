package rename

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A Refusal says why findings have no fix.
type Refusal struct {
	Why string
	At  Place // what is in the way; it has no file where that is not one place
	// Edits put the tags in, as far as they were found. Nothing shows that they are
	// all that there are to make, or right. They are not formatted, which would take a
	// look at the whole of each file for each group.
	Edits []analysis.TextEdit
}

// stopped is a refusal because of one place; the first verb of the format is for it.
func (p *Program) stopped(pos token.Pos, format string, args ...any) Refusal {
	at := p.Fset.Position(pos)
	return Refusal{Why: fmt.Sprintf(format, append([]any{p.place(pos)}, args...)...), At: Place{at.Filename, at.Line, ""}}
}

// refuse says why findings have no fix.
func (p *Program) refuse(g *Group, r Refusal) {
	for _, i := range g.findings {
		p.Refused[i] = r
	}
}

// explain says why one way to write the tags was not taken. The first one counts, but
// for those that led to no edits.
func (g *Group) explain(r Refusal, edits []retag.Edit) {
	if g.refusal.Why != "" && (len(g.refusal.Edits) > 0 || len(edits) == 0) {
		return
	}
	r.Edits = textEdits(edits)
	g.refusal = r
}

// fail gives up what was written last. What was seen to fail counts more than what
// was not tried.
func (g *Group) fail(r Refusal) {
	if r.Why == "" {
		r.Why = "no way was found to change these keys and no others"
	}
	r.Edits = textEdits(g.plain)
	g.failed = append(g.failed, g.edits)
	g.edits, g.refusal = nil, r
}

func textEdits(edits []retag.Edit) (out []analysis.TextEdit) {
	for _, e := range edits {
		out = append(out, analysis.TextEdit{Pos: e.Pos, End: e.End, NewText: []byte(e.Text)})
	}
	return out
}
