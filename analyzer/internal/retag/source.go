package retag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A word tells a key from other texts. Three letters do; a family that has no such
// word is told by any letter.
var (
	word  = regexp.MustCompile(`\pL{3}`)
	short = regexp.MustCompile(`\pL`)
	// named is what a pattern of keys has, and ".*" has not.
	named = regexp.MustCompile(`[\pL\d]`)
)

// word returns what a word of the family matches.
func (f Family) word() *regexp.Regexp {
	if word.MatchString(string(f)) {
		return word
	}
	return short
}

// Nameable reports whether other texts can be told to name a family: it is text,
// and has a word.
func (f Family) Nameable() bool { return utf8.ValidString(string(f)) && len(f.literalWords()) > 0 }

// Anchors are the texts by which a file that is not read as Go names a family:
// its literal parts that have a word and a separator.
func (f Family) Anchors(sep Separators) (out []string) {
	for part := range strings.SplitSeq(string(f), "\x00") {
		if f.word().MatchString(part) && (sep.in(part) || part == string(f)) {
			out = append(out, part)
		}
	}
	if out == nil {
		for part := range strings.SplitSeq(string(f), "\x00") {
			if f.word().MatchString(part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// A Source is a file that is not analyzed.
type Source struct {
	ending, src string
	parsed      bool                      // what follows is set
	texts       []string                  // put together as far as the syntax shows
	words       []map[string]bool         // texts without a separator, of each call and list; first those of all
	pieces      map[string]bool           // what the texts are put together of
	segments    map[Separators][][]string // of the texts, once they were asked for
	rest        string                    // of a script: what is no text
	file        *ast.File                 // of Go, once it was parsed
	fset        *token.FileSet            // of file
	spelled     *string                   // the string literals of Go, once they were asked for
	broken      bool                      // it cannot be parsed
}

// NewSource returns the source of a file, whose name has an ending.
func NewSource(ending, src string) *Source { return &Source{ending: ending, src: src} }

// Names reports whether a Go file or a Lua script spells a key of a family, or may:
// one of its texts has words of the family and no others in their places, or all
// words are texts of one call or list.
func (s *Source) Names(m *Matcher) bool {
	sep, f := m.all, m.Family
	if s.ending != ".go" && s.ending != ".lua" {
		return false
	}
	absent := func(w string) bool { return !strings.Contains(s.src, w) }
	if !m.anchored(s.src) && slices.ContainsFunc(m.words, absent) { // most are so
		return false
	}
	s.parse(sep)
	if s.broken || s.words[0][string(f)] || m.anchored(s.rest) {
		return true
	}
	if s.segments[m.sep] == nil {
		s.segments[m.sep] = make([][]string, len(s.texts))
	}
	split := s.segments[m.sep]
	for i, text := range s.texts {
		_, kind := m.matchSplit(text, Cut{}, func() []string {
			if split[i] == nil {
				split[i] = m.sep.segments(text)
			}
			return split[i]
		})
		if kind != other && (kind != part || !plainText(text) || sep.joinsAny(f, text, s.pieces)) {
			return true
		}
	}
	words := m.bare
	return len(words) > 1 && slices.ContainsFunc(s.words[1:], func(has map[string]bool) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !has[w] })
	})
}

func (s *Source) parse(sep Separators) {
	if s.parsed {
		return
	}
	s.parsed, s.words = true, []map[string]bool{make(map[string]bool)}
	bare := func(text string) bool { return !sep.in(text) && !wild.MatchString(text) }
	if s.ending == ".lua" {
		s.lua(s.src)
	} else if file := s.Syntax(); file != nil {
		s.look(file)
		for n := range ast.Preorder(file) {
			if words := wordsOf(n, bare); len(words) > 1 { // a key of one word has a separator in it
				s.words = append(s.words, words)
			}
		}
	}
	s.pieces, s.segments = make(map[string]bool), make(map[Separators][][]string)
	for _, text := range s.texts {
		for _, piece := range wild.Split(text, -1) {
			s.pieces[piece] = true
		}
	}
	delete(s.pieces, "")
	s.texts = slices.DeleteFunc(s.texts, func(text string) bool {
		if bare(text) {
			s.words[0][text] = true
			return true
		}
		return false
	})
}

// Syntax returns a Go file's syntax, nil if it cannot be parsed.
func (s *Source) Syntax() *ast.File {
	if s.file == nil && !s.broken {
		s.fset = token.NewFileSet()
		file, err := parser.ParseFile(s.fset, "", s.src, parser.SkipObjectResolution)
		if s.broken = err != nil; !s.broken {
			s.file = file
		}
	}
	return s.file
}

// wordsOf returns the texts in a call or a list that bare accepts.
func wordsOf(n ast.Node, bare func(text string) bool) map[string]bool {
	var parts []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		parts = n.Args
	case *ast.CompositeLit:
		parts = n.Elts
	}
	words := make(map[string]bool)
	for _, p := range parts {
		switch p := p.(type) {
		case *ast.BasicLit:
			if p.Kind == token.STRING && bare(unquoted(p)) {
				words[unquoted(p)] = true
			}
		case *ast.CompositeLit: // append([]string{"a"}, "b")
			maps.Copy(words, wordsOf(p, bare))
		}
	}
	return words
}

func (s *Source) lua(script string) {
	texts, rest := luaTexts(script)
	s.rest += rest + "\n"
	for _, j := range texts {
		s.texts = append(s.texts, j.template)
	}
}

// look adds the texts that are put together in a part of a Go file.
func (s *Source) look(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			return n.Tag == nil
		case *ast.BinaryExpr:
			if n.Op == token.ADD {
				s.texts = append(s.texts, s.sum(n))
				return false
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				s.literal(n)
			}
		}
		return true
	})
}

// literal adds the text of a literal, or those of the script that it is.
func (s *Source) literal(lit *ast.BasicLit) {
	if text := unquoted(lit); isScript(text) {
		s.lua(text)
	} else {
		s.texts = append(s.texts, text)
	}
}

// sum returns the text that + makes, with a verb for each value, and adds those
// that the values are made of.
func (s *Source) sum(e ast.Expr) string {
	switch x := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return s.sum(x.X) + s.sum(x.Y)
		}
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return unquoted(x)
		}
	}
	s.look(e)
	return "%s"
}

func unquoted(lit *ast.BasicLit) string {
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		return lit.Value
	}
	return text
}
