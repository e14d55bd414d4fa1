package value_test

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// What the constructors write, the readers read.
func TestRoundTrip(t *testing.T) {
	if fn, i, ok := value.Parameter(value.Param(3, 1)); fn != 3 || i != 1 || !ok {
		t.Errorf("Parameter: %d, %d, %t", fn, i, ok)
	}
	for _, verb := range []string{"%X", `%"`, "%-8s", "%x", "%q"} {
		v := value.Sprintf([]*value.Value{value.Literal(verb), list(value.Symbol("%3:t7").Operand("string"))})
		p, _ := v.Single()
		if got, ok := value.Format(p[0].Hole.ID); got != verb || !ok {
			t.Errorf("Format: %q, %t, want %q", got, ok, verb)
		}
	}
	ref := value.FieldOf(value.Param(3, 0), "Prefix")
	if n, got, ok := value.ReadOpenField(value.OpenField(12, ref)); n != 12 || got != ref || !ok {
		t.Errorf("ReadOpenField: %d, %s, %t", n, got, ok)
	}
	if base, field, ok := value.CutField(ref); base != "$3:0" || field != "Prefix" || !ok {
		t.Errorf("CutField: %s, %s, %t", base, field, ok)
	}
	if got := value.Alias(value.Maybe("get($3:0)", "%3:t7")); got != "get($3:0)" {
		t.Errorf("Alias: %s", got)
	}
	if got := value.Symbol(value.Param(3, 0)).Freeze("@app.cfg").ID; got != "of(@app.cfg,!3:0)" || value.Frozen(got) != "!3:0" {
		t.Errorf("Freeze: %s, Frozen: %s", got, value.Frozen(got))
	}
}

func TestReaders(t *testing.T) {
	param, field, local := value.Param(3, 0), value.FieldOf(value.Param(3, 0), "ID"), value.Local(3, "t7")
	global, named := value.Global("example.com/app", "Prefix"), value.Global("", "t0")
	for _, test := range []struct {
		id                                         string
		isParam, ofParam, hasParam                 bool
		isGlobal, hasGlobal, openField, tag, brace bool
	}{
		{id: param, isParam: true, ofParam: true, hasParam: true},
		{id: field, ofParam: true, hasParam: true},
		{id: value.ElementOf(param, "0"), ofParam: true, hasParam: true},
		{id: value.Op("strings.ToLower", param), hasParam: true},
		{id: local},
		{id: "!3:0"},
		{id: ""},
		{id: global, isGlobal: true, hasGlobal: true},
		{id: named, isGlobal: true, hasGlobal: true},
		{id: value.FieldOf(global, "Name"), isGlobal: true, hasGlobal: true},
		{id: value.Op("strings.ToLower", global), hasGlobal: true},
		{id: value.OpenField(2, field), hasParam: true, openField: true},
		{id: value.Op("strings.ToLower", value.OpenField(2, field)), hasParam: true, openField: true},
		{id: value.MayHoldTag(local), tag: true},
		{id: value.SaidTagged(param), hasParam: true, tag: true},
		{id: value.Op("any", `"{a}"`), tag: true, brace: true},
	} {
		for _, got := range []struct {
			name      string
			got, want bool
		}{
			{"IsParam", value.IsParam(test.id), test.isParam},
			{"OfParam", value.OfParam(test.id), test.ofParam},
			{"HasParam", value.HasParam(test.id), test.hasParam},
			{"IsGlobal", value.IsGlobal(test.id), test.isGlobal},
			{"HasGlobal", value.HasGlobal(test.id), test.hasGlobal},
			{"HasOpenField", value.HasOpenField(test.id), test.openField},
			{"MayTag", value.MayTag(test.id), test.tag},
			{"HasBrace", value.HasBrace(test.id), test.brace},
		} {
			if got.got != got.want {
				t.Errorf("%s(%q) = %t", got.name, test.id, got.got)
			}
		}
	}
}

func TestNoParameter(t *testing.T) {
	for _, id := range []string{"", "$", "$3", "$3:", "$x:0", "%3:0", "@app.x", "$3:0.ID", "$3:0[1]", "field(2,$3:0.ID)"} {
		if fn, i, ok := value.Parameter(id); ok {
			t.Errorf("Parameter(%q) = %d, %d", id, fn, i)
		}
	}
	if _, i, ok := value.Parameter("!3:1"); i != 1 || !ok {
		t.Error("a parameter of the activation that built an object is none")
	}
}

func TestNoFormat(t *testing.T) {
	for _, id := range []string{"", "%3:t7", "fmtverb", `fmtverb(%3:t7)`, `fmtverb("`, `strings.ToLower(fmtverb("%t",$3:0))`} {
		if verb, ok := value.Format(id); ok {
			t.Errorf("Format(%q) = %q", id, verb)
		}
	}
}

func TestAlias(t *testing.T) {
	for id, want := range map[string]string{
		"%3:t7":                                  "",
		"maybe(get(_),%3:t7)":                    "get(_)",
		"maybe(get($3:0),%3:t7#0)":               "get($3:0)",
		"maybe(bound(),%3:t7)":                   "bound()",
		"strings.ToLower(maybe(get(_),%3:t7))":   "strings.ToLower(get(_))",
		"at(maybe(a(),%3:t1),maybe(b(),%3:t2))":  "at(a(),b())",
		"maybe(maybe(a(),%3:t1),maybe(b,%3:t2))": "a()",
		`maybe(get("a,)b"),%3:t7)`:               `get("a,)b")`,
		"maybe(get(_))":                          "",
	} {
		if got := value.Alias(id); got != want {
			t.Errorf("Alias(%s) = %q, want %q", id, got, want)
		}
	}
}

func TestOpName(t *testing.T) {
	for op, want := range map[string]string{
		"+": "+", "%": "rem", "*": "mul", "!": "not", "!=": "not", "==": "==",
		"strings.ToLower": "strings.ToLower", "(time.Time).Format": "_time.Time_.Format",
	} {
		if got := value.OpName(op); got != want {
			t.Errorf("OpName(%s) = %s, want %s", op, got, want)
		}
	}
}

func TestBraceIn(t *testing.T) {
	hole := func(id string) pattern.Pattern { return pattern.Of(pattern.Hole{ID: id}) }
	for _, test := range []struct {
		p    pattern.Pattern
		want bool
	}{
		{nil, false},
		{pattern.Lit("{user}"), false},
		{hole("$3:0"), false},
		{pattern.Concat(pattern.Lit("user:"), hole(`any("{a}"|"b"|)`)), true},
	} {
		if got := value.BraceIn(test.p); got != test.want {
			t.Errorf("BraceIn(%s) = %t", test.p, got)
		}
	}
}
