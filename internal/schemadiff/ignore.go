package schemadiff

import "github.com/crossslotlint/crossslotlint/analyzer"

// IgnoreCheck is the name by which //crossslot:ignore comments speak of changes.
const IgnoreCheck = analyzer.KeyIgnoreCheck

// Ignore marks the changes that a comment switches off: one that covers a place which uses
// the family after the change. It returns the comments that switch nothing off, and those
// that say not why.
func Ignore(changes []Change, ignores []analyzer.KeyIgnore) (idle []analyzer.KeyIgnore) {
	for i := range ignores {
		used := false
		for j := range changes {
			c := &changes[j]
			if c.Category() != Note && ignores[i].Wrong == "" && covers(&ignores[i], c.Now) {
				used = true
				if c.Ignored == nil {
					c.Ignored = &ignores[i]
				}
			}
		}
		if !used {
			idle = append(idle, ignores[i])
		}
	}
	return idle
}

func covers(i *analyzer.KeyIgnore, places []analyzer.KeyPlace) bool {
	for _, p := range places {
		if p.File == i.File && i.First <= p.Line && p.Line <= i.Last {
			return true
		}
	}
	return false
}
