package spelling

import (
	"go/token"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Hot reports families of keys that a constant tag puts into one slot, or one that
// names a kind of things in a part of the program, as {app:<env>:product}: each
// once, where it is first used. A tag that is one of several, as the default of
// a name is, gathers no family.
func Hot(u *unit.Unit, inv *inventory.Inventory) {
	seen, at := make(map[string]bool), make(map[token.Pos]bool)
	for _, k := range inv.Keys {
		if !counts(&k) || k.Guarded {
			continue
		}
		inside, ok := tag.Inside(k.Pattern)
		form := tag.Form(k.Pattern)
		if !ok || !report.EndsWithWord(inside) || report.Tells(inside) || !report.Tells(k.Pattern) || seen[form] || at[k.Pos] || k.Several || !u.Counts(k.Class) || u.Lowest > prove.Likely {
			continue
		}
		seen[form], at[k.Pos] = true, true
		f := report.HotSlot(k.Command, k.Pattern, inside)
		f.Pos = k.Pos
		u.Report(f)
	}
}
