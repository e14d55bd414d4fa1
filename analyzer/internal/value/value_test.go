package value_test

import (
	"bytes"
	"encoding/gob"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

func TestGob(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		v := any(r, 2)
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(v); err != nil {
			t.Fatal(err)
		}
		var again *value.Value
		if err := gob.NewDecoder(&b).Decode(&again); err != nil {
			t.Fatal(err)
		}
		// The empty string is a pattern without parts, nil or not.
		if got, want := dump(again), dump(v); got != want {
			t.Errorf("%s came back as %s", want, got)
		}
	})
}

func TestBody(t *testing.T) {
	type code struct{ name string }
	fn := &code{"f"}
	if got := value.Function(fn).Body(); got != fn {
		t.Errorf("Body is %v", got)
	}
	if got := hole("$1:0").Body(); got != nil {
		t.Errorf("Body of a symbol is %v", got)
	}
	if value.Function(fn).Portable() {
		t.Error("a function is portable")
	}
}

func TestConstant(t *testing.T) {
	for s, want := range map[string]bool{"user:1": true, "": true, "user:<$1:0>": false, "a or b": false} {
		if text, ok := parse(s).Constant(); ok != want || ok && text != s {
			t.Errorf("%s: %q, %t", s, text, ok)
		}
	}
	if _, ok := hole("$1:0").Constant(); ok {
		t.Error("a symbol is a constant")
	}
}

func TestSelect(t *testing.T) {
	s := &value.Value{Kind: value.Struct, Fields: []value.Field{{Name: "ID", Value: value.Literal("1")}}}
	partial := *s
	partial.ID, partial.Name, partial.Partial = "%1:t1", "u", true
	for _, test := range []struct {
		v           *value.Value
		field, want string
	}{
		{s, "ID", "1"},
		{s, "Name", "?"},
		{&partial, "Name", "<u.Name>"},
		{hole("$1:0"), "ID", "<$1:0.ID>"},
		{value.Literal("a"), "ID", "?"},
		{hole(strings.Repeat("x", value.MaxID)), "ID", "?"},
	} {
		if got := value.Describe(test.v.Select(test.field)); got != test.want {
			t.Errorf("%s of %s: %s, want %s", test.field, value.Describe(test.v), got, test.want)
		}
	}
}

func TestTagged(t *testing.T) {
	for s, want := range map[string]string{
		"<$1:0>:a":      "<saidtagged($1:0)>:a",
		"user:<$1:0>":   "user:<$1:0>",
		"<$1:0> or a":   "<saidtagged($1:0)> or a",
		"<$1:0><$1:1>":  "<saidtagged($1:0)><$1:1>",
		"":              "",
		"<strings.x()>": "<saidtagged(strings.x())>",
	} {
		if got := sorted(parse(s).Tagged()); got != sorted(parse(want)) {
			t.Errorf("%s: %s", s, got)
		}
		if once := parse(s).Tagged(); sorted(once.Tagged()) != sorted(once) {
			t.Errorf("%s: twice tagged is %s", s, sorted(once.Tagged()))
		}
	}
}

func TestInOneSlot(t *testing.T) {
	l := value.NewList([]value.Item{{Value: value.NewList([]value.Item{{Value: hole("$1:0")}})}})
	got := l.InOneSlot()
	if !got.Grouped || !got.Items[0].Value.Grouped || !got.Items[0].Value.Items[0].Value.Grouped {
		t.Errorf("not all grouped: %+v", got)
	}
	if l.Grouped || l.Items[0].Value.Grouped {
		t.Error("the value was changed")
	}
}

// Values are shared: no operation changes its operand.
func TestUnchanged(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		v, w := any(r, 2), any(r, 2)
		before := dump(v)
		v.Tagged()
		v.InOneSlot()
		v.Under(value.Cond{At: "x", Edge: 1})
		v.MapIDs(func(string) string { return "x" })
		v.Freeze("@app.cfg")
		v.Settle("1:t1", nil)
		v.Vary(func(string) bool { return true })
		value.Concat(v, w, v)
		value.Join("x", []*value.Value{v, w})
		(&value.Substitution{Frame: "1", Call: "3:t1", Args: []*value.Value{w, v}}).Bind(v)
		if after := dump(v); after != before {
			t.Errorf("%s became %s", before, after)
		}
	})
}

