package site

import (
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// ProvedRight reports whether all keys of the sends are proved to share a slot,
// whatever the program puts in: silence alone may mean that nothing is known.
func (f *Finder) ProvedRight(sends ...Send) bool {
	var keys []Key
	for _, s := range sends {
		if s.Kind == client.Queue {
			return false // what the function queues is not known
		}
		if f.emptiedByCaller(s) {
			return false
		}
		keys = append(keys, s.Keys...)
	}
	keys = f.expanded(keys)
	conditional := slices.ContainsFunc(keys, f.conditional)
	if conditional && len(keys) > maxConditional {
		return false
	}
	n := 0
	for i, k := range keys {
		if k.Pattern {
			continue
		}
		n++
		if k.Repeat {
			n++
			if !f.oneSlot(k, k) {
				return false
			}
		}
		// To share a slot is transitive: one key to compare with is enough, unless
		// it is another on some branch, or not there.
		with := keys[:min(i, 1)]
		if conditional {
			with = keys[:i]
		}
		for _, other := range with {
			if !f.oneSlot(other, k) {
				return false
			}
		}
	}
	return n > 1 && !keys[0].Pattern
}

// maxConditional is the number of keys, some of which belong to branches, up to which
// every pair is compared to prove them right.
const maxConditional = 200

// conditional reports whether a key has alternatives.
func (f *Finder) conditional(k Key) bool {
	return slices.ContainsFunc(f.eval.Alts(k.Value), func(a flow.Alt) bool { return len(a.Conds) > 0 })
}

// oneSlot reports whether two keys share a slot on every path.
func (f *Finder) oneSlot(a, b Key) bool {
	altsA, altsB := f.eval.Alts(a.Value), f.eval.Alts(b.Value)
	if len(altsA) == 0 || len(altsB) == 0 {
		return false
	}
	for _, x := range altsA {
		for _, y := range altsB {
			if !value.Compatible(x.Conds, y.Conds, a.Repeat && b.Repeat) {
				continue
			}
			p, q := x.Pattern, y.Pattern
			if a.Repeat && b.Repeat {
				q = value.Instance(q, 1)
			}
			if (x.Tagged || y.Tagged || x.Prints || y.Prints) && !sameBegin(p, q) || prove.Compare(p, q).Relation != prove.Same {
				return false
			}
		}
	}
	return true
}

// sameBegin reports whether two keys are the same up to the end of a hash tag
// that they spell: whatever else their holes hold, they have one tag.
func sameBegin(p, q pattern.Pattern) bool {
	var tag strings.Builder // the literals that both begin with
	for i := 0; i < len(p) && i < len(q); i++ {
		a, b := p[i], q[i]
		switch {
		case a.Hole != nil && b.Hole != nil && a.Hole.ID == b.Hole.ID:
			continue
		case a.Hole != nil || b.Hole != nil:
			i = len(p)
		case a.Lit == b.Lit:
			tag.WriteString(a.Lit)
		default:
			n := 0
			for n < len(a.Lit) && n < len(b.Lit) && a.Lit[n] == b.Lit[n] {
				n++
			}
			tag.WriteString(a.Lit[:n])
			i = len(p)
		}
	}
	_, after, ok := strings.Cut(tag.String(), "{")
	return ok && strings.Contains(after, "}")
}
