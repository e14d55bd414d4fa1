package move

import (
	"slices"
	"strings"
)

// A Skip is why a key that the pattern of a family finds is not moved.
type Skip string

// The reasons. Those of the first group are of keys that the family does not have.
const (
	Tagged    Skip = "have a hash tag already"
	Separated Skip = "have a separator in a value, and may be of another family (see -separators)"
	Other     Skip = "are of another family that the plan knows"

	Several   Skip = "can be cut into values in several ways, which lead to different names"
	Ambiguous Skip = "fit several families of the plan alike"
)

// left reports whether the key may have to be moved.
func (s Skip) left() bool { return s == Several || s == Ambiguous }

// fit is what a family says of a key.
func (f *Family) fit(key string) (name string, why Skip, ok bool) {
	first, last, ok := f.from.Values(key)
	if !ok {
		return "", "", false
	}
	if f.Held == "" && f.from.Covers(f.to) {
		if _, _, moved := f.to.Values(key); moved {
			return "", Tagged, true
		}
	}
	for _, v := range first {
		if strings.ContainsAny(v, "{}") {
			return "", Tagged, true
		}
	}
	for _, v := range first {
		if f.separators != "" && strings.ContainsAny(v, f.separators) {
			return "", Separated, true
		}
	}
	if f.Held != "" {
		return "", "", true
	}
	name = f.to.Fill(first)
	// A text that has a brace only here or there is at the same place in both, or the
	// names differ.
	if f.to.Fill(last) != name {
		return "", Several, true
	}
	return name, "", true
}

// rename returns the other name of a key that the i-th family's pattern has found, or
// why it keeps its name.
func rename(families []Family, i int, key string) (name string, why Skip) {
	name, why, ok := families[i].fit(key)
	if !ok {
		return "", Other // the pattern of SCAN is as exact; only a strange server gets here
	}
	for j := range families {
		if j == i {
			continue
		}
		f, g := &families[i], &families[j]
		if _, its, ok := g.fit(key); !ok || its == Tagged || its == Separated {
			continue
		}
		switch outer, inner := f.from.Covers(g.from), g.from.Covers(f.from); {
		case why == Separated:
			return "", Other
		case why == Tagged:
		case outer && !inner:
			return "", Other
		case inner && !outer:
		case slices.Equal(f.from, g.from) && slices.Equal(f.to, g.to):
		default:
			return "", Ambiguous
		}
	}
	return name, why
}
