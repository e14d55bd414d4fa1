package families

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Clashes returns the pairs of families that may have the same key, with a key that both
// make. Of several that one family makes such a pair with, the first is told: its values
// are the reason for all.
func Clashes(p *Program) (out []Finding) {
	families := p.Schema.Families
	type reason struct {
		wide      *schema.Family
		certainty prove.Certainty
	}
	told := make(map[reason]int) // the index in out
	others := make(map[int]int)
	for i := range families {
		for j := range families[:i] {
			f, wide, ok := p.clash(&families[j], &families[i])
			if !ok {
				continue
			}
			because := reason{wide, f.Certainty}
			if n, had := told[because]; had {
				others[n]++
				continue
			}
			told[because] = len(out)
			out = append(out, f)
		}
	}
	for n, count := range others {
		out[n].Detail = fmt.Sprintf("and so may the keys of %d other families", count)
		if count == 1 {
			out[n].Detail = "and so may the keys of another family"
		}
	}
	return out
}

// clash reports two families, at a place of the one that has fewer values: its keys are
// the exceptions. It returns the other one, too.
func (p *Program) clash(f, g *schema.Family) (found Finding, wide *schema.Family, ok bool) {
	if len(f.Holes) < len(g.Holes) {
		f, g = g, f
	}
	wide = f
	if !f.Made || !g.Made || len(f.Writers) == 0 || len(g.Writers) == 0 || one(f, g) || !near(f, g) {
		return Finding{}, nil, false
	}
	common, ok := keyform.Meet(apart(f, p.Separators), apart(g, p.Separators))
	likely := ok && !unsure(f) && !unsure(g)
	if !ok {
		if common, ok = keyform.Meet(f.Items, g.Items); !ok {
			return Finding{}, nil, false
		}
	}
	at, ok := p.first(g.Writers)
	there := f.Writers[0]
	if !ok {
		f, g = g, f
		common.Values[0], common.Values[1] = common.Values[1], common.Values[0]
		if at, ok = p.first(g.Writers); !ok {
			return Finding{}, nil, false
		}
		there = f.Writers[0]
	}
	found = Finding{At: at, Finding: report.Finding{
		Check: "keyclash", Certainty: certainty(likely), Subject: subject(at), Keys: []report.Key{key(g), key(f)},
		Problem: fmt.Sprintf("%s of %s and %s of %s at %s may use one key: %s, if %s", subject(at), g.Pattern, subject(there), f.Pattern, where(there),
			quote.Text(common.Name), condition(values(g, common.Values[1]), values(f, common.Values[0]))),
		Consequence: outcome(f, g), Advice: "put a word in front of the values of one of the two",
	}}
	found.Trace = []Step{{there, there.Command + " of " + f.Pattern}}
	return found, wide, true
}

// one reports whether two families have one meaning: an annotation says so, or they are
// what one command may have for a key, where more is known of it and less.
func one(f, g *schema.Family) bool {
	if f.Name != "" && f.Name == g.Name {
		return true
	}
	return slices.ContainsFunc(f.Chains, func(a string) bool {
		return slices.ContainsFunc(g.Chains, func(b string) bool {
			return strings.HasSuffix(" "+a, " "+b) || strings.HasSuffix(" "+b, " "+a)
		})
	})
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
// nearest to them, or none at all if no separator is near to a value.
func apart(f *schema.Family, separators string) []keyform.Item {
	near := cmp.Or(form(f).Nearest(separators), separators)
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
// many others: it begins with no word, has values side by side, or one that ends a word.
func unsure(f *schema.Family) bool {
	for i, it := range f.Items {
		if it.Values != nil && (it.Values.Pair || i > 0 && endsWord.MatchString(f.Items[i-1].Text)) {
			return true
		}
	}
	return opens(f)
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

// endsWord matches a text that goes on in the value behind it.
var endsWord = regexp.MustCompile(`[\pL\pN]$`)

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
