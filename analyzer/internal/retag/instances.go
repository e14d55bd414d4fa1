package retag

import (
	"maps"
	"slices"
	"strings"
)

// Instance reports whether the keys of g may be some of those of f, which gets
// the tag of cut, and where the braces go in them then. A value may be empty, as a
// prefix is in tests, but for one that alone is in the braces.
func (sep Separators) Instance(g, f Family, cut Cut) (Cut, bool) {
	in, ok := cut.in(string(g), f, `[^{}\s]*?`)
	return in, ok && in.Open < in.Close
}

// plain is like Instance, of values without the separators that f has: with
// them, the keys would rather be of another kind.
func (sep Separators) plain(g, f Family, cut Cut) bool {
	_, ok := cut.in(string(g), f, sep.word(f)+`+`)
	return ok
}

// Valued reports whether the keys of g are those of f with values that have none of the
// separators of f, or are empty.
func (sep Separators) Valued(g, f Family) bool {
	_, ok := Cut{}.in(string(g), f, sep.word(f)+`*`)
	return ok
}

// word is a regular expression for a character of a value that has none of the
// separators of f.
func (sep Separators) word(f Family) string {
	value := `[^{}\s`
	for _, r := range string(sep) {
		if strings.ContainsRune(string(f), r) {
			value += `\` + string(r)
		}
	}
	return value + `]`
}

// Instances returns the families of keys that are seen and that have constants
// in place of values of the families of tags, with the tags that they have to
// get then: keys that the same code makes, as a constructor does that is called
// with a constant, and keys that are told by their words, as "user:5:profile".
// Families of all have a tag.
func (w *Writer) Instances(all, tags map[Family]Cut) map[Family]Cut {
	seen := make(map[Family]bool)
	for _, t := range w.uses {
		seen[t.family] = true
	}
	out := make(map[Family]Cut)
	for f, cut := range tags {
		for g := range seen {
			if _, ok := all[g]; ok || g == f {
				continue
			}
			c, ok := w.Separators.Instance(g, f, cut)
			if !ok || !w.together(f, g, cut, c) && !(telling(f) && w.Separators.plain(g, f, cut)) {
				continue
			}
			if old, dup := out[g]; dup && old != c {
				c = Cut{-1, -1} // of two families
			}
			out[g] = c
		}
	}
	for g, c := range out {
		if c.Open < 0 {
			delete(out, g)
		} else {
			w.instances[g] = true
		}
	}
	return out
}

// InstanceOf returns the family of tags, which have a tag, that the keys of g are some
// of, and the tag that they have to get with it; ok is false if there is none. made says
// that the same code makes the keys of both.
func (w *Writer) InstanceOf(g Family, tags map[Family]Cut) (f Family, cut Cut, made, ok bool) {
	for _, other := range slices.Sorted(maps.Keys(tags)) {
		c, is := w.Separators.Instance(g, other, tags[other])
		if is = is && other != g; is && w.together(other, g, tags[other], c) {
			return other, c, true, true
		}
		if is && !ok && telling(other) && w.Separators.plain(g, other, tags[other]) {
			f, cut, ok = other, c, true
		}
	}
	return f, cut, false, ok
}

// sentAs reports whether a key of g is one of f to a function on its way to the command,
// of which a caller knows the values.
func (w *Writer) sentAs(f, g Family) bool {
	if w.sent == nil {
		w.sent = make(map[Sending][]Family)
		for _, t := range w.uses {
			w.sent[t.Sending] = append(w.sent[t.Sending], t.family)
		}
	}
	return slices.ContainsFunc(w.uses, func(t traced) bool {
		if t.family != g {
			return false
		}
		for at := range t.Sending.calls() {
			if at != t.Sending && slices.Contains(w.sent[at], f) {
				return true
			}
		}
		return false
	})
}

// together reports whether two families have literals in common where their
// braces go, or the code that sends the keys of one gets those of the other.
func (w *Writer) together(f, g Family, inF, inG Cut) bool {
	if w.sentAs(f, g) {
		return true
	}
	spots := func(family Family, cut Cut) (open, shut map[spot]bool) {
		open, shut = make(map[spot]bool), make(map[spot]bool)
		for _, t := range w.uses {
			if t.family != family || !t.known {
				continue
			}
			for _, l := range w.literals(t.stream.at[cut.Open]) {
				open[l.spot()] = true
			}
			for _, l := range w.literals(t.stream.at[cut.Close]) {
				shut[l.spot()] = true
			}
		}
		return open, shut
	}
	meet := func(a, b map[spot]bool) bool {
		for s := range a {
			if b[s] {
				return true
			}
		}
		return false
	}
	openF, shutF := spots(f, inF)
	openG, shutG := spots(g, inG)
	return meet(openF, openG) && meet(shutF, shutG)
}
