package rename

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/confine"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// A Program is what fixes are made for: a package, or all packages of a program
// that were loaded.
type Program struct {
	Fset       *token.FileSet
	Units      []*retag.Unit // whose files can be edited
	Found      []unit.Finding
	Plans      []retag.Plan // of the findings, in their order
	Separators retag.Separators
	// Keys returns all keys that are seen to be sent, and the same ones where
	// constants are marked. With nil for marks it leaves out the latter.
	Keys func(*retag.Marks) (plain, marked []retag.Use, ok bool)
	// Imported reports whether a family is named where nothing is edited, other
	// than in the files of Unseen. It may be nil.
	Imported func(retag.Family) bool
	// Unseen returns the files, Go or another language, that may name keys and are
	// not analyzed.
	Unseen func() []string
	// Closed says that nobody else can put the strings of the program together; if
	// not, SeeAll tells what sees all who can.
	Closed bool
	SeeAll string
	Source func(file string) ([]byte, error)
	// Evaluate returns the keys of the program with edits applied, and the findings
	// in it, as [About] names them; ok is false if it does not compile.
	Evaluate func(edits []retag.Edit) (keys []Sent, reports []string, ok bool)
	// Refused says why findings have no fix; by their index.
	Refused map[int]Refusal

	unseenFiles []*unseenFile // that Unseen returned
	flow        *confine.Program
	uses        []retag.Use                      // all keys that are seen to be sent
	families    map[retag.Family]pattern.Pattern // see known
	conflict    Refusal                          // why holds was false last, if it is known
	inScripts   []retag.Use                      // keys that scripts take apart, once it was asked
	back        []confine.Reply
	evaluations int                // that were made
	formatted   map[*ast.File]bool // as gofmt does
	reached     map[ast.Expr]confine.Reach
}

// maxEvaluations bounds how often a program is evaluated with edits: what is not
// shown to be right by then is not offered.
const maxEvaluations = 40

// maxGroups bounds the groups of keys for which fixes are planned at a time. Each asks
// all of the program for other places that name its keys.
const maxGroups = 48

// Fixes returns, by the index of the finding, the groups of which it was seen
// that their edits rename all their keys everywhere, and nothing else.
func (p *Program) Fixes() map[int]*Group {
	p.Refused = make(map[int]Refusal)
	open := p.groups()
	if len(open) == 0 {
		return nil
	}
	if len(open) > maxGroups {
		for _, g := range open[maxGroups:] {
			p.refuse(g, Refusal{Why: fmt.Sprintf("fixes are planned for %d groups of keys at a time: apply those first", maxGroups)})
		}
		open = open[:maxGroups]
	}
	tried := slices.Clone(open)
	defer func() {
		for _, g := range tried {
			if g.refusal.Why == "" {
				g.explain(Refusal{Why: fmt.Sprintf("edits are tried %d times at most: apply the other fixes first", maxEvaluations)}, g.plain)
			}
			p.refuse(g, g.refusal)
		}
	}()
	all := make(map[retag.Family]retag.Cut)
	for _, g := range open {
		maps.Copy(all, g.tags)
	}
	marks := &retag.Marks{Wanted: p.Separators.Wanted(all)}
	plain, marked, ok := p.Keys(marks)
	if !ok {
		return nil
	}
	p.uses = plain
	p.doubt(open, plain, all)
	inGo := func(uses []retag.Use) []retag.Use {
		return slices.DeleteFunc(slices.Clone(uses), func(u retag.Use) bool { return u.Made })
	}
	w := retag.NewWriter(p.Separators, marks, p.Units, inGo(plain), inGo(marked))
	open, all = p.settle(w, open)
	for _, g := range open {
		maps.Copy(g.tags, w.Instances(all, g.tags))
	}
	var done []*Group
	p.evaluations = 0
	for p.evaluations < maxEvaluations {
		open = slices.DeleteFunc(open, func(g *Group) bool { return g.edits == nil && !p.write(w, g) })
		if len(open) == 0 {
			break
		}
		good := p.right(plain, done, open)
		done = append(done, good...)
		open = slices.DeleteFunc(open, func(g *Group) bool { return slices.Contains(good, g) })
	}
	out := make(map[int]*Group)
	for _, g := range done {
		for _, i := range g.findings {
			out[i] = g
		}
	}
	return out
}

// right returns those of open whose edits are right together with those of done. The
// others are given up, as they were written. Nearly always all are right at once; if
// not, halves are tried.
func (p *Program) right(plain []retag.Use, done, open []*Group) (good []*Group) {
	if p.evaluations >= maxEvaluations {
		return nil
	}
	p.evaluations++
	if p.holds(plain, slices.Concat(done, open)) {
		return slices.Clone(open)
	}
	if len(open) == 1 {
		open[0].fail(p.conflict)
		return nil
	}
	half := len(open) / 2
	good = p.right(plain, done, open[:half])
	return append(good, p.right(plain, slices.Concat(done, good), open[half:])...)
}

