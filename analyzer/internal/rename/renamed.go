package rename

import (
	"cmp"
	"go/token"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A Sent is a key that a line of a program sends.
type Sent struct {
	Line   Line
	Family retag.Family
}

// A Line is one of a file. No edit adds any.
type Line struct {
	File   string
	Number int
}

// SentBy returns the keys of a program, whose positions are of fset.
func SentBy(fset *token.FileSet, uses []retag.Use) []Sent {
	out := make([]Sent, len(uses))
	for i, u := range uses {
		p := fset.PositionFor(u.Pos, false)
		out[i] = Sent{Line{p.Filename, p.Line}, retag.FamilyOf(u.Key)}
	}
	return out
}

// renamed reports whether the keys of a program are those of before with the
// tags, and no others, line by line. If not, it returns a line with another key. Of what
// a dependency makes of a constant it may know less than before: then they are those of
// the family of all such keys. And of a key of which nothing was known it may know that
// it has one of the tags: tags are what packages say of their fields. Then the callers of
// a function that sends the key are not asked for it any more.
func (p *Program) renamed(before, after []Sent, tags map[retag.Family]retag.Cut) (line Line, ok bool) {
	tagged := make(families)
	for f, cut := range tags {
		tagged[f.Tagged(cut)] = true
	}
	old, now := byLine(before), byLine(after)
	for _, line := range sortedLines(old) {
		for was := range old[line] {
			if !was.Unknown() && !now[line][named(was, tags)] && !p.general(was, tags).meets(now[line]) {
				return line, false
			}
		}
	}
	for _, line := range sortedLines(now) {
		become := make(families)
		anything := false
		for was := range old[line] {
			become[named(was, tags)] = true
			anything = anything || was.Unknown()
		}
		for is := range now[line] {
			if become[is] || anything && tagged[is] {
				continue
			}
			found := false
			for was := range old[line] {
				found = found || p.general(was, tags)[is]
			}
			if !found {
				return line, false
			}
		}
	}
	return Line{}, true
}

type families map[retag.Family]bool

func (f families) meets(other families) bool {
	for x := range f {
		if other[x] {
			return true
		}
	}
	return false
}

// named returns the name that a family has after an edit.
func named(f retag.Family, tags map[retag.Family]retag.Cut) retag.Family {
	if cut, ok := tags[f]; ok {
		return f.Tagged(cut)
	}
	return f
}

// general returns the larger families, with their tags, that a key of a family which gets
// a tag may now be known to be of: they get the same.
func (p *Program) general(was retag.Family, tags map[retag.Family]retag.Cut) families {
	cut, ok := tags[was]
	if !ok {
		return nil
	}
	out := make(families)
	for f, c := range tags {
		if in, ok := p.Separators.Instance(was, f, c); ok && in == cut {
			out[f.Tagged(c)] = true
		}
	}
	return out
}

// byLine returns the families that each line sends.
func byLine(keys []Sent) map[Line]families {
	out := make(map[Line]families)
	for _, k := range keys {
		if out[k.Line] == nil {
			out[k.Line] = make(families)
		}
		out[k.Line][k.Family] = true
	}
	return out
}

func sortedLines(keys map[Line]families) []Line {
	return slices.SortedFunc(maps.Keys(keys), func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Number, b.Number))
	})
}
