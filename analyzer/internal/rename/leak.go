package rename

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/confine"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// leaks says where the text of the keys of a group goes, besides to commands; "" if
// it goes nowhere else.
func (p *Program) leaks(w *retag.Writer, g *Group, edits []retag.Edit) string {
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
	for _, f := range families {
		// A key that is made in another way, of a value with the same words, is one of
		// this family too.
		for _, lit := range w.Literals(f.Includes) {
			if at, ok := p.within(lit, edits); ok {
				return fmt.Sprintf("%s is named in another way too, with more words in the value at %s", p.nameOf(g, f), p.place(at))
			}
		}
	}
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

// nested returns the place at which a text that gets a brace becomes a part of one
// that gets both braces: then one key is named in two ways, and would have two tags.
func (p *Program) nested(edits []retag.Edit) (at token.Pos, ok bool) {
	if p.flow == nil {
		p.flow = confine.New(p.Units, p.Closed)
	}
	for _, x := range edits {
		if start := p.flow.Holding(x.Pos); start != nil {
			if at, ok := p.within(start, edits); ok {
				return at, true
			}
		}
	}
	return token.NoPos, false
}

// halved returns a key that gets one brace of a hash tag and not the other: the text
// that takes the brace is part of other keys, too.
func (p *Program) halved(edits []retag.Edit) (at token.Pos, ok bool) {
	type brace struct {
		edit  retag.Edit
		start ast.Expr
	}
	var braces []brace
	for _, x := range edits {
		if start := p.flow.Holding(x.Pos); start != nil {
			braces = append(braces, brace{x, start})
		}
	}
	opens := func(b brace) bool { return strings.Contains(b.edit.Text, "{") }
	for _, b := range braces {
		var until confine.Reach
		whole := false
		for _, other := range braces {
			if opens(other) == opens(b) {
				continue
			}
			whole = whole || other.start == b.start
			until.Add(p.flow.Reach(other.start))
		}
		if whole || until.Made[b.start] {
			continue
		}
		if keys := p.flow.Keys(b.start, until); len(keys) > 0 {
			return keys[0].Pos(), true
		}
	}
	return token.NoPos, false
}

// within returns the place at which a text from elsewhere becomes a part of one that
// gets both braces.
func (p *Program) within(start ast.Expr, edits []retag.Edit) (at token.Pos, ok bool) {
	inside := func(e ast.Expr, brace string) bool {
		return slices.ContainsFunc(edits, func(x retag.Edit) bool { return strings.Contains(x.Text, brace) && e.Pos() < x.Pos && x.Pos < e.End() })
	}
	for made := range p.flow.Reach(start).Made {
		if (start.Pos() < made.Pos() || made.End() < start.End()) && inside(made, "{") && inside(made, "}") {
			return made.Pos(), true
		}
	}
	return token.NoPos, false
}
