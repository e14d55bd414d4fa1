package value

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Tells reports whether a hole tells many things apart: it holds no value that is one
// for the process or for an object, and it is no choice of two.
func Tells(h *pattern.Hole) bool {
	verb, ok := Format(h.ID)
	return h.Kind != pattern.Bool && !(ok && verb == "%t") && !h.Wide && !h.Held
}

// fresh are the verbs that the names of functions begin with which return another value
// each time.
var fresh = []string{
	"Acquire", "Advance", "Alloc", "Create", "Dec", "Decr", "Gen", "Generate", "Inc", "Incr", "LPop", "New", "Next", "Now",
	"Poll", "Pop", "RPop", "Rand", "Random", "Read", "Receive", "Recv", "Reserve", "SPop", "Scan", "Take", "Tick",
}

// Steady reports whether two values with the alias of id are taken to be one: what the
// same getter or function of the same arguments returns, or a field before and after
// a call. It is false for what a function returns that is given nothing, a function
// value, or a function whose name says that it returns another value each time.
func Steady(id string) bool {
	for {
		i := strings.Index(id, opMaybe+"(")
		if i < 0 {
			return true
		}
		end := opEnd(id, i+len(opMaybe))
		if _, args, ok := splitOp(id[i:end]); ok && len(args) == 2 && !steadyCall(args[0]) {
			return false
		}
		id = id[i+len(opMaybe):]
	}
}

// steadyCall is Steady for the alias that a call of a function gave.
func steadyCall(alias string) bool {
	op, args, ok := splitOp(alias)
	dot := strings.LastIndexByte(op, '.')
	switch {
	case !ok || dot < 0:
		return !isCall(alias) // a field, or what it holds
	case len(args) == 0:
		return false
	}
	name := op[dot+1:]
	return !slices.ContainsFunc(fresh, func(verb string) bool {
		rest, ok := cutFold(name, verb)
		r, _ := utf8.DecodeRuneInString(rest)
		return ok && !unicode.IsLower(r)
	})
}

// cutFold is strings.CutPrefix, whatever the case of the first letter.
func cutFold(name, verb string) (rest string, ok bool) {
	if len(name) < len(verb) || !strings.EqualFold(name[:1], verb[:1]) || name[1:len(verb)] != verb[1:] {
		return "", false
	}
	return name[len(verb):], true
}
