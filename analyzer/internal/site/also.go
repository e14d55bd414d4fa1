package site

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// An Apart is a key of a command that is in another slot than its others.
type Apart struct {
	Send  *Send // the command, nil if there is only one
	Key   int   // its number
	First pattern.Pattern
}

// Also returns the keys of s, besides the two of the finding v, that are known
// not to share a slot with the first of them. It is nil where v is about the
// elements of a list, or nothing is known.
func (f *Finder) Also(s Send, v *Finding) []Apart {
	if v.Unknown || v.A == v.B || len(s.Keys) > maxPairwise {
		return nil
	}
	keys := f.expanded(s.Keys)
	var out []Apart
	for i, k := range keys {
		if i == v.A || i == v.B || k.skipped() || k.Repeat || k.Value == nil {
			continue
		}
		found, _ := f.compare(keys[v.A], k, false)
		if found != nil && !found.Unknown && found.Verdict.Certainty > prove.Possible {
			out = append(out, Apart{Key: i, First: found.Second})
		}
	}
	return out
}

// AlsoQueued is [Finder.Also] for a transaction: v, which is not nil, is what
// [Finder.JudgeTx] found of two of its commands. It returns each key once, with the
// first command that has it. n is the number of keys of the transaction, 0 if that
// is not known.
func (f *Finder) AlsoQueued(t Transaction, first, second *Send, v *Finding) (out []Apart, n int) {
	if v.Unknown || first == second && v.A == v.B || len(t.Commands) > maxCommands {
		return nil, 0
	}
	var seen []pattern.Pattern
	add := func(p pattern.Pattern) bool {
		if slices.ContainsFunc(seen, p.Equal) {
			return false
		}
		seen = append(seen, p)
		return true
	}
	add(v.First)
	add(v.Second)
	sent, counted := t.barriers(), true
	for i := range t.Commands {
		c := &t.Commands[i]
		if !together(first.call, c.call, sent) || !together(second.call, c.call, sent) {
			continue
		}
		for j, k := range c.Keys {
			alts := f.Texts(k)
			counted = counted && !k.Repeat && len(alts) == 1
			if k.skipped() || k.Repeat || len(alts) == 0 {
				continue
			}
			found, _ := f.compare(first.Keys[v.A], k, false)
			apart := found != nil && !found.Unknown && found.Verdict.Certainty > prove.Possible
			text := alts[0].Pattern
			if apart {
				text = found.Second
			}
			if add(text) && apart {
				out = append(out, Apart{c, j, text})
			}
		}
	}
	if counted {
		n = len(seen)
	}
	return out, n
}
