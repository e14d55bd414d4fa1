package rename

import (
	"cmp"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A Known is a family of keys that the program is seen to use.
type Known struct {
	Name  string // as messages spell it: "user:<id>:mail"
	Match string // the pattern of SCAN for its keys: "user:*:mail"
}

// Neighbors returns the other families of the program of which the pattern for a
// family finds keys, too: who moves its keys must not take theirs. A family that says
// less, as <kind>:<id> of user:<id>, may be that one by another name, and is left out.
func (p *Program) Neighbors(r Renamed) (out []Known) {
	for f, key := range p.known() {
		if f != r.family && f.Scanned(r.Match) && f.Nameable() && !f.Includes(r.family) {
			out = append(out, Known{quote.Text(key.String()), key.Glob()})
		}
	}
	slices.SortFunc(out, func(a, b Known) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Match, b.Match)) })
	return out
}

// known returns the families of keys that the program is seen to send, each with the
// first of its keys.
func (p *Program) known() map[retag.Family]pattern.Pattern {
	if p.families != nil {
		return p.families
	}
	p.families = make(map[retag.Family]pattern.Pattern)
	if p.uses == nil && p.Keys != nil {
		p.uses, _, _ = p.Keys(nil)
	}
	for _, u := range p.uses {
		f := retag.FamilyOf(u.Key)
		if _, ok := p.families[f]; !ok && !u.Glob {
			p.families[f] = u.Key
		}
	}
	return p.families
}
