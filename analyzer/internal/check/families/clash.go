package families

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Clashes returns the pairs of families that may have the same key, with a key that both
// make.
func Clashes(p *Program) (out []Finding) {
	families := p.Schema.Families
	for i := range families {
		for j := range families[:i] {
			if f, ok := p.clash(&families[j], &families[i]); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

// clash reports two families, at a place of the one that has fewer values: its keys are
// the exceptions.
func (p *Program) clash(f, g *schema.Family) (Finding, bool) {
	if len(f.Holes) < len(g.Holes) {
		f, g = g, f
	}
	if len(f.Writers)+len(g.Writers) == 0 || len(users(f)) == 0 || len(users(g)) == 0 || f.Name != "" && f.Name == g.Name || !near(f, g) {
		return Finding{}, false
	}
	common, ok := keyform.Meet(apart(f, p.Separators), apart(g, p.Separators))
	likely := ok && !unsure(f) && !unsure(g)
	if !ok {
		if common, ok = keyform.Meet(f.Items, g.Items); !ok {
			return Finding{}, false
		}
	}
	at, ok := p.first(g.Writers, users(g))
	others := users(f)
	if !ok {
		f, g = g, f
		common.Values[0], common.Values[1] = common.Values[1], common.Values[0]
		if at, ok = p.first(g.Writers, users(g)); !ok {
			return Finding{}, false
		}
		others = users(f)
	}
	there := others[0]
	one := Finding{At: at, Finding: report.Finding{
		Check: "keyclash", Certainty: certainty(likely), Subject: subject(at), Keys: []report.Key{key(g), key(f)},
		Problem: fmt.Sprintf("%s of %s and %s of %s at %s may use one key: %s, if %s", subject(at), g.Pattern, subject(there), f.Pattern, where(there),
			quote.Text(common.Name), condition(values(g, common.Values[1]), values(f, common.Values[0]))),
		Consequence: outcome(f, g), Advice: "put a word in front of the values of one of the two",
	}}
	one.Trace = []Step{{there, there.Command + " of " + f.Pattern}}
	return one, true
}

// near reports whether values that are one for the program may be the same in both: they
// go by their names, which say so in one package only.
func near(f, g *schema.Family) bool {
	fixed := func(it keyform.Item) bool { return it.Values != nil && it.Values.Fixed != "" }
	if !slices.ContainsFunc(f.Items, fixed) && !slices.ContainsFunc(g.Items, fixed) {
		return true
	}
	return slices.ContainsFunc(users(f), func(a schema.Place) bool {
		return slices.ContainsFunc(users(g), func(b schema.Place) bool { return a.Package == b.Package })
	})
}

// apart returns the parts of a family whose values hold none of the separators that are
// nearest to them.
func apart(f *schema.Family, separators string) []keyform.Item {
	near := form(f).Nearest(separators)
	out := slices.Clone(f.Items)
	for i, it := range out {
		if it.Values != nil {
			v := *it.Values
			v.Bytes = v.Bytes.Without(near)
			out[i].Values = &v
		}
	}
	return out
}

// unsure reports whether so little is known of a family that it may have a common key with
// many others: it begins with no word, or has values side by side.
func unsure(f *schema.Family) bool {
	return opens(f) || slices.ContainsFunc(f.Items, func(it keyform.Item) bool { return it.Values != nil && it.Values.Pair })
}

// condition says which values make the common key: those of the family that is used here,
// and those of the other.
func condition(here, there []string) string {
	switch {
	case len(here) == 0:
		return strings.Join(there, " and ")
	case len(there) == 0:
		return strings.Join(here, " and ")
	}
	return strings.Join(here, " and ") + " here, and " + strings.Join(there, " and ") + " there"
}

// values spells the values of a family.
func values(f *schema.Family, texts []string) (out []string) {
	n := 0
	for _, it := range f.Items {
		if it.Values == nil {
			continue
		}
		if it.Values.Fixed == "" {
			out = append(out, fmt.Sprintf("<%s> is %q", f.Holes[n].Name, texts[n]))
		}
		n++
	}
	return out
}

// outcome says what becomes of a key that is of both families.
func outcome(f, g *schema.Family) string {
	if f.Stored != command.None && g.Stored != command.None && f.Stored&g.Stored == 0 {
		return fmt.Sprintf("it is a %s for the one and a %s for the other, and the server refuses one of the two (WRONGTYPE)", g.Type, f.Type)
	}
	return "the one finds, overwrites or removes what the other has stored"
}
