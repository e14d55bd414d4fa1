package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Past a bound a value becomes a hole or is left out: it is never guessed.
func TestBounds(t *testing.T) {
	var decide, fields, parts strings.Builder
	for i := range value.MaxAlts + 1 {
		fmt.Fprintf(&decide, "case %d: s = \"user:%d\"; ", i, i)
		fmt.Fprintf(&fields, "func A%d() *s { return &s{p: \"%d:\"} }; ", i, i)
	}
	for range 25 {
		parts.WriteString(`s += ":" + a; `)
	}
	run(t, []test{
		{"alternatives of a decision", `func F(n int) string { s := "user"; switch n { ` + decide.String() + `}; return s }`, `<s>`},
		{"alternatives of a field", `type s struct{ p string }; ` + fields.String() + `func F(s *s) string { return "user:" + s.p }`, `user:<s.p>`},
		{"combinations", `func F(a, b bool, c int) string { x, y, z := "1", "1", "1"; if a { x = "2" }; if b { y = "2" }; switch c { case 1: z = "2"; case 2: z = "3" }; return x + y + z + ":a" }`, `<…>:a`},
		{"parts of a pattern", `func F(a string) string { s := a; ` + parts.String() + `return s }`, `<…` + strings.Repeat(`+":"+a`, 4) + `>:<a>`},
	})
}

func TestLongList(t *testing.T) {
	list := func(n int) string { return "[]string{" + strings.Repeat(`"a", `, n) + "}" }
	for source, items := range map[string]int{
		"func F() []string { return " + list(value.MaxItems) + " }":                                       value.MaxItems,
		"func F() []string { return " + list(3*value.MaxItems) + " }":                                     3 * value.MaxItems,
		"func F() []string { return append([]string{}, " + list(3*value.MaxItems) + "...) }":              3 * value.MaxItems,
		"func F() []string { return append(" + list(value.MaxItems) + ", " + list(1) + "...) }":           value.MaxItems + 1,
		"func F(l []string) []string { return append(append(l, " + list(value.MaxItems) + "...), l...) }": value.MaxItems + 1,
	} {
		l := evaluate(t, source)[0]
		if len(l.Items) != items || l.Partial != (items == value.MaxItems+1) {
			t.Errorf("%.80s: %d items, partial %t", source, len(l.Items), l.Partial)
		}
	}
}

// Functions that call each other in a long row cost steps in proportion to it,
// also past the depth at which nothing is followed any more.
func TestDepth(t *testing.T) {
	var b strings.Builder
	const deep = 1000
	for i := range deep {
		fmt.Fprintf(&b, "func f%d(s string) string { return f%d(s + \"a\") }; ", i, i+1)
	}
	fmt.Fprintf(&b, "func f%d(s string) string { return s }; func F(s string) string { return f0(s) }", deep)
	e, p := evaluator(t, b.String())
	e.Summary(p.Func(t, "F"))
	if limit := 20 * deep; e.Work > limit {
		t.Errorf("%d functions take %d steps, more than %d", deep, e.Work, limit)
	}
}

// A question takes no more steps than its share, whatever the program.
func TestWork(t *testing.T) {
	var b strings.Builder
	b.WriteString("func F(n int) (out []string) { ")
	for i := range 200 {
		fmt.Fprintf(&b, "for i%d := 0; i%d < n; i%d++ { out = append(out, fmt.Sprint(\"user:\", i%d)); ", i, i, i, i)
	}
	b.WriteString(strings.Repeat("}; ", 200) + "return out }")
	e, p := evaluator(t, b.String())
	e.ResetBudget()
	e.Summary(p.Func(t, "F"))
	if e.Work > 250_000 {
		t.Errorf("%d steps for one question", e.Work)
	}
}

func TestExportable(t *testing.T) {
	for _, tt := range []struct {
		source, want string
		carried      bool
	}{
		{`func F(id string) string { return "user:" + id }`, `user:<id>`, true},
		{`func F(id string) string { return id }`, `<id>`, true},
		{`func F() string { return os.Getenv("KEY") }`, ``, false},
		{`func F() func() string { return func() string { return "a" } }`, ``, false},
		{`func F() []string { return []string{` + strings.Repeat(`"user", `, 17) + `} }`, ``, false},
		{`func F() string { return "` + strings.Repeat("a", 513) + `" }`, ``, false},
		{`type s struct{ p string }; func New() *s { return &s{"{app}:"} }; func F(s *s, id string) string { return s.p + id }`, `{app}:<id>`, true},
		{`type s struct{ p string }; func New() *s { return &s{"app:"} }; func F(s *s, id string) string { return s.p + id }`, `<s.p><id>`, true},
	} {
		e, p := evaluator(t, tt.source)
		v := e.Exportable(e.Summary(p.Func(t, "F")).Results[0])
		if (v != nil) != tt.carried || v != nil && value.Describe(v) != tt.want {
			t.Errorf("%s: %s", tt.source, value.Describe(v))
		}
		if v != nil && v.HasOpenField() {
			t.Errorf("%s: another package cannot read a field by its number", tt.source)
		}
	}
}
