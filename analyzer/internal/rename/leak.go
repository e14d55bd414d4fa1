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
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// leaks says where the text of the keys of a group goes, besides to commands; it says
// nothing if it goes nowhere else.
func (p *Program) leaks(w *retag.Writer, g *Group, edits []retag.Edit) Refusal {
	for _, u := range p.parsed() {
		if _, ok := g.tags[retag.FamilyOf(u.Key)]; ok {
			return p.stopped(u.Pos, "at %s the key %s %s", quote.Text(u.Key.String()), u.Parsed)
		}
	}
	for _, u := range p.uses {
		if _, ok := g.tags[retag.FamilyOf(u.Key)]; ok && u.Published != "" {
			at := p.Fset.Position(u.Pos)
			g.review = append(g.review, Place{at.Filename, at.Line, "it is the name of a channel in a script, in " + u.Published})
		}
	}
	p.connect()
	var starts []confine.Start
	for _, e := range edits {
		if expr := p.flow.Holding(e.Pos); expr != nil {
			starts = append(starts, confine.Start{Expr: expr})
		}
	}
	families := slices.Sorted(maps.Keys(g.tags))
	for _, f := range families {
		if at, ok := p.twice(w, f, edits); ok {
			return p.stopped(at, "at %s %s is named in another way too, with more words in a value", p.nameOf(g, f))
		}
	}
	for _, r := range p.replies() {
		if r.Glob == nil || matchesAny(families, []string{*r.Glob}) {
			if r.Use != "" {
				return p.stopped(r.Expr.Pos(), "at %s a key that a script scans for %s", r.Use)
			}
			starts = append(starts, r.Start)
		}
	}
	for _, o := range p.others() {
		if strings.HasSuffix(o.name, ".lua") {
			if line, use, globs := lua.Scanned(o.src); use != "" && matchesAny(families, globs) {
				return Refusal{Why: fmt.Sprintf("at %s:%d a key that a script scans for %s", inModule(o.name), line, use), At: Place{o.name, line, ""}}
			}
		}
	}
	escapes, notes := p.flow.Follow(starts...)
	if len(escapes) == 0 {
		g.printed = g.printed[:0]
		for _, n := range notes {
			at := p.Fset.Position(n.Pos)
			if n.Look {
				g.review = append(g.review, Place{at.Filename, at.Line, "its text " + n.Use})
			} else {
				g.printed = append(g.printed, Place{at.Filename, at.Line, n.Use})
			}
		}
		slices.SortFunc(g.printed, comparePlaces)
		return Refusal{}
	}
	e := slices.MinFunc(escapes, func(a, b confine.Escape) int {
		return cmp.Or(p.compare(a.Pos, b.Pos), cmp.Compare(a.Use, b.Use))
	})
	return p.stopped(e.Pos, "at %s the key, or a part of it, %s", e.Use)
}

// matchesAny reports whether a pattern matches a key of a family.
func matchesAny(families []retag.Family, globs []string) bool {
	return slices.ContainsFunc(families, func(f retag.Family) bool {
		return slices.ContainsFunc(globs, f.Scanned)
	})
}

// connect prepares to follow texts.
func (p *Program) connect() {
	if p.flow == nil {
		p.flow, p.reached = confine.New(p.Units, p.Closed), make(map[ast.Expr]confine.Reach)
	}
}

// harmless reports whether the text at a position reaches no key of a command: it is
// only looked at. Who calls the functions of the program has to be known.
func (p *Program) harmless(pos token.Pos) bool {
	if !p.Closed {
		return false
	}
	p.connect()
	e := p.flow.Holding(pos)
	return e != nil && !p.flow.Sends(e)
}

