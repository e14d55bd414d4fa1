package site

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Bounds of what is followed from a helper to its callers.
const (
	maxCallers = 256
	maxLayers  = 3
)

// Texts returns the strings that a key may be, as finished patterns, the fields
// of objects that nobody knows replaced by what the package assigns to them.
func (f *Finder) Texts(k Key) []flow.Alt {
	if k.Value == nil {
		return nil
	}
	return f.eval.Alts(f.eval.Expand(k.Value))
}

// AtCallers returns a send of a helper that is given its keys as the calls of
// the helper in this package make it, in terms of what they pass. It is empty
// for other sends.
func (f *Finder) AtCallers(s Send) []Send { return f.atCallers(s, maxLayers) }

func (f *Finder) atCallers(s Send, layers int) (out []Send) {
	if s.call == nil || layers == 0 {
		return nil
	}
	fn := s.call.Parent()
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	prefix := f.eval.ParamPrefix(fn)
	if !slices.ContainsFunc(s.Keys, func(k Key) bool { return begins(k, prefix) }) {
		return nil
	}
	calls := f.eval.Callers(fn)
	for _, call := range calls[:min(len(calls), maxCallers)] {
		f.eval.ResetBudget()
		for _, b := range f.through(call, fn, call.Common().Args, []Send{s}) {
			b.call = call
			if b.Guarded = s.Guarded || f.guarded(call, 0, false); !b.Guarded {
				b.Keys = f.counted(call, b.Keys)
			}
			out = append(out, b)
			out = append(out, f.atCallers(b, layers-1)...)
			if len(out) > maxCallers {
				return out
			}
		}
	}
	return out
}

// begins reports whether a key begins with what a function is given.
func begins(k Key, prefix string) bool {
	if k.Value == nil {
		return false
	}
	for _, a := range k.Value.Texts() {
		// Neither marks nor the brace that a fix puts there change who is asked.
		p := retag.Plain(a.Pattern)
		if len(p) > 0 && p[0].Lit == "{" {
			p = p[1:]
		}
		if len(p) > 0 && p[0].Hole != nil && value.Contains(p[0].Hole.ID, prefix) {
			return true
		}
	}
	return false
}

// Function returns the function that s is a send of.
func (s *Send) Function() *ssa.Function {
	if s.call == nil {
		return nil
	}
	return s.call.Parent()
}

// Emptied returns a pair of keys of s that share a tag, but for the run-time
// values for which that tag is empty; nil if there is none. [Judge] takes such
// keys for those of a program that has its tag as an option.
func (f *Finder) Emptied(s Send, empty func(pattern.Pattern) bool) *Finding {
	keys := f.expanded(s.Keys)
	for j := range keys {
		for i := range min(j, maxPairwise) {
			if a, b := keys[i], keys[j]; !a.skipped() && !b.skipped() && a.Value != nil && b.Value != nil {
				if v := f.emptied(a, b, empty); v != nil {
					v.A, v.B = i, j
					return v
				}
			}
		}
	}
	return nil
}

func (f *Finder) emptied(a, b Key, empty func(pattern.Pattern) bool) (found *Finding) {
	tied := false
	altsA, altsB := f.eval.Alts(a.Value), f.eval.Alts(b.Value)
	for _, x := range altsA {
		for _, y := range altsB {
			if !value.Compatible(x.Conds, y.Conds, a.Repeat && b.Repeat) {
				continue
			}
			p, q := x.Pattern, y.Pattern
			v := prove.Compare(p, q)
			switch {
			case x.Tagged || y.Tagged:
				return nil
			case v.Relation == prove.Same:
				tied = tied || hasTag(p) && hasTag(q)
			case v.Relation != prove.Unknown && empty(p) && empty(q):
				v.Certainty = min(v.Certainty, prove.Likely)
				found = &Finding{First: p, Second: q, Verdict: v}
			}
		}
	}
	if !tied {
		return nil
	}
	return found
}
