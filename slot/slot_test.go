package slot_test

import (
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

func TestOf(t *testing.T) {
	// Answers of CLUSTER KEYSLOT.
	for key, want := range map[string]uint16{
		"":                  0,
		"user:1":            10778,
		"user:2":            6777,
		"user:3":            2648,
		"{user:1}:profile":  10778,
		"x{user:1}{user:2}": 10778,
		"123456789":         12739, // 0x31c3, the check value of CRC-16/XMODEM
		"foo{}{bar}":        8363,
	} {
		if got := slot.Of(key); got != want {
			t.Errorf("Of(%q) = %d, want %d", key, got, want)
		}
		if got := slot.OfBytes([]byte(key)); got != want {
			t.Errorf("OfBytes(%q) = %d, want %d", key, got, want)
		}
	}
}

func TestTag(t *testing.T) {
	for _, test := range []struct {
		key, tag string
		ok       bool
	}{
		{"", "", false},
		{"foo", "", false},
		{"{", "", false},
		{"}", "", false},
		{"{}", "", false},
		{"}{", "", false},
		{"}a{", "", false},
		{"{a", "", false},
		{"a}", "", false},
		{"{a}", "a", true},
		{"}{a}", "a", true},
		{"{a}{b}", "a", true},
		{"{ }", " ", true},
		{"{\x00}", "\x00", true},
		// The examples of the cluster specification, section "Hash tags".
		{"{user1000}.following", "user1000", true},
		{"foo{}{bar}", "", false},
		{"foo{{bar}}zap", "{bar", true},
		{"foo{bar}{zap}", "bar", true},
	} {
		tag, ok := slot.Tag(test.key)
		if tag != test.tag || ok != test.ok {
			t.Errorf("Tag(%q) = %q, %t, want %q, %t", test.key, tag, ok, test.tag, test.ok)
		}
		want := test.key
		if test.ok {
			want = test.tag
		}
		if got := slot.Hashed(test.key); got != want {
			t.Errorf("Hashed(%q) = %q, want %q", test.key, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	for _, test := range []struct {
		keys []string
		want bool
	}{
		{nil, true},
		{[]string{"user:1"}, true},
		{[]string{"user:1", "user:1"}, true},
		{[]string{"user:1", "{user:1}", "{user:1}:a"}, true},
		{[]string{"user:1", "user:2"}, false},
		{[]string{"{a}1", "{a}2", "a3"}, false},
	} {
		if got := slot.Same(test.keys...); got != test.want {
			t.Errorf("Same(%q) = %t, want %t", test.keys, got, test.want)
		}
	}
}

func TestAllocs(t *testing.T) {
	key := strings.Repeat("k", 100) + "{tag:" + strings.Repeat("t", 100) + "}"
	raw := []byte(key)
	keys := []string{key, key + "x", key + "y"}
	column := slot.Bytes(3)
	var sink int
	for name, f := range map[string]func(){
		"Of":      func() { sink += int(slot.Of(key)) },
		"OfBytes": func() { sink += int(slot.OfBytes(raw)) },
		"Hashed":  func() { sink += len(slot.Hashed(key)) },
		"Same": func() {
			if slot.Same(keys...) {
				sink++
			}
		},
		"Add":       func() { sink += int(slot.State(sink).Add(key)) },
		"Bytes":     func() { sink += int(slot.Bytes(sink & 0xfff)[0]) },
		"Solutions": func() { sink += column.Solutions(uint16(sink), slot.Count-1) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
