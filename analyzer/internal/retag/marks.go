package retag

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Marks are constants of a program that tell where they end up. A program that
// is evaluated with marked constants has, in the texts of its keys, marks that
// name a constant and an offset in it; whatever functions, fields and lists the
// text went through.
//
// A mark is no text that a program has: \x01, the number of the constant, a dot,
// the offset, \x02.
type Marks struct {
	// Wanted says which texts are marked: a mark in a command's name or in a
	// script would change what the program does.
	Wanted func(text string) bool

	mu     sync.Mutex
	consts []marked
	exprs  map[ast.Expr]bool
}

// marked is a constant expression of the program.
type marked struct {
	expr  ast.Expr
	info  *types.Info
	value string
}

// maxMarked is the length of the longest text that is marked, in bytes.
const maxMarked = 200

var verbs = regexp.MustCompile(`%[-+# 0-9.\[\]]*[a-zA-Z%]`)

// filled are the verbs of formats, and the placeholders of templates that
// strings.Replace fills, as {queue}.
var filled = regexp.MustCompile(verbs.String() + `|\{[^{}]+\}`)

var markText = regexp.MustCompile("\x01([0-9]+)\\.([0-9]+)\x02")

// Info returns types information in which the wanted constants are marked.
func (m *Marks) Info(info *types.Info) *types.Info {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.exprs == nil {
		m.exprs = make(map[ast.Expr]bool)
	}
	out := *info
	out.Types = maps.Clone(info.Types)
	for expr, tv := range info.Types {
		if tv.Value == nil || tv.Value.Kind() != constant.String || !isString(tv.Type) {
			continue
		}
		text := constant.StringVal(tv.Value)
		if text == "" || len(text) > maxMarked || !m.Wanted(text) {
			continue
		}
		tv.Value = constant.MakeString(mark(len(m.consts), text))
		m.consts = append(m.consts, marked{expr, info, text})
		m.exprs[expr] = true
		out.Types[expr] = tv
	}
	return &out
}

func isString(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// mark puts marks at both ends of a text, and around the verbs and placeholders in it.
func mark(n int, text string) string {
	var b strings.Builder
	at := func(off int) { fmt.Fprintf(&b, "\x01%d.%d\x02", n, off) }
	at(0)
	end := 0
	for _, v := range filled.FindAllStringIndex(text, -1) {
		if v[0] > 0 {
			b.WriteString(text[end:v[0]])
			at(v[0])
		}
		b.WriteString(text[v[0]:v[1]])
		end = v[1]
		if end < len(text) {
			at(end)
		}
	}
	b.WriteString(text[end:])
	at(len(text))
	return b.String()
}

// A place is an offset in the text of a constant.
type place struct{ n, off int }

// A stream is a key with the places that its text comes from: at[i] are those
// from which item i on is written, at[len(items)] those behind the end.
type stream struct {
	items []item
	at    [][]place
}

// Plain returns a pattern without its marks.
func Plain(p pattern.Pattern) pattern.Pattern {
	parts := make([]pattern.Pattern, len(p))
	for i, part := range p {
		if part.Hole != nil {
			parts[i] = pattern.Pattern{part}
		} else {
			parts[i] = pattern.Lit(markText.ReplaceAllString(part.Lit, ""))
		}
	}
	return pattern.Concat(parts...)
}

// read returns the stream of a pattern that was made of marked constants.
func (m *Marks) read(p pattern.Pattern) stream {
	var s stream
	s.at = append(s.at, nil)
	last, lastAt := place{n: -1}, 0 // the mark before, and where it is
	behind := func() { s.at = append(s.at, nil) }
	for _, part := range p {
		if part.Hole != nil {
			s.items = append(s.items, item{hole: part.Hole})
			behind()
			continue
		}
		text := part.Lit
		for text != "" {
			loc := markText.FindStringSubmatchIndex(text)
			if loc == nil || loc[0] > 0 {
				s.items = append(s.items, item{b: text[0]})
				behind()
				text = text[1:]
				continue
			}
			n, _ := strconv.Atoi(text[loc[2]:loc[3]])
			off, _ := strconv.Atoi(text[loc[4]:loc[5]])
			text = text[loc[1]:]
			here := place{n, off}
			if n >= len(m.consts) || off > len(m.consts[n].value) {
				continue
			}
			now := len(s.items)
			if last.n == n && off > last.off && now-lastAt == off-last.off && matches(s.items[lastAt:], m.consts[n].value[last.off:off]) {
				for i := 1; i < now-lastAt; i++ {
					s.at[lastAt+i] = append(s.at[lastAt+i], place{n, last.off + i})
				}
			}
			s.at[now] = append(s.at[now], here)
			last, lastAt = here, now
		}
	}
	return s
}

func matches(items []item, text string) bool {
	for i, it := range items {
		if it.hole != nil || it.b != text[i] {
			return false
		}
	}
	return true
}
