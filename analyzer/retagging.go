package analyzer

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A retagging are findings whose keys get their tags together.
type retagging struct {
	tags     map[retag.Family]retag.Cut
	findings []int // by their index
	way      int   // to write the tags, the next that is tried
	edits    []retag.Edit
	failed   [][]retag.Edit
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

// fail gives up what was written last.
func (g *retagging) fail() {
	g.failed = append(g.failed, g.edits)
	g.edits, g.why = nil, "no way was found to change these keys and no others"
}

// refuse says why findings have no fix.
func (p *program) refuse(g *retagging, why string) {
	for _, i := range g.findings {
		p.refused[i] = why
	}
}

// retaggings returns the findings that have a plan, in their order: those of one
// group together, and those of one command that is found in several groups, as
// its keys depend on who calls it.
func (p *program) retaggings() []*retagging {
	of, at := make(map[int]*retagging), make(map[token.Pos]*retagging)
	var out []*retagging
	for i, plan := range p.plans {
		if plan.Tags == nil || p.found[i].complete == nil {
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
	var families []retag.Family
	for _, g := range out {
		families = slices.AppendSeq(families, maps.Keys(g.tags))
	}
	if len(families) == 0 {
		return nil
	}
	named := p.named(families)
	return slices.DeleteFunc(out, func(g *retagging) bool {
		for _, f := range slices.Sorted(maps.Keys(g.tags)) {
			switch {
			case !f.Nameable():
				p.refuse(g, fmt.Sprintf("%s has no word by which other places could be found that name it", p.spell(g, f)))
				return true
			case named[f] != "":
				p.refuse(g, fmt.Sprintf("%s is named in %s", p.spell(g, f), named[f]))
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

// explain says why one way was not taken; what was seen to fail counts more.
func (g *retagging) explain(why string) {
	if g.why == "" {
		g.why = why
	}
}
