package rename

import (
	"fmt"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// settle takes out the groups with a key that the code of another group makes, too, as a
// test does that calls it with constants: such a key gets the tag of the other group. A
// group that wants nothing else becomes a part of that one. It returns the groups that
// are left, and their tags.
func (p *Program) settle(w *retag.Writer, groups []*Group) (open []*Group, tags map[retag.Family]retag.Cut) {
	tags = make(map[retag.Family]retag.Cut)
	into := make(map[*Group]*Group) // groups that are a part of another one now
	for _, g := range groups {
		by, f, all := maker(w, g, groups)
		for into[by] != nil {
			by = into[by]
		}
		switch {
		case by == nil, by == g:
			open = append(open, g)
			maps.Copy(tags, g.tags)
		case all:
			into[g] = by
			by.findings, g.findings = append(by.findings, g.findings...), nil
			by.review = append(by.review, g.review...)
		default:
			g.explain(Refusal{Why: fmt.Sprintf("the code that makes these keys makes those of %s, which get a hash tag of their own", quote.Text(p.known()[f].String()))}, nil)
		}
	}
	return open, tags
}

// maker returns the group whose code makes keys of g, nil if none does, with the family
// that it makes them for. all says that all keys of g get the tags that g wants.
func maker(w *retag.Writer, g *Group, groups []*Group) (by *Group, f retag.Family, all bool) {
	for _, other := range groups {
		if other == g {
			continue
		}
		same := 0
		for _, key := range slices.Sorted(maps.Keys(g.tags)) {
			of, cut, made, ok := w.InstanceOf(key, other.tags)
			if made && by == nil {
				by, f = other, of
			}
			if ok && cut == g.tags[key] {
				same++
			}
		}
		if by != nil {
			return by, f, same == len(g.tags)
		}
	}
	return nil, "", false
}
