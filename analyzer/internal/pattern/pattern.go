// Package pattern describes what is known of a key at compile time: a sequence
// of literal text and of holes, run-time values that the analysis cannot know.
//
// A pattern stands for a family of keys: "user:<id>:profile" is every key that
// some value of id gives. What can be said of the slots of two families follows
// from their patterns alone; package prove says it.
package pattern

import "strings"

// Kind says which texts a hole can hold.
type Kind uint8

const (
	Text Kind = iota // any text
	Int              // a decimal integer, -?[0-9]+, of at most 20 bytes
	Bool             // true or false
	Word             // text that cannot hold a brace: hexadecimal, base64, a time
)

// String names the kind as messages and facts do.
func (k Kind) String() string { return [...]string{"text", "int", "bool", "word"}[k] }

// A Hole is a run-time value in a pattern.
type Hole struct {
	// ID is the identity: two holes of one ID hold the same text. IDs of
	// different functions, calls or loop iterations never collide.
	ID string
	// Name is how the source spells the value ("id", "q.prefix"), for messages.
	Name string
	Kind Kind
	// Alias, if not empty, groups holes of different identity that may still
	// hold the same text (two calls of one getter, a field read before and
	// after a call that could write it): their relation is unknown, where that
	// of other holes is "different".
	Alias string
	// Steady says that holes of one Alias are taken to hold the same text where nothing
	// is proved by it: what a getter returns is, the next number of a counter is not.
	Steady bool
	// Open marks a hole whose text may itself hold a hash tag, as a configured
	// prefix does: nothing that is visible assigns it.
	Open bool
	// NonEmpty says that the hole never holds the empty text.
	NonEmpty bool
	// Wide says that the value is one for the whole program, as a configured
	// prefix is: it tells no things apart.
	Wide bool
	// Held says that an object has the value as long as it lives, which may be as long
	// as the program runs, or that its name says so: the environment, a tenant. It may
	// also be what the object is one of many for.
	Held bool
}

// NoBrace reports whether no text of the hole's kind can hold a brace.
func (h *Hole) NoBrace() bool { return h.Kind != Text }

// A Part of a pattern is a hole, or, where Hole is nil, literal text.
type Part struct {
	Lit  string
	Hole *Hole
}

// A Pattern is what is known of a key. Built by Make or Concat it is normal: no
// empty literal, no two literals side by side. The zero Pattern is the empty
// text.
type Pattern []Part

// Lit returns the pattern of one text.
func Lit(text string) Pattern {
	if text == "" {
		return nil
	}
	return Pattern{{Lit: text}}
}

// Of returns the pattern that is one hole.
func Of(h Hole) Pattern { return Pattern{{Hole: &h}} }

// Concat returns the normal pattern of the texts of ps one after the other.
func Concat(ps ...Pattern) Pattern {
	n := 0
	for _, p := range ps {
		n += len(p)
	}
	out := make(Pattern, 0, n)
	for _, p := range ps {
		for _, part := range p {
			switch last := len(out) - 1; {
			case part.Hole != nil:
				out = append(out, part)
			case part.Lit == "":
			case last >= 0 && out[last].Hole == nil:
				out[last].Lit += part.Lit
			default:
				out = append(out, part)
			}
		}
	}
	return out
}

// Text returns the text of a pattern without holes.
func (p Pattern) Text() (text string, ok bool) {
	switch {
	case len(p) == 0:
		return "", true
	case len(p) == 1 && p[0].Hole == nil:
		return p[0].Lit, true
	}
	return "", false
}

// String spells the pattern as messages do: "user:<id>:profile".
func (p Pattern) String() string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole == nil {
			b.WriteString(part.Lit)
			continue
		}
		b.WriteByte('<')
		b.WriteString(part.Hole.Name)
		b.WriteByte('>')
	}
	return b.String()
}

// Glob returns the pattern of SCAN and KEYS that matches every key of p: a * for
// each hole, and a backslash before the characters that patterns give a meaning
// (the command KEYS, "Supported glob-style patterns").
func (p Pattern) Glob() string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			b.WriteByte('*')
			continue
		}
		for i := range len(part.Lit) {
			if strings.IndexByte(`*?[]\`, part.Lit[i]) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(part.Lit[i])
		}
	}
	return b.String()
}

// Equal reports whether p and q hold the same text whatever their holes hold:
// the same sequence of literals and hole identities.
func (p Pattern) Equal(q Pattern) bool {
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		a, b := p[i], q[i]
		if (a.Hole == nil) != (b.Hole == nil) || a.Lit != b.Lit || a.Hole != nil && a.Hole.ID != b.Hole.ID {
			return false
		}
	}
	return true
}

// Map returns the pattern with every hole h replaced by f(h).
func (p Pattern) Map(f func(*Hole) Pattern) Pattern {
	parts := make([]Pattern, len(p))
	for i, part := range p {
		if part.Hole != nil {
			parts[i] = f(part.Hole)
		} else {
			parts[i] = Pattern{part}
		}
	}
	return Concat(parts...)
}

// Hashed returns the part of p that the slot is computed of, taking every hole
// to hold no brace: the hash tag, if p has one, else the whole pattern (Redis
// cluster specification, "Hash tags": the text between the first { and the
// first } after it, if there is any).
//
// maybeEmpty says that the tag consists of holes that may all be empty, in
// which case the whole key would be hashed instead.
func (p Pattern) Hashed() (hashed Pattern, tagged, maybeEmpty bool) {
	open, at := p.index(0, 0, '{')
	if open < 0 {
		return p, false, false
	}
	end, to := p.index(open, at+1, '}')
	if end < 0 {
		return p, false, false
	}
	if open == end {
		if hashed = Lit(p[open].Lit[at+1 : to]); hashed == nil {
			return p, false, false
		}
		return hashed, true, false
	}
	hashed = Concat(Lit(p[open].Lit[at+1:]), p[open+1:end], Lit(p[end].Lit[:to]))
	maybeEmpty = true
	for _, part := range hashed {
		if part.Hole == nil || part.Hole.NonEmpty || part.Hole.Kind == Int || part.Hole.Kind == Bool {
			maybeEmpty = false
		}
	}
	return hashed, true, maybeEmpty
}

// index finds the first byte c in a literal of p, from byte at of part i on.
func (p Pattern) index(i, at int, c byte) (part, offset int) {
	for ; i < len(p); i, at = i+1, 0 {
		if j := strings.IndexByte(p[i].Lit[min(at, len(p[i].Lit)):], c); j >= 0 {
			return i, at + j
		}
	}
	return -1, -1
}
