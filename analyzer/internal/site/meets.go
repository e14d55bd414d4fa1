package site

import "github.com/crossslotlint/crossslotlint/analyzer/internal/prove"

// A Slots says what is known of the slots of two keys.
type Slots uint8

const (
	SlotsUnknown Slots = iota
	OneSlot
	ApartSlots
)

// A Meet is two keys that one command, transaction or watch has.
type Meet struct {
	A, B  int // of the keys; A == B for two elements of one list
	Slots Slots
}

// Meets returns the pairs of keys, with what is known of their slots. Of many keys
// each is compared with the first and with the one before.
func (f *Finder) Meets(keys []Key) (out []Meet) {
	keys = f.expanded(keys)
	for j, b := range keys {
		for i := 0; i <= j; i++ {
			a := keys[i]
			if a.skipped() || b.skipped() || i == j && !a.Repeat || j >= maxPairwise && i != 0 && i < j-1 {
				continue
			}
			m := Meet{A: i, B: j, Slots: OneSlot}
			if found, _ := f.compare(a, b, i == j); found != nil {
				m.Slots = ApartSlots
				if found.Unknown || found.Verdict.Relation == prove.Unknown {
					m.Slots = SlotsUnknown
				}
			}
			out = append(out, m)
		}
	}
	return out
}
