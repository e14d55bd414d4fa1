package retag

import (
	"go/ast"
	"iter"
	"slices"
	"strings"
)

// A Segmented is a list of families that are cut at their separators.
type Segmented struct {
	sep      Separators
	families []Family
	segments [][]string
}

// Segmented cuts families.
func (sep Separators) Segmented(families iter.Seq[Family]) *Segmented {
	s := &Segmented{sep: sep, families: slices.Sorted(families)}
	for _, f := range s.families {
		s.segments = append(s.segments, sep.cut(string(f)))
	}
	return s
}

// MayHold returns the families that a key of another one may be of: each of its
// segments is one of theirs, or has a value in its place, and some word is one of
// those that a value stands for.
func (s *Segmented) MayHold(key Family) (out []Family) {
	if key.Unknown() {
		return nil // of such keys nothing can be said
	}
	segments := s.sep.cut(string(key))
	for i, f := range s.families {
		if key != f && mayBe(key, f, segments, s.segments[i]) {
			out = append(out, f)
		}
	}
	return out
}

// mayBe is MayHold for one family; a and b are the segments.
func mayBe(key, f Family, a, b []string) bool {
	hidden := false
	if strings.HasPrefix(string(key), "\x00") && len(a) < len(b) { // the value has separators in it
		hidden = f.word().MatchString(strings.Join(b[:len(b)-len(a)], ""))
		b = b[len(b)-len(a):]
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		switch {
		case a[i] == b[i]:
		case spells(a[i], b[i]) && meets(stars(a[i]), b[i]):
			hidden = hidden || f.word().MatchString(b[i])
		case short.MatchString(a[i]) || !meets(stars(b[i]), a[i]):
			return false // a word is hardly a value
		}
	}
	return hidden
}

// spells reports whether all words of a segment are in another one.
func spells(a, b string) bool {
	for part := range strings.SplitSeq(a, "\x00") {
		if short.MatchString(part) && !strings.Contains(b, part) {
			return false
		}
	}
	return strings.Contains(a, "\x00")
}

// stars returns a family as the pattern of a scan.
func stars(family string) (out []globItem) {
	for i := range len(family) {
		c := family[i]
		out = append(out, globItem{c == 0, func(b byte) bool { return b == c }})
	}
	return out
}

// cut splits a string at every separator. The separators are segments too.
func (sep Separators) cut(text string) (out []string) {
	for text != "" {
		i := strings.IndexAny(text, string(sep))
		if i < 0 {
			return append(out, text)
		}
		out = append(out, text[:i], text[i:i+1])
		text = text[i+1:]
	}
	return slices.Clip(out)
}

// Includes reports whether keys of another family are keys of this one, with
// separators in its values.
func (f Family) Includes(other Family) bool {
	first, _, _ := strings.Cut(string(f), "\x00")
	last := string(f[strings.LastIndexByte(string(f), 0)+1:])
	return other != f && strings.HasPrefix(string(other), first) && strings.HasSuffix(string(other), last) && covers(stars(string(f)), string(other))
}

// Literals returns the literals that keys of a family are made of, each once.
func (w *Writer) Literals(of func(Family) bool) (out []*ast.BasicLit) {
	some := make(map[Family]bool)
	for _, u := range w.uses {
		is, known := some[u.family]
		if !known {
			is = of(u.family)
			some[u.family] = is
		}
		if !is {
			continue
		}
		for _, places := range u.stream.at {
			for _, l := range w.literals(places) {
				if !slices.Contains(out, l.lit) {
					out = append(out, l.lit)
				}
			}
		}
	}
	return out
}
