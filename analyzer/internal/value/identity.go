package value

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An atom is found in an identity; that of a parameter has the steps that
// follow it. The grammar of identities is in the documentation of the package.
type atom struct {
	sigil byte
	body  string // without the sigil and the steps
	steps string
}

// rewrite returns id with every atom replaced by what f returns for it.
func rewrite(id string, f func(atom) string) string {
	if !strings.ContainsAny(id, "$%*!@") {
		return id
	}
	var b strings.Builder
	for i := 0; i < len(id); {
		switch c := id[i]; c {
		case '"':
			end := quoteEnd(id, i)
			b.WriteString(id[i:end])
			i = end
		case '$', '%', '*', '!', '@':
			j := i + 1
			for j < len(id) && isBody(id[j], c) {
				j++
			}
			t := atom{sigil: c, body: id[i+1 : j]}
			if c == '$' {
				k := stepsEnd(id, j)
				t.steps = id[j:k]
				j = k
			}
			b.WriteString(f(t))
			i = j
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

func isBody(c, sigil byte) bool {
	switch c {
	case '"', '$', '%', '*', '!', '@', '[', ']', '(', ')', ',':
		return false
	case '.':
		return sigil == '@'
	}
	return true
}

func quoteEnd(s string, i int) int {
	for i++; i < len(s) && s[i] != '"'; i++ {
		if s[i] == '\\' {
			i++
		}
	}
	return min(i+1, len(s))
}

// rewriteDeep is rewrite that also visits the atoms inside the steps of
// parameters; f sees atoms without steps.
func rewriteDeep(id string, f func(atom) string) string {
	return rewrite(id, func(t atom) string {
		steps := t.steps
		t.steps = ""
		out := f(t)
		if steps != "" {
			out += rewriteSteps(steps, f)
		}
		return out
	})
}

func rewriteSteps(steps string, f func(atom) string) string {
	var b strings.Builder
	for steps != "" {
		name, index, tail := nextStep(steps)
		if name != "" {
			b.WriteString("." + name)
		} else {
			b.WriteString("[" + rewriteDeep(index, f) + "]")
		}
		steps = tail
	}
	return b.String()
}

// frame returns the number of the function in whose activation the atom lives.
func (t atom) frame() string {
	body := t.body
	if i := strings.LastIndexByte(body, '/'); i >= 0 {
		body = body[i+1:]
	}
	n, _, _ := strings.Cut(body, ":")
	return n
}

// madeBy reports whether the atom is what the call itself made, not what one
// further inside did.
func (t atom) madeBy(call string) bool { return strings.HasSuffix(t.body, "/"+call) }

// instruction returns what computes the atom, or makes the call in which it was
// computed: "3:t7".
func (t atom) instruction() string {
	body := t.body[strings.LastIndexByte(t.body, '/')+1:]
	if i := strings.IndexAny(body, "#@'"); i >= 0 {
		body = body[:i]
	}
	return body
}

// String returns the atom without its steps.
func (t atom) String() string { return string(t.sigil) + t.body }

// Varies reports whether an identity differs from element to element.
func Varies(id string) bool {
	found := false
	rewrite(id, func(t atom) string {
		found = found || t.sigil == '*' || t.sigil == '$' && Varies(t.steps)
		return ""
	})
	return found
}

// instance returns the identity of the n-th of two elements of a list.
func instance(id string, n int) string {
	if n == 0 || !Varies(id) {
		return id
	}
	return rewriteDeep(id, func(t atom) string {
		if t.sigil == '*' {
			return fmt.Sprintf("*%s'%d", t.body, n)
		}
		return t.String()
	})
}

// replaceWhole replaces the identity old inside another one, where it stands for
// itself and is no part of a longer name.
func replaceWhole(id, old, with string) string {
	name := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	var b strings.Builder
	for {
		i := strings.Index(id, old)
		if i < 0 {
			b.WriteString(id)
			return b.String()
		}
		before, _ := utf8.DecodeLastRuneInString(id[:i])
		after, _ := utf8.DecodeRuneInString(id[i+len(old):])
		b.WriteString(id[:i])
		if name(before) || name(after) {
			b.WriteString(old)
		} else {
			b.WriteString(with)
		}
		id = id[i+len(old):]
	}
}
