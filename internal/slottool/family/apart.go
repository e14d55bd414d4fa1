package family

import (
	"cmp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/slot"
)

// An Apart is two families that hold data of the same things, and whose keys
// could not go into one command.
type Apart struct {
	A, B *Family
	// Shared of Sampled values were found in keys of both, KeyA and KeyB for
	// one, and Same of these pairs of keys have one slot, by accident.
	Shared, Sampled, Same int
	KeyA, KeyB            string
	// NewA and NewB are the forms with a hash tag that brings the two
	// together: each key has the slot of the value that they share.
	NewA, NewB string
}

// The bounds of what counts as two families of the same things.
const (
	maxCompared = 200 // families, those with most keys
	minShared   = 3   // values
	minShare    = 4   // one of so many of the sampled values
)

// FindApart returns the pairs of families that share values of one place and
// hash apart, those with most keys (in the smaller of the two) first.
//
// That two families share a number or a word means nothing: there is a user 7
// and an order 7. They have to stand behind the same word too, as in user:7:name
// and user:7:mail. For UUIDs, long hexadecimal numbers and other long values it
// is enough that they are the same.
func FindApart(list []*Family) (pairs []Apart) {
	list = list[:min(len(list), maxCompared)]
	for i, a := range list {
		for _, b := range list[i+1:] {
			if p, ok := compare(a, b); ok {
				pairs = append(pairs, p)
			}
		}
	}
	slices.SortStableFunc(pairs, func(p, q Apart) int {
		return cmp.Compare(min(q.A.Keys, q.B.Keys), min(p.A.Keys, p.B.Keys))
	})
	return pairs
}

// compare returns the pair of a and b by the first place that relates them.
func compare(a, b *Family) (p Apart, ok bool) {
	for x := range a.ids {
		for y := range b.ids {
			i, j := a.ids[x].seg, b.ids[y].seg
			if !sameThing(a.parts, b.parts, i, j) {
				continue
			}
			p := Apart{A: a, B: b}
			inA, inB := overlap(&a.ids[x].sketch, &b.ids[y].sketch, func(v, w sample) {
				if v.key == "" || w.key == "" {
					return
				}
				if p.Shared == 0 {
					p.KeyA, p.KeyB = v.key, w.key
				}
				p.Shared++
				if slot.Same(v.key, w.key) {
					p.Same++
				}
			})
			p.Sampled = min(inA, inB)
			if p.Shared < minShared || p.Shared*minShare < p.Sampled {
				continue
			}
			if 2*p.Same > p.Shared {
				return p, false // they are together by this value, whatever the others say
			}
			p.NewA, p.NewB = tagged(a, b, i, j)
			return p, true
		}
	}
	return p, false
}

// sameThing reports whether part i of a and part j of b may name the same
// thing.
func sameThing(a, b []part, i, j int) bool {
	if a[i].body != b[j].body {
		return false
	}
	switch a[i].body {
	case UUID, Hex, ID:
		return true
	case Int, Text:
		return sameWord(a, b, i, j)
	}
	return true // a word is in the part itself: user<int>
}

// sameWord reports whether the same word, and no value, is before part i of a
// and part j of b.
func sameWord(a, b []part, i, j int) bool {
	return i > 0 && j > 0 && a[i-1].body == b[j-1].body && !hasValue(a[i-1].body) &&
		bare(a[i].seps) == bare(b[j].seps)
}

func hasValue(body string) bool {
	return body == "" || strings.Contains(body, "<") && strings.Contains(body, ">")
}

// bare is separators without the braces of a hash tag.
func bare(seps string) string { return braces.Replace(seps) }

var braces = strings.NewReplacer("{", "", "}", "")

// tagged returns the forms of two families with the tag that brings them
// together: the value with the word before it, as a linter would advise it,
// or the value alone where the words differ or one of them has that tag already.
func tagged(a, b *Family, i, j int) (newA, newB string) {
	withWord := sameWord(a.parts, b.parts, i, j)
	for _, f := range []*Family{a, b} {
		if tag, ok := slot.Tag(f.Form); ok && tag == a.parts[i].body {
			withWord = false
		}
	}
	return retag(a.parts, i, withWord), retag(b.parts, j, withWord)
}

// retag spells a form with its braces around part i alone, or from the word
// before it on.
func retag(parts []part, i int, withWord bool) string {
	first := i
	if withWord {
		first--
	}
	var out strings.Builder
	for n, p := range parts {
		out.WriteString(bare(p.seps))
		if n == first {
			out.WriteByte('{')
		}
		out.WriteString(p.body)
		if n == i {
			out.WriteByte('}')
		}
	}
	return out.String()
}
