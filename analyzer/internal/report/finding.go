package report

import (
	"fmt"
	"go/token"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/slot"
)

// A Finding is what a check found at one place of a program. It stays data until
// something prints it: go vet gets its String, other formats its fields.
type Finding struct {
	Pos, End token.Pos // End is token.NoPos where only the start is known
	// Check is the name of the check: "crossslot". It is "ignore" for a faulty
	// //crossslot: comment, which is no check of its own.
	Check     string
	Certainty prove.Certainty
	// Right reports a call that was proved right. Nothing is wrong with it, and
	// Certainty does not count.
	Right bool
	// Subject is what the finding is about, as its sentence names it: "MGET",
	// "MULTI/EXEC of SET and GET", "script lock, line 3".
	Subject string
	// Keys are the keys that the sentence names, in its order.
	Keys []Key
	// Relation says what is known of the slots of Keys: "never share a slot".
	// It is empty where the slots do not matter.
	Relation string
	// Problem is the headline: what is wrong. Detail, Consequence and Advice say
	// more about it, what a cluster does, and what to do. Each is a clause without
	// a full stop, and empty where there is nothing to say.
	Problem, Detail, Consequence, Advice string
	// Trace leads from the place to the keys and to the method of the client.
	Trace []Place
}

// A Key is one key of a finding.
type Key struct {
	// Pattern is the key as sentences spell it: "user:<id>:name", quoted if it
	// is a constant.
	Pattern string
	Slot    int // 0 to 16383; -1 if it depends on a value
}

// A Place is a position with what is to be said about it.
type Place struct {
	Pos     token.Pos
	Message string
}

// Level returns the certainty as formats name it: "proven", "likely",
// "possible", or "right" for a call that was proved right.
func (f *Finding) Level() string {
	if f.Right {
		return "right"
	}
	return f.Certainty.String()
}

// Clauses returns the non-empty clauses of the sentence, the headline first.
func (f *Finding) Clauses() []string {
	var out []string
	for _, s := range []string{f.Problem, f.Detail, f.Consequence, f.Advice} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// String returns the sentence of the finding, with its check and certainty:
// "MGET: keys … are in different slots; Redis Cluster refuses …; … (crossslot,
// proven)".
func (f *Finding) String() string {
	return fmt.Sprintf("%s (%s, %s)", strings.Join(f.Clauses(), "; "), f.Check, f.Level())
}

// ProvedRight is the finding for keys that were proved to share a slot.
func ProvedRight(check, subject string) Finding {
	return Finding{Check: check, Right: true, Subject: subject, Problem: subject + ": the keys share a slot"}
}

// GivenUp is the finding for a call of which not all is known, because the analysis
// came to a bound: that is what is followed, with its number.
func GivenUp(bound string) Finding {
	return Finding{Check: "crossslot", Certainty: prove.Possible, Subject: "given up", Problem: "given up: " + bound + ", and here are more", Advice: "split the function"}
}

// Comment is the finding for a faulty //crossslot: comment.
func Comment(problem, advice string) Finding {
	return Finding{Check: "ignore", Certainty: prove.Proven, Subject: "comment", Problem: "crossslot:" + problem, Advice: advice}
}

// keys returns the keys of a finding.
func keys(list ...pattern.Pattern) []Key {
	out := make([]Key, len(list))
	for i, p := range list {
		out[i] = Key{key(p), -1}
		hashed, _, _ := p.Hashed()
		if text, ok := hashed.Text(); ok {
			out[i].Slot = int(slot.State(0).Add(text).Slot())
		}
	}
	return out
}
