package quote

import (
	"encoding/json"
	"encoding/xml"
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
		{"filler\u3164\ufe0f\u034f", `filler\u3164\ufe0f\u034f`},
		{"##[add-mask]x ###[y] ##vso[z] ## a##b", `#\x23[add-mask]x ##\x23[y] #\x23vso[z] ## a##b`},
		{"::a", "::a"},       // a key, not the start of a line
		{"\ufffd", "\ufffd"}, // the replacement character itself is valid
	} {
		if got := Text(test.in); got != test.want {
			t.Errorf("Text(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestLines(t *testing.T) {
	for in, want := range map[string]string{
		"a\n\tb\r\x1b":                    "a\n\tb" + `\r\x1b`,
		"a\n::error::x\n \u00a0::b\nc::d": "a\n" + `\x3a:error::x` + "\n \u00a0" + `\x3a:b` + "\nc::d",
		"\t::a":                           "\t" + `\x3a:a`,
	} {
		if got := Lines(in); got != want {
			t.Errorf("Lines(%q) = %q, want %q", in, got, want)
		}
	}
	if got, want := Line("::a\n::b"), `\x3a:a\n::b`; got != want {
		t.Errorf("Line: %q, want %q", got, want)
	}
	if got, want := Code("\t::a\x1b\r"), "\t::a"+`\x1b\r`; got != want {
		t.Errorf("Code: %q, want %q", got, want)
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
		for _, got := range []string{Line(s), Lines(s)} {
			if Lines(got) != got {
				t.Errorf("%q of %q is changed again: %q", got, s, Lines(got))
			}
			for line := range strings.Lines(got) {
				if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
					t.Errorf("%q starts a command: %q", s, line)
				}
			}
		}
	})
}

// FuzzEncoded shows that what is escaped in JSON and XML means what it meant.
func FuzzEncoded(f *testing.F) {
	f.Add("a\n::error::x\x1b ##[add-mask]\u202e\U000e0041 \\u0041 &#x41;\xff")
	f.Fuzz(func(t *testing.T, s string) {
		type value struct {
			Text string `xml:"text,attr"`
		}
		data, err := json.MarshalIndent(value{s}, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		var want, got value
		check := func(quoted []byte, err1, err2 error) {
			t.Helper()
			if err1 != nil || err2 != nil || got != want {
				t.Errorf("%q means %q, not %q: %v, %v", quoted, got, want, err1, err2)
			}
			for line := range strings.Lines(string(quoted)) {
				line = strings.TrimSuffix(line, "\n")
				if strings.ContainsFunc(line, unsafe) || strings.Contains(line, "##[") {
					t.Errorf("%q", quoted)
				}
			}
		}
		quoted := JSON(data)
		check(quoted, json.Unmarshal(data, &want), json.Unmarshal(quoted, &got))

		if data, err = xml.MarshalIndent(value{s}, "", "  "); err != nil {
			t.Fatal(err)
		}
		want, got = value{}, value{}
		quoted = XML(data)
		check(quoted, xml.Unmarshal(data, &want), xml.Unmarshal(quoted, &got))
	})
}
