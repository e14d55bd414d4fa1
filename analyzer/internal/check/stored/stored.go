// Package stored reports what a package stores under the keys of one family in two ways
// that do not go together. Its checks are keytype, a family with values of two types, and
// expiry, one that is written with an expiry and without. They see the package alone;
// the schema sees the program.
package stored

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Check reports both, as far as the checks run. Both are likely: two commands with keys
// of one pattern need not have the same key.
func Check(u *unit.Unit, inv *inventory.Inventory) {
	if prove.Likely < u.Lowest {
		return
	}
	c := &check{u, make(map[place]token.Pos)}
	for _, k := range inv.Keys {
		c.pos[c.placeOf(k.Site)] = k.Site
	}
	for _, f := range schema.Merge([]*schema.Package{schema.Of(u, inv, nil)}, nil).Families {
		if u.Checks["keytype"] {
			c.types(&f)
		}
		if u.Checks["expiry"] {
			c.expiry(&f)
		}
	}
}

type check struct {
	*unit.Unit
	pos map[place]token.Pos
}

// A place is a line of a file.
type place struct {
	file string
	line int
}

func (c *check) placeOf(pos token.Pos) place {
	p := c.Pass.Fset.Position(pos)
	return place{p.Filename, p.Line}
}

// at returns the position of a place of the schema.
func (c *check) at(p schema.Place) token.Pos { return c.pos[place{p.File, p.Line}] }

// types reports a family that is used as two types, where it is used for another one
// than where it is written first.
func (c *check) types(f *schema.Family) {
	if len(f.Types) < 2 {
		return
	}
	first := f.Types[0]
	for _, t := range f.Types {
		if slices.ContainsFunc(t.Places, func(p schema.Place) bool { return len(f.Writers) > 0 && p == f.Writers[0] }) {
			first = t
		}
	}
	for _, t := range f.Types {
		if t.Type == first.Type {
			continue
		}
		for _, p := range t.Places {
			c.report("keytype", f, p, first.Places[0],
				fmt.Sprintf("%s takes what is stored under %s for a %s, and %s for a %s", p.Command, f.Pattern, t.Type, first.Places[0].Command, first.Type),
				"the server refuses one of the two (WRONGTYPE)", "give the two things keys of different names")
		}
	}
}

// expiry reports the commands that leave a key without an expiry, where others of the
// family give one.
func (c *check) expiry(f *schema.Family) {
	if f.Expiry.State != "sometimes" {
		return
	}
	with := f.Expiry.With[0]
	for _, p := range f.Expiry.Without {
		c.report("expiry", f, p, with,
			fmt.Sprintf("%s leaves %s without an expiry, and %s gives it one", p.Command, f.Pattern, with.Command),
			"such a key stays for ever", "set the expiry here, too, or use a command that needs the key to be there")
	}
}

func (c *check) report(name string, f *schema.Family, at, other schema.Place, problem, consequence, advice string) {
	c.Report(report.Finding{
		Pos: c.at(at), Check: name, Certainty: prove.Likely, Subject: at.Command, Keys: []report.Key{{Pattern: f.Pattern, Slot: slotOf(f)}},
		Problem: problem, Consequence: consequence, Advice: advice,
		Trace: []report.Place{{Pos: c.at(other), Message: cmp.Or(other.Command, at.Command) + " of " + f.Pattern}},
	})
}

func slotOf(f *schema.Family) int {
	if f.Slot == nil {
		return -1
	}
	return *f.Slot
}
