package value_test

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// cond is the condition that a boolean value of that identity is true.
func cond(id string) []value.Cond {
	conds, ok := value.Truth(value.Symbol(id)).Conds()
	if !ok {
		return []value.Cond{{At: "never"}}
	}
	return conds
}

func not(id string) []value.Cond {
	conds, _ := value.Not(value.Truth(value.Symbol(id))).Conds()
	return conds
}

func TestContradictions(t *testing.T) {
	for _, test := range []struct {
		a, b []value.Cond
		want bool // that they can hold at once
	}{
		{cond("$1:0"), cond("$1:0"), true},
		{cond("$1:0"), not("$1:0"), false},
		{cond("$1:0"), not("$1:1"), true},
		{cond("not($1:0)"), cond("$1:0"), false},
		{cond("and($1:0,$1:1)"), not("$1:1"), false},
		{cond("and($1:0,$1:1)"), not("$1:2"), true},
		{not("and($1:0,$1:1)"), cond("$1:1"), true},
		{not("and($1:0,$1:1)"), cond("and($1:1,$1:0)"), false},
		{cond("or($1:0,$1:1)"), not("$1:0"), true},
		{cond("or($1:0,$1:1)"), not("or($1:1,$1:0)"), false},
		{cond(`==($1:0,"a")`), cond(`==("b",$1:0)`), false},
		{cond(`==($1:0,"a")`), not(`==($1:0,"b")`), true},
		{not(`==($1:0,"a")`), not(`==($1:0,"b")`), true},
		{cond(`==($1:0,"a")`), cond(`==($1:1,"b")`), true},
		{cond(`not($1:0,"a")`), cond(`==($1:0,"a")`), false},
		{cond(`==($1:0,$1:1)`), not(`==($1:1,$1:0)`), false},
		{cond(`>(len($1:0),"0")`), cond(`==($1:0,"")`), false},
		{cond(`<(len($1:0),"1")`), not(`==($1:0,"")`), false},
		{cond(`>($1:0,"5")`), not(`<("5",$1:0)`), false},
		{cond(`or(==($1:0,"a"),==($1:0,"b"))`), cond(`==($1:0,"c")`), false},
		{cond(`or(==($1:0,"a"),==($1:0,"b"))`), cond(`==($1:0,"b")`), true},
	} {
		if got := value.Compatible(test.a, test.b, false); got != test.want {
			t.Errorf("%v and %v: %v", test.a, test.b, got)
		}
		if got := value.Compatible(test.b, test.a, false); got != test.want {
			t.Errorf("%v and %v: %v", test.b, test.a, got)
		}
	}
}

// Two calls may decide alike, or not: it is not known.
func TestMayCompatible(t *testing.T) {
	for _, test := range []struct {
		a, b      []value.Cond
		sure, may bool
	}{
		{cond("%1:t1/2:t1"), not("%1:t1/2:t2"), true, false},
		{cond("maybe(f($2:0),%1:t1/2:t1)"), not("maybe(f($2:0),%1:t1/2:t2)"), true, false},
		{cond("maybe(f($2:0),%1:t1/2:t1)"), not("maybe(f($2:1),%1:t1/2:t2)"), true, true},
		{cond("%1:t1/2:t1"), not("%1:t2/2:t2"), true, true},
		{cond("$2:0"), not("$2:0"), false, false},
	} {
		if sure, may := value.Compatible(test.a, test.b, false), value.MayCompatible(test.a, test.b, false); sure != test.sure || may != test.may {
			t.Errorf("%v and %v: %v, %v", test.a, test.b, sure, may)
		}
	}
}

// A call decides the conditions over its parameters that it has constants for.
func TestDecided(t *testing.T) {
	key := &value.Value{Kind: value.Text, Alts: []value.Alt{
		{Pattern: value.Literal("{a}").Alts[0].Pattern, Conds: cond(`or($1:0,==($1:1,"x"))`)},
		{Pattern: value.Literal("b").Alts[0].Pattern, Conds: not(`or($1:0,==($1:1,"x"))`)},
	}}
	for _, test := range []struct {
		args []*value.Value
		want string
	}{
		{[]*value.Value{value.Literal("true"), value.Symbol("$2:0")}, "{a}"},
		{[]*value.Value{value.Literal("false"), value.Literal("x")}, "{a}"},
		{[]*value.Value{value.Literal("false"), value.Literal("y")}, "b"},
		{[]*value.Value{value.Literal("false"), value.Symbol("$2:0")}, "{a} or b"},
		{[]*value.Value{value.Symbol("$2:0"), value.Literal("y")}, "{a} or b"},
	} {
		s := value.Substitution{Frame: "1", Call: "2:t1", Args: test.args}
		if got := value.Describe(s.Bind(key)); got != test.want {
			t.Errorf("%s and %s: %s, want %s", value.Describe(test.args[0]), value.Describe(test.args[1]), got, test.want)
		}
	}
}

func TestPickUnderIndex(t *testing.T) {
	list := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: value.Literal("b")}})
	for _, test := range []struct {
		arg  *value.Value
		want string
	}{
		{value.Literal("0"), "a"},
		{value.Literal("1"), "b"},
		{value.Symbol("$2:0"), "a or b"},
	} {
		s := value.Substitution{Frame: "1", Call: "2:t1", Args: []*value.Value{test.arg}}
		if got := value.Describe(s.Bind(list.Pick("$1:0"))); got != test.want {
			t.Errorf("%s: %s, want %s", value.Describe(test.arg), got, test.want)
		}
	}
}
