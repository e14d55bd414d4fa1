package retag

import (
	"go/ast"
	"slices"
	"strings"
)

// MayBe reports whether a key of another family may be one of this one: each of its
// segments is, or has a value in its place, and some word is one of those that a
// value stands for.
func (sep Separators) MayBe(key, f Family) bool {
	if key == f || strings.Trim(string(key), "\x00") == "" {
		return false
	}
	a, b := sep.cut(string(key)), sep.cut(string(f))
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
	return other != f && covers(stars(string(f)), string(other))
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
