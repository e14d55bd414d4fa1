package format

import (
	"strings"
	"unicode"
)

// clean replaces what a terminal would take for a command to itself.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
