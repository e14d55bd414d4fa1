package lint

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// DualRead adds to a plan what makes the program move a key with an old name before
// it uses it. It returns what uses new names only, in words.
func DualRead(a *analysis.Analyzer, p *load.Program, plan *fix.Plan, root string) (left []string, err error) {
	var renamed [][]string
	told := make(map[string]bool)
	for _, f := range plan.Applied {
		for _, n := range f.Renames {
			if told[n.Old] {
				continue
			}
			told[n.Old] = true
			if form, why := reversible(n); why == "" {
				renamed = append(renamed, form)
			} else {
				left = append(left, fmt.Sprintf("%s is used under its new name only: %s", n.New, why))
			}
		}
	}
	if len(renamed) == 0 {
		return left, nil
	}
	overlay := make(map[string][]byte)
	for _, f := range plan.Files {
		overlay[f.Name] = f.New
	}
	reads, fset, err := analyzer.DualReads(a, &driver{program: p}, overlay, renamed)
	if err != nil {
		return nil, err
	}
	rel := (&result.Result{Root: root}).Rel
	for _, l := range reads.Left {
		at := fset.Position(l.Pos)
		left = append(left, fmt.Sprintf("%s:%d uses the new name of a key only: %s", quote.Text(rel(at.Filename)), at.Line, l.Why))
	}
	edits := make(map[string][]analysis.TextEdit)
	for _, e := range reads.Edits {
		name := fset.PositionFor(e.Pos, false).Filename
		edits[name] = append(edits[name], e)
	}
	for name, list := range edits {
		i := slices.IndexFunc(plan.Files, func(f fix.File) bool { return f.Name == name })
		if i < 0 {
			old, err := p.Source(name)
			if err != nil {
				return nil, err
			}
			i = len(plan.Files)
			plan.Files = append(plan.Files, fix.File{Name: name, Old: old, New: old})
		}
		f := &plan.Files[i]
		slices.SortStableFunc(list, func(a, b analysis.TextEdit) int { return cmp.Compare(a.Pos, b.Pos) })
		f.New = inserted(f.New, list, func(e analysis.TextEdit) int { return fset.PositionFor(e.Pos, false).Offset })
		overlay[name] = f.New
	}
	for name, source := range reads.Files {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is there: give it another name, as -dual-read writes a file of that name", filepath.ToSlash(rel(name)))
		}
		plan.Files = append(plan.Files, fix.File{Name: name, New: []byte(source)})
		overlay[name] = []byte(source)
	}
	slices.SortFunc(plan.Files, func(a, b fix.File) int { return cmp.Compare(a.Name, b.Name) })
	return left, compiles(p, overlay)
}

// reversible returns the texts of a new name of which the old one can be told: that
// without the first { and the last }.
func reversible(n result.Rename) (texts []string, why string) {
	if len(n.Others) > 0 {
		return nil, fmt.Sprintf("an old name may be one of %s, too", n.Others[0].Name)
	}
	from, ok := keyform.FromGlob(n.Match)
	if !ok {
		return nil, "its name is not known byte by byte"
	}
	to, ok := from.Tagged(n.Old, n.New, quote.Text)
	if !ok {
		return nil, "its name is not known byte by byte"
	}
	if strings.Count(to[0], "{") != 1 || strings.Count(to[len(to)-1], "}") != 1 {
		return nil, "a value stands beside the hash tag, and may hold a brace, so that the old name cannot be told from the new one"
	}
	return to, ""
}

// inserted returns a text with insertions, in their order; formatted, if it was.
func inserted(text []byte, edits []analysis.TextEdit, offset func(analysis.TextEdit) int) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, text[at:offset(e)]...), e.NewText...)
		at = offset(e)
	}
	out = append(out, text[at:]...)
	if was, err := format.Source(text); err == nil && bytes.Equal(was, text) {
		if now, err := format.Source(out); err == nil {
			return now
		}
	}
	return out
}

// compiles fails if a program does not compile with changed files, and did without.
func compiles(p *load.Program, overlay map[string][]byte) error {
	after, err := p.Reload(overlay)
	if err != nil {
		return err
	}
	failed := make(map[string]bool)
	for _, pkg := range p.Loaded {
		failed[pkg.ID] = len(pkg.Errors) > 0
	}
	for _, pkg := range after.Loaded {
		if len(pkg.Errors) > 0 && !failed[pkg.ID] {
			return fmt.Errorf("%s does not compile with what -dual-read writes, nothing is changed: %s", pkg.PkgPath, quote.Text(pkg.Errors[0].Msg))
		}
	}
	return nil
}
