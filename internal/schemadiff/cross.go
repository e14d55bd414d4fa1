package schemadiff

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// A crossing is two families that a command has together, in different slots. They go
// by their globs after the change.
type crossing struct{ a, b, in string }

// crossings adds the families that one command or transaction has together now, in
// different slots, and had not before.
func (c *comparison) crossings(before, after *analyzer.KeySchema) {
	known := make(map[crossing]bool)
	each(before, func(f, g *analyzer.KeyFamily, in string, _ []analyzer.KeyPlace) {
		if f, g = c.is[f], c.is[g]; f != nil && g != nil {
			known[crossing{f.Glob, g.Glob, in}], known[crossing{g.Glob, f.Glob, in}] = true, true
		}
	})
	each(after, func(f, g *analyzer.KeyFamily, in string, places []analyzer.KeyPlace) {
		if known[crossing{f.Glob, g.Glob, in}] {
			return
		}
		known[crossing{f.Glob, g.Glob, in}], known[crossing{g.Glob, f.Glob, in}] = true, true
		c.add(Change{Rule: CrossSlot, Is: g.Pattern + " in " + in, Places: places}, f)
	})
}

// each calls visit for two families that meet in different slots. Commands that do not
// run on a cluster are left out.
func each(s *analyzer.KeySchema, visit func(f, g *analyzer.KeyFamily, in string, places []analyzer.KeyPlace)) {
	byPattern := make(map[string]*analyzer.KeyFamily)
	for i := range s.Families {
		byPattern[s.Families[i].Pattern] = &s.Families[i]
	}
	for i := range s.Families {
		f := &s.Families[i]
		for _, m := range f.Meets {
			guarded := len(m.Places) > 0 && !slices.ContainsFunc(m.Places, func(p analyzer.KeyPlace) bool { return !p.Guarded })
			if g := byPattern[m.Pattern]; g != nil && m.Slots == "different slots" && !guarded {
				visit(f, g, m.In, m.Places)
			}
		}
	}
}
