package prove

import (
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

const (
	registers = 1 << 16        // states of the register of the checksum
	slotBits  = slot.Count - 1 // those of its bits that make the slot
)

// The lengths of the texts of holes that are looked at.
const (
	maxInt  = 20  // of a 64-bit integer, with its sign
	maxText = 512 // a key that is longer is a mistake of another sort
)

// constant returns the slot of a hashed part without holes, else -1.
func constant(hashed pattern.Pattern) int {
	text, ok := hashed.Text()
	if !ok {
		return -1
	}
	return int(slot.State(0).Add(text).Slot())
}

// relate compares two hashed parts.
func relate(a, b pattern.Pattern) Verdict {
	if a.Equal(b) {
		return Verdict{Relation: Same, Certainty: Proven, Rule: RuleEqual}
	}
	x, y := split(a), split(b)
	if !sameHoles(x, y) {
		return Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}
	}

	// The checksum of a text is the sum of what each of its parts contributes:
	// the checksum of the part, moved on by as many bytes as follow it. A hole
	// therefore cancels if it is followed by as many bytes in both texts. Bytes
	// of the same holes do not count, so it is the literals that decide.
	n, m := 0, 0
	for i := len(x.holes); i > 0; i-- {
		n += len(x.lits[i])
		m += len(y.lits[i])
		if n != m && slot.Bytes(n) != slot.Bytes(m) {
			return byState(x, y, n, m)
		}
	}
	return byLength(x, y)
}

// byLength compares texts whose holes cancel. What remains is a sum over the
// literals, moved on by the bytes that follow, of which the holes' lengths are
// the only unknown.
func byLength(x, y form) Verdict {
	v := Verdict{Certainty: Proven, Rule: RuleDifference}
	if len(x.holes) == 0 {
		v.Rule = RuleConstant
	}

	// All differences of the two registers that some lengths give, from part to
	// part. A hole that appears twice may get two lengths here. That is more than
	// there is: it may turn Never into Meets, but not the other way round.
	diffs := new(states)
	diffs.add(difference(x.lits[0], y.lits[0]))
	for i, h := range x.holes {
		diffs = diffs.after(lengths(h, y.holes[i]))
		diffs = diffs.then(x.lits[i+1], y.lits[i+1])
	}

	meet := 0
	for _, d := range diffs.list {
		if d.Slot() == 0 {
			meet++
		}
	}
	switch meet {
	case 0:
		v.Relation = Never
	case len(diffs.list):
		v.Relation = Same
	default:
		v.Relation, v.Certainty, v.Meet = Meets, Likely, registers
	}
	return v
}

// byState compares texts that have a hole which n bytes of literals follow in
// x, and m in y, and thus does not cancel.
//
// Let M be the map of one byte. If s is what the hole contributes and c all
// the rest, "the same slot" is (Mⁿ+Mᵐ)s = c in the bits of the slot, of which
// the solutions can be counted. That the count does not depend on c, and so not
// on the lengths of the holes or on what stands in them, has a reason.
// States are polynomials modulo the generator, which is x+1 times a primitive
// polynomial of degree 15, and M is multiplication by x⁸. Mⁿ+Mᵐ is
// multiplication by a multiple of x+1, but, as it is not 0, not of the other
// factor: its image is all 32768 states of even parity, and each is the image
// of 2. Of the 4 states that are 0 in the bits of the slot, 2 have even and 2
// odd parity, so whatever parity c has, 2 of its 4 neighbors are images. The
// keys meet for 4 of 65536 states.
//
// The same holds for a sum of several such terms in unknowns that do not depend
// on each other: its image is that of one.
func byState(x, y form, n, m int) Verdict {
	changed := 0
	for i := range x.lits {
		if x.lits[i] != y.lits[i] {
			changed++
		}
	}
	// With one change, the unknown is the state before it, all that precedes
	// taken together. With several, a hole that appears again is one unknown
	// under two maps, whose sum may be anything.
	if changed > 1 && x.repeats() {
		return Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}
	}

	c := difference(strings.Join(x.lits, ""), strings.Join(y.lits, ""))
	v := Verdict{Relation: Meets, Certainty: Proven, Rule: RuleState}
	v.Meet = slot.Bytes(n).Xor(slot.Bytes(m)).Solutions(uint16(c), slotBits)
	return v
}

// A form is a pattern in which literals, perhaps empty, and holes alternate:
// lits[0] holes[0] lits[1] ... holes[n-1] lits[n].
type form struct {
	lits  []string
	holes []*pattern.Hole
}

func split(p pattern.Pattern) form {
	f := form{lits: []string{""}}
	for _, part := range p {
		if part.Hole == nil {
			f.lits[len(f.lits)-1] += part.Lit
			continue
		}
		f.holes = append(f.holes, part.Hole)
		f.lits = append(f.lits, "")
	}
	return f
}

// sameHoles reports whether x and y have the same holes in the same order.
func sameHoles(x, y form) bool {
	if len(x.holes) != len(y.holes) {
		return false
	}
	for i, h := range x.holes {
		if h.ID != y.holes[i].ID {
			return false
		}
	}
	return true
}

// repeats reports whether a hole appears more than once.
func (f form) repeats() bool {
	seen := make(map[string]bool)
	for _, h := range f.holes {
		if seen[h.ID] {
			return true
		}
		seen[h.ID] = true
	}
	return false
}

// lengths returns the least and the greatest length of a text that both g and
// h, two mentions of one hole, can hold.
func lengths(g, h *pattern.Hole) (lo, hi int) {
	lo, hi = 0, maxText
	for _, h := range []*pattern.Hole{g, h} {
		switch {
		case h.Kind == pattern.Int:
			lo, hi = max(lo, 1), min(hi, maxInt)
		case h.Kind == pattern.Bool:
			lo, hi = max(lo, len("true")), min(hi, len("false"))
		case h.NonEmpty:
			lo = max(lo, 1)
		}
	}
	return lo, hi
}

// difference returns the xor of the checksums of two texts.
func difference(a, b string) slot.State {
	return slot.State(0).Add(a) ^ slot.State(0).Add(b)
}

// states is a set of states, kept in the order of insertion.
type states struct {
	list []slot.State
	seen [registers / 64]uint64 // a bit for each state
}

func (s *states) add(x slot.State) {
	if word, bit := &s.seen[x/64], uint64(1)<<(x%64); *word&bit == 0 {
		*word |= bit
		s.list = append(s.list, x)
	}
}

// after returns the set of states that a text of lo to hi bytes, the same on
// both sides, makes of the differences in s.
func (s *states) after(lo, hi int) *states {
	if len(s.list) == 1 && s.list[0] == 0 {
		return s // as after each common prefix
	}
	out := new(states)
	m := slot.Bytes(lo)
	for _, x := range s.list {
		out.add(m.Apply(x))
	}
	// out holds what lo to lo+done bytes give. Each step doubles that range.
	for done, all := 0, hi-lo; done < all; {
		step := min(done+1, all-done)
		m := slot.Bytes(step)
		for _, x := range out.list {
			out.add(m.Apply(x))
		}
		done += step
	}
	return out
}

// then returns the set of states that the literals a and b, one on each side
// and alike in the map of their lengths, make of the differences in s.
func (s *states) then(a, b string) *states {
	out := new(states)
	m, d := slot.Bytes(len(a)), difference(a, b)
	for _, x := range s.list {
		out.add(m.Apply(x) ^ d)
	}
	return out
}
