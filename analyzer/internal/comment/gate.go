package comment

import (
	"slices"
	"strings"
)

// An Ignore is a comment that switches something off, as it is told to others.
type Ignore struct {
	File        string // absolute
	Line        int
	First, Last int    // the lines that it covers
	Reason      string // as the comment has it
	Wrong       string // what is wrong with it, "" if nothing is: then it covers nothing
}

// Of returns the comments that name something besides the checks, which nothing in this
// package judges.
func (c *Comments) Of(name string) (out []Ignore) {
	for _, i := range c.ignores {
		if slices.Contains(i.checks, name) {
			at := c.Pass.Fset.Position(i.pos)
			out = append(out, Ignore{at.Filename, at.Line, i.first, i.last, i.reason, ""})
		}
	}
	for _, i := range c.wrong {
		if slices.Contains(i.checks, name) {
			at := c.Pass.Fset.Position(i.pos)
			out = append(out, Ignore{File: at.Filename, Line: at.Line, Wrong: i.reason})
		}
	}
	slices.SortFunc(out, func(a, b Ignore) int {
		if n := strings.Compare(a.File, b.File); n != 0 {
			return n
		}
		return a.Line - b.Line
	})
	return out
}
