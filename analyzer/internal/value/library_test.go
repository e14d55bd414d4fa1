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

// operands is a list of operands of fmt: strings, but for numbers.
func operands(vs ...*value.Value) *value.Value {
	out := make([]*value.Value, len(vs))
	for i, v := range vs {
		out[i] = v
		switch {
		case v.Type != "" || v.Kind == value.List:
		case v.Kind == value.Sym && v.Hole == pattern.Int:
			out[i] = v.Operand("int")
		default:
			out[i] = v.Operand("string")
		}
	}
	return list(out...)
}

// number is a constant that is a number.
func number(n int) *value.Value {
	return value.Literal(strconv.Itoa(n)).Operand("int")
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
			{"fmt.Sprint", []*value.Value{operands(lit(text), number(1), number(2))}, fmt.Sprint(text, 1, 2)},
			{"fmt.Sprintf", []*value.Value{lit("%s:%d:%q"), operands(lit(text), number(7), lit(text))}, fmt.Sprintf("%s:%d:%q", text, 7, text)},
			{"fmt.Appendf", []*value.Value{lit("a"), lit("%v"), operands(lit(text))}, "a" + text},
			{"fmt.Append", []*value.Value{value.NewList(nil), operands(lit(text))}, text},
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
		{"strings.TrimSpace", []*value.Value{key}, "user:<$1:0>:"},
		{"strings.TrimSpace", []*value.Value{parse("user:<$1:0>")}, ""},
		{"strings.TrimSuffix", []*value.Value{key, value.Literal(":")}, "user:<$1:0>"},
		{"strings.TrimSuffix", []*value.Value{parse("user:<$1:0>"), value.Literal(":")}, ""},
		{"strings.TrimSuffix", []*value.Value{key, value.Literal("::")}, ""}, // the hole may end in one
		{"strings.TrimPrefix", []*value.Value{key, value.Literal("user:")}, "<$1:0>:"},
		{"strings.TrimPrefix", []*value.Value{key, id}, ""},
		{"strings.TrimRight", []*value.Value{key, value.Literal(":")}, ""}, // so may it here
		{"strings.TrimLeft", []*value.Value{key, value.Literal("u")}, "ser:<$1:0>:"},
		{"strings.Trim", []*value.Value{parse(":a<$1:0>b:"), value.Literal(":")}, "a<$1:0>b"},
		{"strings.Replace", []*value.Value{key, value.Literal(":"), value.Literal("-"), number(1)}, "user-<$1:0>:"},
		{"strings.ReplaceAll", []*value.Value{key, value.Literal(":"), id}, `user<$1:0><strings.ReplaceAll($1:0,":",$1:0)><$1:0>`},
		{"strings.ReplaceAll", []*value.Value{parse("user:<$1:0>:--"), value.Literal("--"), id}, `user:<strings.ReplaceAll($1:0,"--",$1:0)>:<$1:0>`},
		{"strings.ReplaceAll", []*value.Value{parse("user-<$1:0>"), value.Literal("--"), value.Literal("")}, ""}, // the hole may go on
		{"strings.ReplaceAll", []*value.Value{n, value.Literal(":"), value.Literal("-")}, "<$1:1>"},
		{"strings.ReplaceAll", []*value.Value{n, value.Literal("-"), value.Literal("")}, `<strings.ReplaceAll($1:1,"-","")>`},
		{"strings.ReplaceAll", []*value.Value{id, value.Literal(":"), value.Literal("-")}, `<strings.ReplaceAll($1:0,":","-")>`},
		{"strings.Replace", []*value.Value{id, value.Literal(":"), value.Literal("-"), number(2)}, ""},
		{"(*strings.Replacer).Replace", []*value.Value{value.Symbol(`strings.NewReplacer(list("-","_"))`), parse("a-b:<$1:0>")}, `a_b:<__strings.Replacer_.Replace(strings.NewReplacer(list("-","_")),$1:0)>`},
		{"strings.ToLower", []*value.Value{hole("strings.ToLower($1:0)")}, "<strings.ToLower($1:0)>"},
		{"strings.ToUpper", []*value.Value{hole("strings.ToLower($1:0)")}, ""},
		{"strings.ToUpper", []*value.Value{{Kind: value.Sym, ID: "$1:2", Hole: pattern.Bool}}, ""},
		{"strings.TrimSpace", []*value.Value{hole("strings.TrimSpace($1:0)")}, "<strings.TrimSpace($1:0)>"},
		{"strings.TrimSpace", []*value.Value{hole("strings.ToLower($1:0)")}, "<strings.ToLower(strings.TrimSpace($1:0))>"},
		{"strings.ReplaceAll", []*value.Value{key, id, value.Literal("-")}, ""},
		{"strings.ReplaceAll", []*value.Value{key, value.Literal(""), value.Literal("-")}, ""},
		{"strings.Join", []*value.Value{list(id, value.Literal("a")), value.Literal(":")}, "<$1:0>:a"},
		{"strings.Join", []*value.Value{value.Repeated(id), value.Literal(":")}, ""},
		{"strings.Repeat", []*value.Value{id, number(2)}, ""},
		{"strings.Repeat", []*value.Value{value.Literal("a"), number(2000)}, ""},
		{"strings.Repeat", []*value.Value{value.Literal("a"), number(-1)}, ""},
		{"path.Join", []*value.Value{list(value.Literal("a/"), id, value.Literal("/b"))}, "a/<segment($1:0)>/b"},
		{"path.Join", []*value.Value{list(value.Literal("a/"), n, parse("b:<$1:0>"))}, "a/<$1:1>/b:<inpath($1:0)>"},
		{"path.Join", []*value.Value{list(id, parse("<segment($1:0)>"))}, "<inpath($1:0)>/<segment($1:0)>"},
		{"segment", []*value.Value{value.Literal("/x/")}, "x"},
		{"segment", []*value.Value{parse("x:<$1:0>/")}, "x:<inpath($1:0)>"},
		{"segment", []*value.Value{id}, "<segment($1:0)>"},
		{"segment", []*value.Value{value.Literal("")}, ""},
		{"segment", []*value.Value{value.Literal("x/../y")}, ""},
		{"inpath", []*value.Value{value.Literal("x")}, "x"},
		{"inpath", []*value.Value{value.Literal("x/")}, ""},
		{"path.Join", []*value.Value{list(value.Literal("a"), id, value.Literal(".."))}, "a"},
		{"path.Join", []*value.Value{value.Repeated(id)}, ""},
		{"fmt.Sprintf", []*value.Value{parse("<$1:0>:%s"), operands(value.Literal("a"))}, "<$1:0>:a"},
		{"fmt.Sprintf", []*value.Value{parse("%<$1:0>"), operands(value.Literal("a"))}, ""}, // the verb is not known
		{"min", []*value.Value{n, hole("$1:0")}, "<min($1:0,$1:1)>"},
		{"max", []*value.Value{number(2), number(10)}, "10"},
		{"mul", []*value.Value{n, hole("$1:0")}, "<mul($1:0,$1:1)>"},
		{"len", []*value.Value{list(id, id)}, "2"},
		{"len", []*value.Value{value.Repeated(id)}, ""},
		{"net/url.QueryEscape", []*value.Value{value.Literal("a b")}, "a+b"},
		{"net/url.QueryEscape", []*value.Value{n}, "<$1:1>"},
		{"net/url.PathEscape", []*value.Value{id}, ""},
		{"strconv.FormatFloat", []*value.Value{n, number('f'), number(2), number(64)}, `<fmtverb("%.2f",operand("float64",$1:1))>`},
		{"strconv.FormatFloat", []*value.Value{n, number('f'), number(-1), number(64)}, ""},
		{"strconv.Itoa", []*value.Value{n}, "<$1:1>"},
		{"strconv.FormatInt", []*value.Value{n, number(10)}, "<$1:1>"},
		{"strconv.FormatInt", []*value.Value{n, number(16)}, ""},
		{"strconv.AppendInt", []*value.Value{value.Literal("user:"), n, number(10)}, "user:<$1:1>"},
		{"strconv.FormatBool", []*value.Value{id}, "<$1:0>"},
		{"encoding/hex.EncodeToString", []*value.Value{value.Literal("a")}, "61"},
		{"encoding/hex.EncodeToString", []*value.Value{value.NewList(nil)}, ""},
		{"encoding/hex.EncodeToString", []*value.Value{list(number(1), number(2))}, ""}, // bytes, not their decimals
		{"fmt.Sprint", []*value.Value{operands(id, n, n, id)}, "<$1:0><$1:1> <$1:1><$1:0>"},
		{"fmt.Sprint", []*value.Value{value.Repeated(id)}, ""},
		{"saidtagged", []*value.Value{id}, "<saidtagged($1:0)>"},
		{"call", []*value.Value{id}, ""},
		{"no.Such", []*value.Value{id}, ""},
	} {
		if got := value.Fold(value.OpName(test.op), test.args); got == nil && test.want != "" || got != nil && spellAll(got) != test.want {
			t.Errorf("%s(%s): %s, want %s", test.op, value.Describe(test.args[0]), value.Describe(got), test.want)
		}
	}
}

