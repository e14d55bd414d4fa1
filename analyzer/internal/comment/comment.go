// Package comment reads the comments of a package that speak to the linter: those
// that switch reports off (//crossslot:ignore, //nolint), and annotations that
// state what the code does not show (//crossslot:tagged, //crossslot:sameslot).
package comment

import (
	"go/token"
	"go/types"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Comments are those of one package.
type Comments struct {
	*unit.Unit
	checks  []string // the names of all checks
	marks   map[types.Object]flow.Mark
	ignores []*ignore
	wrong   []*ignore // with what is wrong as the reason
	// Families are what the annotations say of families of keys.
	Families []Family
	silent   map[*token.File]*silence // nil until something is reported
}

// Read reads the annotations of a package, reports those that state nothing, and
// has the unit ask the comments. checks are the names of all checks.
func Read(u *unit.Unit, checks []string) *Comments {
	c := &Comments{Unit: u, checks: checks}
	c.readMarks()
	u.Annotated = c.mark
	u.Silenced = func(pos token.Pos, check string) bool { return c.ignored(pos, check) || c.skipped(pos) }
	return c
}
