package retag

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestParts(t *testing.T) {
	for _, test := range []struct {
		family Family
		cut    Cut
		glob   string
		want   bool
	}{
		{"\x00:tokens", Cut{0, 1}, "*Message*", false},
		{"\x00:tokens", Cut{0, 1}, "*:tokens", false},
		{"\x00:tokens", Cut{0, 1}, "*s:tokens", true},
		{"\x00:tokens", Cut{0, 1}, "*tokens", false},
		{"\x00:tokens", Cut{0, 1}, "app*", true},
		{"user:\x00:a", Cut{0, 6}, "user:*", true},
		{"user:\x00:a", Cut{0, 6}, "*user:*", true}, // one way to match user:user:a: the other is not compared
		{"user:\x00:a", Cut{0, 6}, "*:a", false},
		{"user:\x00:a", Cut{5, 6}, "user:*", false},
		{"user:\x00:a", Cut{5, 6}, "user:*:a", false},
		{"user:\x00:a", Cut{5, 6}, "user:7*", true},
		{"user:\x00:a", Cut{5, 6}, "cart:*", false},
	} {
		if got := test.family.Parts(test.glob, test.cut); got != test.want {
			t.Errorf("%q with %v, %s: %t, want %t", test.family, test.cut, test.glob, got, test.want)
		}
	}
}

// A pattern that matches an old key and not the new one parts them.
func TestPartsHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(alphabet string, n int) string {
		var b strings.Builder
		for range r.IntN(n) {
			b.WriteByte(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	parted := 0
	for range 200_000 {
		f := Family(text("ab:\x00", 6))
		if len(f) < 2 {
			continue
		}
		c := Cut{Open: r.IntN(len(f))}
		c.Close = c.Open + 1 + r.IntN(len(f)-c.Open)
		glob := text("ab:*?", 6)
		fill := func(s string, values []string) string {
			for _, v := range values {
				s = strings.Replace(s, "\x00", v, 1)
			}
			return s
		}
		var values []string
		for range strings.Count(string(f), "\x00") {
			values = append(values, text("ab:", 4))
		}
		items := parseGlob(glob)
		before, after := fill(string(f), values), fill(string(f.Tagged(c)), values)
		if !meets(items, before) || meets(items, after) {
			continue
		}
		parted++
		if !f.Parts(glob, c) {
			t.Fatalf("%q with %v: %s matches %s and not %s", f, c, glob, before, after)
		}
	}
	if parted < 1000 {
		t.Errorf("only %d pairs are parted", parted)
	}
}
