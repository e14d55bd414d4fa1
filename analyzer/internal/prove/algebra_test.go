package prove

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

// text returns n random bytes that are no braces.
func text(r *rand.Rand, n int) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789:-_./ABCDEF\x00\xff"
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// bytesOf returns the text of two bytes that takes the register from 0 to s.
// There is one for each s: two bytes are as many bits as the register has.
func bytesOf(t *testing.T, s slot.State) string {
	t.Helper()
	for x := range registers {
		if b := string([]byte{byte(x >> 8), byte(x)}); slot.State(0).Add(b) == s {
			return b
		}
	}
	t.Fatalf("no text of state %#x", s)
	return ""
}

// meeting counts the states after a shared prefix for which a and b meet.
func meeting(a, b string) int {
	n := 0
	for s := range registers {
		if slot.State(s).Add(a).Slot() == slot.State(s).Add(b).Slot() {
			n++
		}
	}
	return n
}

// For each state of the register before them, two literals do what the verdict
// says, whatever follows them.
func TestEveryState(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	type pair struct{ a, b string }
	pairs := []pair{
		{"a", "b"}, {"count", "total"}, {"profile", "settings"}, {"", "x"}, {"", ""}, {"", "\x00"},
		{"a", "a\x00"}, {"x", bytesOf(t, 0x4000)}, {"", bytesOf(t, 0xc000)},
		// Two keys that differ in the bits that no slot has.
		{"\x00\x00", bytesOf(t, 0x8000)}, {"\x00\x00", bytesOf(t, 0x4000)},
	}
	for range 12 {
		n := r.IntN(24)
		pairs = append(pairs, pair{text(r, n), text(r, n)}, pair{text(r, n), text(r, r.IntN(24))})
	}
	hole := func(id string) pattern.Pattern {
		return pattern.Of(pattern.Hole{ID: id, Kind: pattern.Word})
	}
	seen := make(map[Relation]int)
	for _, p := range pairs {
		for _, end := range []string{"", text(r, 1+r.IntN(30))} {
			v := Compare(
				pattern.Concat(hole("x"), pattern.Lit(p.a+end)),
				pattern.Concat(hole("x"), pattern.Lit(p.b+end)))
			seen[v.Relation]++
			want := Verdict{Relation: Meets, Certainty: Proven, Meet: meeting(p.a+end, p.b+end), SlotA: -1, SlotB: -1, Rule: RuleState}
			if len(p.a) == len(p.b) {
				want.Rule = RuleDifference
			}
			switch want.Meet {
			case 0:
				want.Relation = Never
			case registers:
				want.Relation, want.Meet = Same, 0
			}
			if p.a == p.b {
				want.Rule = RuleEqual
			}
			if v != want {
				t.Errorf("<x>%q and <x>%q: %+v, want %+v", p.a+end, p.b+end, v, want)
			}
		}
		if len(p.a) == len(p.b) {
			continue
		}
		// A hole after the difference changes nothing, whatever it holds.
		v := Compare(
			pattern.Concat(hole("x"), pattern.Lit(p.a), hole("y")),
			pattern.Concat(hole("x"), pattern.Lit(p.b), hole("y")))
		for _, k := range []int{0, 1, 17} {
			end := text(r, k)
			if got := meeting(p.a+end, p.b+end); v.Relation != Meets || v.Certainty != Proven || v.Meet != got {
				t.Errorf("<x>%q<y> and <x>%q<y>: %+v, but %d states meet for y=%q", p.a, p.b, v, got, end)
			}
		}
	}
	for _, rel := range []Relation{Same, Never, Meets} {
		if seen[rel] == 0 {
			t.Errorf("no pair is %v", rel)
		}
	}
}

