package value_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// bind substitutes for a call of function 1 in function 3.
func bind(v *value.Value, args ...*value.Value) *value.Value {
	return (&value.Substitution{Frame: "1", Call: "3:t9", Args: args}).Bind(v)
}

func TestBind(t *testing.T) {
	user := &value.Value{Kind: value.Struct, ID: "%3:t1", Fields: []value.Field{{Name: "ID", Value: value.Literal("7")}}}
	pair := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: value.Literal("b")}})
	for _, test := range []struct {
		v    string
		args []*value.Value
		want string
	}{
		{"user:<$1:0>", []*value.Value{value.Literal("7")}, "user:7"},
		{"user:<$1:0>", []*value.Value{hole("$3:1")}, "user:<$3:1>"},
		{"user:<$1:0>", []*value.Value{parse("a or b")}, "user:a or user:b"},
		{"<$1:0>:<$1:0>", []*value.Value{parse("a or b")}, "a:a or b:b"},
		{"<$1:0>:<$1:1>", []*value.Value{value.Literal("a"), value.Literal("b")}, "a:b"},
		{"<$1:0>", []*value.Value{nil}, "<%_1_0/3:t9>"},
		{"<$1:1>", []*value.Value{value.Literal("a")}, "<%_1_1/3:t9>"},
		{"<$2:0>", []*value.Value{value.Literal("a")}, "<$2:0>"}, // of another function
		{"<$1:0.ID>", []*value.Value{user}, "7"},
		{"<$1:0.ID>", []*value.Value{hole("$3:1")}, "<$3:1.ID>"},
		{"<$1:0[1]>", []*value.Value{pair}, "b"},
		{"<$1:0[*1:t3]>", []*value.Value{hole("$3:1")}, "<$3:1[*1:t3/3:t9]>"},
		{"<strings.ToUpper($1:0)>", []*value.Value{value.Literal("a")}, "A"},
		{"<strings.ToUpper($1:0)>", []*value.Value{parse("a<$3:1>")}, "A<strings.ToUpper($3:1)>"},
		{`<strings.ToUpper("a"$1:0)>`, []*value.Value{value.Literal("b")}, "AB"},
		{`<strings.Join(list("a",each($1:0[*1:t3])),":")>`, []*value.Value{hole("$3:1")}, `<strings.Join(list("a",each($3:1[*1:t3/3:t9])),":")>`},
		{`<strings.Join(list($1:0,$1:1),":")>`, []*value.Value{value.Literal("a"), value.Literal("b")}, "a:b"},
		{`<fmtverb("%X",operand("int",$1:0))>`, []*value.Value{value.Literal("10")}, "A"},
		{"<%1:t7>", nil, "<%1:t7/3:t9>"},
		{"<*1:t7>", nil, "<*1:t7/3:t9>"},
		{"<%2:t7/1:t1>", nil, "<%2:t7/1:t1/3:t9>"},
		{"<%2:t7>", nil, "<%2:t7>"},
		{"<!1:0>", []*value.Value{value.Literal("a")}, "<!1:0>"}, // the activation is over
		{"<@app.prefix>", nil, "<@app.prefix>"},
		{"<maybe(get($1:0),%1:t7#0)>", []*value.Value{hole("$3:1")}, "<maybe(get($3:1),%1:t7#0/3:t9)>"},
		{"<field(3,$1:0.ID)>", []*value.Value{user}, "7"},
		{"<field(3,$1:0.ID)>", []*value.Value{hole("$3:1")}, "<field(3,$3:1.ID)>"},
		{"<saidtagged($1:0)>", []*value.Value{hole("$3:1")}, "<saidtagged($3:1)>"},
		{"<saidtagged($1:0)>", []*value.Value{value.Literal("a")}, "a"},
	} {
		if got := spellAll(bind(parse(test.v), test.args...)); got != spellAll(parse(test.want)) {
			t.Errorf("%s: %s, want %s", test.v, got, test.want)
		}
	}
}

func spellAll(v *value.Value) string {
	var out []string
	for _, a := range v.Texts() {
		out = append(out, spell(a.Pattern))
	}
	return strings.Join(out, " or ")
}

