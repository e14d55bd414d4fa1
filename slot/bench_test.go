package slot_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

// The slot function of the Go clients, to compare with: strings.IndexByte for
// the tag, and one table lookup a byte for the checksum.

var clientTable = func() (table [256]uint16) {
	for b := range table {
		table[b] = divide(0, []byte{byte(b)})
	}
	return table
}()

func clientCRC(key string) (crc uint16) {
	for i := 0; i < len(key); i++ {
		crc = crc<<8 ^ clientTable[byte(crc>>8)^key[i]]
	}
	return crc
}

func clientSlot(key string) int {
	if s := strings.IndexByte(key, '{'); s > -1 {
		if e := strings.IndexByte(key[s+1:], '}'); e > 0 {
			key = key[s+1 : s+e+1]
		}
	}
	return int(clientCRC(key)) % slot.Count
}

// benchKeys returns keys of n bytes each, a power of two of them: with a hash
// tag of half their length, or without braces.
func benchKeys(n int, tagged bool) []string {
	rnd := rand.New(rand.NewPCG(7, 8))
	keys := make([]string, 64)
	for i := range keys {
		key := make([]byte, n)
		for j := range key {
			key[j] = byte('a' + rnd.IntN(26))
		}
		if tagged {
			key[0], key[n/2+1] = '{', '}'
		}
		keys[i] = string(key)
	}
	return keys
}

// A contest is one comparison: the same work done by this package and by a
// client, each a pass over n keys of a list that it repeats.
type contest struct {
	name         string
	keys         []string
	atLeast      float64 // ratio of the times that TestSpeed demands
	ours, theirs func(keys []string, n int)
}

var sink int

func contests() (list []contest) {
	for _, size := range []struct {
		n      int
		plain  float64 // atLeast of keys without a tag
		tagged float64 // and of those with one; 0 for a tag too short to gain from
	}{{8, 1, 0}, {16, 1, 1}, {32, 1, 1}, {64, 2, 1}, {256, 3, 2}} {
		plain, tagged := benchKeys(size.n, false), benchKeys(size.n, true)
		list = append(list,
			contest{fmt.Sprintf("slot/%d", size.n), plain, size.plain, ourSlots, clientSlots},
			contest{fmt.Sprintf("tagged/%d", size.n), tagged, size.tagged, ourSlots, clientSlots},
			contest{fmt.Sprintf("crc/%d", size.n), plain, size.plain, ourCRCs, clientCRCs})
	}
	return list
}

func ourSlots(keys []string, n int) {
	for i := range n {
		sink += int(slot.Of(keys[i&(len(keys)-1)]))
	}
}

func clientSlots(keys []string, n int) {
	for i := range n {
		sink += clientSlot(keys[i&(len(keys)-1)])
	}
}

func ourCRCs(keys []string, n int) {
	for i := range n {
		sink += int(slot.State(0).Add(keys[i&(len(keys)-1)]))
	}
}

func clientCRCs(keys []string, n int) {
	for i := range n {
		sink += int(clientCRC(keys[i&(len(keys)-1)]))
	}
}

// BenchmarkSlot measures both sides of each contest. Its numbers come one
// after the other; on a machine that others use too, TestSpeed compares better.
func BenchmarkSlot(b *testing.B) {
	for _, c := range contests() {
		for _, side := range []struct {
			name string
			run  func([]string, int)
		}{{"ours", c.ours}, {"client", c.theirs}} {
			b.Run(c.name+"/"+side.name, func(b *testing.B) {
				b.SetBytes(int64(len(c.keys[0])))
				side.run(c.keys, b.N)
			})
		}
	}
}

func BenchmarkGroupKeys(b *testing.B) {
	for _, n := range []int{10, 100, 10_000} {
		keys := make([]string, n)
		for i := range keys {
			keys[i] = fmt.Sprint("user:", i)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sink += len(slot.GroupKeys(keys))
			}
		})
	}
}
