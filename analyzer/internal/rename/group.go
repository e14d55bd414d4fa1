package rename

import (
	"cmp"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A Group are findings whose keys get their tags together.
type Group struct {
	tags     map[retag.Family]retag.Cut
	findings []int // by their index
	way      int   // to write the tags, the next that is tried
	edits    []retag.Edit
	plain    []retag.Edit // the same before they are formatted
	failed   [][]retag.Edit
	refusal  Refusal // of a way that was not taken
	// review are the places outside of what is analyzed that may name the keys.
	review []Place
	// printed are the logs, messages and tests that show the keys.
	printed []Place
}

// Fix returns the fix of a group of findings, which are those of the program.
func (g *Group) Fix(found []unit.Finding) analysis.SuggestedFix {
	var names []string
	for _, i := range g.findings {
		for _, r := range Renames(found[i].Site, g.tags) {
			names = append(names, r.New)
		}
	}
	slices.Sort(names)
	fix := analysis.SuggestedFix{Message: "Put the hash tag into the keys: " + strings.Join(slices.Compact(names), ", ")}
	fix.TextEdits = textEdits(g.edits)
	return fix
}

// Review returns the places, outside of what is analyzed, that may name the keys:
// somebody has to look at them before the fix is made.
func (g *Group) Review() []Place { return g.review }

// Printed returns the logs, error messages and tests that show the keys, which get
// their new names with the fix.
func (g *Group) Printed() []Place { return g.printed }

// A Place may name a key, in a file that no fix changes.
type Place struct {
	File string // absolute; "" for what is not in one file
	Line int    // 0 for all of the file
	Note string // what is there, "" for the words of the key
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Note, b.Note))
}

// A Renamed is a family of keys that gets another name.
type Renamed struct {
	Old, New string // as messages spell keys: "user:<id>:name", "{user:<id>}:name"
	Match    string // the pattern of SCAN for the old keys: "user:*:name"
	family   retag.Family
}

// Renames returns the families of a site that get a tag.
func Renames(site retag.Site, tags map[retag.Family]retag.Cut) (out []Renamed) {
	for _, key := range site.Keys {
		cut, ok := tags[retag.FamilyOf(key)]
		r := Renamed{Old: quote.Text(key.String()), Match: key.Glob(), family: retag.FamilyOf(key)}
		if ok && !slices.ContainsFunc(out, func(o Renamed) bool { return o.Old == r.Old }) {
			r.New = quote.Text(cut.Tag(key).String())
			out = append(out, r)
		}
	}
	return out
}

// groups returns the findings that have a plan, in their order: those of one
// group together, and those of one command that is found in several groups, as
// its keys depend on who calls it.
func (p *Program) groups() []*Group {
	of, at := make(map[int]*Group), make(map[token.Pos]*Group)
	var out []*Group
	for i, plan := range p.Plans {
		if plan.Tags == nil || p.Found[i].Complete == nil {
			continue
		}
		g, other := of[plan.Group], at[p.Found[i].Pos]
		switch {
		case g == nil && other == nil:
			g = &Group{tags: make(map[retag.Family]retag.Cut)}
			out = append(out, g)
		case g == nil:
			g = other
		case other != nil && other != g:
			maps.Copy(g.tags, other.tags)
			g.findings = append(g.findings, other.findings...)
			out = slices.DeleteFunc(out, func(o *Group) bool { return o == other })
			redirect(of, other, g)
			redirect(at, other, g)
		}
		of[plan.Group], at[p.Found[i].Pos] = g, g
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
	return slices.DeleteFunc(out, func(g *Group) bool {
		if p.gathers(g) {
			return true
		}
		for _, f := range slices.Sorted(maps.Keys(g.tags)) {
			switch {
			case !f.Nameable() && !p.Closed:
				p.refuse(g, Refusal{Why: fmt.Sprintf("%s has no word by which other places could be found that name it", p.nameOf(g, f))})
				return true
			case !f.Nameable():
				g.review = append(g.review, Place{"", 0, "all other files: " + p.nameOf(g, f) + " has no word that they could be searched for"})
			case p.Imported != nil && p.Imported(f):
				p.refuse(g, Refusal{Why: fmt.Sprintf("%s is named in a package that this one imports", p.nameOf(g, f))})
				return true
			}
			g.review = append(g.review, named[f]...)
		}
		slices.SortFunc(g.review, comparePlaces)
		g.review = slices.Compact(g.review)
		return false
	})
}

func redirect[K comparable](m map[K]*Group, from, to *Group) {
	for k, g := range m {
		if g == from {
			m[k] = to
		}
	}
}

// gathers refuses a group with a tag that puts a kind of things into one slot, which the
// check hotslot would report, and asks for a review of one that may do so.
func (p *Program) gathers(g *Group) bool {
	for _, i := range g.findings {
		for _, key := range p.Found[i].Site.Keys {
			cut, ok := g.tags[retag.FamilyOf(key)]
			if !ok {
				continue
			}
			switch into := report.Gathers(key, cut); {
			case into.Words != "" && into.Kind:
				p.refuse(g, Refusal{Why: fmt.Sprintf("the hash tag puts %s into one slot (hotslot)", into.Words)})
				return true
			case into.Words != "":
				g.review = append(g.review, Place{"", 0, fmt.Sprintf("the hash tag puts %s into one slot", into.Words)})
			}
		}
	}
	return false
}
