package site

import (
	"fmt"
	"go/token"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A GivenUp is a call of which not all is known, because the analysis came to one of
// its bounds.
type GivenUp struct {
	Pos   token.Pos
	Bound string // what is followed, with its number
}

func (f *Finder) giveUp(pos token.Pos, bound string) {
	g := GivenUp{pos, bound}
	if pos.IsValid() && !slices.Contains(f.givenUp, g) {
		f.givenUp = append(f.givenUp, g)
	}
}

// GivenUp returns the calls that were given up in the search for what functions send.
func (f *Finder) GivenUp() []GivenUp { return f.givenUp }

// PastBound returns the bound that hides a key of s, "" if there is none.
func (f *Finder) PastBound(s Send) string {
	for _, k := range s.Keys {
		if k.Value == nil {
			continue
		}
		for _, a := range k.Value.Texts() {
			for _, part := range a.Pattern {
				if part.Hole == nil {
					continue
				}
				if b, ok := value.PastBound(part.Hole.ID); ok {
					return boundText(b)
				}
			}
		}
	}
	return ""
}

func boundText(b value.Bound) string {
	switch b {
	case value.BoundDepth:
		return fmt.Sprintf("values are followed %d deep", flow.MaxDepth)
	case value.BoundWork:
		return fmt.Sprintf("%d steps are spent on one call", flow.WorkPerQuery)
	case value.BoundItems:
		return fmt.Sprintf("%d elements of one list are kept", value.MaxItems)
	}
	return string(b)
}
