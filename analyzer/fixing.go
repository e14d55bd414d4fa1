package analyzer

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A program is what fixes are made for: a package, or all packages of a program
// that were loaded.
type program struct {
	fset       *token.FileSet
	units      []*retag.Unit // whose files can be edited
	found      []finding
	plans      []retag.Plan
	separators retag.Separators
	// uses returns all keys that are seen to be sent, and the same ones where
	// constants are marked.
	uses func(*retag.Marks) (plain, marked []retag.Use, ok bool)
	// elsewhere reports whether a family is named where nothing is edited, other
	// than in the files of unseen.
	elsewhere func(retag.Family) bool
	// unseen returns the files, Go or another language, that may name keys and are
	// not analyzed.
	unseen     func() []string
	otherFiles []*other // that unseen returned
	// closed says that nobody else can put the texts of the program together; if
	// not, seeAll tells what sees all who can.
	closed bool
	seeAll string
	source func(file string) ([]byte, error)
	// evaluate returns the keys of the program with edits applied, and what is
	// reported in it, as about spells it; ok is false if it does not compile.
	evaluate func(edits []retag.Edit) (uses []retag.Use, reports []string, ok bool)
	// refused says, of findings without a fix, why; by their index.
	refused map[int]string
}

// maxEvaluations bounds how often a program is evaluated with edits: what is not
// shown to be right by then is not offered.
const maxEvaluations = 24

// fixes returns, by the index of the finding, the retaggings of which it was seen
// that their edits rename all their keys everywhere, and nothing else.
func (p *program) fixes() map[int]*retagging {
	p.refused = make(map[int]string)
	open := p.retaggings()
	if len(open) == 0 {
		return nil
	}
	tried := slices.Clone(open)
	defer func() {
		for _, g := range tried {
			p.refuse(g, g.why)
		}
	}()
	all := make(map[retag.Family]retag.Cut)
	for _, g := range open {
		maps.Copy(all, g.tags)
	}
	marks := &retag.Marks{Wanted: p.separators.Wanted(all)}
	plain, marked, ok := p.uses(marks)
	if !ok {
		return nil
	}
	w := retag.NewWriter(p.separators, marks, p.units, plain, marked)
	for _, g := range open {
		maps.Copy(g.tags, w.Instances(all, g.tags))
	}
	var done []*retagging
	for n := 0; n < maxEvaluations; {
		open = slices.DeleteFunc(open, func(g *retagging) bool { return g.edits == nil && !p.write(w, g) })
		if len(open) == 0 {
			break
		}
		// All at once, as nearly always all are right.
		n++
		if p.holds(plain, slices.Concat(done, open)) {
			done = append(done, open...)
			break
		}
		if len(open) == 1 {
			open[0].fail()
			continue
		}
		for _, g := range slices.Clone(open) {
			if n++; n >= maxEvaluations {
				break
			}
			if p.holds(plain, append(slices.Clip(done), g)) {
				done = append(done, g)
				open = slices.DeleteFunc(open, func(o *retagging) bool { return o == g })
			} else {
				g.fail()
			}
		}
	}
	out := make(map[int]*retagging)
	for _, g := range done {
		for _, i := range g.findings {
			out[i] = g
		}
	}
	return out
}

// write finds the next edits of a group that may be right; false if there are
// none left.
func (p *program) write(w *retag.Writer, g *retagging) bool {
	for ; g.way < retag.Ways; g.way++ {
		edits, ok := w.Write(g.tags, g.way)
		if !ok {
			g.explain("the text of these keys cannot be followed to a place that can be changed for them alone")
			continue
		}
		if !p.closed && w.Leaves(g.tags) {
			g.explain("packages that are not analyzed can make these keys of what this one exports; " + p.seeAll)
			continue
		}
		if file, name := p.used(w.Exposed(g.tags)); name != "" {
			g.explain(fmt.Sprintf("%s uses %s, and is not analyzed", file, name))
			continue
		}
		more, blocked := w.Rest(g.tags, edits)
		if len(blocked) > 0 {
			g.explain(fmt.Sprintf("the text at %s may be a part of %s, or something else", p.place(blocked[0].Pos), p.spell(g, blocked[0].Family)))
			continue
		}
		edits = append(edits, more...)
		slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
		if edits, ok = p.tidy(edits); ok {
			if slices.ContainsFunc(g.failed, func(e []retag.Edit) bool { return slices.Equal(e, edits) }) {
				continue // another way to the same
			}
			g.edits = edits
			g.way++
			return true
		}
		g.explain("a place that names these keys is in a generated file, or in another module")
	}
	return false
}

// holds applies the edits of groups to a copy of the program and reports whether
// they do what they are for: the findings of the groups are gone, none has come,
// each key of a family that gets a tag has it, and every other key is what it
// was.
func (p *program) holds(before []retag.Use, groups []*retagging) bool {
	tags := make(map[retag.Family]retag.Cut)
	gone := make(map[int]bool)
	made := make(map[retag.Edit]bool)
	at := make(map[token.Pos]bool)
	var edits []retag.Edit
	for _, g := range groups {
		maps.Copy(tags, g.tags)
		for _, f := range g.findings {
			gone[f] = true
		}
		for _, e := range g.edits {
			if !made[e] {
				if at[e.Pos] {
					return false
				}
				made[e], at[e.Pos] = true, true
				edits = append(edits, e)
			}
		}
	}
	slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
	uses, reports, ok := p.evaluate(edits)
	if !ok {
		return false
	}
	var left []string
	for i, f := range p.found {
		if !gone[i] {
			left = append(left, about(p.fset, f.Pos, f.Check))
		}
	}
	for _, r := range reports {
		i := slices.Index(left, r)
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return p.renamed(before, uses, tags)
}

// about is what a finding is about: its place, as no edit adds a line, and its
// check. The keys may have other names now, or the finding may name another pair
// of them.
func about(fset *token.FileSet, pos token.Pos, check string) string {
	p := fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, check)
}

// renamed reports whether the keys of a program are those of before with the
// tags, and no others. Of what a dependency makes of a constant it may know less
// than before: then they are those of the family of all such keys.
func (p *program) renamed(before, after []retag.Use, tags map[retag.Family]retag.Cut) bool {
	general := func(a, b retag.Family, cut retag.Cut) bool {
		for f, c := range tags {
			if in, ok := p.separators.Instance(a, f, c); ok && in == cut && f.Tagged(c) == b {
				return true
			}
		}
		return false
	}
	return slices.EqualFunc(before, after, func(a, b retag.Use) bool {
		was, is := retag.FamilyOf(a.Key), retag.FamilyOf(b.Key)
		cut, ok := tags[was]
		if !ok {
			return was == is
		}
		return was.Tagged(cut) == is || general(was, is, cut)
	})
}

// files are the files that can be edited, each once: a package and its tests
// share some.
func (p *program) files() []*ast.File {
	var out []*ast.File
	seen := make(map[*ast.File]bool)
	for _, u := range p.units {
		for _, f := range u.Files {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	return out
}

func (p *program) filename(file *ast.File) string {
	return p.fset.PositionFor(file.Package, false).Filename
}

// place says where something is: "store/cart.go:12".
func (p *program) place(pos token.Pos) string {
	at := p.fset.Position(pos)
	return fmt.Sprintf("%s:%d", inModule(at.Filename), at.Line)
}

// spell spells a family as a finding of a group spells its keys.
func (p *program) spell(g *retagging, f retag.Family) string {
	for _, i := range g.findings {
		for _, key := range p.found[i].site.Keys {
			if retag.FamilyOf(key) == f {
				return key.String()
			}
		}
	}
	return f.String()
}
