package prove

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

// pool has three holes of each kind, some of which are never empty.
var pool = func() (holes []pattern.Hole) {
	for kind := pattern.Text; kind <= pattern.Word; kind++ {
		for i := range 3 {
			holes = append(holes, pattern.Hole{ID: fmt.Sprint(kind, i), Name: fmt.Sprint(kind, i), Kind: kind, NonEmpty: i == 2})
		}
	}
	return holes
}()

var words = []string{"{", "}", "{}", ":", "a", "b", "user", "count", "total", "profile", "}:", "x{", "\x00"}

// A source of decisions: random, or the bytes of a fuzzer.
type source func(n int) int

// build returns a pattern of up to size parts, and perhaps one that differs
// from it in some of them.
func build(next source, size int) (a, b pattern.Pattern) {
	part := func() pattern.Pattern {
		if next(5) < 2 {
			return pattern.Of(pool[next(len(pool))])
		}
		return pattern.Lit(words[next(len(words))])
	}
	one := next(2) == 0 // difference, in the middle of equal parts
	at := next(size)
	for i := range 1 + next(size) {
		p := part()
		q := p
		if differ := next(5) == 0; one && i == at || !one && differ {
			q = part()
		}
		a, b = pattern.Concat(a, p), pattern.Concat(b, q)
	}
	return a, b
}

// values draws a text for each hole of ps.
func values(r *rand.Rand, nonEmpty bool, ps ...pattern.Pattern) map[string]string {
	vals := make(map[string]string)
	for _, p := range ps {
		for _, part := range p {
			h := part.Hole
			if h == nil || vals[h.ID] != "" {
				continue
			}
			switch h.Kind {
			case pattern.Int:
				vals[h.ID] = strconv.FormatInt(int64(r.Uint64())>>r.IntN(64), 10)
			case pattern.Bool:
				vals[h.ID] = strconv.FormatBool(r.IntN(2) == 0)
			default:
				least := 0
				if h.NonEmpty || nonEmpty {
					least = 1
				}
				vals[h.ID] = text(r, least+r.IntN(10))
			}
		}
	}
	return vals
}

// fill returns the key that p gives for the values of its holes.
func fill(p pattern.Pattern, vals map[string]string) string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			b.WriteString(vals[part.Hole.ID])
		} else {
			b.WriteString(part.Lit)
		}
	}
	return b.String()
}

// check compares the verdict on a and b with the real slots of one pair of
// keys, and reports whether they share one.
func check(t *testing.T, a, b pattern.Pattern, v Verdict, vals map[string]string) bool {
	t.Helper()
	keyA, keyB := fill(a, vals), fill(b, vals)
	slotA, slotB := slot.Of(keyA), slot.Of(keyB)
	if v.Relation == Same && slotA != slotB || v.Relation == Never && slotA == slotB ||
		v.SlotA >= 0 && v.SlotA != int(slotA) || v.SlotB >= 0 && v.SlotB != int(slotB) {
		t.Errorf("%s and %s: %+v, but %q has slot %d and %q has %d", a, b, v, keyA, slotA, keyB, slotB)
	}
	return slotA == slotB
}

// checkShape finds fault with a verdict that does not look at values.
func checkShape(t *testing.T, a, b pattern.Pattern, v Verdict) {
	t.Helper()
	if again := Compare(a, b); again != v {
		t.Errorf("Compare(%s, %s) = %+v, then %+v", a, b, v, again)
	}
	mirror := Compare(b, a)
	mirror.SlotA, mirror.SlotB = mirror.SlotB, mirror.SlotA
	if mirror != v {
		t.Errorf("Compare(%s, %s) = %+v, the other way round %+v", a, b, v, mirror)
	}
	for _, p := range []pattern.Pattern{a, b} {
		if self := Compare(p, p); self.Relation != Same || self.Rule != RuleEqual {
			t.Errorf("Compare(%s, itself) = %+v", p, self)
		}
	}
	want := map[Relation]Certainty{Same: Proven, Never: Proven, Independent: Likely, Unknown: Possible}
	if c, ok := want[v.Relation]; ok && v.Certainty != c || v.Relation == Meets && (v.Certainty == Proven) != (v.Rule == RuleState) {
		t.Errorf("Compare(%s, %s) = %+v: wrong certainty", a, b, v)
	}
	if (v.Meet != 0) != (v.Relation == Meets) || v.Rule == 0 {
		t.Errorf("Compare(%s, %s) = %+v: not well formed", a, b, v)
	}
}

// assumesTag reports whether a or b has a hash tag that may be empty, which
// Compare takes not to be.
func assumesTag(a, b pattern.Pattern) bool {
	_, _, emptyA := a.Hashed()
	_, _, emptyB := b.Hashed()
	return emptyA || emptyB
}

