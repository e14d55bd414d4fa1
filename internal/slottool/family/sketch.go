package family

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// sampled is how many values of one place in a family's keys are kept.
const sampled = 32

// maxExample bounds the keys that are kept as examples, in bytes.
const maxExample = 256

// A sample is a value, as its hash, and a key that has it.
type sample struct {
	hash uint64
	key  string
}

// A sketch keeps the values with the smallest hashes out of all that it was
// given, in their order ("bottom-k", E. Cohen and H. Kaplan, "Summarizing Data
// Using Bottom-k Sketches", PODC 2007). As all sketches order values alike, those
// of two sets that overlap hold the same values.
type sketch struct {
	low  []sample
	full bool // values were left out
}

// wants reports whether a value with that hash would be kept.
func (s *sketch) wants(hash uint64) bool {
	return len(s.low) < sampled || hash < s.low[sampled-1].hash
}

// find returns the place of a hash in s.low, and whether it is there.
func (s *sketch) find(hash uint64) (at int, found bool) {
	return slices.BinarySearchFunc(s.low, hash, func(e sample, h uint64) int { return cmp.Compare(e.hash, h) })
}

// add adds a value. Of the keys that have it, it keeps the one that sorts first,
// so that the order in which they come does not matter.
func (s *sketch) add(v sample) {
	at, found := s.find(v.hash)
	switch {
	case found:
		s.low[at].key = min(s.low[at].key, v.key)
	case len(s.low) < sampled:
		s.low = slices.Insert(s.low, at, v)
	default:
		s.full = true
		if at < sampled {
			copy(s.low[at+1:], s.low[at:])
			s.low[at] = v
		}
	}
}

// addKey is add for a key that is still bytes, which it copies where it keeps
// it only. A key that is too long counts without an example.
func (s *sketch) addKey(hash uint64, key []byte) {
	if !s.wants(hash) {
		s.full = true
		return
	}
	if len(key) > maxExample {
		key = nil
	}
	if at, found := s.find(hash); found && s.low[at].key <= string(key) {
		return
	}
	s.add(sample{hash, string(key)})
}

// overlap calls both for each value that two sketches share, and returns how
// many values of each are comparable: those below the first hash of which one of
// the two cannot know.
func overlap(a, b *sketch, both func(a, b sample)) (inA, inB int) {
	limit := ^uint64(0)
	if a.full {
		limit = min(limit, a.low[len(a.low)-1].hash)
	}
	if b.full {
		limit = min(limit, b.low[len(b.low)-1].hash)
	}
	for inA < len(a.low) && a.low[inA].hash <= limit || inB < len(b.low) && b.low[inB].hash <= limit {
		x, y := ^uint64(0), ^uint64(0)
		if inA < len(a.low) {
			x = a.low[inA].hash
		}
		if inB < len(b.low) {
			y = b.low[inB].hash
		}
		if x == y {
			both(a.low[inA], b.low[inB])
		}
		if x <= y {
			inA++
		}
		if y <= x {
			inB++
		}
	}
	return inA, inB
}

// hash mixes the bytes of a value. It is the same in each run, so that the same
// keys give the same answers; no one gains from collisions here.
func hash(value []byte) uint64 {
	const m = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio
	h := uint64(len(value)) * m
	for len(value) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64(value)) * m
		h ^= h >> 29
		value = value[8:]
	}
	var tail uint64
	for i, b := range value {
		tail |= uint64(b) << (8 * i)
	}
	// The end of splitmix64, so that the order of hashes is not that of values.
	h ^= tail
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return (h ^ h>>31) &^ 1 // never the highest value, which stands for none
}