// twice returns the place at which a key of a family is made in another way: of a
// value that has the words by which two families differ. Then the key of the one is
// one of the other, and a tag would be put into one of its names only.
func (p *Program) twice(w *retag.Writer, f retag.Family, edits []retag.Edit) (at token.Pos, ok bool) {
	own := w.Literals(func(other retag.Family) bool { return other == f })
	more := func(f, other retag.Family) bool { return f.Includes(other) && !p.Separators.Valued(other, f) }
	for _, lit := range w.Literals(func(other retag.Family) bool { return more(f, other) }) {
		if at, ok := p.within(lit, edits); ok && !slices.Contains(own, lit) {
			return at, true
		}
	}
	wider := w.Literals(func(other retag.Family) bool { return more(other, f) })
	for _, lit := range own {
		if len(wider) == 0 || slices.Contains(wider, lit) {
			continue
		}
		for made := range p.reach(lit).Made {
			if slices.ContainsFunc(wider, func(l *ast.BasicLit) bool {
				return made.Pos() <= l.Pos() && l.End() <= made.End() && !slices.Contains(own, l)
			}) {
				return made.Pos(), true
			}
		}
	}
	return token.NoPos, false
}

// parsed returns the keys that scripts take apart.
func (p *Program) parsed() []retag.Use {
	if p.inScripts == nil {
		p.inScripts = []retag.Use{}
		for _, u := range p.uses {
			if u.Parsed != "" {
				p.inScripts = append(p.inScripts, u)
			}
		}
	}
	return p.inScripts
}

// replies returns the replies of the program that hold keys.
func (p *Program) replies() []confine.Reply {
	if p.back == nil {
		p.back = append([]confine.Reply{}, p.flow.Replies()...)
	}
	return p.back
}

// reach returns what the text of an expression becomes a part of.
func (p *Program) reach(e ast.Expr) confine.Reach {
	r, ok := p.reached[e]
	if !ok {
		r = p.flow.Reach(e)
		p.reached[e] = r
	}
	return r
}

// doubt adds to groups the commands with a key that may be one of theirs: a part of
// it is not known.
func (p *Program) doubt(groups []*Group, uses []retag.Use, tags map[retag.Family]retag.Cut) {
	families := p.Separators.Segmented(maps.Keys(tags))
	of := make(map[retag.Family][]*Group)
	for _, g := range groups {
		for f := range g.tags {
			of[f] = append(of[f], g)
		}
	}
	doubts := make(map[retag.Family][]retag.Family) // that a key may be of
	for _, u := range uses {
		key := retag.FamilyOf(u.Key)
		if _, ok := tags[key]; ok {
			continue
		}
		may, seen := doubts[key]
		if !seen {
			may = families.MayHold(key)
			doubts[key] = may
		}
		for _, f := range may {
			for _, g := range of[f] {
				g.review = append(g.review, p.doubtful(u))
			}
		}
	}
	for _, g := range groups {
		slices.SortFunc(g.review, comparePlaces)
		g.review = slices.Compact(g.review)
	}
}

// wordOf returns the place of a text that may be a part of a key of a group.
func (p *Program) wordOf(g *Group, b retag.Blocker) Place {
	at := p.Fset.Position(b.Pos)
	return Place{at.Filename, at.Line, fmt.Sprintf("its text may be a part of %s, or something else", p.nameOf(g, b.Family))}
}

func (p *Program) doubtful(u retag.Use) Place {
	at := p.Fset.Position(u.Pos)
	return Place{at.Filename, at.Line, "it sends " + quote.Text(u.Key.String())}
}

// nested returns the place at which a text that gets a brace becomes a part of one
// that gets both braces: then one key is named in two ways, and would have two tags.
func (p *Program) nested(edits []retag.Edit) (at token.Pos, ok bool) {
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
			until.Add(p.reach(other.start))
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
// gets both braces. The edits are in the order of their places.
func (p *Program) within(start ast.Expr, edits []retag.Edit) (at token.Pos, ok bool) {
	inside := func(e ast.Expr, brace string) bool {
		from, _ := slices.BinarySearchFunc(edits, e.Pos()+1, func(x retag.Edit, pos token.Pos) int { return int(x.Pos - pos) })
		for _, x := range edits[from:] {
			if x.Pos >= e.End() {
				break
			}
			if strings.Contains(x.Text, brace) {
				return true
			}
		}
		return false
	}
	for made := range p.reach(start).Made {
		if (start.Pos() < made.Pos() || made.End() < start.End()) && inside(made, "{") && inside(made, "}") {
			return made.Pos(), true
		}
	}
	return token.NoPos, false
}
