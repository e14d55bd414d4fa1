package flow

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// Origins calls param for each parameter of a declared function that an identity is
// made of, and field for each field of an object that nobody knows.
func (e *Evaluator) Origins(id string, param func(fn *ssa.Function, n int), field func(*types.Var)) {
	for i := 0; i < len(id); i++ {
		switch c := id[i]; {
		case c == '"':
			i = quoted(id, i)
		case c == '$' || c == '!':
			fn, rest := number(id[i+1:])
			if rest == "" || rest[0] != ':' {
				continue
			}
			n, after := number(rest[1:])
			if f := e.byNumber(fn); f != nil && f.Parent() == nil && len(after) < len(rest)-1 && n < len(f.Params) {
				param(f, n)
			}
		case c == 'f' && len(id) > i+len("field(") && id[i:i+len("field(")] == "field(":
			if n, rest := number(id[i+len("field("):]); rest != "" && rest[0] == ',' && n < len(e.fields) {
				field(e.fields[n])
			}
		}
	}
}

// number reads the number that a text begins with.
func number(s string) (n int, rest string) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	n, _ = strconv.Atoi(s[:end])
	return n, s[end:]
}

// quoted returns where the quoted text ends that begins at i.
func quoted(id string, i int) int {
	for i++; i < len(id) && id[i] != '"'; i++ {
		if id[i] == '\\' {
			i++
		}
	}
	return i
}

// FieldVar returns the field that an address is of.
func FieldVar(a *ssa.FieldAddr) *types.Var { return fieldVar(a.X.Type(), a.Field) }
