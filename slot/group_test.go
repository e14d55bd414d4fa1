package slot_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

func TestGroupKeys(t *testing.T) {
	if got := slot.GroupKeys(nil); got != nil {
		t.Errorf("no keys: %v", got)
	}
	got := slot.GroupKeys([]string{"user:1", "user:2", "{user:1}:a", "user:3", "user:2", ""})
	want := []slot.Group{
		{10778, []string{"user:1", "{user:1}:a"}, []int{0, 2}},
		{6777, []string{"user:2", "user:2"}, []int{1, 4}},
		{2648, []string{"user:3"}, []int{3}},
		{0, []string{""}, []int{5}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	// To append to a group must not reach into its neighbour.
	for i := range got {
		got[i].Keys = append(got[i].Keys, "new")
		got[i].Index = append(got[i].Index, -1)
	}
	for i := range got {
		k := len(want[i].Keys)
		if !slices.Equal(got[i].Keys[:k], want[i].Keys) || !slices.Equal(got[i].Index[:k], want[i].Index) {
			t.Errorf("after append: %v, want %v", got[i], want[i])
		}
	}
}

// TestGroupKeysRandom compares with a map, for numbers of keys on both sides
// of each size at which GroupKeys changes its table.
func TestGroupKeysRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{1, 2, 63, 64, 65, 1000, 4095, 4096, 8191, 8192, 20_000, 200_000} {
		for _, tags := range []int{1, 5, 1 << 30} {
			keys := make([]string, n)
			for i := range keys {
				keys[i] = fmt.Sprintf("{%d}:%d", rnd.IntN(tags), i)
			}
			before := slices.Clone(keys)
			groups := slot.GroupKeys(keys)
			if !slices.Equal(keys, before) {
				t.Fatalf("%d keys: the input was changed", n)
			}
			var want []slot.Group
			at := map[uint16]int{}
			for i, key := range keys {
				s := slot.Of(key)
				if _, ok := at[s]; !ok {
					at[s] = len(want)
					want = append(want, slot.Group{Slot: s})
				}
				g := &want[at[s]]
				g.Keys = append(g.Keys, key)
				g.Index = append(g.Index, i)
			}
			if !reflect.DeepEqual(groups, want) {
				t.Errorf("%d keys with %d tags: groups differ", n, tags)
			}
		}
	}
}

// TestGroupKeysAllocs holds GroupKeys to its three results, and the two
// tables for many keys.
func TestGroupKeysAllocs(t *testing.T) {
	for n, want := range map[int]float64{0: 0, 1: 3, 64: 3, 1000: 5} {
		keys := make([]string, n)
		for i := range keys {
			keys[i] = fmt.Sprint("user:", i)
		}
		got := testing.AllocsPerRun(20, func() { slot.GroupKeys(keys) })
		if got != want {
			t.Errorf("%d keys: %v allocations, want %v", n, got, want)
		}
	}
}

// mget stands for the MGET of a client library: one command, one slot.
func mget(keys ...string) ([]any, error) {
	if !slot.Same(keys...) {
		return nil, fmt.Errorf("CROSSSLOT Keys in request don't hash to the same slot")
	}
	values := make([]any, len(keys))
	for i, key := range keys {
		values[i] = strings.ToUpper(key)
	}
	return values, nil
}

// MGET of keys in several slots: one command a slot, and the replies back in
// the order of the keys.
func ExampleGroupKeys() {
	keys := []string{"user:1", "user:2", "{user:1}:mail", "user:3"}

	values := make([]any, len(keys))
	for _, g := range slot.GroupKeys(keys) {
		replies, err := mget(g.Keys...)
		if err != nil {
			fmt.Println(err)
			return
		}
		for i, reply := range replies {
			values[g.Index[i]] = reply
		}
		fmt.Println("slot", g.Slot, "MGET", strings.Join(g.Keys, " "))
	}
	fmt.Println(values...)
	// Output:
	// slot 10778 MGET user:1 {user:1}:mail
	// slot 6777 MGET user:2
	// slot 2648 MGET user:3
	// USER:1 USER:2 {USER:1}:MAIL USER:3
}

func ExampleOf() {
	fmt.Println(slot.Of("user:1"), slot.Of("{user:1}:profile"))
	// Output: 10778 10778
}

func ExampleTag() {
	tag, ok := slot.Tag("{user:1}:profile")
	fmt.Printf("%q %t\n", tag, ok)
	tag, ok = slot.Tag("{}:profile")
	fmt.Printf("%q %t\n", tag, ok)
	// Output:
	// "user:1" true
	// "" false
}