// A hole between two differences, one of which is in length: the hole itself is
// the unknown. Texts of two bytes give each state once.
func TestEveryHole(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	x := pattern.Of(pattern.Hole{ID: "x", Kind: pattern.Word})
	for range 12 {
		n, m := r.IntN(9), 1+r.IntN(9)
		a0, b0, a1, b1 := text(r, n), text(r, r.IntN(9)), text(r, m), text(r, m-1)
		v := Compare(
			pattern.Concat(pattern.Lit(a0), x, pattern.Lit(a1)),
			pattern.Concat(pattern.Lit(b0), x, pattern.Lit(b1)))
		want := Verdict{Relation: Meets, Certainty: Proven, SlotA: -1, SlotB: -1, Rule: RuleState}
		for s := range registers {
			h := string([]byte{byte(s >> 8), byte(s)})
			if (slot.State(0).Add(a0).Add(h).Add(a1)).Slot() == (slot.State(0).Add(b0).Add(h).Add(b1)).Slot() {
				want.Meet++
			}
		}
		if v != want {
			t.Errorf("%q<x>%q and %q<x>%q: %+v, want %+v", a0, a1, b0, b1, v, want)
		}
	}
}

// byState's argument: the maps of n bytes repeat after 32767 of them and not
// before, and until then the sum of two of them meets any constant for 4
// states.
func TestFourStates(t *testing.T) {
	const order = 32767
	one, id := slot.Bytes(1), slot.Bytes(0)
	m := one
	for n := 1; n < order; n++ {
		sum := m.Xor(id)
		if even, odd := sum.Solutions(uint16(3*n)&^1, slotBits), sum.Solutions(uint16(5*n)|1, slotBits); even != 4 || odd != 4 {
			t.Fatalf("%d bytes: %d and %d states meet, want 4", n, even, odd)
		}
		for _, column := range sum {
			if bits.OnesCount16(uint16(column))%2 != 0 {
				t.Fatalf("%d bytes: an image %#x of odd parity", n, column)
			}
		}
		m = one.Compose(m)
	}
	if m != id {
		t.Errorf("%d bytes are not the identity", order)
	}

	// So literals that differ by that many bytes cancel.
	x := pattern.Of(pattern.Hole{ID: "x", Kind: pattern.Word})
	for _, tt := range []struct {
		n    int
		want Relation
	}{{order - 1, Meets}, {order, Never}, {order + 1, Meets}} {
		long := strings.Repeat("a", tt.n)
		if v := Compare(x, pattern.Concat(x, pattern.Lit(long))); v.Relation != tt.want {
			t.Errorf("<x> and <x> with %d bytes more: %+v, want %v", tt.n, v, tt.want)
		}
	}
}

// Whether literals before a hole give one slot depends on the length of its
// text only, so one text of each length that it can have decides.
func TestEveryLength(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	kinds := []struct {
		hole   pattern.Hole
		lo, hi int
	}{
		{pattern.Hole{ID: "x", Kind: pattern.Word}, 0, maxText},
		{pattern.Hole{ID: "x", NonEmpty: true}, 1, maxText},
		{pattern.Hole{ID: "x", Kind: pattern.Int}, 1, maxInt},
		{pattern.Hole{ID: "x", Kind: pattern.Bool}, 4, 5},
	}
	seen := make(map[string]int)
	check := func(k int, a, b, end string) {
		t.Helper()
		h := kinds[k]
		x := pattern.Of(h.hole)
		v := Compare(
			pattern.Concat(pattern.Lit(a), x, pattern.Lit(end)),
			pattern.Concat(pattern.Lit(b), x, pattern.Lit(end)))
		met, of := 0, 0
		for n := h.lo; n <= h.hi; n++ {
			tail := strings.Repeat("7", n) + end
			if of++; slot.State(0).Add(a+tail).Slot() == slot.State(0).Add(b+tail).Slot() {
				met++
			}
		}
		want := Verdict{Relation: Meets, Certainty: Likely, Meet: registers, SlotA: -1, SlotB: -1, Rule: RuleDifference}
		switch met {
		case 0:
			want.Relation, want.Certainty, want.Meet = Never, Proven, 0
		case of:
			want.Relation, want.Certainty, want.Meet = Same, Proven, 0
		}
		if a == b {
			want.Rule = RuleEqual
		}
		if v != want {
			t.Errorf("%q<%v>%q and %q: %+v, want %+v as %d of %d lengths meet", a, h.hole.Kind, end, b, v, want, met, of)
		}
		seen[fmt.Sprint(h.hole.Kind, want.Relation)]++
	}
	for range 25 {
		for k := range kinds {
			n := r.IntN(12)
			check(k, text(r, n), text(r, n), text(r, 1+r.IntN(4)))
			check(k, text(r, n), text(r, r.IntN(12)), text(r, 1+r.IntN(4)))
		}
	}
	// Literals that meet for a chosen length, at and just outside the bounds.
	for k, h := range kinds {
		for _, n := range []int{h.lo, h.lo - 1, (h.lo + h.hi) / 2, h.hi, h.hi + 1} {
			for _, top := range []slot.State{0x4000, 0x8000, 0xc000} {
				// A state some bytes earlier is one many bytes later.
				d := slot.Bytes(32767 - n - 1).Apply(top)
				a := text(r, 5)
				check(k, a, bytesOf(t, d^slot.State(0).Add(a)), "!")
			}
		}
	}
	for k := range kinds {
		for _, rel := range []Relation{Never, Meets} {
			if c := fmt.Sprint(kinds[k].hole.Kind, rel); seen[c] == 0 {
				t.Errorf("no pair is %s", c)
			}
		}
	}
}

