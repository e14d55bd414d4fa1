// Package report defines findings as typed values, and writes the sentence of each:
// it names the command, the keys as the program forms them, what is proven of
// their slots, and what to do.
package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/slot"
)

// A Subject is what the sentence is about.
type Subject struct {
	Check   string // "crossslot"
	Command string // "SINTER", "the transaction"
	Keys    int    // how many keys it has; 0 if that is not known
	Ring    string // what the client is called, if it is a ring
	Split   bool   // the command can be split into one for each slot
	Watch   bool
	Sent    bool // WATCH is sent as it is: the client does not look at its keys
	Tx      bool
	Conn    bool // a transaction on a connection to one node
	Channel bool
	// Watched says that the first key is watched, and the second one changed.
	Watched bool
	// UnderWatch says so too, and the second one is of a command that is not
	// part of the transaction.
	UnderWatch bool
	// Unchecked marks a command of a module that the server does not check.
	Unchecked bool
	// Splits says which versions of the client, of those that count, split a
	// transaction by slot; "" if none does.
	Splits string
	// InWatch marks a transaction under a Watch.
	InWatch bool
	// Also are further keys in other slots than the first one.
	Also []pattern.Pattern
	// Open names the values that could hold a hash tag on other branches.
	Open []string
	// NoTx is how to send commands together without a transaction.
	NoTx string
}

// CrossSlot is the finding for two keys of one command that do not share a slot.
// self says that they are two elements of one list.
func CrossSlot(s Subject, a, b pattern.Pattern, v prove.Verdict, self, unknown bool, plan Plan) Finding {
	a, b = s.tellApart(a, b, self)
	f := s.finding(a, b, v, self, unknown)
	f.Problem = s.Command + ": " + difference(s, a, b, v, self, unknown)
	f.Consequence = consequence(s, unknown)
	f.Advice = advice(s, a, b, self, unknown, plan)
	return f
}

// finding returns what all findings for two keys of a command have in common.
func (s Subject) finding(a, b pattern.Pattern, v prove.Verdict, self, unknown bool) Finding {
	f := Finding{Check: s.Check, Certainty: v.Certainty, Subject: s.Command, Relation: relation(v), Keys: keys(a, b)}
	if unknown {
		f.Certainty, f.Relation = prove.Possible, "unknown"
	}
	if self && a.String() == b.String() {
		f.Keys = f.Keys[:1]
	}
	return f
}

// difference says of two keys that they do not share a slot.
func difference(s Subject, a, b pattern.Pattern, v prove.Verdict, self, unknown bool) string {
	var m strings.Builder
	noun := "keys"
	if s.Channel {
		noun = "channels"
	}
	switch {
	case unknown && self:
		fmt.Fprintf(&m, "nothing ties the %s %s to one slot", noun, key(a))
	case unknown:
		fmt.Fprintf(&m, "nothing ties the %s %s and %s to one slot", noun, key(a), key(b))
	case self && a.String() == b.String():
		fmt.Fprintf(&m, "%s of the form %s hash to different slots", noun, key(a))
		if names := varying(a, b); len(names) > 0 {
			fmt.Fprintf(&m, " for different %s", quote.Text(Series(names, "or")))
		}
	default:
		fmt.Fprintf(&m, "%s %s%s and %s%s %s", noun, key(a), slotOf(a), key(b), slotOf(b), relation(v))
	}
	if v.Open != nil && !unknown {
		fmt.Fprintf(&m, ", unless %s holds a hash tag", s.open(v.Open.Name))
	}
	m.WriteString(s.others())
	if s.Keys > 2 {
		fmt.Fprintf(&m, " (%d of its %d keys)", 2+len(s.Also), s.Keys)
	}
	return m.String()
}

// open names the values that may hold a hash tag, of which name is the first.
func (s Subject) open(name string) string {
	const most = 3
	names := []string{quote.Text(name)}
	for _, name := range s.Open {
		if name = quote.Text(name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if more := len(names) - most + 1; more > 1 {
		names = append(names[:most-1], fmt.Sprintf("one of %d others", more))
	}
	return Series(names, "or")
}

// Series joins names: "a, b and c".
func Series(names []string, word string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// mostAlso is the number of keys that a sentence names besides its two.
const mostAlso = 6

// others names the keys that are in other slots besides the two of the sentence.
func (s Subject) others() string {
	if len(s.Also) == 0 {
		return ""
	}
	var names []string
	for i, p := range s.Also {
		if i == mostAlso && len(s.Also) > mostAlso+1 {
			names = append(names, fmt.Sprintf("%d others", len(s.Also)-mostAlso))
			break
		}
		names = append(names, key(p)+slotOf(p))
	}
	if len(s.Also) == 1 {
		return "; " + names[0] + " hashes to another slot, too"
	}
	return "; " + Series(names, "and") + " hash to other slots, too"
}

func slotOf(p pattern.Pattern) string {
	hashed, _, _ := p.Hashed()
	if text, ok := hashed.Text(); ok {
		return fmt.Sprintf(" (slot %d)", slot.State(0).Add(text).Slot())
	}
	return ""
}

func relation(v prove.Verdict) string {
	switch {
	case v.Relation == prove.Never && v.SlotA >= 0 && v.SlotB >= 0:
		return "are in different slots"
	case v.Relation == prove.Never:
		return "never share a slot"
	case v.Relation == prove.Meets && v.Meet > 0 && v.Meet < 65536:
		return fmt.Sprintf("share a slot for 1 value in %d only", 65536/v.Meet)
	case v.Relation == prove.Meets:
		return "share a slot for values of some lengths only"
	}
	return "hash to different slots"
}

func consequence(s Subject, unknown bool) string {
	verb := "refuses"
	if unknown {
		verb = "refuses them if they differ"
	}
	switch {
	case s.Ring != "" && s.Tx:
		return s.Ring + " splits the transaction by shard, without an error and without atomicity"
	case s.Ring != "" && s.Watch:
		return s.Ring + " " + verb + " on different shards"
	case s.Unchecked:
		return "a cluster runs it on the node of the first key, where the others may be missing"
	case s.Ring != "":
		return s.Ring + " sends all of it to the shard of the first key, without an error"
	case s.Watched && !unknown:
		return "the transaction is sent to the node of the watched key, which refuses the other (MOVED) unless it happens to have both slots"
	case s.UnderWatch && unknown:
		return "the command is sent to the node of the watched key, which answers MOVED if it does not have the other slot"
	case s.UnderWatch:
		return "the command is sent to the node of the watched key, which answers MOVED unless it happens to have both slots"
	case s.InWatch && s.Tx && !unknown:
		return "it is sent to the node of the watched key, which discards it (EXECABORT) or, if it has both slots, refuses it (CROSSSLOT)"
	case s.Conn && !unknown:
		return "the node that the connection leads to refuses the key that is not there (MOVED), and with it the transaction"
	case s.Tx:
		if unknown {
			return "a cluster needs all keys of a MULTI/EXEC in one slot"
		}
		if s.Splits == "" {
			return "a cluster client refuses the transaction (CROSSSLOT)"
		}
		return "a cluster client refuses the transaction (CROSSSLOT; " + s.Splits + " it splits it silently, without atomicity)"
	case s.Watch && !s.Sent:
		return "a cluster client " + verb + " (all keys of a Watch must be in one slot)"
	}
	return "Redis Cluster " + verb + " (CROSSSLOT)"
}
