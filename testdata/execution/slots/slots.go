// Package slots computes the slots of keys, as programs do that group their
// keys before they send them.
package slots

import "strings"

// Of returns the slot of a key.
func Of(key string) int {
	if _, rest, ok := strings.Cut(key, "{"); ok {
		if tag, _, ok := strings.Cut(rest, "}"); ok && tag != "" {
			key = tag
		}
	}
	var crc uint16
	for i := range len(key) {
		crc ^= uint16(key[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return int(crc % 16384)
}

// BySlot groups keys by their slots.
func BySlot(keys []string) map[int][]string {
	groups := make(map[int][]string)
	for _, key := range keys {
		slot := Of(key)
		groups[slot] = append(groups[slot], key)
	}
	return groups
}

// SameSlot reports whether all keys are in one slot.
func SameSlot(keys ...string) bool { return len(BySlot(keys)) < 2 }
