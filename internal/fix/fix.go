// Package fix applies the fixes that findings offer.
//
// A fix is applied as a whole or not at all: its edits may lie in several files,
// and a key that one of them writes under a new name is read by another.
package fix

import (
	"bytes"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A Plan is what files are to hold when fixes are applied.
type Plan struct {
	Files   []File           // sorted by name
	Applied []result.Finding // whose fixes are part of it
	Skipped []Skipped
	Unsure  int // the fixes that are left out as they ask for a review
}

// A File is one that changes. Old is nil for one that is made.
type File struct {
	Name     string
	Old, New []byte
}

// A Skipped fix is one that cannot be applied together with those before it.
type Skipped struct {
	Finding result.Finding
	Reason  string
}

// New plans the fixes of findings, in their order: those that are safe, and with
// review those that ask for one, too. The same edit in several fixes
// is applied once; a fix with an edit that overlaps another one of a fix before
// it is skipped. source returns what a file held when it was analyzed.
//
// A file that was formatted as gofmt does is so afterwards. It fails if a file
// cannot be read, if an edit is not of the file, or if Go code would not be that
// any more.
func New(findings []result.Finding, review bool, source func(file string) ([]byte, error)) (*Plan, error) {
	p := &Plan{}
	accepted := make(map[string][]result.Edit)
	for _, f := range findings {
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			continue
		}
		if len(f.Fix.Review) > 0 && !review {
			p.Unsure++
			continue
		}
		edits, other, ok := merge(accepted, f.Fix.Edits)
		if !ok {
			p.Skipped = append(p.Skipped, Skipped{f, fmt.Sprintf("it changes line %d too, in another way than a fix before it; run again", other.Line)})
			continue
		}
		accepted = edits
		p.Applied = append(p.Applied, f)
	}
	for _, name := range slices.Sorted(maps.Keys(accepted)) {
		old, err := source(name)
		if err != nil {
			return nil, err
		}
		changed, err := apply(name, old, accepted[name])
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(old, changed) {
			p.Files = append(p.Files, File{name, old, changed})
		}
	}
	return p, nil
}

// merge adds edits to those that are accepted, in a copy. If one of them
// conflicts, it returns that of the accepted ones which is in its way.
func merge(accepted map[string][]result.Edit, edits []result.Edit) (merged map[string][]result.Edit, other result.Edit, ok bool) {
	merged = maps.Clone(accepted)
	for _, e := range edits {
		list := merged[e.File]
		if slices.ContainsFunc(list, func(a result.Edit) bool { return same(a, e) }) {
			continue
		}
		if i := slices.IndexFunc(list, func(a result.Edit) bool { return conflict(a, e) }); i >= 0 {
			return nil, list[i], false
		}
		merged[e.File] = append(slices.Clone(list), e)
	}
	return merged, result.Edit{}, true
}

func same(a, b result.Edit) bool {
	return a.Offset == b.Offset && a.End == b.End && a.New == b.New
}

// conflict reports whether two edits that are not the same cannot both be made.
// Of two insertions at one place nobody knows which comes first; an insertion
// next to what another edit replaces is none of its business.
func conflict(a, b result.Edit) bool {
	if a.Offset == b.Offset {
		return true
	}
	return a.Offset < b.End && b.Offset < a.End
}

// apply returns what a file holds after edits.
func apply(name string, old []byte, edits []result.Edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b result.Edit) int { return a.Offset - b.Offset })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		if e.Offset < at || e.End < e.Offset || e.End > len(old) {
			return nil, fmt.Errorf("%s: a fix changes bytes %d to %d, which are not in the file", name, e.Offset, e.End)
		}
		out.Write(old[at:e.Offset])
		out.WriteString(e.New)
		at = e.End
	}
	out.Write(old[at:])
	if !strings.HasSuffix(name, ".go") {
		return out.Bytes(), nil
	}
	if formatted, err := format.Source(old); err == nil && bytes.Equal(formatted, old) {
		changed, err := format.Source(out.Bytes())
		if err != nil {
			return nil, fmt.Errorf("%s: the fixes would leave it broken, nothing is changed: %w", name, err)
		}
		return changed, nil
	}
	if _, err := parser.ParseFile(token.NewFileSet(), name, out.Bytes(), parser.SkipObjectResolution); err != nil {
		return nil, fmt.Errorf("the fixes would leave a file broken, nothing is changed: %w", err)
	}
	return out.Bytes(), nil
}