func TestSprintf(t *testing.T) {
	id, n := hole("$1:0"), &value.Value{Kind: value.Sym, ID: "$1:1", Name: "n", Hole: pattern.Int}
	unknown := hole("$1:2").Operand("")
	printed := n.Operand("~int").Printed(parse("k<$1:1>"))
	for _, test := range []struct {
		format string
		args   []*value.Value
		want   string
	}{
		{"", nil, ""},
		{"user", nil, "user"},
		{"%s:%v", []*value.Value{id, id}, "<$1:0>:<$1:0>"},
		{"%d", []*value.Value{n}, "<$1:1>"},
		{"%05d", []*value.Value{n}, `<fmtverb("%05d",operand("int",$1:1))>`},
		{"%0*d", []*value.Value{number(5), n}, `<fmtverb("%05d",operand("int",$1:1))>`},
		{"%*d", []*value.Value{number(-5), n}, `<fmtverb("%-5d",operand("int",$1:1))>`},
		{"%.*s", []*value.Value{number(3), id}, `<fmtverb("%.3s",operand("string",$1:0))>`},
		{"%x", []*value.Value{n}, `<strconv.FormatInt($1:1,"16")>`},
		{"%c", []*value.Value{n}, `<rune($1:1)>`},
		{"%-8s|", []*value.Value{id}, `<fmtverb("%-8s",operand("string",$1:0))>|`},
		{"%q", []*value.Value{parse("a<$1:0>")}, `<strconv.Quote("a"$1:0)>`},
		{"%x", []*value.Value{id}, `<encoding/hex.EncodeToString($1:0)>`},
		{"%s", []*value.Value{n}, `<fmtverb("%s",operand("int",$1:1))>`},
		{"%d", []*value.Value{id}, `<fmtverb("%d",operand("string",$1:0))>`},
		{"%d", []*value.Value{number(7)}, "7"},
		{"%03d", []*value.Value{number(7)}, "007"},
		{"%s", []*value.Value{number(7)}, "%!s(int=7)"},
		{"%s", []*value.Value{number(7).Operand("~int")}, `<fmtverb("%s",operand("~int","7"))>`}, // names the type
		{"%d", []*value.Value{value.Literal("7")}, "%!d(string=7)"},
		{"%x", []*value.Value{value.Literal("10")}, "3130"},
		{"%x", []*value.Value{number(10)}, "a"},
		{"%q", []*value.Value{number(97)}, "'a'"},
		{"%U", []*value.Value{number(97).Operand("int32")}, "U+0061"},
		{"%#v", []*value.Value{number(10).Operand("uint8")}, "0xa"},
		{"%v", []*value.Value{value.Literal("0.1").Operand("float32")}, "0.1"},
		{"%e", []*value.Value{value.Literal("1000000").Operand("float64")}, "1.000000e+06"},
		{"%s", []*value.Value{value.Literal("ab").Operand(value.TypeBytes)}, "ab"},
		{"%v", []*value.Value{value.Literal("ab").Operand(value.TypeBytes)}, "[97 98]"},
		{"%v", []*value.Value{value.Nil().Operand("")}, "<nil>"},
		{"%t", []*value.Value{value.Literal("true").Operand("bool")}, "true"},
		{"%[2]s%[1]s", []*value.Value{id, id.Operand("~string")}, "<$1:0><$1:0>"},
		{"%[2]d:%s", []*value.Value{id, n, value.Literal("x")}, "<$1:1>:x"},
		{"%s", []*value.Value{printed}, "k<$1:1>"},
		{"%d", []*value.Value{printed}, "<$1:1>"}, // does not ask String
		{"%v", []*value.Value{unknown}, `<printsfmtverb("%v",$1:2)>`},
		{"%%", nil, "%"},
		{"%s", nil, "%!s(MISSING)"},
		{"%", nil, "%!(NOVERB)"},
		{"a", []*value.Value{n, value.Literal("x")}, "a%!(EXTRA int=<$1:1>, string=x)"},
		{"a", []*value.Value{n.Operand("~int")}, "?"}, // names the type
		{"%*d", []*value.Value{n, n}, "?"},
		{"%[x]s", []*value.Value{id}, "?"},
		{"%[3]s", []*value.Value{id}, "?"},
		{"%x", []*value.Value{parse("a or b<$1:0>")}, `61 or <encoding/hex.EncodeToString("b"$1:0)>`},
	} {
		args := operands(test.args...)
		for i, v := range test.args {
			if v == unknown || v.ID == value.Nil().ID {
				args.Items[i].Value = v
			}
		}
		got := value.Sprintf([]*value.Value{value.Literal(test.format), args})
		if s := "?"; got != nil && spellAll(got) != test.want || got == nil && test.want != s {
			t.Errorf("%q: %s, want %s", test.format, spellAll(got), test.want)
		}
	}
	for _, args := range [][]*value.Value{nil, {id}, {value.Literal("%s"), id}, {value.Literal("%s"), value.Repeated(id)}} {
		if got := value.Sprintf(args); got != nil {
			t.Errorf("an unknown format or list makes %s", value.Describe(got))
		}
	}
}