// Two differences with a hole between them and one after: all pairs of lengths.
func TestEveryPairOfLengths(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	x := pattern.Of(pattern.Hole{ID: "x", Kind: pattern.Int})
	y := pattern.Of(pattern.Hole{ID: "y", Kind: pattern.Int})
	seen := make(map[Relation]int)
	for range 300 {
		n, m := 1+r.IntN(4), r.IntN(3)
		a := [3]string{text(r, r.IntN(5)), text(r, n), text(r, m)}
		b := [3]string{text(r, r.IntN(5)), text(r, n), text(r, m)}
		build := func(l [3]string) pattern.Pattern {
			return pattern.Concat(pattern.Lit(l[0]), x, pattern.Lit(l[1]), y, pattern.Lit(l[2]))
		}
		meets := false
		for i := 1; i <= maxInt; i++ {
			for j := 1; j <= maxInt; j++ {
				h, g := strings.Repeat("4", i), strings.Repeat("2", j)
				sa := slot.State(0).Add(a[0]).Add(h).Add(a[1]).Add(g).Add(a[2])
				sb := slot.State(0).Add(b[0]).Add(h).Add(b[1]).Add(g).Add(b[2])
				meets = meets || sa.Slot() == sb.Slot()
			}
		}
		want := Never
		if meets {
			want = Meets
		}
		v := Compare(build(a), build(b))
		if seen[want]++; v.Relation != want || v.Rule != RuleDifference {
			t.Errorf("%q and %q: %+v, want %v", a, b, v, want)
		}
	}
	if seen[Never] == 0 || seen[Meets] == 0 {
		t.Errorf("relations seen: %v", seen)
	}
}

// The set of states is that of the definition.
func TestStatesAfter(t *testing.T) {
	for _, tt := range []struct{ lo, hi int }{{0, 0}, {3, 3}, {0, 1}, {1, 20}, {4, 5}, {0, 512}, {7, 38}} {
		s := new(states)
		s.add(0)
		s.add(0x1234)
		s.add(0x8001)
		want := make(map[slot.State]bool)
		for n := tt.lo; n <= tt.hi; n++ {
			for _, x := range s.list {
				want[slot.Bytes(n).Apply(x)] = true
			}
		}
		got := s.after(tt.lo, tt.hi)
		for _, x := range got.list {
			if !want[x] {
				t.Errorf("after(%d, %d) holds %#x", tt.lo, tt.hi, x)
			}
		}
		if len(got.list) != len(want) {
			t.Errorf("after(%d, %d) holds %d states, want %d", tt.lo, tt.hi, len(got.list), len(want))
		}
	}
}
