package retag

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// How a text speaks of a family.
type speaks uint8

const (
	other    speaks = iota // not at all
	part                   // it has some of its words, or more
	instance               // it is one of its keys
	form                   // it is its format, or matches all of its keys
)

// whole reports whether a text that speaks so of a family is one of its keys, or
// the form of all.
func (s speaks) whole(f Family) bool { return s == form || s == instance && telling(f) }

// plainText reports whether a text may be a key, or a part of one: it is no
// sentence, no script and no regular expression.
func plainText(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsAny(text, " \t\r\n\"'`<()^$|\\")
}

// A Matcher tells how texts speak of the keys of one family.
type Matcher struct {
	Family   Family
	sep      Separators // those that the family has
	all      Separators
	anchors  []string
	segments []string
	words    []string // a text without any of them says nothing of the family
	bare     []string // segments that are words, without holes
}

// Matcher returns the matcher of a family.
func (sep Separators) Matcher(f Family) *Matcher {
	own := Separators(strings.Map(func(r rune) rune {
		if strings.ContainsRune(string(f), r) {
			return r
		}
		return -1
	}, string(sep)))
	m := &Matcher{Family: f, sep: own, all: sep, anchors: f.Anchors(sep), segments: own.segments(string(f))}
	for _, s := range m.segments {
		if !strings.Contains(s, "\x00") && f.word().MatchString(s) {
			m.bare = append(m.bare, s)
		}
		for piece := range strings.SplitSeq(s, "\x00") {
			if f.word().MatchString(piece) {
				m.words = append(m.words, piece)
			}
		}
	}
	return m
}

// anchored reports whether a text has one of the anchors of the family.
func (m *Matcher) anchored(text string) bool {
	return slices.ContainsFunc(m.anchors, func(a string) bool { return len(wholeWords(text, a)) > 0 })
}

// match says how a text speaks of the family and, if that is as a whole, where
// the braces of a cut go.
func (m *Matcher) match(text string, cut Cut) (offsets [2]int, kind speaks) {
	return m.matchSplit(text, cut, func() []string { return m.sep.segments(text) })
}

// matchSplit is match for a text whose segments are at hand.
func (m *Matcher) matchSplit(text string, cut Cut, segments func() []string) (offsets [2]int, kind speaks) {
	f := m.Family
	switch {
	case len(m.words) > 0 && !slices.ContainsFunc(m.words, func(w string) bool { return strings.Contains(text, w) }):
		return offsets, other
	case !plainText(text):
		if m.anchored(text) {
			return offsets, part
		}
		return offsets, other
	}
	if offsets, kind = whole(text, f, cut); kind != other {
		return offsets, kind
	}
	if overlaps(segments(), m.segments, f.word()) {
		return offsets, part
	}
	// A list in one text: "a,user:5".
	foreign := func(r rune) bool {
		return strings.ContainsRune(",;|=&", r) && !strings.ContainsRune(string(f), r)
	}
	if strings.ContainsFunc(text, foreign) {
		for item := range strings.FieldsFuncSeq(text, foreign) {
			segments := m.sep.segments(item)
			if _, kind := whole(item, f, cut); kind != other || len(segments) > 1 && overlaps(segments, m.segments, f.word()) {
				return offsets, part
			}
		}
	}
	return offsets, other
}

const (
	verb  = `%[-+# 0-9.\[\]]*[a-zA-Z]`
	value = `[^%*{}\s]+?`
)

var wild = regexp.MustCompile(verb + `|\*`)

// whole matches a text with a whole family: with a verb, a * or a value for
// each hole.
func whole(text string, f Family, cut Cut) (offsets [2]int, kind speaks) {
	in, ok := cut.in(text, f, verb+`|\*|`+value)
	if !ok {
		return offsets, other
	}
	offsets = [2]int{in.Open, in.Close}
	kind = instance
	if wild.MatchString(text) {
		kind = form
	}
	return offsets, kind
}

// in returns where the braces go in a text that has something else for each hole
// of a family: what a regular expression without groups matches.
func (c Cut) in(text string, f Family, hole string) (Cut, bool) {
	if !utf8.ValidString(string(f)) { // no regular expression has it
		return Cut{}, false
	}
	parts := strings.Split(string(f), "\x00")
	for _, part := range parts {
		if !strings.Contains(text, part) { // most texts speak of other things
			return Cut{}, false
		}
	}
	var b strings.Builder
	var at []int // the item that each group begins with
	n := 0
	b.WriteString(`^`)
	for i, part := range parts {
		if i > 0 {
			b.WriteString(`(` + hole + `)`)
			at = append(at, n)
			n++
		}
		b.WriteString(`(` + regexp.QuoteMeta(part) + `)`)
		at = append(at, n)
		n += len(part)
	}
	b.WriteString(`$`)
	m := regexp.MustCompile(b.String()).FindStringSubmatchIndex(text)
	if m == nil {
		return Cut{}, false
	}
	find := func(item int) int {
		for g := len(at) - 1; g >= 0; g-- {
			if at[g] <= item {
				return m[2+2*g] + item - at[g]
			}
		}
		return 0
	}
	if c.Close == n {
		return Cut{find(c.Open), len(text)}, true
	}
	return Cut{find(c.Open), find(c.Close)}, true
}

// segments splits a text at separators, with a NUL byte for each verb or *.
func (sep Separators) segments(text string) []string {
	if strings.ContainsAny(text, "%*") {
		text = wild.ReplaceAllString(text, "\x00")
	}
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(string(sep), r) })
}

// overlaps reports whether the segments of one are all found in the other, in a
// row, one word among them.
func overlaps(a, b []string, word *regexp.Regexp) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := 0; i+len(a) <= len(b) && len(a) > 0; i++ {
		ok, words := true, false
		for j := range a {
			x, y := a[j], b[i+j]
			switch {
			case x == y:
				words = words || word.MatchString(x)
			case !strings.Contains(x, "\x00") && !strings.Contains(y, "\x00"):
				ok = false
			}
		}
		if ok && words {
			return true
		}
	}
	return false
}