// A verb makes of each constant what fmt makes of it.
func TestVerbsOfConstants(t *testing.T) {
	for _, x := range []interface{}{0, -5, 97, int8(7), int64(123), uint(7), uint8(200), rune('a'), "", "10", "user:é", true, 1.5, 1e6, 1e21, float32(0.1), []byte("ab")} {
		typ := fmt.Sprintf("%T", x)
		text := fmt.Sprint(x)
		if b, ok := x.([]byte); ok {
			typ, text = value.TypeBytes, string(b)
		}
		for _, verb := range []string{"%s", "%v", "%+v", "%#v", "%d", "%x", "%X", "%#x", "% x", "%q", "%+q", "%c", "%U", "%o", "%b", "%e", "%g", "%.2f", "%t", "%5d", "%-5v|", "%05d", "%+d", "%8.3s", "%z"} {
			got := value.Sprintf([]*value.Value{value.Literal(verb), list(value.Literal(text).Operand(typ))})
			if s, ok := got.Constant(); ok && s != fmt.Sprintf(verb, x) || !ok && typ != value.TypeBytes {
				t.Errorf("%s of %s %v: %q, %t, want %q", verb, typ, x, s, ok, fmt.Sprintf(verb, x))
			}
		}
	}
}

// Two texts of one value under two verbs are two values, of which one may hold
// what the other cannot.
func TestVerbs(t *testing.T) {
	for _, test := range []struct {
		typ, verb string
		kind      pattern.Kind
	}{
		{"string", "%s", pattern.Text}, {"string", "%q", pattern.Text}, {"string", "%x", pattern.Word}, {"string", "%d", pattern.Text},
		{"int", "%d", pattern.Int}, {"int", "%6d", pattern.Word}, {"int", "%s", pattern.Word}, {"int", "%c", pattern.Text}, {"int", "%x", pattern.Word},
		{"bool", "%t", pattern.Text}, {"float64", "%.2f", pattern.Word}, {value.TypeBytes, "%v", pattern.Word}, {value.TypePointer, "%v", pattern.Word},
	} {
		v := value.Sprintf([]*value.Value{value.Literal(test.verb), list(hole("$1:1").Operand(test.typ))})
		p, ok := v.Single()
		if !ok || p[0].Hole.Kind != test.kind || value.MayTag(p[0].Hole.ID) || value.MayPrintTag(p[0].Hole.ID) {
			t.Errorf("%s of %s: %s %s, want %s", test.verb, test.typ, p[0].Hole.Kind, p[0].Hole.ID, test.kind)
		}
	}
	for _, test := range []struct {
		typ, verb string
		tag       bool
	}{
		{"", "%v", true}, {"", "%s", true}, {value.TypeBraces, "%v", true}, {value.TypeBytes, "%#v", true}, {"[]int", "%#v", true},
		{"[]int", "%v", false}, {value.TypeParts, "%v", false}, {value.TypeScalar, "%v", false},
	} {
		v := value.Sprintf([]*value.Value{value.Literal(test.verb), list(hole("$1:1").Operand(test.typ))})
		if p, _ := v.Single(); (value.MayTag(p[0].Hole.ID) || value.MayPrintTag(p[0].Hole.ID)) != test.tag {
			t.Errorf("%s of %q: may hold a tag: %t", test.verb, test.typ, !test.tag)
		}
	}
}

