package spelling

import (
	"go/token"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Hot reports families of keys that a constant tag puts into one slot: each
// once, where it is first used. A tag that is one of several, as the default of
// a name is, gathers no family.
func Hot(u *unit.Unit, inv *inventory.Inventory) {
	seen, at := make(map[string]bool), make(map[token.Pos]bool)
	for _, k := range inv.Keys {
		if !counts(&k) || k.Guarded {
			continue
		}
		text, ok := tag.Constant(k.Pattern)
		form := tag.Form(k.Pattern)
		if !ok || !grows(k.Pattern) || seen[form] || at[k.Pos] || k.Several || !u.Counts(k.Class) || u.Lowest > prove.Likely {
			continue
		}
		seen[form], at[k.Pos] = true, true
		f := report.HotSlot(k.Command, k.Pattern, text)
		f.Pos = k.Pos
		u.Report(f)
	}
}

// grows reports whether a pattern stands for more keys the longer the program
// runs: it holds a value that is not one for the whole process, as a package
// variable or the prefix in a receiver's field is.
func grows(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole != nil && value.Tells(part.Hole) {
			return true
		}
	}
	return false
}
