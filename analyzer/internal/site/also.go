package site

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

// An Apart is a key of a command that is in another slot than its others.
type Apart struct {
	Key   int // its number
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
			out = append(out, Apart{i, found.Second})
		}
	}
	return out
}
