package site

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Finding is a pair of keys that do not share a slot, or may not.
type Finding struct {
	A, B    int // the keys, A == B for two elements of one list
	First   pattern.Pattern
	Second  pattern.Pattern
	Verdict prove.Verdict
	Unknown bool // nothing is known of the two
	Silent  bool // that nothing is known is no news: a caller puts a tag in

	conds []value.Cond // the branches on which the two are had
}

// maxPairwise is the number of keys up to which every pair is compared. Of more
// keys each is compared with the first and with the one before.
const maxPairwise = 40

// Judge returns the pair of s's keys that is most certain not to share a slot;
// nil if all of them share one.
func Judge(f *Finder, s Send) *Finding {
	keys := f.expanded(s.Keys)
	var found []*Finding
	var tagged []value.Cond // the branches on which keys share a tag
	consider := func(i, j int) {
		v, conds := f.compare(keys[i], keys[j], i == j)
		if v != nil {
			v.A, v.B = i, j
			found = append(found, v)
		}
		tagged = append(tagged, conds...)
	}
	for j := range keys {
		if keys[j].skipped() {
			continue
		}
		if keys[j].Repeat {
			consider(j, j)
		}
		for i := range j {
			if keys[i].skipped() || len(keys) > maxPairwise && i != 0 && i != j-1 {
				continue
			}
			consider(i, j)
		}
	}
	var best *Finding
	for _, v := range found {
		if !v.besides(tagged) && (best == nil || better(v, best)) {
			best = v
		}
	}
	return best
}

// besides reports whether a finding is of a branch beside one on which the
// program tags the keys: as a function does that tags a whole list for a cluster.
func (v *Finding) besides(tagged []value.Cond) bool {
	if v.Unknown || hasTag(v.First) || hasTag(v.Second) {
		return false
	}
	return slices.ContainsFunc(v.conds, func(c value.Cond) bool {
		return slices.ContainsFunc(tagged, func(t value.Cond) bool { return t.At == c.At && t.Edge != c.Edge })
	})
}

func hasTag(p pattern.Pattern) bool {
	_, tag, _ := p.Hashed()
	return tag
}

// expanded returns keys with all that is known of the objects they come from.
func (f *Finder) expanded(keys []Key) []Key {
	out := make([]Key, len(keys))
	for i, k := range keys {
		k.Value = f.eval.Expand(k.Value)
		out[i] = k
	}
	return out
}

// skipped reports whether a key is not compared: it names other keys, or is not
// known to be sent at all.
func (k Key) skipped() bool {
	return k.Pattern || k.Optional && (k.Value == nil || len(k.Value.Texts()) == 0 || k.Value.Kind == value.Sym)
}

// better reports whether v says more than w.
func better(v, w *Finding) bool {
	if v.Unknown != w.Unknown {
		return w.Unknown
	}
	if v.Silent != w.Silent {
		return w.Silent
	}
	return v.Verdict.Certainty > w.Verdict.Certainty
}

// compare relates two keys over all their alternatives; self says that they are
// two elements of one list. It is nil if they always share a slot. tagged are
// the branches on which they do so by a tag.
func (f *Finder) compare(a, b Key, self bool) (found *Finding, tagged []value.Cond) {
	if a.Value == nil || b.Value == nil || a.Value.Grouped && b.Value.Grouped {
		return nil, nil
	}
	altsA, altsB := f.eval.Alts(a.Value), f.eval.Alts(b.Value)
	if len(altsA) == 0 || len(altsB) == 0 {
		return &Finding{Unknown: true, First: nameless(a), Second: nameless(b)}, nil
	}
	both := a.Repeat && b.Repeat
	var differ, unknown *Finding
	same, sameTagged, led, untagged := false, false, false, true
	for i, x := range altsA {
		for j, y := range altsB {
			if a.Optional && len(x.Pattern) == 0 || b.Optional && len(y.Pattern) == 0 {
				continue // not sent
			}
			if !value.Compatible(x.Conds, y.Conds, both) {
				continue
			}
			p, q := x.Pattern, y.Pattern
			if both {
				q = value.Instance(q, 1)
			}
			v := prove.Compare(p, q)
			t1, t2 := hasTag(p), hasTag(q)
			switch {
			case v.Relation == prove.Same:
				same = true
				if t1 && t2 {
					tagged = append(append(tagged, x.Conds...), y.Conds...)
				}
				sameTagged = sameTagged || t1 && t2 && !(self && i == j && p.Equal(q))
			case x.Tagged && y.Tagged:
				sameTagged, led = true, true
			case x.Tagged || y.Tagged:
				unknown = &Finding{Unknown: true, First: p, Second: q, Verdict: v}
			case v.Relation == prove.Unknown:
				unknown = &Finding{Unknown: true, First: p, Second: q, Verdict: v}
			default:
				// What is said has to hold on every path.
				untagged = untagged && !t1 && !t2
				n := &Finding{First: p, Second: q, Verdict: v, conds: slices.Concat(x.Conds, y.Conds)}
				if differ == nil || better(differ, n) {
					differ = n
				}
			}
		}
	}
	switch {
	case sameTagged && untagged:
		// On some path the program puts a hash tag in, and on another none, as
		// an option that makes it fit for a cluster does: it knows what it does.
		if led {
			return &Finding{Unknown: true, Silent: true, First: nameless(a), Second: nameless(b)}, tagged
		}
		return nil, tagged
	case differ == nil:
		return unknown, tagged
	case same || unknown != nil:
		differ.Verdict.Certainty = min(differ.Verdict.Certainty, prove.Likely)
	}
	return differ, tagged
}

func nameless(k Key) pattern.Pattern {
	if t := k.Value.Texts(); len(t) > 0 {
		return t[0].Pattern
	}
	return pattern.Of(pattern.Hole{Name: "unknown"})
}
