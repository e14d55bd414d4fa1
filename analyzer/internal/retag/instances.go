package retag

import (
	"go/token"
	"strings"
)

// Instance reports whether the keys of g are some of those of f, which gets the
// tag of cut, and where the braces go in them then.
func (sep Separators) Instance(g, f Family, cut Cut) (Cut, bool) {
	// A value that has separators makes another family.
	value := `[^{}\s`
	for _, r := range string(sep) {
		if strings.ContainsRune(string(f), r) {
			value += `\` + string(r)
		}
	}
	return cut.in(string(g), f, value+`]+`)
}

// Instances returns the families of keys that are seen and that have constants
// in place of values of the families of tags, with the tags that they have to
// get then: keys that the same code makes, as a constructor does that is called
// with a constant, and keys that are told by their words, as "user:5:profile".
// Families of all have a tag.
func (w *Writer) Instances(all, tags map[Family]Cut) map[Family]Cut {
	made := make(map[Family]map[token.Pos]bool) // the literals of each family
	for _, t := range w.uses {
		if made[t.family] == nil {
			made[t.family] = make(map[token.Pos]bool)
		}
	}
	for s, served := range w.passes {
		for _, b := range served {
			made[w.uses[b.use].family][s.lit] = true
		}
	}
	share := func(f, g Family) bool {
		for lit := range made[f] {
			if made[g][lit] {
				return true
			}
		}
		return false
	}
	out := make(map[Family]Cut)
	for f, cut := range tags {
		for g := range made {
			if _, ok := all[g]; ok || g == f || !telling(f) && !share(f, g) {
				continue
			}
			if c, ok := w.Separators.Instance(g, f, cut); ok {
				if old, dup := out[g]; dup && old != c {
					c = Cut{-1, -1} // of two families
				}
				out[g] = c
			}
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
