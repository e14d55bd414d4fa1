package retag

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// closeLines is how near the words of a key stand in a file that names the key, in
// lines from the first to the last.
const closeLines = 6

// Mentions returns the first line of a text near which all literal words of the
// family stand, in any order and joined by whatever; 0 if there is none. A family of
// one word is named by the word with what surrounds it in the key, or in quotes.
func (m *Matcher) Mentions(text string) int {
	words := m.Family.literalWords()
	switch len(words) {
	case 0:
		return 0
	case 1:
		return m.Family.mentionsOne(text, words[0])
	}
	for _, w := range words {
		if !strings.Contains(text, w) { // most files are so
			return 0
		}
	}
	type hit struct{ line, word int }
	var hits []hit
	for i, w := range words {
		line, from := 1, 0
		for _, at := range wholeWords(text, w) {
			line += strings.Count(text[from:at], "\n")
			from = at
			hits = append(hits, hit{line, i})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Compare(a.line, b.line) })
	last := make([]int, len(words)) // the line of each word that was seen last
	for _, h := range hits {
		last[h.word] = h.line
		if first := slices.Min(last); first > 0 && h.line-first < closeLines {
			return first
		}
	}
	return 0
}

// mentionsOne is Mentions for a family of one word.
func (f Family) mentionsOne(text, word string) int {
	var spelled []string
	for part := range strings.SplitSeq(string(f), "\x00") {
		if strings.Contains(part, word) {
			spelled = append(spelled, part)
		}
	}
	for _, quote := range []string{`"`, `'`, "`"} {
		spelled = append(spelled, quote+word+quote)
	}
	first := -1
	for _, s := range spelled {
		for _, at := range wholeWords(text, s) {
			if first < 0 || at < first {
				first = at
			}
		}
	}
	if first < 0 {
		return 0
	}
	return 1 + strings.Count(text[:first], "\n")
}

// literalWords returns the words of the literal parts: what has a letter, between
// characters that are neither letters nor digits.
func (f Family) literalWords() (out []string) {
	for w := range strings.FieldsFuncSeq(string(f), func(r rune) bool { return !inWord(r) }) {
		if strings.ContainsFunc(w, unicode.IsLetter) && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wholeWords returns the offsets of a string in a text where it is no part of a
// longer word.
func wholeWords(text, s string) (out []int) {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			return out
		}
		at := from + i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(s):])
		if !(inWord(first) && at > 0 && inWord(before)) && !(inWord(last) && at+len(s) < len(text) && inWord(after)) {
			out = append(out, at)
		}
		from = at + max(len(s), 1)
	}
}

// strings returns the string literals of a Go file, each at its line, and empty
// lines for the rest. ok is false if the file cannot be parsed.
func (s *Source) strings() (text string, ok bool) {
	file := s.Syntax()
	if file == nil {
		return "", false
	}
	var b strings.Builder
	line := 1
	ast.Inspect(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportSpec); ok {
			return false
		}
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			for at := s.fset.Position(lit.Pos()).Line; line < at; line++ {
				b.WriteByte('\n')
			}
			b.WriteString(lit.Value)
			line += strings.Count(lit.Value, "\n")
			b.WriteByte(' ')
		}
		return true
	})
	return b.String(), true
}

// Mentions returns the line near which a file has all words of the family, or a
// pattern that matches its keys: of Go, in string literals. It is 0 if there is none.
func (s *Source) Mentions(m *Matcher) int {
	if s.ending == ".go" {
		if s.spelled == nil {
			text, ok := s.strings()
			if !ok {
				text = s.src
			}
			s.spelled = &text
		}
		return m.mentions(*s.spelled)
	}
	return m.mentions(s.src)
}

func (m *Matcher) mentions(text string) int {
	if line := m.Mentions(text); line > 0 {
		return line
	}
	return m.Family.scannedBy(text)
}
