package retag

import (
	"iter"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Sending tells which key of which command a use is.
type Sending struct {
	// Chain are the places of the calls that lead to the client's method, as
	// "path/file.go:12", with spaces between them. The last one is that of the method.
	Chain string
	Nth   int // of the keys of the command, from 0 on
}

// calls are the same key at each call on the way to the command, from the first one on.
func (s Sending) calls() iter.Seq[Sending] {
	return func(yield func(Sending) bool) {
		for s.Chain != "" && yield(s) {
			_, s.Chain, _ = strings.Cut(s.Chain, " ")
		}
	}
}

// Forget makes unknown the keys of callers who know less of a key than the function does
// that they call. Another package does not see what a field of an object holds: to it the
// key is <o.prefix>:<id> where it is user:<id>, and it is a key of no other family.
func Forget(uses []Use) {
	known := make(map[Sending][]Family)
	for _, u := range uses {
		known[u.Sending] = append(known[u.Sending], FamilyOf(Plain(u.Key)))
	}
	for i, u := range uses {
		if vague(u, known) {
			uses[i].Key = pattern.Of(pattern.Hole{})
		}
	}
}

// vague reports whether less is known of a key at its use than at one of the calls on
// the way to the command.
func vague(u Use, known map[Sending][]Family) bool {
	f := FamilyOf(Plain(u.Key))
	if f.Unknown() {
		return false
	}
	for at := range u.Sending.calls() {
		// Where a call may send what nothing is known of, its callers are asked.
		if at != u.Sending && slices.ContainsFunc(known[at], f.Includes) && !slices.ContainsFunc(known[at], Family.Unknown) {
			return true
		}
	}
	return false
}

// Unknown reports whether nothing is known of the keys of a family.
func (f Family) Unknown() bool { return strings.Trim(string(f), "\x00") == "" }
