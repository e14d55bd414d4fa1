package site

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
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
	Chance  bool // they share a slot by chance only: see [Finder.ByChance]

	// Open names the values that could hold a hash tag on other branches.
	Open []string

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
	var tagged [][]value.Cond // the branches on which keys share a tag
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
func (v *Finding) besides(tagged [][]value.Cond) bool {
	if v.Unknown || hasTag(v.First) || hasTag(v.Second) {
		return false
	}
	return slices.ContainsFunc(tagged, func(t []value.Cond) bool { return !value.MayCompatible(v.conds, t, false) })
}

func hasTag(p pattern.Pattern) bool {
	_, tag, _ := p.Hashed()
	return tag
}

// expanded returns keys with all that is known of the objects they come from.
func (f *Finder) expanded(keys []Key) []Key {
	vs := make([]*value.Value, len(keys))
	for i, k := range keys {
		vs[i] = k.Value
	}
	vs = f.eval.ExpandAll(vs)
	out := make([]Key, len(keys))
	for i, k := range keys {
		k.Value = vs[i]
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
func (f *Finder) compare(a, b Key, self bool) (found *Finding, tagged [][]value.Cond) {
	if a.Value == nil || b.Value == nil || a.Value.Grouped && b.Value.Grouped {
		return nil, nil
	}
	altsA, altsB := f.eval.Alts(a.Value), f.eval.Alts(b.Value)
	if len(altsA) == 0 || len(altsB) == 0 {
		return &Finding{Unknown: true, First: nameless(a), Second: nameless(b)}, nil
	}
	c := comparison{untagged: true}
	for i, x := range altsA {
		for j, y := range altsB {
			if a.Optional && len(x.Pattern) == 0 || b.Optional && len(y.Pattern) == 0 {
				continue // not sent
			}
			if value.MayCompatible(x.Conds, y.Conds, a.Repeat && b.Repeat) {
				both, one := f.askedTag(x, y)
				both = both && !(a.Repeat && b.Repeat) // each element has its own
				c.same = c.same || both
				y.Tagged = y.Tagged || one
				if !both {
					c.add(x, y, a.Repeat && b.Repeat, self && i == j)
				}
			}
		}
	}
	if c.sameTagged && c.untagged {
		// On some path the program puts a hash tag in, and on another none, as
		// an option that makes it fit for a cluster does: it knows what it does.
		if c.led {
			return &Finding{Unknown: true, Silent: true, First: nameless(a), Second: nameless(b)}, c.tagged
		}
		return nil, c.tagged
	}
	return c.finding(), c.tagged
}

// askedTag reports whether the program asks a value for a tag, on the way to two
// alternatives, that decides the slot of both, or of one of them.
func (f *Finder) askedTag(x, y flow.Alt) (both, one bool) {
	if hasTag(x.Pattern) || hasTag(y.Pattern) {
		return false, false
	}
	for _, id := range value.AskedTag(slices.Concat(x.Conds, y.Conds)) {
		// A key is made of what constructors assign to the field that is asked.
		asked := f.eval.Expand(&value.Value{Kind: value.Sym, ID: id})
		holds := func(p pattern.Pattern) bool {
			return slices.ContainsFunc(p, func(part pattern.Part) bool {
				return part.Hole != nil && !part.Hole.NoBrace() && (part.Hole.ID == id || asked.Identity() == part.Hole.ID)
			})
		}
		first, second := holds(x.Pattern), holds(y.Pattern)
		both, one = both || first && second, one || first || second
	}
	return both, one
}

// A comparison is what the alternatives of two keys are to each other.
type comparison struct {
	differ  *Finding // the pair that is most certain to differ
	mixed   *Finding // of those one of which has a tag
	unknown *Finding // a pair of which nothing is known
	same    bool     // a pair shares a slot
	// sameTagged says that a pair shares a slot by a tag, led that one does by a
	// tag in a hole, and untagged that no pair that differs has a tag.
	sameTagged, led, untagged bool

	tagged [][]value.Cond // the branches on which keys share a tag
	open   []string       // what could hold a tag in pairs that differ
}

// add compares two alternatives. both says that they are of elements of lists,
// one that they are one alternative of one element.
func (c *comparison) add(x, y flow.Alt, both, one bool) {
	p, q := x.Pattern, y.Pattern
	conds := slices.Concat(x.Conds, y.Conds)
	if both {
		q = value.Instance(q, 1)
	}
	v := prove.Compare(p, q)
	t1, t2 := hasTag(p), hasTag(q)
	switch {
	case v.Relation == prove.Same:
		c.same = true
		if t1 && t2 {
			c.tagged = append(c.tagged, conds)
		}
		c.sameTagged = c.sameTagged || t1 && t2 && !(one && p.Equal(q))
	case x.Tagged && y.Tagged:
		c.sameTagged, c.led = true, true
	case x.Tagged || y.Tagged || x.Prints || y.Prints || v.Relation == prove.Unknown:
		c.unknown = &Finding{Unknown: true, First: p, Second: q, Verdict: v}
	default:
		// What is said has to hold on every path.
		c.untagged = c.untagged && !t1 && !t2
		n := &Finding{First: p, Second: q, Verdict: v, conds: conds}
		if v.Open != nil && !slices.Contains(c.open, v.Open.Name) {
			c.open = append(c.open, v.Open.Name)
		}
		if c.differ == nil || better(c.differ, n) {
			c.differ = n
		}
		if (t1 || t2) && (c.mixed == nil || better(c.mixed, n)) {
			c.mixed = n
		}
	}
}

// finding returns what there is to report of the keys, nil for nothing.
func (c *comparison) finding() *Finding {
	if c.differ == nil {
		return c.unknown
	}
	if c.sameTagged && c.mixed != nil && !hasTag(c.differ.First) && !hasTag(c.differ.Second) {
		c.differ = c.mixed // on paths without a tag the program knows what it does
	}
	c.differ.Open = c.open
	if c.same || c.unknown != nil {
		c.differ.Verdict.Certainty = min(c.differ.Verdict.Certainty, prove.Likely)
	}
	return c.differ
}

func nameless(k Key) pattern.Pattern {
	if t := k.Value.Texts(); len(t) > 0 {
		return t[0].Pattern
	}
	return pattern.Of(pattern.Hole{Name: "unknown"})
}
