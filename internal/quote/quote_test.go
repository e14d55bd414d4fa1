package quote

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"user:<id>:profile", "user:<id>:profile"},
		{`C:\keys "a"`, `C:\keys "a"`},
		{"größe:日本", "größe:日本"},
		{"a\n::error::x", `a\n::error::x`},
		{"a\r\tb", `a\r\tb`},
		{"\x1b]0;owned\x07", `\x1b]0;owned\x07`},
		{"\x00\x7f\u009b", `\x00\x7f\u009b`},
		{"a\u202eb\u2066c", `a\u202eb\u2066c`},
		{"zero\u200bwidth\ufeff", `zero\u200bwidth\ufeff`},
		{"line\u2028para\u2029", `line\u2028para\u2029`},
		{"tag\U000e0041", `tag\U000e0041`},
		{"\xff\xc3", `\xff\xc3`},
		{"\ufffd", "\ufffd"}, // the replacement character itself is valid
	} {
		if got := Text(test.in); got != test.want {
			t.Errorf("Text(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestLines(t *testing.T) {
	if got, want := Lines("a\n\tb\r\x1b"), "a\n\tb"+`\r\x1b`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\n::error::x\x1b")
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, unicode.IsControl) || strings.ContainsFunc(got, unsafe) {
			t.Errorf("Text(%q) = %q", s, got)
		}
		if Text(got) != got {
			t.Errorf("Text(Text(%q)) = %q, want %q", s, Text(got), got)
		}
	})
}
