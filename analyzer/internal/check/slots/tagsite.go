package slots

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// mostTagged is the number of keys of one call up to which a common tag is looked for.
const mostTagged = 1000

// siteOf returns the keys that have to share a slot: all that the commands send
// or, where no tag serves all texts that they may have, the pair that was found.
// A tag that leaves another key of the commands behind is none.
func (c *check) siteOf(f *site.Finding, self bool, sends ...site.Send) retag.Site {
	n := 0
	for _, s := range sends {
		n += len(s.Keys)
	}
	if f.Unknown || f.Chance || n > mostTagged {
		return retag.Site{}
	}
	self = self || f.Anew()
	serves := func(s retag.Site) bool { return c.SeparatorsOrDefault().Solve([]retag.Site{s})[0].Tags != nil }
	finished := func(p pattern.Pattern) pattern.Pattern {
		p, _ = c.Eval.Finish(p) // of another element, the aliases are others
		return p
	}
	pair := retag.Site{Keys: []pattern.Pattern{f.First, finished(f.Second)}, Many: self}
	all := retag.Site{Keys: slices.Clone(pair.Keys), Many: self}
	behind := false
	for _, s := range sends {
		for _, k := range s.Keys {
			comes := k.Pattern
			for _, alt := range c.Finder.Texts(k) {
				if k.Pattern || k.Optional && len(alt.Pattern) == 0 {
					comes = true
					continue
				}
				keys := []pattern.Pattern{alt.Pattern}
				if k.Repeat {
					keys = append(keys, finished(value.Instance(alt.Pattern, 1)))
				}
				many := self || k.Repeat
				for _, key := range keys {
					if !slices.ContainsFunc(all.Keys, key.Equal) {
						all.Keys = append(all.Keys, key)
					}
				}
				all.Many = all.Many || many
				comes = comes || inFamilyOf(pair, keys[0]) || serves(retag.Site{Keys: slices.Concat(pair.Keys, keys), Many: many})
			}
			behind = behind || !comes
		}
	}
	if behind || serves(all) {
		return all
	}
	return pair
}

// gathers reports whether the tag that serves a site puts a family of keys that grows into
// one slot. A command that can be split needs no such tag.
func (c *check) gathers(s retag.Site) bool {
	if len(s.Keys) == 0 {
		return false
	}
	cuts := c.SeparatorsOrDefault().Solve([]retag.Site{s})[0].Tags
	return slices.ContainsFunc(s.Keys, func(p pattern.Pattern) bool {
		cut, ok := cuts[retag.FamilyOf(p)]
		return ok && report.Gathers(p, cut).Words != ""
	})
}

// inFamilyOf reports whether a key is of a family of a site, or of one that has no
// name and may be any.
func inFamilyOf(s retag.Site, p pattern.Pattern) bool {
	family := retag.FamilyOf(p)
	return !family.Nameable() || slices.ContainsFunc(s.Keys, func(k pattern.Pattern) bool { return retag.FamilyOf(k) == family })
}
