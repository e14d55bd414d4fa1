// Package quote makes foreign strings safe to print: keys, file names, source
// expressions and server replies.
package quote

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns s with every character escaped, as in a Go string literal, that
// could act on what shows it: control characters and line breaks, which drive
// terminals and start workflow commands; characters that reorder, join or hide
// their neighbors (Unicode's category Cf, with the bidirectional controls of
// Trojan Source); the line and paragraph separators; and invalid UTF-8. All other
// text is unchanged, backslashes too: the result is for people, and is not a
// literal that can be read back.
func Text(s string) string { return escape(s, unsafe) }

// Lines is like [Text] but keeps line breaks and tabs. It is for text of several
// lines, such as a compiler's message.
func Lines(s string) string {
	return escape(s, func(r rune) bool { return r != '\n' && r != '\t' && unsafe(r) })
}

func escape(s string, unsafe func(r rune) bool) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, unsafe) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unsafe(r):
			b.WriteString(escaped(r))
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func unsafe(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

func escaped(r rune) string {
	switch r {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	switch {
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}
