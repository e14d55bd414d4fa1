package rename

import (
	"cmp"
	"go/token"
	"maps"
	"slices"
	"strings"

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
// tags, and no others, line by line. If not, it returns a line with another key. Of what a dependency makes of a constant it may
// know less than before: then they are those of the family of all such keys. And of a
// key of which nothing was known it may know that it has one of the tags: tags are
// what packages say of their fields. Then the callers of a function that sends the
// key are not asked for it any more.
func (p *Program) renamed(before, after []Sent, tags map[retag.Family]retag.Cut) (line Line, ok bool) {
	tagged := make(map[retag.Family]bool)
	for f, cut := range tags {
		tagged[f.Tagged(cut)] = true
	}
	becomes := func(was, is retag.Family) bool {
		cut, ok := tags[was]
		if !ok {
			return was == is || unknown(was) && tagged[is]
		}
		return was.Tagged(cut) == is || p.general(was, is, cut, tags)
	}
	old, now := byLine(before), byLine(after)
	for _, line := range sortedLines(old) {
		for _, was := range old[line] {
			if !unknown(was) && !slices.ContainsFunc(now[line], func(is retag.Family) bool { return becomes(was, is) }) {
				return line, false
			}
		}
	}
	for _, line := range sortedLines(now) {
		for _, is := range now[line] {
			if !slices.ContainsFunc(old[line], func(was retag.Family) bool { return becomes(was, is) }) {
				return line, false
			}
		}
	}
	return Line{}, true
}

// general reports whether a key of a family that gets a tag is now known to be one of
// a larger family, which gets the same.
func (p *Program) general(was, is retag.Family, cut retag.Cut, tags map[retag.Family]retag.Cut) bool {
	for f, c := range tags {
		if in, ok := p.Separators.Instance(was, f, c); ok && in == cut && f.Tagged(c) == is {
			return true
		}
	}
	return false
}

// unknown reports whether nothing is known of the keys of a family.
func unknown(f retag.Family) bool { return strings.Trim(string(f), "\x00") == "" }

// byLine returns the families that each line sends, each once.
func byLine(keys []Sent) map[Line][]retag.Family {
	out := make(map[Line][]retag.Family)
	for _, k := range keys {
		if !slices.Contains(out[k.Line], k.Family) {
			out[k.Line] = append(out[k.Line], k.Family)
		}
	}
	return out
}

func sortedLines(keys map[Line][]retag.Family) []Line {
	return slices.SortedFunc(maps.Keys(keys), func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Number, b.Number))
	})
}
