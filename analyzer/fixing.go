package analyzer

import (
	"go/ast"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

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
	// elsewhere reports whether a family is named where nothing is edited.
	elsewhere func(retag.Family) bool
	// closed says that nobody else can put the texts of the program together.
	closed bool
	source func(file string) ([]byte, error)
	// evaluate returns the keys and the messages of the program with edits
	// applied; ok is false if it does not compile.
	evaluate func(edits []retag.Edit) (uses []retag.Use, messages []string, ok bool)
}

// A retagging are findings whose keys get their tags together.
type retagging struct {
	tags     map[retag.Family]retag.Cut
	findings []int // by their index
	way      int   // to write the tags, the next that is tried
	edits    []retag.Edit
}

// suggest spells the fix of a group of findings.
func (g *retagging) suggest(found []finding) analysis.SuggestedFix {
	var names []string
	for _, i := range g.findings {
		for _, r := range retags(found[i].site, g.tags) {
			names = append(names, r.New)
		}
	}
	slices.Sort(names)
	fix := analysis.SuggestedFix{Message: "Put the hash tag into the keys: " + strings.Join(slices.Compact(names), ", ")}
	for _, e := range g.edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: e.Pos, End: e.End, NewText: []byte(e.Text)})
	}
	return fix
}

// maxEvaluations bounds how often a program is evaluated with edits: what is not
// shown to be right by then is not offered.
const maxEvaluations = 24

// fixes returns, by the index of the finding, the retaggings of which it was seen
// that their edits rename all their keys everywhere, and nothing else.
func (p *program) fixes() map[int]*retagging {
	open := p.retaggings()
	if len(open) == 0 {
		return nil
	}
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
			open[0].edits = nil
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
				g.edits = nil
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

// retaggings returns the findings that have a plan, in their order: those of one
// group together, and those of one command that is found in several groups, as
// its keys depend on who calls it.
func (p *program) retaggings() []*retagging {
	of, at := make(map[int]*retagging), make(map[token.Pos]*retagging)
	var out []*retagging
	for i, plan := range p.plans {
		if plan.Tags == nil || p.found[i].message == nil {
			continue
		}
		g, other := of[plan.Group], at[p.found[i].Pos]
		switch {
		case g == nil && other == nil:
			g = &retagging{tags: make(map[retag.Family]retag.Cut)}
			out = append(out, g)
		case g == nil:
			g = other
		case other != nil && other != g:
			maps.Copy(g.tags, other.tags)
			g.findings = append(g.findings, other.findings...)
			out = slices.DeleteFunc(out, func(o *retagging) bool { return o == other })
			redirect(of, other, g)
			redirect(at, other, g)
		}
		of[plan.Group], at[p.found[i].Pos] = g, g
		maps.Copy(g.tags, plan.Tags)
		g.findings = append(g.findings, i)
	}
	return slices.DeleteFunc(out, func(g *retagging) bool {
		for f := range g.tags {
			if !f.Nameable() || p.elsewhere(f) {
				return true
			}
		}
		return false
	})
}

func redirect[K comparable](m map[K]*retagging, from, to *retagging) {
	for k, g := range m {
		if g == from {
			m[k] = to
		}
	}
}

// write finds the next edits of a group that may be right; false if there are
// none left.
func (p *program) write(w *retag.Writer, g *retagging) bool {
	for ; g.way < retag.Ways; g.way++ {
		edits, ok := w.Write(g.tags, g.way)
		if !ok || !p.closed && w.Leaves(g.tags) {
			continue
		}
		more, blocked := w.Rest(g.tags, edits)
		if len(blocked) > 0 {
			continue
		}
		edits = append(edits, more...)
		slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
		if edits, ok = p.tidy(edits); ok {
			g.edits = edits
			g.way++
			return true
		}
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
	uses, messages, ok := p.evaluate(edits)
	if !ok {
		return false
	}
	var left []string
	for i, f := range p.found {
		if !gone[i] {
			left = append(left, subject(f.Message))
		}
	}
	for _, m := range messages {
		i := slices.Index(left, subject(m))
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return renamed(before, uses, tags)
}

// subject is what a message is about, without the keys, which may have other
// names now.
func subject(message string) string {
	s, _, _ := strings.Cut(message, ": ")
	return s
}

// renamed reports whether the keys of a program are those of before with the
// tags, and no others.
func renamed(before, after []retag.Use, tags map[retag.Family]retag.Cut) bool {
	return slices.EqualFunc(before, after, func(a, b retag.Use) bool {
		want := a.Key
		if cut, ok := tags[retag.FamilyOf(a.Key)]; ok {
			want = cut.Tag(a.Key)
		}
		return retag.FamilyOf(want) == retag.FamilyOf(b.Key)
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

// speaks reports whether a file has a text that names a family.
func speaks(file string, f retag.Family, sep retag.Separators) bool {
	src, err := os.ReadFile(file)
	return err != nil || slices.ContainsFunc(f.Anchors(sep), func(a string) bool { return strings.Contains(string(src), a) })
}
