package value

import (
	"strconv"
	"strings"
)

// Identity returns a string that is equal for values known to be equal, "" if v
// has none.
func (v *Value) Identity() string {
	switch v.Kind {
	case Sym:
		return v.ID
	case Text:
		if len(v.Alts) == 1 {
			if len(v.Alts[0].Pattern) == 0 {
				return `""`
			}
			var b strings.Builder
			hole := false // the part before is one
			for _, part := range v.Alts[0].Pattern {
				if part.Hole == nil {
					b.WriteString(strconv.Quote(part.Lit))
				} else {
					if hole {
						b.WriteString(`""`) // or an operation would look like the end of a name
					}
					b.WriteString(part.Hole.ID)
				}
				hole = part.Hole != nil
			}
			return b.String()
		}
	case List:
		return v.listIdentity()
	}
	return ""
}

// Param returns the identity of the parameter number i of the function number
// fn.
func Param(fn, i int) string { return ParamPrefix(fn) + strconv.Itoa(i) }

// ParamPrefix returns the string that the identities of the parameters of the
// function number fn begin with, and no others.
func ParamPrefix(fn int) string { return "$" + strconv.Itoa(fn) + ":" }

// Parameter reads the identity of a parameter, of this activation of its
// function or of the one that built an object, without steps.
func Parameter(id string) (fn, i int, ok bool) {
	if id == "" || id[0] != '$' && id[0] != '!' {
		return 0, 0, false
	}
	f, n, ok := strings.Cut(id[1:], ":")
	fn, err := strconv.Atoi(f)
	i, err2 := strconv.Atoi(n)
	return fn, i, ok && err == nil && err2 == nil
}

// IsParam reports whether an identity is that of a parameter itself.
func IsParam(id string) bool {
	return len(id) > 1 && id[0] == '$' && !strings.ContainsAny(id, ".[(")
}

// OfParam reports whether an identity is a parameter, or a part of one.
func OfParam(id string) bool { return strings.HasPrefix(id, "$") }

// HasParam reports whether an identity is made of a parameter.
func HasParam(id string) bool { return strings.Contains(id, "$") }

// Local returns the identity of what the instruction of that name computes in
// one activation of the function number fn. Its call is [Call].
func Local(fn int, name string) string { return "%" + Call(fn, name) }

// Call returns what tells the activation of a callee from others: the
// instruction of that name in the function number fn calls it.
func Call(fn int, name string) string { return strconv.Itoa(fn) + ":" + name }

// Unnamed returns the identity of a value that no function of the program
// computes.
func Unnamed(name string) string { return "!" + name }

// Global returns the identity of a package variable. Where path is empty, name
// stands alone.
func Global(path, name string) string {
	if path == "" {
		return "@" + name
	}
	return "@" + Safe(path) + "." + name
}

// IsGlobal reports whether an identity is a package variable, or a part of one.
func IsGlobal(id string) bool { return strings.HasPrefix(id, "@") }

// HasGlobal reports whether an identity is made of a package variable.
func HasGlobal(id string) bool { return strings.Contains(id, "@") }

// Safe replaces what has a meaning in identities in a name.
func Safe(name string) string { return strings.Map(safe, name) }

func safe(r rune) rune {
	if strings.ContainsRune(`"$%*!@[](),`, r) {
		return '_'
	}
	return r
}

// FieldOf returns the identity of the field of an object.
func FieldOf(id, name string) string { return id + "." + name }

// ElementOf returns the identity of an element, at an index that is a number or
// an identity itself.
func ElementOf(id, index string) string { return id + "[" + index + "]" }

// CutElement returns the identity of the list or map of which an identity is any
// element that varies, and other identities as they are.
func CutElement(id string) (list string, ok bool) {
	open := strings.IndexByte(id, '[')
	if open < 0 || id[len(id)-1] != ']' || stepsEnd(id, open) != len(id) || strings.ContainsAny(id[:open], "(,") {
		return id, false
	}
	if _, _, tail := nextStep(id[open:]); tail != "" {
		return id, false
	}
	return id[:open], true
}

// Distinct returns the identity of another value in the place of id: a result
// of a call, what a certain write left in a variable.
func Distinct(id, by string) string { return id + "#" + by }

// Contains reports whether an identity is made of what part names.
func Contains(id, part string) bool { return strings.Contains(id, part) }
