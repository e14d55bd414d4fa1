// Package prove says what holds for the slots of two key patterns, whatever
// values their holes have.
//
// The checksum behind a slot is linear over GF(2), and each byte that follows
// a text changes what the text contributes by one fixed invertible map. So the
// relation of two keys that are built of the same run-time values is decided by
// their literal text: for every value at once, and not by trying some.
//
// What the package takes for granted:
//
//   - A hole holds no brace. The exceptions are an open hole that a key starts
//     with, and a text before a tag: they change the certainty, and not the
//     relation.
//   - Holes of different identity differ, unless they share an alias.
//   - A decimal integer has 1 to 20 bytes, a boolean 4 or 5, any other hole at
//     most 512. The bound matters only where the slots differ by the length of
//     the values: after some multiple of 32767 bytes everything repeats.
//   - A hash tag that consists of holes is not empty, even if each of them may be.
package prove

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Relation is what holds for the slots of two patterns.
type Relation uint8

const (
	Unknown     Relation = iota // nothing ties the two keys together
	Same                        // one slot, for every value of the holes
	Never                       // two slots, for every value of the holes
	Meets                       // two slots but for a known share of the values
	Independent                 // unrelated values: one slot for 1 pair in 16384
)

var relations = [...]string{"unknown", "same", "never", "meets", "independent"}

// String returns the relation in lower case.
func (r Relation) String() string { return relations[r] }

// A Certainty says how sure it is that two keys do not share a slot. A higher
// certainty compares as greater.
type Certainty uint8

const (
	Possible Certainty = iota // nothing speaks for or against it
	Likely                    // unless a hole carries a hash tag, or values coincide
	Proven                    // whatever the holes hold
)

var certainties = [...]string{"possible", "likely", "proven"}

// String returns the certainty as ParseCertainty reads it.
func (c Certainty) String() string { return certainties[c] }

// ParseCertainty returns the certainty that s spells: possible, likely or
// proven.
func ParseCertainty(s string) (Certainty, error) {
	for c, name := range certainties {
		if s == name {
			return Certainty(c), nil
		}
	}
	return 0, fmt.Errorf("unknown certainty %q: want possible, likely or proven", s)
}

// A Rule names the argument that decided a verdict.
type Rule uint8

const (
	_ Rule = iota
	// RuleEqual: the hashed parts are the same sequence of literals and holes.
	RuleEqual
	// RuleConstant: both hashed parts are literal, so both slots are known.
	RuleConstant
	// RuleDifference: the same holes stand before as many bytes in both keys,
	// so their values cancel out of the xor of the two checksums. It is a
	// constant, or depends on how long values after a difference are.
	RuleDifference
	// RuleState: the same holes stand before a different number of bytes, so
	// the keys meet for those values whose checksum solves a linear system.
	RuleState
	// RuleDistinct: the holes differ, in identity, number or order, or repeat in
	// a way that no other rule covers.
	RuleDistinct
	// RuleBare: nothing is known of a key, not even one byte of literal text,
	// and the other is not made of the same value.
	RuleBare
	// RuleAlias: the holes differ in identity, and if those that may hold the
	// same text do, the slot is the same.
	RuleAlias
)

var rules = [...]string{"none", "equal", "constant", "difference", "state", "distinct", "bare", "alias"}

// String returns the name of the rule without its prefix, in lower case.
func (r Rule) String() string { return rules[r] }

// A Verdict is what can be said of the slots of two patterns.
type Verdict struct {
	Relation Relation
	// Certainty is that of the claim that the two keys do not share a slot. It
	// says nothing if Relation is Same.
	Certainty Certainty
	// Meet says, if Relation is Meets, for how many of the 65536 states in which
	// the shared values can leave the register of the checksum the two keys
	// share a slot. It is all of them, 65536, if that depends on the lengths of
	// the values instead: the keys always meet for some lengths, and never for
	// the others.
	Meet int
	// SlotA and SlotB are the slots of the two keys, -1 if not constant.
	SlotA, SlotB int
	// Open is a hole at the start of a key whose text may hold a hash tag, which
	// then decides the slot. It is nil if there is none; if both keys start with
	// one, it is that of the first key.
	Open *pattern.Hole
	// Rule is the argument that decided.
	Rule Rule
}

// Compare returns what can be said of the slots of a and b. The order of the
// two matters for SlotA, SlotB and Open only.
func Compare(a, b pattern.Pattern) Verdict {
	hashedA, taggedA, _ := a.Hashed()
	hashedB, taggedB, _ := b.Hashed()

	v := relate(hashedA, hashedB)
	switch {
	case v.Relation == Same:
	case v.Relation == Independent && !shares(hashedA, hashedB) && (!taggedA && bare(hashedA) || !taggedB && bare(hashedB)):
		v = Verdict{Relation: Unknown, Certainty: Possible, Rule: RuleBare}
	case v.Relation == Independent && relate(unalias(hashedA), unalias(hashedB)).Relation == Same:
		v = Verdict{Relation: Unknown, Certainty: Possible, Rule: RuleAlias}
	}

	v.SlotA, v.SlotB = constant(hashedA), constant(hashedB)
	if v.Open = open(a); v.Open == nil {
		v.Open = open(b)
	}
	if v.Open != nil || v.Relation != Same && (taggedA && behindText(a) || taggedB && behindText(b)) {
		v.Certainty = min(v.Certainty, Likely)
	}
	return v
}

// behindText reports whether a text hole stands before the first brace of p: if
// its text held one, the tag would be another.
func behindText(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole != nil && !part.Hole.NoBrace() {
			return true
		}
		if strings.ContainsAny(part.Lit, "{") {
			return false
		}
	}
	return false
}

// bare reports whether p holds nothing but text holes, and at least one.
func bare(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole == nil || part.Hole.Kind != pattern.Text {
			return false
		}
	}
	return len(p) > 0
}

// open returns the first open hole of p that no brace precedes, so that a hash tag
// in its text comes before any other of the key.
func open(p pattern.Pattern) *pattern.Hole {
	for _, part := range p {
		if part.Hole == nil {
			if strings.Contains(part.Lit, "{") {
				break
			}
			continue
		}
		if part.Hole.Open && !part.Hole.NoBrace() {
			return part.Hole
		}
	}
	return nil
}

// unalias returns p with all holes of one alias made one.
func unalias(p pattern.Pattern) pattern.Pattern {
	return p.Map(func(h *pattern.Hole) pattern.Pattern {
		one := *h
		if h.Alias != "" {
			one.ID = h.Alias // that of what it may be
		}
		return pattern.Of(one)
	})
}

// shares reports whether a hole of p is one of q's.
func shares(p, q pattern.Pattern) bool {
	for _, x := range p {
		for _, y := range q {
			if x.Hole != nil && y.Hole != nil && x.Hole.ID == y.Hole.ID {
				return true
			}
		}
	}
	return false
}
