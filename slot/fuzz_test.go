package slot_test

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

// keySlot is a second implementation, which shares nothing with the first but
// the cluster specification: its text for the tag, read byte by byte, and the
// polynomial division for the checksum, done bit by bit.
func keySlot(key []byte) uint16 {
	var tag []byte
	inside, closed := false, false
	for _, b := range key {
		switch {
		case closed:
		case inside && b == '}':
			closed = true
		case inside:
			tag = append(tag, b)
		case b == '{':
			inside = true
		}
	}
	if closed && len(tag) > 0 {
		key = tag
	}
	return divide(0, key) % 16384
}

// divide returns the checksum of text, for a register that holds crc before.
func divide(crc uint16, text []byte) uint16 {
	for _, b := range text {
		for bit := 7; bit >= 0; bit-- {
			top := crc>>15 ^ uint16(b>>bit&1)
			crc <<= 1
			if top != 0 {
				crc ^= 0x1021
			}
		}
	}
	return crc
}

func FuzzOf(f *testing.F) {
	for _, key := range []string{
		"", "user:1", "{user:1}:profile", "{}", "{}{a}", "a{{b}}c", "}{", "{a",
		"\x00\r\n", "12345678", "1234567890123456", "12345678901234567890123456789012345",
	} {
		f.Add([]byte(key), len(key)/2)
	}
	f.Fuzz(func(t *testing.T, key []byte, at int) {
		want := keySlot(key)
		text := string(key)
		if got := slot.Of(text); got != want {
			t.Errorf("Of(%q) = %d, want %d", text, got, want)
		}
		if got := slot.OfBytes(key); got != want {
			t.Errorf("OfBytes(%q) = %d, want %d", key, got, want)
		}
		if string(key) != text {
			t.Errorf("OfBytes changed %q to %q", text, key)
		}
		hashed := slot.Hashed(text)
		if tag, ok := slot.Tag(text); ok && (tag == "" || tag != hashed) || !ok && (tag != "" || hashed != text) {
			t.Errorf("Tag(%q) = %q, %t, but Hashed = %q", text, tag, ok, hashed)
		}
		if at < 0 || at > len(text) {
			return
		}
		whole := slot.State(0).Add(text)
		if uint16(whole) != divide(0, key) {
			t.Errorf("Add(%q) = %#x, want %#x", text, whole, divide(0, key))
		}
		if got := slot.State(0).Add(text[:at]).Add(text[at:]); got != whole {
			t.Errorf("Add(%q).Add(%q) = %#x, want %#x", text[:at], text[at:], got, whole)
		}
	})
}
