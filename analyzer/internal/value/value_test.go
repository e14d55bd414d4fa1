package value_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// hole is a value of which the identity is known, and the name is like it.
func hole(id string) *value.Value {
	return &value.Value{Kind: value.Sym, ID: id, Name: id}
}

// parse reads a value as Describe spells it, "user:<$1:0> or b": the names of
// holes are their identities.
func parse(s string) *value.Value {
	v := &value.Value{Kind: value.Text}
	for i, alt := range strings.Split(s, " or ") {
		var p []pattern.Pattern
		for alt != "" {
			lit, tail, ok := strings.Cut(alt, "<")
			p = append(p, pattern.Lit(lit))
			if !ok {
				break
			}
			id, rest, _ := strings.Cut(tail, ">")
			p = append(p, pattern.Of(pattern.Hole{ID: id, Name: id}))
			alt = rest
		}
		a := value.Alt{Pattern: pattern.Concat(p...)}
		if strings.Contains(s, " or ") {
			a.Conds = []value.Cond{{At: "join(" + s + ")", Edge: i}}
		}
		v.Alts = append(v.Alts, a)
	}
	return v
}

// sorted spells the strings of v in an order of their own.
func sorted(v *value.Value) string {
	if v == nil {
		return "nil"
	}
	var out []string
	for _, a := range v.Texts() {
		out = append(out, spell(a.Pattern))
	}
	slices.Sort(out)
	return fmt.Sprint(v.Kind == value.Unknown, slices.Compact(out))
}

// spell spells a pattern with the identities of its holes.
func spell(p pattern.Pattern) string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			fmt.Fprintf(&b, "<%s>", part.Hole.ID)
		}
		b.WriteString(part.Lit)
	}
	return b.String()
}

// identities are what values in tests are made of, one of each form.
var identities = []string{
	"$1:0", "$1:1", "$2:0", "$1:0.ID", "$1:0[2]", "$1:1[*1:t3].Key", "%1:t7", "%1:t7/2:t1", "*1:t7", "!1:0", "@app.prefix",
	"of(@app.cfg,!1:0)", "field(3,$1:0.ID)", "strings.ToLower($1:0)", `+($1:1,"1")`, "maybe(get(_),%1:t7#0)", `fmtverb("%x",$1:1)`,
}

// text returns a random string value: up to three alternatives.
func text(r *rand.Rand) *value.Value {
	alts := make([]string, 1+r.IntN(3))
	for i := range alts {
		for range r.IntN(4) {
			if r.IntN(2) == 0 {
				alts[i] += string(rune('a' + r.IntN(3)))
			} else {
				alts[i] += "<" + identities[r.IntN(len(identities))] + ">"
			}
		}
	}
	v := parse(strings.Join(alts, " or "))
	at := fmt.Sprintf("%%1:b%d", r.IntN(1000))
	for i := range v.Alts {
		if v.Alts[i].Conds != nil {
			v.Alts[i].Conds = []value.Cond{{At: at, Edge: i}}
		}
	}
	return v
}

// any returns a random value of any kind.
func any(r *rand.Rand, depth int) *value.Value {
	n := 2
	if depth > 0 {
		n = 5
	}
	switch r.IntN(n) {
	case 0:
		return hole(identities[r.IntN(len(identities))])
	case 1:
		return text(r)
	case 2:
		v := &value.Value{Kind: value.List, Partial: r.IntN(2) == 0, Grouped: r.IntN(2) == 0}
		for range r.IntN(3) {
			v.Items = append(v.Items, value.Item{Value: any(r, depth-1), Repeat: r.IntN(2) == 0})
		}
		return v
	case 3:
		v := &value.Value{Kind: value.Map, ID: "%1:t9"}
		for range r.IntN(3) {
			v.Items = append(v.Items, value.Item{Key: text(r), Value: any(r, depth-1)})
		}
		return v
	}
	v := &value.Value{Kind: value.Struct, ID: "%1:t9", Name: "s"}
	for i := range r.IntN(3) {
		v.Fields = append(v.Fields, value.Field{Name: string(rune('A' + i)), Value: any(r, depth-1)})
	}
	return v
}

// each runs a test with random numbers, the same every time.
func each(t *testing.T, test func(t *testing.T, r *rand.Rand)) {
	t.Helper()
	for seed := range uint64(2000) {
		if test(t, rand.New(rand.NewPCG(seed, 1))); t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

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
		if got, want := fmt.Sprintf("%s", dump(again)), dump(v); got != want {
			t.Errorf("%s came back as %s", want, got)
		}
	})
}

// dump spells a value with all that a fact has to carry.
func dump(v *value.Value) string {
	if v == nil {
		return "nil"
	}
	s := fmt.Sprint(v.Kind, v.ID, v.Name, v.Hole, v.Grouped, v.Partial, v.Number)
	for _, a := range v.Alts {
		s += fmt.Sprint(spell(a.Pattern), a.Conds)
	}
	for _, it := range v.Items {
		s += fmt.Sprint(dump(it.Key), dump(it.Value), it.Repeat)
	}
	for _, f := range v.Fields {
		s += f.Name + dump(f.Value)
	}
	return s
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
