package retag

import (
	"go/ast"
	"regexp"
	"strings"
)

// isScript reports whether a text is a Lua script that runs commands.
func isScript(text string) bool {
	return strings.Contains(text, "redis.call") || strings.Contains(text, "redis.pcall")
}

// A joined is a text that a Lua script puts together with "..": its template has
// a verb for each value, and at[i] is where the script has byte i of the template,
// -1 where that is a value.
type joined struct {
	template string
	at       []int
	pieces   int
}

// Operands with calls and parentheses are none of these: they end a text, which
// then is no whole key and in the way.
const operand = `'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w.]*(?:\[[^\]'"\n]*\])?`

var (
	operands = regexp.MustCompile(operand)
	luaText  = regexp.MustCompile(`--[^\n]*|(?:` + operand + `)(?:\s*\.\.\s*(?:` + operand + `))*`)
)

// luaTexts returns the texts that a script has or puts together, and what there
// is beside them and the comments.
func luaTexts(script string) (texts []joined, rest string) {
	end := 0
	for _, loc := range luaText.FindAllStringIndex(script, -1) {
		rest += script[end:loc[0]]
		end = loc[1]
		if strings.HasPrefix(script[loc[0]:], "--") {
			continue
		}
		var j joined
		text := false
		var b strings.Builder
		for _, p := range operands.FindAllStringIndex(script[loc[0]:loc[1]], -1) {
			from, to := loc[0]+p[0], loc[0]+p[1]
			j.pieces++
			if q := script[from]; q != '\'' && q != '"' {
				b.WriteString("%s")
				j.at = append(j.at, -1, -1)
				continue
			}
			text = true
			b.WriteString(script[from+1 : to-1])
			for i := from + 1; i < to-1; i++ {
				j.at = append(j.at, i)
			}
		}
		if j.template = b.String(); text {
			texts = append(texts, j)
		} else {
			rest += script[loc[0]:loc[1]]
		}
	}
	return texts, rest + script[end:]
}

// word reports whether a text stands alone and has no separator: the name of a
// command or of a field.
func (j joined) word(sep Separators) bool { return j.pieces == 1 && !sep.in(j.template) }

// place returns where the script has the boundary before byte i of the template,
// in the quotes that are next to it; -1 if it is between two values.
func (j joined) place(i int) int {
	switch {
	case i < len(j.at) && j.at[i] >= 0:
		return j.at[i]
	case i > 0 && j.at[i-1] >= 0:
		return j.at[i-1] + 1
	}
	return -1
}

// script looks at a Lua script: the keys of a family that it puts together get
// the tag there. All else in it that has words of the family is in the way.
func (r *rest) script(u *Unit, e ast.Expr, text string) {
	texts, rest := luaTexts(text)
	for _, m := range r.matchers {
		f, blocked := m.Family, m.anchored(rest)
		for _, j := range texts {
			offsets, kind := m.match(j.template, r.tags[f])
			if kind == other || kind == part && (j.word(r.Separators) || r.isKey(j.template)) {
				continue
			}
			open, end := j.place(offsets[0]), j.place(offsets[1])
			if !kind.whole(f) || open < 0 || end < 0 || !r.insert(u, e, [2]int{open, end}) {
				blocked = true
			}
		}
		if blocked {
			r.blocked = append(r.blocked, Blocker{Pos: e.Pos(), Family: f})
		}
	}
}

// isKey reports whether a text is a whole key that the program is seen to use:
// what is a key of one family is no part of another's.
func (r *rest) isKey(text string) bool {
	is, ok := r.isKeys[text]
	if !ok {
		seen := make(map[Family]bool)
		for _, t := range r.uses {
			if f := t.family; !seen[f] && !is {
				seen[f] = true
				_, kind := whole(text, f, Cut{})
				is = kind.whole(f)
			}
		}
		r.isKeys[text] = is
	}
	return is
}
