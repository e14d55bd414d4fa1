package report

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// OddTag is the finding for two keys of one command that do not share a slot
// because of what is odd about a tag: of the first key, or else of the second.
// maybe says that it is so for some run-time values only.
func OddTag(s Subject, a, b pattern.Pattern, v prove.Verdict, self, first, maybe bool, odd tag.Oddity) Finding {
	a, b = s.tellApart(a, b, self)
	of := a
	if !first {
		of = b
	}
	var why, advice string
	switch odd {
	case tag.Empty:
		why = fmt.Sprintf("the hash tag of %s is empty, so the server hashes the whole key", key(of))
		advice = "put the text that ties the keys together between the braces"
		if maybe {
			why = fmt.Sprintf("the hash tag is empty where its value is, so the server hashes all of %s", key(of))
			advice = "see to it that the value is never empty"
		}
	case tag.Open:
		why = fmt.Sprintf("the hash tag of %s is never closed, so the server hashes the whole key", key(of))
		advice = "close it with a }"
	case tag.Doubled:
		hashed, _, _ := of.Hashed()
		why = fmt.Sprintf("the hash tag of %s is %s, with the second brace", key(of), shortNames(hashed))
		advice = "write one brace on each side"
	case tag.Second:
		hashed, _, _ := of.Hashed()
		why = fmt.Sprintf("of %s the server hashes the first tag only, %s", key(of), shortNames(hashed))
		advice = "put the text that ties the keys together into the first braces"
	}
	f := s.finding(a, b, v, self, false)
	f.Check = "hashtag"
	f.Problem = fmt.Sprintf("%s: %s, because %s", s.Command, difference(s, a, b, v, self, false), why)
	f.Consequence, f.Advice = consequence(s, false), advice
	return f
}

// A Spelled is one spelling of a key, and what is sent with it.
type Spelled struct {
	Key string // as sentences spell it
	By  string // the command, or its place if that is in another package
}

// Quoted spells a key as sentences do: quoted if it is constant.
func Quoted(p pattern.Pattern) string { return key(p) }

// Verb says what a command does with the key that this is about.
type Verb uint8

const (
	Reads  Verb = iota // and nothing writes it
	Writes             // and nothing reads it
	Takes              // and nothing writes it
)

// TwoSpellings is the finding for a key that is read under one name and written
// under another: the same but for the braces.
func TwoSpellings(verb Verb, here, there Spelled) Finding {
	does, does2, so := "reads", "written", "what is written is never found"
	switch verb {
	case Writes:
		does, does2 = "writes", "read"
	case Takes:
		does, so = "is sent", "what is written stays"
	}
	return Finding{
		Check: "hashtag", Certainty: prove.Likely, Subject: here.By, Keys: []Key{{here.Key, -1}, {there.Key, -1}},
		Problem: fmt.Sprintf("%s %s %s, but what is %s is %s (%s): to the server these are two keys, so %s", here.By, does, here.Key, does2, there.Key, there.By, so),
		Advice:  "spell the key alike everywhere",
	}
}

// HotSlot is the finding for a family of keys that a tag puts into one slot.
func HotSlot(command string, p, inside pattern.Pattern) Finding {
	which := "they"
	if names := values(inside); names != "" {
		which = "those of one " + names
	}
	advice := "tag what belongs together, not the whole family, or leave the tag out"
	if wider := widened(p); wider != "" {
		advice = fmt.Sprintf("tag what belongs together, as in %s, or leave the tag out", wider)
	}
	return Finding{
		Check: "hotslot", Certainty: prove.Likely, Subject: command, Keys: keys(p), Advice: advice,
		Problem: fmt.Sprintf("%s: all keys of the form %s have the hash tag %s, so that %s live in one slot%s on one node, however many there are",
			command, key(p), shortNames(inside), which, slotOf(p)),
	}
}

// widened spells a key {users}:<id> as {users:<id>}: with the first value in
// the tag.
func widened(p pattern.Pattern) string {
	if len(p) < 2 || p[0].Hole != nil || p[1].Hole == nil || p[0].Lit[0] != '{' || strings.Count(p[0].Lit, "}") != 1 || strings.Count(p[0].Lit, "{") != 1 {
		return ""
	}
	for _, part := range p[1:] {
		if strings.ContainsAny(part.Lit, "{}") {
			return ""
		}
	}
	return shortNames(pattern.Concat(pattern.Lit(strings.Replace(p[0].Lit, "}", "", 1)), p[1:2], pattern.Lit("}"), p[2:]))
}
