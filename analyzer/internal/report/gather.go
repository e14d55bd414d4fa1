package report

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Gathering is what a hash tag puts into one slot that grows in number.
type Gathering struct {
	// Words say it: "every app:<env>:job:<id> of one <env>". They are empty for a tag
	// of which each of many things has its own.
	Words string
	// Kind says that the tag ends with a word, which names a kind of things. One that
	// ends with a value may still be for each of many things, as the name of a queue is
	// in an object for each queue.
	Kind bool
}

// Gathers returns what a new tag of a key gathers in one slot: the tag holds text, and
// values that are one for the process or an object, and behind it is a value that
// tells things apart.
func Gathers(p pattern.Pattern, cut retag.Cut) Gathering {
	inside := cut.Inside(p)
	if Tells(inside) || !Tells(p) {
		return Gathering{}
	}
	of := "the program"
	if names := values(inside); names != "" {
		of = "one " + names
	}
	return Gathering{"every " + shortNames(p) + " of " + of, EndsWithWord(inside)}
}

// values names the values in a tag: "<env> and <region>".
func values(inside pattern.Pattern) string {
	var names []string
	for _, part := range inside {
		if part.Hole != nil {
			names = append(names, shortNames(pattern.Pattern{part}))
		}
	}
	return strings.Join(names, " and ")
}

// EndsWithWord reports whether a tag ends with text, not with a value.
func EndsWithWord(inside pattern.Pattern) bool {
	return len(inside) > 0 && inside[len(inside)-1].Hole == nil
}

// Tells reports whether a value that tells things apart is in p.
func Tells(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole != nil && value.Tells(part.Hole) {
			return true
		}
	}
	return false
}
