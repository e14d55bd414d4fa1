package value_test

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

func list(vs ...*value.Value) *value.Value {
	var items []value.Item
	for _, v := range vs {
		items = append(items, value.Item{Value: v})
	}
	return value.NewList(items)
}

// number is a constant that is a number.
func number(n int) *value.Value {
	v := value.Literal(strconv.Itoa(n))
	v.Number = true
	return v
}

// Of constants, a function makes what the library makes.
func TestConstants(t *testing.T) {
	lit := value.Literal
	for _, text := range []string{"", "user", "user:1", ":user:", "::user", "User:É", "a:b:c", " user ", "%d", `"q"`} {
		for _, test := range []struct {
			op   string
			args []*value.Value
			want string
		}{
			{"strings.ToLower", []*value.Value{lit(text)}, strings.ToLower(text)},
			{"strings.ToUpper", []*value.Value{lit(text)}, strings.ToUpper(text)},
			{"strings.TrimSpace", []*value.Value{lit(text)}, strings.TrimSpace(text)},
			{"strings.Clone", []*value.Value{lit(text)}, text},
			{"strings.Repeat", []*value.Value{lit(text), number(3)}, strings.Repeat(text, 3)},
			{"strings.Join", []*value.Value{list(lit(text), lit("a"), lit(text)), lit("-")}, strings.Join([]string{text, "a", text}, "-")},
			{"strings.Replace", []*value.Value{lit(text), lit(":"), lit("-"), number(1)}, strings.Replace(text, ":", "-", 1)},
			{"strings.Replace", []*value.Value{lit(text), lit(":"), lit("-"), number(-1)}, strings.Replace(text, ":", "-", -1)},
			{"strings.ReplaceAll", []*value.Value{lit(text), lit(":"), lit("")}, strings.ReplaceAll(text, ":", "")},
			{"path.Join", []*value.Value{list(lit(text), lit(".."), lit("a"))}, path.Join(text, "..", "a")},
			{"strconv.Quote", []*value.Value{lit(text)}, strconv.Quote(text)},
			{"fmt.Sprint", []*value.Value{list(lit(text), number(1), number(2))}, fmt.Sprint(text, 1, 2)},
			{"fmt.Sprintf", []*value.Value{lit("%s:%d:%q"), list(lit(text), number(7), lit(text))}, fmt.Sprintf("%s:%d:%q", text, 7, text)},
			{"fmt.Appendf", []*value.Value{lit("a"), lit("%v"), list(lit(text))}, "a" + text},
			{"fmt.Append", []*value.Value{value.NewList(nil), list(lit(text))}, text},
		} {
			if got, ok := fold(test.op, test.args...).Constant(); !ok || got != test.want {
				t.Errorf("%s(%q) = %q, %t, want %q", test.op, text, got, ok, test.want)
			}
		}
		if text == "" {
			continue // a string without parts is left as it is
		}
		for op, want := range map[string]string{
			"strings.Trim": strings.Trim(text, ":"), "strings.TrimLeft": strings.TrimLeft(text, ":"), "strings.TrimRight": strings.TrimRight(text, ":"),
			"strings.TrimPrefix": strings.TrimPrefix(text, ":"), "strings.TrimSuffix": strings.TrimSuffix(text, ":"),
		} {
			if got, ok := fold(op, lit(text), lit(":")).Constant(); !ok || got != want {
				t.Errorf("%s(%q) = %q, %t, want %q", op, text, got, ok, want)
			}
		}
	}
}

// fold is value.Fold, with an unknown value for nil.
func fold(op string, args ...*value.Value) *value.Value {
	if v := value.Fold(op, args); v != nil {
		return v
	}
	return &value.Value{}
}

// Of values with holes, a function makes what it makes of each value of the hole.
func TestHoles(t *testing.T) {
	id, n := hole("$1:0"), &value.Value{Kind: value.Sym, ID: "$1:1", Name: "n", Hole: pattern.Int}
	key := parse("user:<$1:0>:")
	for _, test := range []struct {
		op   string
		args []*value.Value
		want string // "" where the result is no more than that of the operation
	}{
		{"strings.ToUpper", []*value.Value{key}, "USER:<strings.ToUpper($1:0)>:"},
		{"strings.ToUpper", []*value.Value{id}, ""},
		{"strings.ToUpper", []*value.Value{n}, "<$1:1>"},
		{"strings.TrimSpace", []*value.Value{n}, "<$1:1>"},
		{"strings.TrimSpace", []*value.Value{key}, ""},
		{"strings.TrimSuffix", []*value.Value{key, value.Literal(":")}, "user:<$1:0>"},
		{"strings.TrimSuffix", []*value.Value{parse("user:<$1:0>"), value.Literal(":")}, ""},
		{"strings.TrimSuffix", []*value.Value{key, value.Literal("::")}, ""}, // the hole may end in one
		{"strings.TrimPrefix", []*value.Value{key, value.Literal("user:")}, "<$1:0>:"},
		{"strings.TrimPrefix", []*value.Value{key, id}, ""},
		{"strings.TrimRight", []*value.Value{key, value.Literal(":")}, ""}, // so may it here
		{"strings.TrimLeft", []*value.Value{key, value.Literal("u")}, "ser:<$1:0>:"},
		{"strings.Trim", []*value.Value{parse(":a<$1:0>b:"), value.Literal(":")}, "a<$1:0>b"},
		{"strings.Replace", []*value.Value{key, value.Literal(":"), value.Literal("-"), number(1)}, "user-<$1:0>:"},
		{"strings.ReplaceAll", []*value.Value{key, value.Literal(":"), id}, "user<$1:0><$1:0><$1:0>"},
		{"strings.ReplaceAll", []*value.Value{id, value.Literal(":"), value.Literal("-")}, ""},
		{"strings.ReplaceAll", []*value.Value{key, id, value.Literal("-")}, ""},
		{"strings.ReplaceAll", []*value.Value{key, value.Literal(""), value.Literal("-")}, ""},
		{"strings.Join", []*value.Value{list(id, value.Literal("a")), value.Literal(":")}, "<$1:0>:a"},
		{"strings.Join", []*value.Value{value.Repeated(id), value.Literal(":")}, ""},
		{"strings.Repeat", []*value.Value{id, number(2)}, ""},
		{"strings.Repeat", []*value.Value{value.Literal("a"), number(2000)}, ""},
		{"strings.Repeat", []*value.Value{value.Literal("a"), number(-1)}, ""},
		{"strconv.Itoa", []*value.Value{n}, "<$1:1>"},
		{"strconv.FormatInt", []*value.Value{n, number(10)}, "<$1:1>"},
		{"strconv.FormatInt", []*value.Value{n, number(16)}, ""},
		{"strconv.AppendInt", []*value.Value{value.Literal("user:"), n, number(10)}, "user:<$1:1>"},
		{"strconv.FormatBool", []*value.Value{id}, "<$1:0>"},
		{"fmt.Sprint", []*value.Value{list(id, n, n, id)}, "<$1:0><$1:1> <$1:1><$1:0>"},
		{"fmt.Sprint", []*value.Value{value.Repeated(id)}, ""},
		{"saidtagged", []*value.Value{id}, "<saidtagged($1:0)>"},
		{"call", []*value.Value{id}, ""},
		{"no.Such", []*value.Value{id}, ""},
	} {
		if got := value.Fold(test.op, test.args); got == nil && test.want != "" || got != nil && spellAll(got) != test.want {
			t.Errorf("%s(%s): %s, want %s", test.op, value.Describe(test.args[0]), value.Describe(got), test.want)
		}
	}
}

