package analyzer

import (
	"fmt"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A finding is a diagnostic that waits for those of the rest of the package: the
// tags for all keys are chosen at once.
type finding struct {
	analysis.Diagnostic
	// site is what has to share a slot; without keys it is of no matter.
	site retag.Site
	// message spells the diagnostic with what is planned; nil if it is spelled.
	message func(report.Plan) string
}

// flush reports what was found: each once, as a wrapper may send one command in
// several places.
func (c *checker) flush() {
	plans := c.plan()
	fixes := c.fixes(plans)
	reported := make(map[string]bool)
	for i, f := range c.found {
		if fix, ok := fixes[plans[i].Group]; ok && plans[i].Tags != nil {
			f.SuggestedFixes = []analysis.SuggestedFix{fix}
		}
		key := fmt.Sprintf("%d %s", f.Pos, f.Message)
		if !reported[key] {
			reported[key] = true
			c.pass.Report(f.Diagnostic)
		}
	}
}

// plan chooses the tags, and spells the messages with them.
func (c *checker) plan() []retag.Plan {
	sites := make([]retag.Site, len(c.found))
	for i, f := range c.found {
		sites[i] = f.site
	}
	plans := retag.Solve(sites)
	for i := range c.found {
		f := &c.found[i]
		if f.message == nil {
			continue
		}
		plan := report.Plan{Tags: plans[i].Tags}
		if against := plans[i].Against; against >= 0 {
			p := c.pass.Fset.Position(c.found[against].Pos)
			plan.Against = report.Conflict(retag.Shared(sites[i], sites[against]), fmt.Sprintf("%s:%d", filepath.Base(p.Filename), p.Line))
		}
		f.Message = f.message(plan)
	}
	return plans
}

// fixes returns the rewrite of each group of reports of which it was seen that
// it renames its keys everywhere, and nothing else.
func (c *checker) fixes(plans []retag.Plan) map[int]analysis.SuggestedFix {
	groups := make(map[int]*group)
	for i, p := range plans {
		if p.Tags != nil && c.found[i].message != nil {
			g := groups[p.Group]
			if g == nil {
				g = &group{number: p.Group, tags: p.Tags}
				groups[p.Group] = g
			}
			g.messages = append(g.messages, c.found[i].Message)
		}
	}
	if len(groups) == 0 || !c.retag {
		return nil
	}
	r := &retagger{checker: c, uses: c.uses()}
	all := make(map[retag.Family]retag.Cut)
	for _, g := range groups {
		maps.Copy(all, g.tags)
	}
	marks := &retag.Marks{Wanted: retag.Wanted(all)}
	r.writer = retag.NewWriter(marks, []*retag.Unit{{Fset: c.pass.Fset, Files: c.pass.Files, Info: c.pass.TypesInfo, Pkg: c.pass.Pkg}}, r.uses, c.marked(marks))
	r.before = make([]string, len(c.found))
	for i, f := range c.found {
		r.before[i] = f.Message
	}
	out := make(map[int]analysis.SuggestedFix)
	for _, n := range slices.Sorted(maps.Keys(groups)) {
		if edits := r.edits(groups[n]); edits != nil {
			out[n] = suggest(groups[n], edits)
		}
	}
	return out
}

// A group are reports whose keys get their tags together.
type group struct {
	number   int
	tags     map[retag.Family]retag.Cut
	messages []string
}

// suggest spells a fix.
func suggest(g *group, edits []retag.Edit) analysis.SuggestedFix {
	var names []string
	for f, cut := range g.tags {
		names = append(names, f.Tagged(cut))
	}
	slices.Sort(names)
	fix := analysis.SuggestedFix{Message: "Put the hash tag into the keys: " + strings.Join(names, ", ")}
	for _, e := range edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: e.Pos, End: e.End, NewText: []byte(e.Text)})
	}
	return fix
}

// A retagger writes and checks the fixes of one package.
type retagger struct {
	*checker
	uses   []retag.Use
	writer *retag.Writer
	before []string // the messages
}

// edits returns the edits of one group, nil if there are none that are known to
// be right.
func (r *retagger) edits(g *group) []retag.Edit {
	for f := range g.tags {
		if !f.Nameable() || r.namedElsewhere(f) {
			return nil
		}
	}
	var tried [][]retag.Edit
	for way := range retag.Ways {
		edits, ok := r.writer.Write(g.tags, way)
		if !ok || r.writer.Leaves(g.tags) && r.pass.Pkg.Name() != "main" {
			continue
		}
		more, blocked := r.writer.Rest(g.tags, edits)
		if len(blocked) > 0 {
			continue
		}
		edits = append(edits, more...)
		slices.SortFunc(edits, func(a, b retag.Edit) int { return int(a.Pos - b.Pos) })
		if slices.ContainsFunc(tried, func(t []retag.Edit) bool { return slices.Equal(t, edits) }) || !r.editable(edits) {
			continue
		}
		tried = append(tried, edits)
		if edits, ok := r.tidy(edits); ok && r.holds(g, edits) {
			return edits
		}
	}
	return nil
}

// namedElsewhere reports whether a family is named where this package cannot
// edit it: in a package that this one imports, or in the tests beside it that
// are not part of what is analyzed.
func (r *retagger) namedElsewhere(f retag.Family) bool {
	sp := &spellings{checker: r.checker}
	for _, other := range sp.importedSpellings() {
		if retag.FormFamily(other.Family) == f {
			return true
		}
	}
	own := make(map[string]bool)
	for _, file := range r.pass.Files {
		own[r.filename(file)] = true
	}
	for dir := range r.folders() {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			if !strings.HasSuffix(name, "_test.go") || own[name] {
				continue
			}
			src, err := os.ReadFile(name)
			if err != nil || slices.ContainsFunc(f.Anchors(), func(a string) bool { return strings.Contains(string(src), a) }) {
				return true
			}
		}
	}
	return false
}

func (r *retagger) filename(file *ast.File) string {
	return r.pass.Fset.PositionFor(file.Package, false).Filename
}

func (r *retagger) folders() map[string]bool {
	out := make(map[string]bool)
	for _, file := range r.pass.Files {
		out[filepath.Dir(r.filename(file))] = true
	}
	return out
}

// editable reports whether all edits are in files that people write.
func (r *retagger) editable(edits []retag.Edit) bool {
	for _, e := range edits {
		i := slices.IndexFunc(r.pass.Files, func(f *ast.File) bool { return f.FileStart <= e.Pos && e.Pos <= f.FileEnd })
		if i < 0 || ast.IsGenerated(r.pass.Files[i]) || !strings.HasSuffix(r.filename(r.pass.Files[i]), ".go") {
			return false
		}
	}
	return true
}
