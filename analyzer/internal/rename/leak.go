package rename

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/confine"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// leaks says where the text of the keys of a group goes, besides to commands; "" if
// it goes nowhere else.
func (p *Program) leaks(g *Group, edits []retag.Edit) string {
	for _, u := range p.uses {
		if _, ok := g.tags[retag.FamilyOf(u.Key)]; ok && u.Parsed != "" {
			return fmt.Sprintf("at %s the key %s %s", p.place(u.Pos), quote.Text(u.Key.String()), u.Parsed)
		}
	}
	if p.flow == nil {
		p.flow = confine.New(p.Units, p.Closed)
	}
	var starts []confine.Start
	for _, e := range edits {
		if expr := p.flow.Holding(e.Pos); expr != nil {
			starts = append(starts, confine.Start{Expr: expr})
		}
	}
	families := slices.Sorted(maps.Keys(g.tags))
	starts = append(starts, p.flow.Replies(func(glob string) bool {
		return slices.ContainsFunc(families, func(f retag.Family) bool {
			some, _ := f.Scanned(glob)
			return some
		})
	})...)
	escapes, notes := p.flow.Follow(starts...)
	if len(escapes) == 0 {
		g.printed = g.printed[:0]
		for _, n := range notes {
			at := p.Fset.Position(n.Pos)
			g.printed = append(g.printed, Place{at.Filename, at.Line, n.Use})
		}
		slices.SortFunc(g.printed, comparePlaces)
		return ""
	}
	e := slices.MinFunc(escapes, func(a, b confine.Escape) int {
		return cmp.Or(p.compare(a.Pos, b.Pos), cmp.Compare(a.Use, b.Use))
	})
	return fmt.Sprintf("at %s the key, or a part of it, %s", p.place(e.Pos), e.Use)
}

// doubt adds to groups the commands with a key that may be one of theirs: a part of
// it is not known.
func (p *Program) doubt(groups []*Group, uses []retag.Use, tags map[retag.Family]retag.Cut) {
	for _, u := range uses {
		key := retag.FamilyOf(u.Key)
		if _, ok := tags[key]; ok {
			continue
		}
		for _, g := range groups {
			if slices.ContainsFunc(slices.Collect(maps.Keys(g.tags)), func(f retag.Family) bool { return p.Separators.MayBe(key, f) }) {
				g.review = append(g.review, p.doubtful(u))
			}
		}
	}
	for _, g := range groups {
		slices.SortFunc(g.review, comparePlaces)
		g.review = slices.Compact(g.review)
	}
}

func (p *Program) doubtful(u retag.Use) Place {
	at := p.Fset.Position(u.Pos)
	return Place{at.Filename, at.Line, "it sends " + quote.Text(u.Key.String())}
}
