package rename

import (
	"cmp"
	"slices"

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
	if p.uses == nil && p.Keys != nil {
		p.uses, _, _ = p.Keys(nil)
	}
	seen := make(map[retag.Family]bool)
	for _, u := range p.uses {
		f := retag.FamilyOf(u.Key)
		if u.Glob || seen[f] || f == r.family {
			continue
		}
		seen[f] = true
		if found, _ := f.Scanned(r.Match); found && f.Nameable() && !f.Includes(r.family) {
			out = append(out, Known{quote.Text(u.Key.String()), u.Key.Glob()})
		}
	}
	slices.SortFunc(out, func(a, b Known) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Match, b.Match)) })
	return out
}