// Of a function that is known by a fact, no frame is known.
func TestBindFact(t *testing.T) {
	s := &value.Substitution{Call: "3:t9", Args: []*value.Value{hole("$3:1")}}
	if got := spellAll(s.Bind(parse("<field(3,$1:0.ID)>:<$8:0>:<%8:t1>"))); got != "<$3:1.ID>:<$3:1>:<%8:t1/3:t9>" {
		t.Error(got)
	}
}

// An item that is made of every element of a list becomes one for each.
func TestBindList(t *testing.T) {
	each := value.NewList([]value.Item{{Value: parse("user:<$1:0[*1:t3]>"), Repeat: true}})
	pair := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: value.Literal("b")}})
	partial := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: hole("$3:1[*]"), Repeat: true}})
	partial.Partial = true
	for _, test := range []struct {
		arg  *value.Value
		want string
	}{
		{pair, "[user:a user:b]"},
		{partial, "[user:a user:<$3:1[*]>...]"},
		{hole("$3:1"), "[user:<$3:1[i]>...]"},
		{value.NewList(nil), "[]"},
	} {
		if got := value.Describe(bind(each, test.arg)); got != test.want {
			t.Errorf("%s: %s, want %s", value.Describe(test.arg), got, test.want)
		}
	}
	if bind(each, value.NewList(make([]value.Item, 0))).Partial {
		t.Error("no elements of a known list are some of an unknown one")
	}
}

// A function value that is passed is applied to its arguments.
func TestApply(t *testing.T) {
	s := &value.Substitution{Frame: "1", Call: "3:t9", Args: []*value.Value{value.Function("upper"), value.Literal("a")},
		Apply: func(f *value.Value, args []*value.Value, call string) *value.Value {
			return value.Literal(fmt.Sprint(f.Body(), "(", value.Describe(args[0]), ") at ", call))
		}}
	if got := spellAll(s.Bind(parse("<call($1:0,$1:1,%1:t2)>"))); got != "upper(a) at 1:t2/3:t9" {
		t.Error(got)
	}
	s.Args[0] = hole("$3:1")
	if got := spellAll(s.Bind(parse("<call($1:0,$1:1,%1:t2)>"))); got != `<call($3:1,"a",%1:t2/3:t9)>` {
		t.Error(got)
	}
}

// To substitute in the parts of a string and put them together is to put them
// together and substitute.
func TestBindConcat(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		a, b, args := text(r), text(r), []*value.Value{text(r), hole("$3:1")}
		if len(a.Alts)*len(b.Alts)*len(args[0].Alts) > 4 {
			return
		}
		whole, parts := value.Concat(a, b), value.Concat(bind(a, args...), bind(b, args...))
		if whole == nil || parts == nil {
			return
		}
		if got, want := sorted(bind(whole, args...)), sorted(parts); got != want {
			t.Errorf("%s + %s with %s: %s, the parts are %s", sorted(a), sorted(b), sorted(args[0]), got, want)
		}
	})
}

// To substitute in the values of branches and join them is to join them and
// substitute.
func TestBindJoin(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		a, b, args := text(r), text(r), []*value.Value{text(r), hole("$3:1")}
		whole := value.Join("%1:b9", []*value.Value{a, b})
		parts := value.Join("%1:b9/3:t9", []*value.Value{bind(a, args...), bind(b, args...)})
		if whole == nil || parts == nil {
			return
		}
		if got, want := sorted(bind(whole, args...)), sorted(parts); got != want {
			t.Errorf("%s or %s with %s: %s, the branches are %s", sorted(a), sorted(b), sorted(args[0]), got, want)
		}
	})
}

// Two calls of one function never share what it makes itself.
func TestTwoCalls(t *testing.T) {
	v := parse("<%1:t7>")
	s := value.Substitution{Frame: "1", Call: "3:t9"}
	u := value.Substitution{Frame: "1", Call: "3:t10"}
	if s.Bind(v).Same(u.Bind(v)) {
		t.Error("they do")
	}
}
