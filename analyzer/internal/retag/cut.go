// Package retag decides where a hash tag belongs in the keys of a program, and
// how to put it there in every place that names them.
//
// Keys are families here: a literal text with holes, whatever the holes are
// called. Commands whose keys have to share a slot tie families to each other; a
// tag is chosen for all families that are tied, at once (Solve). Evaluating the
// program with its constants marked (Marks) shows where the text of a key is
// written; the edits follow from that (Write).
package retag

import (
	"regexp"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// DefaultSeparators are what the parts of a key are separated with, where no
// setting says otherwise.
const DefaultSeparators Separators = ":/.-_|#"

// Separators are the characters that the parts of a key are separated with.
type Separators string

// in reports whether a text has a separator.
func (s Separators) in(text string) bool { return strings.ContainsAny(text, string(s)) }

// A Cut says where the braces of a tag go into a pattern: before which byte or
// hole, counted from 0, each byte of literal text and each hole as one.
type Cut struct{ Open, Close int }

// An item is a byte of literal text, or a hole.
type item struct {
	b    byte
	hole *pattern.Hole
}

func flatten(p pattern.Pattern) []item {
	n := 0
	for _, part := range p {
		n += max(len(part.Lit), 1)
	}
	out := make([]item, 0, n)
	for _, part := range p {
		if part.Hole != nil {
			out = append(out, item{hole: part.Hole})
			continue
		}
		for i := range len(part.Lit) {
			out = append(out, item{b: part.Lit[i]})
		}
	}
	return out
}

func join(items []item) pattern.Pattern {
	parts := make([]pattern.Pattern, len(items))
	for i, it := range items {
		if it.hole != nil {
			parts[i] = pattern.Pattern{{Hole: it.hole}}
		} else {
			parts[i] = pattern.Lit(string([]byte{it.b}))
		}
	}
	return pattern.Concat(parts...)
}

// Tag returns p with a tag put in.
func (c Cut) Tag(p pattern.Pattern) pattern.Pattern {
	items := flatten(p)
	return pattern.Concat(join(items[:c.Open]), pattern.Lit("{"), join(items[c.Open:c.Close]), pattern.Lit("}"), join(items[c.Close:]))
}

// Inside returns the part of p that the tag is put around.
func (c Cut) Inside(p pattern.Pattern) pattern.Pattern { return join(flatten(p)[c.Open:c.Close]) }

// same reports whether two items are the same byte, or hold the same value, as
// far as can be told: what a getter returns is taken to be the same each time, and
// what a counter returns is not.
func (a item) same(b item) bool {
	if a.hole == nil || b.hole == nil {
		return a == b
	}
	return a.hole.ID == b.hole.ID || a.hole.Alias != "" && a.hole.Alias == b.hole.Alias && a.hole.Steady && b.hole.Steady
}

// common is the number of items that a and b begin with alike.
func common(a, b []item) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].same(b[n]) {
		n++
	}
	return n
}

func (s Separators) is(it item) bool {
	return it.hole == nil && strings.IndexByte(string(s), it.b) >= 0
}

// fits reports whether a tag can end behind n items of p: with something that is
// no separator, before a separator or at the end.
func (s Separators) fits(p []item, n int) bool {
	return 0 < n && n <= len(p) && !s.is(p[n-1]) && (n == len(p) || s.is(p[n]))
}

// tells reports whether a run-time value that tells things apart is among the
// items.
func tells(items []item) bool {
	for _, it := range items {
		if it.hole != nil && !it.hole.Wide {
			return true
		}
	}
	return false
}

// settled reports whether a key begins with literal text: one that begins with a
// value may have a tag in it.
func settled(p []item) bool { return len(p) > 0 && p[0].hole == nil }

// numbered reports whether a constant part of a key begins with a number: it is
// one of many things.
func (s Separators) numbered(rest []item) bool {
	for _, it := range rest {
		if !s.is(it) {
			return it.hole == nil && '0' <= it.b && it.b <= '9'
		}
	}
	return false
}

func braced(p []item) bool {
	for _, it := range p {
		if it.hole == nil && (it.b == '{' || it.b == '}') {
			return true
		}
	}
	return false
}

// derived reports whether a key is made of another one by a word in front of
// it, "tmp:" and "user:1": tagged whole, that hashes as it does alone.
func (s Separators) derived(long, short []item) (Cut, bool) {
	n := len(long) - len(short)
	if n <= 0 || !settled(short) || !s.is(long[n-1]) || common(long[n:], short) != len(short) {
		return Cut{}, false
	}
	return Cut{n, len(long)}, true
}

// A Family is the text of the keys that one pattern stands for, with a NUL byte
// for each hole.
type Family string

// FamilyOf returns the family of a pattern.
func FamilyOf(p pattern.Pattern) Family {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			b.WriteByte(0)
		} else {
			b.WriteString(part.Lit)
		}
	}
	return Family(b.String())
}

// String spells the family with <> for each hole.
func (f Family) String() string { return strings.ReplaceAll(string(f), "\x00", "<>") }

var kinds = regexp.MustCompile(`<(text|int|bool|word)>`)

// Tagged returns the family of its keys with a tag.
func (f Family) Tagged(c Cut) Family { return f[:c.Open] + "{" + f[c.Open:c.Close] + "}" + f[c.Close:] }

// FormFamily is the family of keys that package tag spells with the kinds of
// their holes: "user:<int>:profile".
func FormFamily(form string) Family {
	return Family(kinds.ReplaceAllString(form, "\x00"))
}

// Shared returns a key of a whose family b has too.
func Shared(a, b Site) pattern.Pattern {
	for _, p := range a.Keys {
		for _, q := range b.Keys {
			if FamilyOf(p) == FamilyOf(q) {
				return p
			}
		}
	}
	return nil
}
