package value_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

func TestConcat(t *testing.T) {
	for _, test := range []struct {
		parts []string
		want  string
	}{
		{nil, ""},
		{[]string{"user:", "<$1:0>", ":a"}, "user:<$1:0>:a"},
		{[]string{"", ""}, ""},
		{[]string{"a or b", "c"}, "ac or bc"},
		{[]string{"a or b", "c or d"}, "ac or ad or bc or bd"},
		{[]string{"a or b", ":", "a or b"}, "a:a or b:b"}, // one decision, asked twice
	} {
		var vs []*value.Value
		for _, p := range test.parts {
			vs = append(vs, parse(p))
		}
		if got := sorted(value.Concat(vs...)); got != sorted(parse(test.want)) {
			t.Errorf("%q: %s", test.parts, got)
		}
	}
	if value.Concat(value.Literal("a"), value.Repeated(value.Literal("b"))) != nil {
		t.Error("a list is a part of a string")
	}
}

func TestWiden(t *testing.T) {
	nine := func(text string) *value.Value {
		v := &value.Value{Kind: value.Text}
		for i := range 9 {
			v.Alts = append(v.Alts, value.Alt{Pattern: pattern.Lit(fmt.Sprintf(text, i))})
		}
		return v
	}
	for _, test := range []struct {
		parts []*value.Value
		want  string
		tag   bool
	}{
		{[]*value.Value{nine("user:%d")}, "user:<…>", false},
		{[]*value.Value{nine("user:%d"), value.Literal(":a")}, "user:<…>", false},
		{[]*value.Value{nine("%d")}, "<…>", false},
		{[]*value.Value{nine("user:{%d}")}, "user:{<…>", true},
		{[]*value.Value{nine("user:%d"), value.Literal("{a}")}, "user:<…>", true},
		{[]*value.Value{nine("{user}:%d:{x}")}, "{user}:<…>", false},
	} {
		v := value.Concat(test.parts...)
		if got := value.Describe(v); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
			continue
		}
		p, _ := v.Single()
		if got := value.MayTag(p[len(p)-1].Hole.ID); test.tag && !got {
			t.Errorf("%s: a brace is lost", test.want)
		}
	}
	if value.Describe(value.Concat(nine("a%d"))) != value.Describe(value.Concat(nine("a%d"))) {
		t.Error("equal values are widened to two")
	}
}

func TestJoin(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		a, b := text(r), text(r)
		if value.Join("x", []*value.Value{a, a}) != a || value.Join("x", []*value.Value{a}) != a {
			t.Errorf("%s joined with itself is another value", sorted(a))
		}
		one, other := value.Join("x", []*value.Value{a, b}), value.Join("x", []*value.Value{b, a})
		if sorted(one) != sorted(other) {
			t.Errorf("%s joined with %s: %s, the other way round %s", sorted(a), sorted(b), sorted(one), sorted(other))
		}
		for _, v := range []*value.Value{a, b} {
			for _, alt := range v.Texts() {
				if one != nil && !slices.ContainsFunc(one.Texts(), func(o value.Alt) bool { return o.Pattern.Equal(alt.Pattern) }) {
					t.Errorf("%s joined with %s lacks %s", sorted(a), sorted(b), spell(alt.Pattern))
				}
			}
		}
	})
}

func TestConcatIsAssociative(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		a, b, c := text(r), text(r), text(r)
		if len(a.Alts)*len(b.Alts)*len(c.Alts) > value.MaxAlts {
			return
		}
		ab, bc := value.Concat(a, b), value.Concat(b, c)
		whole, left, right := sorted(value.Concat(a, b, c)), sorted(value.Concat(ab, c)), sorted(value.Concat(a, bc))
		if left != whole || right != whole {
			t.Errorf("%s, %s, %s", whole, left, right)
		}
	})
}

func TestNoJoin(t *testing.T) {
	list := value.Repeated(value.Literal("a"))
	if v := value.Join("x", []*value.Value{list, value.Literal("a")}); v != nil {
		t.Errorf("a list and a string: %s", value.Describe(v))
	}
	var many []*value.Value
	for i := range value.MaxAlts + 1 {
		many = append(many, value.Literal(fmt.Sprint(i)))
	}
	if v := value.Join("x", many); v != nil {
		t.Errorf("%d alternatives: %s", len(many), value.Describe(v))
	}
	if v := value.Join("x", many[1:]); len(v.Texts()) != value.MaxAlts {
		t.Errorf("%d alternatives: %s", len(many)-1, value.Describe(v))
	}
}

