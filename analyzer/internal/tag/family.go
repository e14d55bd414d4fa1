package tag

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Spelling is how a program writes the keys of a family.
type Spelling struct {
	// Family is the text without its braces, "user:<int>:profile": what two
	// spellings have in common. Its holes are told apart by their kinds only.
	Family string
	// Text is the text with its braces, "{user:<int>}:profile".
	Text string
}

// Bounds of what makes a family: shorter texts are alike by accident.
const (
	minLetters = 3  // in a row
	maxText    = 96 // bytes
)

// Spell returns how p is spelled. ok is false for keys of which too little is
// known to compare them, and for those whose braces may well be no tags.
func Spell(p pattern.Pattern) (s Spelling, ok bool) {
	if len(p) == 0 || p[0].Hole != nil && !p[0].Hole.NoBrace() {
		return s, false // a prefix that may hold a tag itself
	}
	letters := false
	for _, part := range p {
		if h := part.Hole; h != nil {
			if h.Name == "…" {
				return s, false // any number of parts
			}
			continue
		}
		// Quotes and spaces are of JSON and prose, {{. of a template.
		if strings.ContainsAny(part.Lit, "<>\"'` \t\r\n") || strings.Contains(part.Lit, "{{.") {
			return s, false
		}
		letters = letters || run(part.Lit) >= minLetters
	}
	s.Text = Form(p)
	s.Family = untagged.Replace(s.Text)
	return s, letters && len(s.Text) <= maxText
}

// Form spells p with its holes told apart by their kinds only.
func Form(p pattern.Pattern) string {
	return p.Map(func(h *pattern.Hole) pattern.Pattern {
		return pattern.Of(pattern.Hole{Name: h.Kind.String()})
	}).String()
}

var untagged = strings.NewReplacer("{", "", "}", "")

// run returns the length of the longest run of letters, braces left out.
func run(s string) int {
	n, most := 0, 0
	for _, r := range untagged.Replace(s) {
		if r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0x80 {
			n++
			most = max(most, n)
		} else {
			n = 0
		}
	}
	return most
}

// Tagged reports whether a spelling has a hash tag that works.
func (s Spelling) Tagged() bool {
	_, rest, _ := strings.Cut(s.Text, "{")
	in, _, closed := strings.Cut(rest, "}")
	return closed && in != ""
}

// Braced reports whether a spelling has a brace.
func (s Spelling) Braced() bool { return s.Text != s.Family }