func TestSprintf(t *testing.T) {
	id, n := hole("$1:0"), &value.Value{Kind: value.Sym, ID: "$1:1", Name: "n", Hole: pattern.Int}
	printed := parse("k<$1:1>")
	printed.Raw = n
	for _, test := range []struct {
		format string
		args   []*value.Value
		want   string
	}{
		{"", nil, ""},
		{"user", nil, "user"},
		{"%s:%v", []*value.Value{id, id}, "<$1:0>:<$1:0>"},
		{"%d", []*value.Value{n}, "<$1:1>"},
		{"%05d", []*value.Value{n}, `<fmtverb("%05d",$1:1)>`},
		{"%x", []*value.Value{n}, `<fmtverb("%x",$1:1)>`},
		{"%-8s|", []*value.Value{id}, `<fmtverb("%-8s",$1:0)>|`},
		{"%q", []*value.Value{parse("a<$1:0>")}, `<fmtverb("%q","a"$1:0)>`},
		{"%d", []*value.Value{number(7)}, "7"},
		{"%03d", []*value.Value{number(7)}, "007"},
		{"%t", []*value.Value{value.Literal("true")}, "true"},
		{"%[2]s%[1]s", []*value.Value{id, n}, "<$1:1><$1:0>"},
		{"%[2]d:%s", []*value.Value{id, n, value.Literal("x")}, "<$1:1>:x"},
		{"%s", []*value.Value{printed}, "k<$1:1>"},
		{"%d", []*value.Value{printed}, "<$1:1>"}, // does not ask String
		{"%%", nil, "%"},
		{"%s", nil, "?"},
		{"%", nil, "?"},
		{"%*d", []*value.Value{n, n}, "?"},
		{"%[x]s", []*value.Value{id}, "?"},
		{"%[3]s", []*value.Value{id}, "?"},
		{"%s", []*value.Value{value.Repeated(id)}, "?"},
		{"%x", []*value.Value{parse("a or b<$1:0>")}, "?"},
	} {
		got := value.Sprintf([]*value.Value{value.Literal(test.format), list(test.args...)})
		if s := "?"; got != nil && spellAll(got) != test.want || got == nil && test.want != s {
			t.Errorf("%q: %s, want %s", test.format, value.Describe(got), test.want)
		}
	}
	for _, args := range [][]*value.Value{nil, {id}, {value.Literal("%s"), id}, {value.Literal("%s"), value.Repeated(id)}} {
		if got := value.Sprintf(args); got != nil {
			t.Errorf("an unknown format or list makes %s", value.Describe(got))
		}
	}
}

// Two texts of one value under two verbs are two values, of which one may hold
// what the other cannot.
func TestVerbs(t *testing.T) {
	n := &value.Value{Kind: value.Sym, ID: "$1:1", Hole: pattern.Text}
	for verb, kind := range map[string]pattern.Kind{"%s": pattern.Text, "%d": pattern.Int, "%x": pattern.Word, "%q": pattern.Text, "%t": pattern.Word, "%6d": pattern.Word} {
		v := value.Sprintf([]*value.Value{value.Literal(verb), list(n)})
		p, ok := v.Single()
		if !ok || p[0].Hole.Kind != kind {
			t.Errorf("%s: %s, want %s", verb, p[0].Hole.Kind, kind)
		}
	}
}

func TestResultKind(t *testing.T) {
	for name, want := range map[string]pattern.Kind{
		"strconv.FormatInt": pattern.Word, "(time.Time).Format": pattern.Word, "encoding/hex.EncodeToString": pattern.Word,
		"strings.ToUpper": pattern.Text, "no.Such": pattern.Text,
	} {
		if k, ok := value.ResultKind(value.OpName(name)); k != want || ok != (want != pattern.Text) {
			t.Errorf("%s: %s, %t", name, k, ok)
		}
	}
}
