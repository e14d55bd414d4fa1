package analyzer

import (
	"errors"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/dualread"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A DualRead is what makes a program find what is stored under the old names of its
// keys.
type DualRead struct {
	Edits []analysis.TextEdit // insertions
	// Files are new, by their absolute names.
	Files map[string]string
	Left  []Unread
}

// An Unread is a command that uses the new name of a key only.
type Unread struct {
	Pos token.Pos
	Why string
}

// DualReads plans for a program that has the new names: overlay holds the files in
// which they were put. renamed are the texts of each new name, with a value between
// each two. The positions are those of fset.
func DualReads(a *analysis.Analyzer, d Driver, overlay map[string][]byte, renamed [][]string) (plan *DualRead, fset *token.FileSet, err error) {
	s := settingsOf(a)
	o := s.options()
	o.Retag, o.Whole = false, true
	w := &whole{analyzer: a, err: s.Err(), options: o, driver: d}
	uses, _, ok := w.run(nil, overlay)
	if !ok {
		return nil, nil, errors.New("the program does not compile with the new names")
	}
	if len(w.last) == 0 {
		return new(DualRead), token.NewFileSet(), nil
	}
	families := make(map[retag.Family]bool)
	for _, texts := range renamed {
		families[retag.Family(strings.Join(texts, "\x00"))] = true
	}
	p := dualread.New(w.last, uses, families)
	plan = &DualRead{Files: make(map[string]string)}
	for _, e := range p.Edits {
		plan.Edits = append(plan.Edits, analysis.TextEdit{Pos: e.Pos, End: e.End, NewText: []byte(e.Text)})
	}
	for _, h := range p.Helpers {
		plan.Files[h.File] = h.Source
	}
	for _, l := range p.Left {
		plan.Left = append(plan.Left, Unread(l))
	}
	return plan, w.last[0].Fset, nil
}