// fmt.Sprint puts a space between two operands that are both no strings.
func TestSprint(t *testing.T) {
	s, n := hole("$1:0").Operand("string"), hole("$1:1").Operand("int")
	duration := n.Operand("~int64").Printed(hole("$1:3"))
	kind := s.Operand("~string").Printed(hole("$1:4"))
	unknown := hole("$1:2")
	for _, test := range []struct {
		args []*value.Value
		want string
	}{
		{[]*value.Value{n, n}, "<$1:1> <$1:1>"},
		{[]*value.Value{duration, n}, "<$1:3> <$1:1>"},
		{[]*value.Value{kind, n}, "<$1:4><$1:1>"},
		{[]*value.Value{s, n, s}, "<$1:0><$1:1><$1:0>"},
		{[]*value.Value{s, unknown, s}, `<$1:0><printsfmtverb("%v",$1:2)><$1:0>`},
		{[]*value.Value{n, unknown}, `<printsfmt.Sprint(list(operand("int",$1:1),$1:2))>`},
	} {
		got := value.Sprint([]*value.Value{list(test.args...)})
		if spellAll(got) != test.want {
			t.Errorf("%s, want %s", spellAll(got), test.want)
		}
	}
	got := value.Sprintln([]*value.Value{list(s, n)})
	if want := "<$1:0> <$1:1>\n"; spellAll(got) != want {
		t.Errorf("Sprintln: %q, want %q", spellAll(got), want)
	}
	// What was not known is evaluated again for a call.
	v := value.Sprint([]*value.Value{list(n, unknown)})
	for text, arg := range map[string]*value.Value{"<$1:1> 5": number(5), "<$1:1>x": value.Literal("x").Operand("string")} {
		b := value.Substitution{Frame: "1", Call: "2:t1", Args: []*value.Value{nil, n.As(pattern.Int), arg}}
		if got := spellAll(b.Bind(v)); got != text {
			t.Errorf("%s, want %s", got, text)
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