func TestMapIDs(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		v := any(r, 2)
		if got := v.MapIDs(func(id string) string { return id }); dump(got) != dump(v) {
			t.Errorf("%s became %s", dump(v), dump(got))
		}
	})
}

func TestMentions(t *testing.T) {
	v := value.NewList([]value.Item{{Key: value.Literal("k"), Value: parse("user:<strings.ToLower($1:0[*1:t3])>")}})
	for text, want := range map[string]bool{"$1:": true, "$1:0": true, "$2:": false, "user": false} {
		if got := value.Mentions(v, text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
	if !value.MentionsElement(v, "$1:0") || value.MentionsElement(v, "$1:0[*1:t3]") {
		t.Error("the element of $1:0 is not found, or that of another list is")
	}
}

func TestDescribe(t *testing.T) {
	s := &value.Value{Kind: value.Struct, Fields: []value.Field{{Name: "A", Value: value.Literal("a")}, {Name: "B", Value: nil}}}
	m := &value.Value{Kind: value.Map, Items: []value.Item{{Key: value.Literal("k"), Value: s, Repeat: true}}}
	for _, test := range []struct {
		v    *value.Value
		want string
	}{
		{nil, "?"}, {&value.Value{}, "?"}, {parse("a or b<x>"), "a or b<x>"}, {s, "{A:a B:?}"}, {m, "[k...]"},
		{value.NewList([]value.Item{{Value: value.Literal("a")}, {Value: hole("x"), Repeat: true}}), "[a <x>...]"},
	} {
		if got := value.Describe(test.v); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}

func TestPortable(t *testing.T) {
	deep := value.Literal("a")
	for range 6 {
		deep = value.Repeated(deep)
	}
	for _, test := range []struct {
		name string
		v    *value.Value
		want bool
	}{
		{"string", parse("user:<$1:0>"), true},
		{"long string", value.Literal(strings.Repeat("a", 513)), false},
		{"long list", value.NewList(slices.Repeat([]value.Item{{Value: value.Literal("a")}}, 17)), false},
		{"list", value.NewList(slices.Repeat([]value.Item{{Value: value.Literal("a")}}, 16)), true},
		{"deep", deep, false},
		{"function", value.Function(1), false},
		{"inside a loop", value.Repeated(&value.Value{Kind: value.Rest}), false},
	} {
		if got := test.v.Portable(); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestTells(t *testing.T) {
	for _, test := range []struct {
		v    *value.Value
		want bool
	}{
		{nil, false},
		{hole("%1:t7"), false},
		{hole("$1:0"), true},
		{hole("strings.ToLower($1:0)"), true},
		{parse("<%1:t7>"), false},
		{parse("user:<%1:t7>"), true},
		{value.Repeated(hole("%1:t7")), false},
		{value.Repeated(hole("$1:0[*1:t3]")), true},
		{&value.Value{Kind: value.Struct, Fields: []value.Field{{Name: "A", Value: hole("%1:t7")}, {Name: "B", Value: value.Literal("b")}}}, true},
	} {
		if got := test.v.Tells(); got != test.want {
			t.Errorf("%s: %t", value.Describe(test.v), got)
		}
	}
}

func TestAs(t *testing.T) {
	v := hole("$1:0")
	if got := v.As(pattern.Int); got.Hole != pattern.Int || v.Hole != pattern.Text {
		t.Errorf("%v, of %v", got.Hole, v.Hole)
	}
	if l := value.Literal("a"); l.As(pattern.Int) != l || !reflect.DeepEqual(v.As(pattern.Text), v) {
		t.Error("As changes what it need not")
	}
}

func TestPortableScripts(t *testing.T) {
	long := strings.Repeat("x", 512)
	for _, test := range []struct {
		name string
		v    *value.Value
		want bool
	}{
		{"a long key", value.Literal("key:" + long), false},
		{"a script", value.Literal("return redis.call('GET', KEYS[1]) -- " + long), true},
		{"a script beside a key", &value.Value{Kind: value.Struct, Fields: []value.Field{{Name: "A", Value: value.Literal("redis.call('GET', KEYS[1]) -- " + long)}, {Name: "B", Value: value.Literal("k")}}}, true},
		{"a script of some pages", value.Literal("return KEYS[1] -- " + strings.Repeat(long, 32)), false},
	} {
		if got := test.v.Portable(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
