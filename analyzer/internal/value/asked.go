package value

import (
	"slices"
	"strings"
)

// askers are the functions that tell whether, or where, a text holds another one.
// Those that are true say that it does.
var askers = map[string]bool{
	"strings.Contains": true, "strings.ContainsAny": true, "strings.ContainsRune": true,
	"strings.HasPrefix": true, "strings.HasSuffix": true,
	"strings.Count": false, "strings.Index": false, "strings.IndexAny": false, "strings.IndexByte": false,
	"strings.IndexRune": false, "strings.LastIndex": false, "strings.LastIndexAny": false, "strings.LastIndexByte": false,
}

// braces are the identities of the constants that ask for a brace: texts, and the
// bytes and runes.
var braces = []string{`"{"`, `"}"`, `"{}"`, `"}{"`, `"123"`, `"125"`}

// AskedTag returns the identities of the values that may hold a brace under the
// conditions, as the program asks each of them for one: what it does there is meant for
// a name with a tag.
func AskedTag(conds []Cond) (ids []string) {
	for _, c := range conds {
		if f, ok := strings.CutPrefix(c.At, condIf); ok {
			ids = append(ids, askedTag(f, c.Edge == holds)...)
		}
	}
	return ids
}

// askedTag is AskedTag for a formula that holds, or does not.
func askedTag(f string, so bool) (ids []string) {
	op, args, ok := splitOp(f)
	switch {
	case !ok:
		return nil
	case op == opNot && len(args) == 1:
		return askedTag(args[0], !so)
	}
	if decides, asks := askers[op]; asks && len(args) == 2 {
		if slices.Contains(braces, args[1]) && (so || !decides) {
			return args[:1]
		}
		return nil
	}
	for _, a := range args {
		ids = append(ids, askedTag(a, so)...)
	}
	return ids
}
