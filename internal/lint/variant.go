package lint

import (
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A subject is what a finding is about: all but its words.
type subject struct {
	result.Range
	check, name string
}

// reworded reports whether a finding of the test variant of a package says in other
// words what one of the package says: tests give functions more values than the
// program does. Findings of the packages themselves come first.
func (c *converter) reworded(pkg *packages.Package, f *result.Finding) bool {
	key := subject{f.Range, f.Check, f.Subject}
	if pkg.ForTest == "" {
		if c.said == nil {
			c.said = make(map[subject]map[string]bool)
		}
		if c.said[key] == nil {
			c.said[key] = make(map[string]bool)
		}
		c.said[key][f.Message] = true
		return false
	}
	said := c.said[key]
	return said != nil && !said[f.Message]
}
