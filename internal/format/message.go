package format

import (
	"strings"
	"unicode"
)

// splitMessage splits a message into its parts, of which the first says what is
// wrong, and the others what comes of it and what to do. tail is what stands in
// parentheses at its end: "(crossslot, likely)". A "; " between quotes or in
// parentheses separates nothing.
func splitMessage(message string) (parts []string, tail string) {
	message = clean(message)
	if i := strings.LastIndex(message, " ("); i >= 0 && strings.HasSuffix(message, ")") {
		message, tail = message[:i], message[i+1:]
	}
	depth, quoted, start := 0, false, 0
	for i := 0; i < len(message); i++ {
		switch c := message[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == ';' && depth == 0 && strings.HasPrefix(message[i:], "; "):
			parts = append(parts, message[start:i])
			start = i + len("; ")
		}
	}
	return append(parts, message[start:]), tail
}

// clean replaces what a terminal would take for a command to itself.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