func TestUnder(t *testing.T) {
	v := parse("a or b")
	at := v.Alts[0].Conds[0].At
	if got := sorted(v.Under(value.Cond{At: at, Edge: 1})); got != sorted(value.Literal("b")) {
		t.Errorf("under the second branch: %s", got)
	}
	if got := v.Under(value.Cond{At: at, Edge: 2}); got.Kind != value.Unknown {
		t.Errorf("under no branch: %s", value.Describe(got))
	}
	if got := sorted(v.Under(value.Cond{At: "y", Edge: 1})); got != sorted(v) {
		t.Errorf("under another decision: %s", got)
	}
}

func TestJoinNothing(t *testing.T) {
	if v := value.Join("x", nil); v != nil {
		t.Errorf("nothing joined: %s", value.Describe(v))
	}
}

func TestCompatible(t *testing.T) {
	outside, inside := "join1_2($1:0,)", "*1:b2"
	for _, test := range []struct {
		a, b     []value.Cond
		elements bool
		want     bool
	}{
		{nil, nil, false, true},
		{[]value.Cond{{At: outside, Edge: 0}}, nil, false, true},
		{[]value.Cond{{At: outside, Edge: 0}}, []value.Cond{{At: outside, Edge: 0}}, false, true},
		{[]value.Cond{{At: outside, Edge: 0}}, []value.Cond{{At: outside, Edge: 1}}, false, false},
		{[]value.Cond{{At: outside, Edge: 0}}, []value.Cond{{At: outside, Edge: 1}}, true, false},
		{[]value.Cond{{At: inside, Edge: 0}}, []value.Cond{{At: inside, Edge: 1}}, false, false},
		{[]value.Cond{{At: inside, Edge: 0}}, []value.Cond{{At: inside, Edge: 1}}, true, true},
	} {
		if got := value.Compatible(test.a, test.b, test.elements); got != test.want || value.Compatible(test.b, test.a, test.elements) != got {
			t.Errorf("%v, %v: %t", test.a, test.b, got)
		}
	}
}

func TestJoinItems(t *testing.T) {
	items := func(texts ...string) (out []value.Item) {
		for _, text := range texts {
			out = append(out, value.Item{Value: parse(text)})
		}
		return out
	}
	for _, test := range []struct {
		lists [][]value.Item
		want  string
		free  int // items that come whatever branch is taken
	}{
		{nil, "[]", 0},
		{[][]value.Item{items("a", "b")}, "[a b]", 2},
		{[][]value.Item{items("a", "b"), items("a", "c", "d")}, "[a b c d]", 1},
		{[][]value.Item{items("a"), items("a")}, "[a]", 1},
		{[][]value.Item{items("a"), nil}, "[a]", 0},
		{[][]value.Item{items("b", "a"), items("a")}, "[b a a]", 0},
	} {
		got := value.JoinItems(value.Edges("x", len(test.lists)), test.lists)
		free := 0
		for _, it := range got {
			if it.Value.Alts[0].Conds == nil {
				free++
			}
		}
		if value.Describe(value.NewList(got)) != test.want || free != test.free {
			t.Errorf("%s, %d on all branches", value.Describe(value.NewList(got)), free)
		}
	}
}

func TestPick(t *testing.T) {
	list := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: value.Literal("b")}})
	mixed := value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: hole("x"), Repeat: true}})
	partial := *list
	partial.Partial = true
	for _, test := range []struct {
		list        *value.Value
		index, want string
	}{
		{list, "1", "b"}, {list, "2", "a or b"}, {list, "%1:t1", "a or b"}, {mixed, "0", "a"}, {mixed, "1", "a or <x>"},
		{&partial, "1", "b"}, {&partial, "2", "?"}, {value.NewList(nil), "0", "?"},
	} {
		if got := value.Describe(test.list.Pick(test.index)); got != test.want {
			t.Errorf("%s[%s]: %s, want %s", value.Describe(test.list), test.index, got, test.want)
		}
	}
}

func TestAsList(t *testing.T) {
	for _, test := range []struct {
		v    *value.Value
		want string
	}{
		{value.Nil(), "[]"}, {&value.Value{Kind: value.Rest}, "[]"}, {hole("x"), "[<x[i]>...]"}, {value.Literal("a"), "?"},
		{value.Repeated(value.Literal("a")), "[a...]"},
	} {
		if got := value.Describe(test.v.AsList()); got != test.want {
			t.Errorf("%s: %s, want %s", value.Describe(test.v), got, test.want)
		}
	}
	elem := hole("$1:0").AsList().Items[0].Value
	if !value.Varies(elem.ID) {
		t.Errorf("the elements of an unknown list are one: %s", elem.ID)
	}
}
