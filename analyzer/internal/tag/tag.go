// Package tag tells what is odd about the hash tag of a key, and which keys are
// spellings of one key: the same text, with the braces in other places.
//
// The hash tag of a key is the text between the first { and the first } after
// it, if there is any text there (Redis cluster specification, "Hash tags").
// Everything that looks like a tag and is none by that rule is odd.
package tag

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// An Oddity is how a tag does not do what it seems to.
type Oddity uint8

const (
	None    Oddity = iota
	Empty          // {}: the whole key is hashed, whatever follows
	Open           // {user:1:x is never closed: the whole key is hashed
	Doubled        // {{x}}: the tag is "{x"
	Second         // {a}:{b}: only the first one counts
)

var names = [...]string{"none", "empty", "open", "doubled", "second"}

// String returns the name of the oddity in lower case.
func (o Oddity) String() string { return names[o] }

// Of returns what is odd about the first tag of a key, and None where it is in
// order or the key has none. A Second tag is not odd by itself.
func Of(p pattern.Pattern) Oddity {
	hashed, tagged, _ := p.Hashed()
	if tagged {
		if len(hashed) > 0 && strings.HasPrefix(hashed[0].Lit, "{") {
			return Doubled
		}
		return None
	}
	rest, ok := after(p, '{')
	if !ok {
		return None
	}
	if _, ok := after(rest, '}'); !ok {
		return Open
	}
	return Empty
}

// Fault returns the oddity for which two keys do not share a slot that would
// do, or may, if their tags worked as they look. first says that it is in p.
func Fault(p, q pattern.Pattern) (o Oddity, first bool) {
	a, b := Of(p), Of(q)
	switch {
	case a == Doubled || b == Doubled:
		x, y := tags(p), tags(q)
		if len(x) == 0 || len(y) == 0 || !trim(x[0]).Equal(trim(y[0])) {
			return None, false
		}
		return Doubled, a == Doubled
	case a == Empty && braced(q):
		return Empty, true
	case b == Empty && braced(p):
		return Empty, false
	case a == Open && braced(q):
		return Open, true
	case b == Open && braced(p):
		return Open, false
	}
	// A second tag is a fault where the other key has it too.
	x, y := tags(p), tags(q)
	for i, s := range x {
		for j, t := range y {
			if i+j > 0 && s.Equal(t) {
				return Second, i > 0
			}
		}
	}
	return None, false
}

// braced reports whether a key has an opening brace.
func braced(p pattern.Pattern) bool {
	_, ok := after(p, '{')
	return ok
}

// after returns what follows the first byte c in the literals of p.
func after(p pattern.Pattern, c byte) (pattern.Pattern, bool) {
	for i, part := range p {
		if j := strings.IndexByte(part.Lit, c); j >= 0 {
			return pattern.Concat(pattern.Lit(part.Lit[j+1:]), p[i+1:]), true
		}
	}
	return nil, false
}

// until returns what stands before the first byte c in the literals of p.
func until(p pattern.Pattern, c byte) pattern.Pattern {
	for i, part := range p {
		if j := strings.IndexByte(part.Lit, c); j >= 0 {
			return pattern.Concat(p[:i], pattern.Lit(part.Lit[:j]))
		}
	}
	return p
}

// tags returns the texts between braces, one after the other; the first is the
// one that counts.
func tags(p pattern.Pattern) (out []pattern.Pattern) {
	for {
		rest, ok := after(p, '{')
		if !ok {
			return out
		}
		tail, ok := after(rest, '}')
		if !ok {
			return out
		}
		out = append(out, until(rest, '}'))
		p = tail
	}
}

// trim returns a tag without the braces that it begins with.
func trim(p pattern.Pattern) pattern.Pattern {
	if len(p) == 0 || p[0].Hole != nil {
		return p
	}
	return pattern.Concat(pattern.Lit(strings.TrimLeft(p[0].Lit, "{")), p[1:])
}

// Inside returns the tag of a key, and whether it has one. Nothing can stand before it
// that may hold another.
func Inside(p pattern.Pattern) (inside pattern.Pattern, ok bool) {
	if len(p) == 0 || p[0].Hole != nil && !p[0].Hole.NoBrace() {
		return nil, false
	}
	inside, ok, _ = p.Hashed()
	return inside, ok
}
