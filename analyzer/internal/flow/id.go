package flow

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// An identity is a text made of atoms, steps and operations:
//
//	$3:0       parameter 0 of function 3 of the package
//	%3:t7      the value t7 of function 3, of one activation of it
//	*3:t7      the same, where it differs from element to element of a list
//	!3:t7      the same, of the activation that built the object that is asked
//	@pkg.Var   a package variable
//	x.Name     a field of x
//	x[i]       an element of x, at the index whose identity or number is i
//	op(x,y)    the result of a function without effects
//	"text"     a literal, quoted as in Go
//
// A value of a callee gets the call appended when it is taken over by a caller
// ("%3:t7/5:t2"), so that two calls never share one by accident.

// An atom is found in an identity; that of a parameter has the steps that
// follow it.
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

// stepsEnd returns the end of the steps (".F", "[i]") that begin at i.
func stepsEnd(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case '.':
			for i++; i < len(s) && isBody(s[i], '.') && s[i] != '.'; i++ {
			}
		case '[':
			depth := 0
		bracket:
			for ; i < len(s); i++ {
				switch s[i] {
				case '"':
					i = quoteEnd(s, i) - 1
				case '[':
					depth++
				case ']':
					if depth--; depth == 0 {
						i++
						break bracket
					}
				}
			}
		default:
			return i
		}
	}
	return i
}

// nextStep splits the first step off steps: the name of a field, or the index
// of an element.
func nextStep(steps string) (name, index, tail string) {
	if steps[0] == '.' {
		end := 1
		for end < len(steps) && steps[end] != '.' && steps[end] != '[' {
			end++
		}
		return steps[1:end], "", steps[end:]
	}
	end := stepsEnd(steps, 0)
	// stepsEnd reads all steps: find the end of the first bracket.
	depth := 0
	for i := 0; i < end; i++ {
		switch steps[i] {
		case '"':
			i = quoteEnd(steps, i) - 1
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return "", steps[1:i], steps[i+1:]
			}
		}
	}
	return "", strings.Trim(steps, "[]"), ""
}

// splitOp splits "op(a,b)" into the operation and its arguments; ok is false
// where id is of another form.
func splitOp(id string) (op string, args []string, ok bool) {
	open := strings.IndexByte(id, '(')
	if open <= 0 || id[len(id)-1] != ')' || strings.ContainsAny(id[:open], "$%*!@\"[") {
		return "", nil, false
	}
	depth, start := 0, open+1
	for i := open; i < len(id); i++ {
		switch id[i] {
		case '"':
			i = quoteEnd(id, i) - 1
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 && i < len(id)-1 {
				return "", nil, false // "op(a)op(b)", or steps behind it
			}
		case ',':
			if depth == 1 {
				args = append(args, id[start:i])
				start = i + 1
			}
		}
	}
	if start < len(id)-1 || len(args) > 0 {
		args = append(args, id[start:len(id)-1])
	}
	return id[:open], args, true
}

// opEnd returns the end of the operation whose parenthesis opens at i.
func opEnd(s string, i int) int {
	for depth := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i = quoteEnd(s, i) - 1
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
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

// varies reports whether the identity differs from element to element.
func varies(id string) bool {
	found := false
	rewrite(id, func(t atom) string {
		found = found || t.sigil == '*' || t.sigil == '$' && varies(t.steps)
		return ""
	})
	return found
}

// Instance returns the identity of the n-th of two elements of a list.
func instance(id string, n int) string {
	if n == 0 || !varies(id) {
		return id
	}
	return rewriteDeep(id, func(t atom) string {
		if t.sigil == '*' {
			return fmt.Sprintf("*%s'%d", t.body, n)
		}
		return string(t.sigil) + t.body
	})
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

// bounded returns id, or a shorter one in its place where it is too long to be
// carried: a checksum of it, and the atoms that it is made of. Frame is the
// number of the function in which it was met.
func bounded(id, frame string) string {
	if len(id) <= maxID {
		return id
	}
	h := fnv.New64a()
	h.Write([]byte(id))
	var atoms []string
	rewrite(id, func(t atom) string {
		if a := string(t.sigil) + t.body + t.steps; !slices.Contains(atoms, a) {
			atoms = append(atoms, a)
		}
		return ""
	})
	name := "hash"
	if MayTag(id) {
		name = "tagged"
	}
	short := fmt.Sprintf("%s%x(%s)", name, h.Sum64(), strings.Join(atoms, ","))
	if len(short) <= maxID {
		return short
	}
	// Of such a value nothing is known but that another may equal it.
	return fmt.Sprintf("maybe(bound(),%s%x(*%s:h%x))", name, h.Sum64(), frame, h.Sum64())
}
