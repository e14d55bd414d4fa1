package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// columns returns how many columns of a terminal a rune takes. A tab counts as
// one; callers repeat it where something is to stand below.
func columns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// textColumns returns how many columns a text takes.
func textColumns(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// excerpt returns a source line as it is shown, and what stands below it to mark
// the bytes from start to end; one column at least. It is quoted, blanks in front are dropped,
// and a line that takes more columns than most is cut on both sides of start.
func excerpt(line string, start, end, most int) (code, mark string) {
	blanks := len(line) - len(strings.TrimLeft(line, " \t"))
	start = min(max(start, 0), len(line))
	blanks = min(blanks, start)
	line, start, end = strings.TrimRight(line[blanks:], " \t"), start-blanks, end-blanks
	start = min(start, len(line))
	for start > 0 && start < len(line) && !utf8.RuneStart(line[start]) {
		start--
	}
	end = min(max(end, start+1), len(line))
	for end < len(line) && !utf8.RuneStart(line[end]) {
		end++
	}
	before, marked, after := quote.Code(line[:start]), quote.Code(line[start:end]), quote.Code(line[end:])
	line, start, end = before+marked+after, len(before), len(before)+len(marked)

	const dots = "…" // takes one column
	if textColumns(line) > most {
		if cut := start - fit(line[:start], most/2, true); cut > 0 {
			line, start, end = dots+line[cut:], start-cut+len(dots), end-cut+len(dots)
		}
		if n := fit(line, most-1, false); n < len(line) {
			line = line[:n] + dots
			end = min(end, len(line))
		}
	}

	var below strings.Builder
	started := false
	for i, r := range line {
		switch n := columns(r); {
		case i < start && r == '\t':
			below.WriteByte('\t')
		case i < start:
			below.WriteString(strings.Repeat(" ", n))
		case !started:
			started = true
			below.WriteByte('^')
			below.WriteString(strings.Repeat("~", max(n-1, 0)))
		case i < end && r == '\t':
			below.WriteByte('\t')
		case i < end:
			below.WriteString(strings.Repeat("~", n))
		}
	}
	if !started {
		below.WriteByte('^')
	}
	return line, below.String()
}

// fit returns how many bytes at the start of a text, or at its end, take at most
// so many columns.
func fit(s string, most int, atEnd bool) int {
	total, n := 0, 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if atEnd {
			r, size = utf8.DecodeLastRuneInString(s[:len(s)-n])
		}
		if total += columns(r); total > most {
			break
		}
		n += size
	}
	return n
}

// wrap writes a text below an indent, in lines that fit the terminal; its own
// line breaks stay. What goes on is indented more than what begins. Colours take
// no columns.
func (t *text) wrap(s string, indent int) {
	more := indent + 2
	if indent == 0 {
		more = 4
	}
	for line := range strings.SplitSeq(s, "\n") {
		at := indent
		t.out.WriteString(strings.Repeat(" ", indent))
		for i, word := range strings.Split(line, " ") {
			size := textColumns(plain(word))
			switch {
			case i == 0:
			case t.opts.Width > more && at > more && at+1+size > t.opts.Width:
				t.out.WriteString("\n" + strings.Repeat(" ", more))
				at = more
			default:
				t.out.WriteByte(' ')
				at++
			}
			t.out.WriteString(word)
			at += size
		}
		t.out.WriteByte('\n')
	}
}
