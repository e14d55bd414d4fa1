package schemadiff

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// pairs are the families that are one before and after a change.
type pairs struct {
	was, is map[*analyzer.KeyFamily]*analyzer.KeyFamily
	renamed map[*analyzer.KeyFamily]bool // after the change
}

func newPairs(before, after *analyzer.KeySchema) *pairs {
	p := &pairs{make(map[*analyzer.KeyFamily]*analyzer.KeyFamily), make(map[*analyzer.KeyFamily]*analyzer.KeyFamily), make(map[*analyzer.KeyFamily]bool)}
	old, new := pointers(before), pointers(after)
	// What finds the keys is their identity: the names of values are not.
	p.by(old, new, func(f *analyzer.KeyFamily) string { return f.Glob }, false)
	p.spelled(old, new)
	// From here on the stored keys are not found any more.
	p.by(old, new, func(f *analyzer.KeyFamily) string { return f.Name }, true)
	p.by(old, new, plain, true)
	p.used(old, new)
	return p
}

func pointers(s *analyzer.KeySchema) (out []*analyzer.KeyFamily) {
	for i := range s.Families {
		out = append(out, &s.Families[i])
	}
	return out
}

// pair notes that two families are one.
func (p *pairs) pair(was, is *analyzer.KeyFamily, renamed bool) {
	p.was[is], p.is[was], p.renamed[is] = was, is, renamed
}

// by pairs families that have one name, and that no other has.
func (p *pairs) by(old, new []*analyzer.KeyFamily, name func(*analyzer.KeyFamily) string, renamed bool) {
	index := func(list []*analyzer.KeyFamily, paired map[*analyzer.KeyFamily]*analyzer.KeyFamily) map[string][]*analyzer.KeyFamily {
		m := make(map[string][]*analyzer.KeyFamily)
		for _, f := range list {
			if n := name(f); n != "" && paired[f] == nil {
				m[n] = append(m[n], f)
			}
		}
		return m
	}
	was := index(old, p.is)
	for n, list := range index(new, p.was) {
		if len(list) == 1 && len(was[n]) == 1 {
			p.pair(was[n][0], list[0], renamed)
		}
	}
}

// value matches a value in a pattern.
var value = regexp.MustCompile(`<[^<>]*>`)

// spelled pairs families one of which the other says it is a part of: the same keys, where
// more was known of them, or less.
func (p *pairs) spelled(old, new []*analyzer.KeyFamily) {
	shape := func(pattern string) string { return value.ReplaceAllString(pattern, "*") }
	part := func(f, of *analyzer.KeyFamily) bool {
		return slices.ContainsFunc(of.Spellings, func(s string) bool { return shape(s) == shape(f.Pattern) })
	}
	for _, f := range old {
		for _, g := range new {
			switch {
			case p.is[f] == nil && part(f, g):
				p.is[f] = g
				if p.was[g] == nil {
					p.was[g] = f
				}
			case p.was[g] == nil && part(g, f):
				p.was[g] = f
				if p.is[f] == nil {
					p.is[f] = g
				}
			}
		}
	}
}

// plain returns the glob of a family without its braces.
func plain(f *analyzer.KeyFamily) string {
	return strings.NewReplacer("{", "", "}", "").Replace(f.Glob)
}

// used pairs families by the places that use them. Two are one if each is the best for the
// other, and no third is as good.
func (p *pairs) used(old, new []*analyzer.KeyFamily) {
	for {
		gone := slices.DeleteFunc(slices.Clone(old), func(f *analyzer.KeyFamily) bool { return p.is[f] != nil })
		come := slices.DeleteFunc(slices.Clone(new), func(f *analyzer.KeyFamily) bool { return p.was[f] != nil })
		back := make(map[*analyzer.KeyFamily]*analyzer.KeyFamily)
		for _, g := range come {
			back[g] = best(gone, func(f *analyzer.KeyFamily) likeness { return p.alike(f, g) })
		}
		found := false
		for _, f := range gone {
			g := best(come, func(g *analyzer.KeyFamily) likeness { return p.alike(f, g) })
			if g != nil && back[g] == f {
				p.pair(f, g, true)
				found = true
			}
		}
		if !found {
			return
		}
	}
}

