package analyzer

import (
	"fmt"
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
	// refused says, of groups without a fix, why.
	refused map[int]string
}

// A retagging are findings whose keys get their tags together.
type retagging struct {
	tags     map[retag.Family]retag.Cut
	findings []int // by their index
	way      int   // to write the tags, the next that is tried
	edits    []retag.Edit
	why      string // the last way was not taken
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

// fixes returns, by their numbers, the groups of findings with the edits of which
// it was seen that they rename all their keys everywhere, and nothing else.
func (p *program) fixes() map[int]*retagging {
	p.refused = make(map[int]string)
	groups := p.groups()
	if len(groups) == 0 {
		return nil
	}
	defer func() {
		for n, g := range groups {
			p.refused[n] = g.why
		}
	}()
	all := make(map[retag.Family]retag.Cut)
	for _, g := range groups {
		maps.Copy(all, g.tags)
	}
	marks := &retag.Marks{Wanted: p.separators.Wanted(all)}
	plain, marked, ok := p.uses(marks)
	if !ok {
		return nil
	}
	w := retag.NewWriter(p.separators, marks, p.units, plain, marked)
	open := slices.Sorted(maps.Keys(groups))
	done := make(map[int]*retagging)
	for n := 0; len(open) > 0 && n < maxEvaluations; {
		open = slices.DeleteFunc(open, func(i int) bool { return groups[i].edits == nil && !p.write(w, groups[i]) })
		if len(open) == 0 {
			break
		}
		// All at once, as nearly always all are right.
		n++
		if p.holds(plain, groups, slices.Concat(slices.Sorted(maps.Keys(done)), open)) {
			for _, i := range open {
				done[i] = groups[i]
			}
			return done
		}
		if len(open) == 1 {
			groups[open[0]].fail()
			continue
		}
		for _, i := range slices.Clone(open) {
			if n++; n >= maxEvaluations {
				break
			}
			if p.holds(plain, groups, append(slices.Sorted(maps.Keys(done)), i)) {
				done[i] = groups[i]
				open = slices.DeleteFunc(open, func(k int) bool { return k == i })
			} else {
				groups[i].fail()
			}
		}
	}
	return done
}

// fail gives up what was written last.
func (g *retagging) fail() {
	g.edits, g.why = nil, "no way was found to change these keys and no others"
}

// groups returns the findings that have a plan, by the numbers of their groups.
func (p *program) groups() map[int]*retagging {
	groups := make(map[int]*retagging)
	for i, plan := range p.plans {
		if plan.Tags == nil || p.found[i].message == nil {
			continue
		}
		g := groups[plan.Group]
		if g == nil {
			g = &retagging{tags: plan.Tags}
			groups[plan.Group] = g
		}
		g.findings = append(g.findings, i)
	}
	for n, g := range groups {
		for f := range g.tags {
			switch {
			case !f.Nameable():
				p.refused[n] = fmt.Sprintf("%s has no word by which other places could be found that name it", f)
			case p.elsewhere(f):
				p.refused[n] = fmt.Sprintf("%s is named in files that are not part of what is analyzed, or not to be changed", f)
			default:
				continue
			}
			delete(groups, n)
			break
		}
	}
	return groups
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
			g.explain("other packages can make these keys of what this one exports; the stand-alone program sees them all")
			continue
		}
		more, blocked := w.Rest(g.tags, edits)
		if len(blocked) > 0 {
			g.explain(fmt.Sprintf("%s may name %s, and is not seen to be its key", place(p.fset, blocked[0].Pos), blocked[0].Family))
			continue
		}
		edits = append(edits, more...)
		slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
		if edits, ok = p.tidy(edits); ok {
			g.edits = edits
			g.way++
			return true
		}
		g.explain("a place that names these keys is in a generated file, or in another module")
	}
	return false
}

// explain says why one way was not taken; what was seen to fail counts more.
func (g *retagging) explain(why string) {
	if g.why == "" {
		g.why = why
	}
}

// holds applies the edits of groups to a copy of the program and reports whether
// they do what they are for: the findings of the groups are gone, none has come,
// each key of a family that gets a tag has it, and every other key is what it
// was.
func (p *program) holds(before []retag.Use, groups map[int]*retagging, which []int) bool {
	tags := make(map[retag.Family]retag.Cut)
	gone := make(map[int]bool)
	made := make(map[retag.Edit]bool)
	at := make(map[token.Pos]bool)
	var edits []retag.Edit
	for _, i := range which {
		g := groups[i]
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
