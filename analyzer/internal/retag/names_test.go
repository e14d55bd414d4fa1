package retag

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// TestMatch shows how texts speak of a family, and where the braces go.
func TestMatch(t *testing.T) {
	key := parse("user:<id>:name")
	family, cut := FamilyOf(key), Cut{0, 6} // {user:<id>}:name
	for _, test := range []struct {
		text string
		kind speaks
		want string
	}{
		{"user:%d:name", form, "{user:%d}:name"},
		{"user:%05d:name", form, "{user:%05d}:name"},
		{"user:%[2]s:name", form, "{user:%[2]s}:name"},
		{"user:*:name", form, "{user:*}:name"},
		{"user:17:name", instance, "{user:17}:name"},
		{"user:a:b:name", instance, "{user:a:b}:name"},
		{"user:", part, ""},
		{"user:%d", part, ""},
		{"user", part, ""},
		{":name", part, ""},
		{"%d:name", part, ""},
		{"app:user:%d:name", part, ""},
		{"user:*", part, ""},
		{"^user:(\\d+):name$", part, ""},
		{"return redis.call('GET', 'user:' .. ARGV[1])", part, ""},
		{"x,user:5:name", part, ""},
		{"user:%d;book:%d", part, ""},
		{"user:%d:mail", other, ""},
		{"user:%d:mail,name", other, ""},
		{"users:%d:name", other, ""},
		{"/user/%d/name", other, ""},
		{"the user has a name", other, ""},
		{"", other, ""},
		{":", other, ""},
		{"%d", other, ""},
	} {
		offsets, kind := DefaultSeparators.Matcher(family).match(test.text, cut)
		got := ""
		if kind == form || kind == instance {
			got = test.text[:offsets[0]] + "{" + test.text[offsets[0]:offsets[1]] + "}" + test.text[offsets[1]:]
		}
		if kind != test.kind || got != test.want {
			t.Errorf("%q: %v %q, want %v %q", test.text, kind, got, test.kind, test.want)
		}
	}
}

// FuzzMatch takes any text for one of the program.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{"user:%d:name", "user:*", "\x00", "%[", "user:\xff:name", "(.*)"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, key string) {
		p := pattern.Concat(pattern.Lit(key), pattern.Of(pattern.Hole{ID: "a"}), pattern.Lit(text))
		n := len(flatten(p))
		if !FamilyOf(p).Nameable() {
			return
		}
		for _, cut := range []Cut{{0, n}, {0, n / 2}, {n / 2, n}} {
			if offsets, kind := DefaultSeparators.Matcher(FamilyOf(p)).match(text, cut); kind == form || kind == instance {
				if offsets[0] < 0 || offsets[0] > offsets[1] || offsets[1] > len(text) {
					t.Errorf("%q: %v", text, offsets)
				}
			}
		}
	})
}

// FuzzMark marks a text and reads the marks back: without them it is what it was,
// and each place is where it says.
func FuzzMark(f *testing.F) {
	for _, s := range []string{"user:%d:name", "%d%s", "100%%", "%", "é%5.2fé", "a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\x01\x02") {
			return
		}
		m := &Marks{consts: []marked{{value: text}}}
		p := pattern.Lit(mark(0, text))
		if got, _ := Plain(p).Text(); got != text {
			t.Fatalf("%q is %q without its marks", text, got)
		}
		s := m.read(p)
		if len(s.items) != len(text) || len(s.at) != len(text)+1 {
			t.Fatalf("%q: %d items", text, len(s.items))
		}
		for i, places := range s.at {
			for _, at := range places {
				if at.off != i {
					t.Errorf("%q: item %d is at %d", text, i, at.off)
				}
			}
		}
		if text != "" && (len(s.at[0]) == 0 || len(s.at[len(text)]) == 0) {
			t.Errorf("%q: no place for its ends", text)
		}
	})
}

// FuzzLeaf finds an offset of a literal's value in its source: a brace put there
// is at that offset of the new value.
func FuzzLeaf(f *testing.F) {
	for _, s := range []string{`"user:%d"`, "`raw`", `"\u00e9\x41\n\"x"`, `"é{}"`, "`a\r\nb`"} {
		f.Add(s, uint(1))
	}
	f.Fuzz(func(t *testing.T, src string, n uint) {
		e, err := parser.ParseExpr(src)
		if err != nil {
			return
		}
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING || lit.Value != src {
			return
		}
		value := constant.StringVal(constant.MakeFromLiteral(src, token.STRING, 0))
		off := int(n % uint(len(value)+1))
		pos := literalAt{lit: lit, off: off}.pos()
		if !pos.IsValid() {
			return
		}
		at := int(pos - lit.Pos())
		edited := constant.MakeFromLiteral(src[:at]+"{"+src[at:], token.STRING, 0)
		if edited.Kind() != constant.String || constant.StringVal(edited) != value[:off]+"{"+value[off:] {
			t.Errorf("%s with a brace before byte %d is %v", src, off, edited)
		}
	})
}

// TestRespace brings the insertion of operands into gofmt's form.
func TestRespace(t *testing.T) {
	const src = "package p\n\nvar a, b = f(x+\":y\"), x + \":y\"\n"
	x := strings.Index(src, "x+")
	y := strings.LastIndex(src, "x +")
	at := func(off int, text string) Edit { return Edit{token.Pos(off), token.Pos(off), text} }
	edits := []Edit{at(x, `"{" + `), at(x+3, "}"), at(y, `"{" + `), at(y+5, "}")}
	formatted := "package p\n\nvar a, b = f(\"{\"+x+\"}:y\"), \"{\" + x + \"}:y\"\n"
	got, last := "", 0
	for _, e := range Respace([]byte(src), []byte(formatted), 0, edits) {
		got += src[last:e.Pos] + e.Text
		last = int(e.End)
	}
	if got += src[last:]; got != formatted {
		t.Errorf("got\n%s\nwant\n%s", got, formatted)
	}
}