// A likeness is how much two families are alike: in the places that use them; of those
// that are equal in this, in their texts; and of these, in whether they have a hash tag.
// The zero likeness is none.
type likeness struct {
	places, text float64
	tag          int
}

func (l likeness) less(m likeness) bool {
	return cmp.Or(cmp.Compare(l.places, m.places), cmp.Compare(l.text, m.text), cmp.Compare(l.tag, m.tag)) < 0
}

// best returns the family that is more alike than all others; nil if there is none.
func best(list []*analyzer.KeyFamily, alike func(*analyzer.KeyFamily) likeness) (first *analyzer.KeyFamily) {
	var most likeness
	for _, f := range list {
		switch l := alike(f); {
		case most.less(l):
			first, most = f, l
		case l == most:
			first = nil
		}
	}
	return first
}

// Bounds of what is sure enough. They are shares.
const (
	samePlaces = 0.5 // of the places that use either of two families
	sameText   = 0.6 // of the parts of their texts, where functions have other names
)

// alike compares a family that is gone with one that is new.
func (p *pairs) alike(was, is *analyzer.KeyFamily) likeness {
	if apart(was, is) {
		return likeness{}
	}
	text, tag := similar(was.Glob, is.Glob), 0
	if (was.Tag == "") == (is.Tag == "") {
		tag = 1
	}
	function := func(a analyzer.KeyPlace) string { return a.Function }
	qualified := func(a analyzer.KeyPlace) string { return a.Package + "." + a.Function }
	file := func(a analyzer.KeyPlace) string { return a.File }
	if share := max(shared(was, is, qualified), shared(was, is, function)); share >= samePlaces {
		return likeness{1 + share, text, tag}
	}
	if shared(was, is, file) == 1 && text >= sameText && p.meetAlike(was, is) {
		return likeness{1, text, tag}
	}
	return likeness{}
}

// shared returns which share of the places that use either of two families use both,
// where a place goes by a name.
func shared(f, g *analyzer.KeyFamily, name func(analyzer.KeyPlace) string) float64 {
	type use struct{ role, place, command, in string }
	set := func(f *analyzer.KeyFamily) map[use]bool {
		out := make(map[use]bool)
		for role, list := range map[string][]analyzer.KeyPlace{"reads": f.Readers, "writes": f.Writers, "removes": f.Removers, "unseen": f.Unseen} {
			for _, a := range list {
				out[use{role, name(a), a.Command, a.In}] = true
			}
		}
		return out
	}
	a, b := set(f), set(g)
	both := 0
	for u := range a {
		if b[u] {
			both++
		}
	}
	if either := len(a) + len(b) - both; either > 0 {
		return float64(both) / float64(either)
	}
	return 0
}

// meetAlike reports whether two families meet the same others, as far as these are known
// to be the same.
func (p *pairs) meetAlike(was, is *analyzer.KeyFamily) bool {
	before, after := make(map[string]string), make(map[string]string) // globs after the change, by pattern
	for f, g := range p.is {
		before[f.Pattern] = g.Glob
	}
	for g := range p.was {
		after[g.Pattern] = g.Glob
	}
	met := func(f *analyzer.KeyFamily, globs map[string]string) (out []string) {
		for _, m := range f.Meets {
			if glob, ok := globs[m.Pattern]; ok {
				out = append(out, m.In+" "+glob)
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	return slices.Equal(met(was, before), met(is, after))
}

// similar returns which share of the parts of two globs are in both, in their order.
func similar(a, b string) float64 {
	split := func(s string) []string {
		return strings.FieldsFunc(strings.NewReplacer("{", "", "}", "").Replace(s), func(r rune) bool { return strings.ContainsRune(keyform.Separators, r) })
	}
	x, y := split(a), split(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	common := make([]int, len(y)+1) // the longest common sequence, row by row
	for _, part := range x {
		diagonal := 0
		for j, other := range y {
			above := common[j+1]
			if part == other {
				common[j+1] = diagonal + 1
			} else {
				common[j+1] = max(above, common[j])
			}
			diagonal = above
		}
	}
	return 2 * float64(common[len(y)]) / float64(len(x)+len(y))
}