// write finds the next edits of a group that may be right; false if there are
// none left.
func (p *Program) write(w *retag.Writer, g *Group) bool {
	for ; g.way < retag.Ways; g.way++ {
		edits, ok := w.Write(g.tags, g.way)
		if !ok {
			g.explain(Refusal{Why: "the text of these keys cannot be followed to a place that can be changed for them alone"}, nil)
			continue
		}
		more, blocked := w.Rest(g.tags, edits)
		edits = append(edits, more...)
		slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
		if !p.Closed && w.Leaves(g.tags) {
			g.explain(Refusal{Why: "packages that are not analyzed can make these keys of what this one exports; " + p.SeeAll}, edits)
			continue
		}
		file, name, review := p.used(w.Exposed(g.tags))
		if name != "" {
			g.explain(Refusal{Why: fmt.Sprintf("%s uses %s, and is not analyzed", inModule(file), name), At: Place{file, 0, ""}}, edits)
			continue
		}
		blocked = slices.DeleteFunc(blocked, func(b retag.Blocker) bool {
			if b.Part && p.harmless(b.Pos) {
				return true
			}
			if b.Word {
				review = append(review, p.wordOf(g, b))
			}
			return b.Word
		})
		if len(blocked) > 0 {
			// Not the first by token.Pos: a loader parses files in any order.
			b := slices.MinFunc(blocked, func(a, b retag.Blocker) int { return p.compare(a.Pos, b.Pos) })
			g.explain(p.stopped(b.Pos, "the text at %s may be a part of %s, or something else", p.nameOf(g, b.Family)), edits)
			continue
		}
		if r := p.leaks(w, g, edits); r.Why != "" {
			g.explain(r, edits)
			continue
		}
		if at, ok := p.halved(edits); ok {
			g.explain(p.stopped(at, "the key at %s would get one brace of the hash tag only"), edits)
			continue
		}
		g.plain = edits
		if edits, ok = p.tidy(edits); ok {
			if slices.ContainsFunc(g.failed, func(e []retag.Edit) bool { return slices.Equal(e, edits) }) {
				continue // another way to the same
			}
			g.edits = edits
			g.review = append(g.review, review...)
			slices.SortFunc(g.review, comparePlaces)
			g.review = slices.Compact(g.review)
			g.way++
			return true
		}
		g.explain(Refusal{Why: "a place that names these keys is in a generated file, or in another module"}, g.plain)
	}
	return false
}

// holds applies the edits of groups to a copy of the program and reports whether
// they do what they are for: the findings of the groups are gone, none has come,
// each key of a family that gets a tag has it, and every other key is what it
// was.
func (p *Program) holds(before []retag.Use, groups []*Group) bool {
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
	var plain []retag.Edit
	for _, g := range groups {
		plain = append(plain, g.plain...)
	}
	slices.SortFunc(plain, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
	if at, ok := p.nested(plain); ok {
		p.conflict = p.stopped(at, "at %s a key with a hash tag becomes a part of one with another hash tag")
		return false
	}
	p.conflict = Refusal{}
	uses, reports, ok := p.Evaluate(edits)
	if !ok {
		return false
	}
	var left []string
	for i, f := range p.Found {
		if !gone[i] {
			left = append(left, About(p.Fset, f.Pos, f.Check))
		}
	}
	for _, r := range reports {
		i := slices.Index(left, r)
		if i < 0 {
			p.conflict = Refusal{Why: "the hash tag leaves, or makes, a report: " + inModule(r)}
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	if line, ok := p.renamed(SentBy(p.Fset, before), uses, tags); !ok {
		p.conflict = Refusal{
			Why: fmt.Sprintf("at %s:%d a key would not get the hash tag, or another key would change", inModule(line.File), line.Number),
			At:  Place{line.File, line.Number, ""},
		}
		return false
	}
	return true
}

// About is what a finding is about: its place, as no edit adds a line, and its
// check. The keys may have other names now, or the finding may name another pair
// of them.
func About(fset *token.FileSet, pos token.Pos, check string) string {
	p := fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, check)
}

// Files are the files that can be edited, each once: a package and its tests
// share some.
func (p *Program) Files() []*ast.File {
	var out []*ast.File
	seen := make(map[*ast.File]bool)
	for _, u := range p.Units {
		for _, f := range u.Files {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	return out
}

// Filename returns the name of a file.
func (p *Program) Filename(file *ast.File) string {
	return p.Fset.PositionFor(file.Package, false).Filename
}

// place says where something is: "store/cart.go:12".
func (p *Program) place(pos token.Pos) string {
	at := p.Fset.Position(pos)
	return fmt.Sprintf("%s:%d", inModule(at.Filename), at.Line)
}

// compare orders positions by the names of their files, and then by their place.
func (p *Program) compare(a, b token.Pos) int {
	x, y := p.Fset.Position(a), p.Fset.Position(b)
	return cmp.Or(cmp.Compare(x.Filename, y.Filename), cmp.Compare(x.Offset, y.Offset))
}

// nameOf spells a family as a finding of a group spells its keys.
func (p *Program) nameOf(g *Group, f retag.Family) string {
	for _, i := range g.findings {
		for _, key := range p.Found[i].Site.Keys {
			if retag.FamilyOf(key) == f {
				return key.String()
			}
		}
	}
	return f.String()
}
