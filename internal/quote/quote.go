// Package quote makes foreign strings safe to print: keys, file names, source
// lines, compiler errors and server replies.
//
// A string is foreign if the program under analysis, its file system or a server
// chose it. Printed as it is, it could drive a terminal, hide or reorder what
// stands beside it, or start a command of a CI system, which reads commands from
// its log.
package quote

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Text returns s with every character escaped, as in a Go string literal, that
// could act on what shows it: control characters and line breaks, which drive
// terminals and start workflow commands; characters that reorder, join or hide
// their neighbors (Unicode's category Cf, with the bidirectional controls of
// Trojan Source, and what else is invisible); the line and paragraph separators;
// invalid UTF-8; and the marks that start a command of a CI system anywhere in a
// line. All other text is unchanged, backslashes too: the result is for people,
// and is not a literal that can be read back.
func Text(s string) string { return escape(s, unsafe, literal) }

// Code is like [Text] but keeps tabs. It is for a source line.
func Code(s string) string {
	return escape(s, func(r rune) bool { return r != '\t' && unsafe(r) }, literal)
}

// Line is like [Text] for a string that starts a line: it also escapes a colon
// there that would start a workflow command.
func Line(s string) string { return workflow.ReplaceAllString(Text(s), `$1\x3a:`) }

// Lines is like [Line] but keeps line breaks and tabs. It is for text of several
// lines, such as a compiler's message.
func Lines(s string) string {
	s = escape(s, func(r rune) bool { return r != '\n' && r != '\t' && unsafe(r) }, literal)
	return workflow.ReplaceAllString(s, `$1\x3a:`)
}

// JSON escapes the same characters as [Text] in JSON that package encoding/json
// wrote. It does not change what the JSON means.
func JSON(data []byte) []byte {
	return []byte(escape(string(data), func(r rune) bool { return r != '\n' && unsafe(r) }, func(r rune) string {
		if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
			return fmt.Sprintf(`\u%04x\u%04x`, high, low)
		}
		return fmt.Sprintf(`\u%04x`, r)
	}))
}

// XML escapes the same characters as [Text] in XML that package encoding/xml
// wrote, if its names are ASCII. It does not change what the XML means.
func XML(data []byte) []byte {
	return []byte(escape(string(data), func(r rune) bool { return r != '\n' && unsafe(r) }, func(r rune) string {
		return fmt.Sprintf("&#x%x;", r)
	}))
}

// workflow matches the start of a line that GitHub Actions takes for a command.
// Its runner skips blanks in front (actions/runner, ActionCommand.TryParseV2).
var workflow = regexp.MustCompile(`(?m)^([\t\p{Zs}]*)::`)

// marks matches what starts a command anywhere in a line: "##[" for GitHub
// Actions (ActionCommand.TryParse) and Azure Pipelines, "##vso[" for the latter,
// and "##teamcity[".
var marks = regexp.MustCompile(`##([A-Za-z]*\[)`)

// escape spells every rune that is unsafe, and a byte that is no UTF-8, in another
// way.
func escape(s string, unsafe func(r rune) bool, spell func(r rune) string) string {
	if strings.Contains(s, "##") {
		s = marks.ReplaceAllString(s, "#"+spell('#')+"$1")
	}
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
			b.WriteString(spell(r))
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func unsafe(r rune) bool {
	return unicode.IsControl(r) ||
		unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// literal spells a rune as a Go string literal does.
func literal(r rune) string {
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
