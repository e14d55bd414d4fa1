package slot_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

const states = 1 << 16

// lengths covers the steps of 16, 8, 4 and 1 bytes that Add takes, the period
// of the map of one byte (32767), and a length that only squaring reaches.
var lengths = []int{0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 63, 64, 100, 255, 4096, 32766, 32767, 32768, math.MaxInt}

// TestBytes checks, for each state, the map of n bytes against the division
// of n zero bytes, and the equation of the comment of Map.
func TestBytes(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range lengths[:17] {
		text := make([]byte, n)
		for i := range text {
			text[i] = byte(rnd.Uint32())
		}
		m, crc := slot.Bytes(n), slot.State(0).Add(string(text))
		zeros := make([]byte, n)
		for s := range states {
			state := slot.State(s)
			if got, want := uint16(m.Apply(state)), divide(uint16(s), zeros); got != want {
				t.Fatalf("Bytes(%d).Apply(%#x) = %#x, want %#x", n, s, got, want)
			}
			if got, want := m.Apply(state)^crc, state.Add(string(text)); got != want {
				t.Fatalf("%d bytes after %#x: %#x by the map, %#x by Add", n, s, got, want)
			}
		}
	}
}

func TestCompose(t *testing.T) {
	for _, n := range lengths[:len(lengths)-1] {
		for _, k := range lengths[:len(lengths)-1] {
			if got, want := slot.Bytes(n).Compose(slot.Bytes(k)), slot.Bytes(n+k); got != want {
				t.Errorf("Bytes(%d).Compose(Bytes(%d)) = %x, want %x", n, k, got, want)
			}
		}
	}
	// The maps of n bytes repeat after 32767: that ties the long lengths to
	// the short ones.
	for _, n := range lengths {
		if got, want := slot.Bytes(n), slot.Bytes(n%32767); got != want {
			t.Errorf("Bytes(%d) = %x, want %x", n, got, want)
		}
	}
	// The order of composition matters for other maps.
	var swap, first slot.Map // exchange bits 0 and 1; keep bit 0 only
	swap[0], swap[1], first[0] = 2, 1, 1
	if got := swap.Compose(first).Apply(1); got != 2 {
		t.Errorf("swap after first: %d, want 2", got)
	}
	if got := first.Compose(swap).Apply(1); got != 0 {
		t.Errorf("first after swap: %d, want 0", got)
	}
}

func TestBytesNegative(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Bytes(-1) did not panic")
		}
	}()
	slot.Bytes(-1)
}

// TestSolutions counts by trying all states.
func TestSolutions(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	random := func() (m slot.Map) {
		for i := range m {
			m[i] = slot.State(rnd.Uint32())
			if rnd.IntN(3) == 0 {
				m[i] = m[rnd.IntN(16)] // to lower the rank
			}
		}
		return m
	}
	maps := []slot.Map{{}, random(), random(), random(), random()}
	for i, n := range lengths {
		maps = append(maps, slot.Bytes(n), slot.Bytes(n).Xor(slot.Bytes(lengths[rnd.IntN(i+1)])))
	}
	none, some := 0, 0
	for _, m := range maps {
		for _, mask := range []uint16{slot.Count - 1, 0xffff, 0, 1, 0x8421, uint16(rnd.Uint32())} {
			constants := []uint16{0, uint16(m.Apply(slot.State(rnd.Uint32()))), uint16(rnd.Uint32()), 0xffff}
			var want [4]int
			for s := range states {
				image := uint16(m.Apply(slot.State(s)))
				for i, c := range constants {
					if (image^c)&mask == 0 {
						want[i]++
					}
				}
			}
			for i, c := range constants {
				if got := m.Solutions(c, mask); got != want[i] {
					t.Errorf("%x.Solutions(%#x, %#x) = %d, want %d", m, c, mask, got, want[i])
				}
				if want[i] == 0 {
					none++
				} else {
					some++
				}
			}
		}
	}
	if none == 0 || some == 0 {
		t.Errorf("%d without a solution, %d with: the test does not try both", none, some)
	}
}

// TestPrefix counts the states after a prefix for which two continuations
// share a slot, by computing both slots.
func TestPrefix(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int // -1: any
	}{
		{":profile", ":settings", 4},
		{":a", ":b", 0},
		{":count", ":total", 0},
		{"", "", states},
		{":x", ":x", states},
		{"", ":x", -1},
		{"", strings.Repeat("x", 50), -1},
	} {
		m := slot.Bytes(len(test.a)).Xor(slot.Bytes(len(test.b)))
		c := slot.State(0).Add(test.a) ^ slot.State(0).Add(test.b)
		got, want := m.Solutions(uint16(c), slot.Count-1), 0
		for s := range states {
			if slot.State(s).Add(test.a).Slot() == slot.State(s).Add(test.b).Slot() {
				want++
			}
		}
		if got != want || test.want >= 0 && got != test.want {
			t.Errorf("%q and %q: %d solutions, want %d (%d)", test.a, test.b, got, want, test.want)
		}
	}
}

func ExampleMap_Solutions() {
	// For how many users do these two keys share a slot?
	a, b := ":profile", ":settings"
	m := slot.Bytes(len(a)).Xor(slot.Bytes(len(b)))
	c := slot.State(0).Add(a) ^ slot.State(0).Add(b)
	fmt.Println(m.Solutions(uint16(c), slot.Count-1), "of 65536 states")
	// Output: 4 of 65536 states
}