// sample counts how many of n pairs of keys that a and b give share a slot. The
// values are long, for their checksums to be spread evenly; of booleans they
// cannot be, and even is false.
func sample(r *rand.Rand, n int, a, b pattern.Pattern) (met int, even bool) {
	vals := make(map[string]*[]byte)
	var drawn []*[]byte
	compile := func(p pattern.Pattern) (parts []*[]byte) {
		for _, part := range p {
			lit := []byte(part.Lit)
			val := &lit
			if h := part.Hole; h != nil {
				if val = vals[h.ID]; val == nil {
					val = new([]byte)
					vals[h.ID] = val
					drawn = append(drawn, val)
				}
				even = even && h.Kind != pattern.Bool
			}
			parts = append(parts, val)
		}
		return parts
	}
	even = true
	partsA, partsB := compile(a), compile(b)
	if !even {
		return 0, false
	}
	var keyA, keyB []byte
	for range n {
		for _, val := range drawn {
			*val = strconv.AppendUint((*val)[:0], r.Uint64(), 10)
		}
		keyA, keyB = keyA[:0], keyB[:0]
		for _, part := range partsA {
			keyA = append(keyA, *part...)
		}
		for _, part := range partsB {
			keyB = append(keyB, *part...)
		}
		if slot.OfBytes(keyA) == slot.OfBytes(keyB) {
			met++
		}
	}
	return met, true
}

// Verdicts on random patterns hold for the slots of the keys that random values
// give.
func TestSubstitution(t *testing.T) {
	const pairs, edge = 6000, 12
	wide := map[Rule]int{RuleState: 5500, RuleDistinct: 900}
	r := rand.New(rand.NewPCG(5, 5))
	seen := make(map[string]int)
	type tally struct{ met, of int }
	shares := make(map[Rule]tally)
	for range pairs {
		a, b := build(r.IntN, 6)
		v := Compare(a, b)
		seen[fmt.Sprint(v.Relation, " by ", v.Rule)]++
		checkShape(t, a, b, v)
		nonEmpty := assumesTag(a, b)
		for range edge {
			check(t, a, b, v, values(r, nonEmpty, a, b))
		}
		if t.Failed() {
			t.FailNow()
		}
		// 1 pair in 16384 is too few to be seen in one pair of patterns.
		if met, ok := sample(r, wide[v.Rule], a, b); ok {
			s := shares[v.Rule]
			shares[v.Rule] = tally{s.met + met, s.of + wide[v.Rule]}
			if v.Relation == Meets && v.Rule == RuleState && v.Meet != 4 {
				t.Fatalf("Compare(%s, %s) = %+v", a, b, v)
			}
		}
	}
	for _, c := range []string{"same by equal", "never by constant", "never by difference",
		"meets by difference", "meets by state", "independent by distinct", "unknown by bare"} {
		if seen[c] == 0 {
			t.Errorf("no pair is %s: %v", c, seen)
		}
	}
	for rule := range wide {
		s := shares[rule]
		want := float64(s.of) / slot.Count
		if want < 50 || math.Abs(float64(s.met)-want) > 5*math.Sqrt(want) {
			t.Errorf("%v: %d of %d pairs share a slot, want about %.0f", rule, s.met, s.of, want)
		}
		t.Logf("%v: %d of %d pairs share a slot, expected %.0f", rule, s.met, s.of, want)
	}
	t.Log(seen)
}

// The design's example: the share of real users whose profile and settings
// share a slot.
func TestShareOfUsers(t *testing.T) {
	const users = 2_000_000
	met := 0
	for id := range users {
		s := slot.State(0).Add("user:").Add(strconv.Itoa(id))
		if s.Add(":profile").Slot() == s.Add(":settings").Slot() {
			met++
		}
	}
	if want := users / slot.Count; met < want/2 || met > want*2 {
		t.Errorf("%d of %d users, want about %d", met, users, want)
	}
}

func FuzzCompare(f *testing.F) {
	for seed := range 8 {
		f.Add([]byte(strings.Repeat(string(rune('0'+seed)), 9)), uint64(seed))
	}
	f.Fuzz(func(t *testing.T, choices []byte, seed uint64) {
		next := func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			c := int(choices[0])
			choices = choices[1:]
			return c % n
		}
		a, b := build(next, 8)
		v := Compare(a, b)
		checkShape(t, a, b, v)
		r := rand.New(rand.NewPCG(seed, 0))
		for range 20 {
			check(t, a, b, v, values(r, assumesTag(a, b), a, b))
		}
	})
}
