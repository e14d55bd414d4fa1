package value_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

func TestIdentity(t *testing.T) {
	for _, test := range []struct {
		v    *value.Value
		want string
	}{
		{hole("$1:0"), "$1:0"},
		{value.Literal(""), `""`},
		{value.Literal(`a"b`), `"a\"b"`},
		{parse("user:<$1:0>"), `"user:"$1:0`},
		{parse("a or b"), ""},
		{list(value.Literal("a"), hole("$1:0")), `list("a",$1:0)`},
		{value.Repeated(hole("$1:0[*1:t3]")), ""},
		{hole("$1:0").AsList(), `list(each($1:0[*]))`},
		{&value.Value{Kind: value.List, Partial: true, Items: append(hole("$1:0").AsList().Items, value.Item{Value: value.Literal("a")})}, `list(each($1:0[*]),"a")`},
		{value.Repeated(hole("$1:0[*1:t3]")).InSequence("%1:t5"), `list(each(%1:t5))`},
		{list(value.Literal("a"), value.Literal("b")).Rearranged().InSequence("%1:t5"), `list(each(%1:t5))`},
		{list(parse("a or b")), ""},
		{&value.Value{Kind: value.List, Partial: true}, ""},
		{&value.Value{}, ""},
		{value.Function(1), ""},
	} {
		if got := test.v.Identity(); got != test.want {
			t.Errorf("%s: %s, want %s", value.Describe(test.v), got, test.want)
		}
	}
}

func TestVaries(t *testing.T) {
	for id, want := range map[string]bool{
		"$1:0": false, "%1:t7": false, "*1:t7": true, "!1:0": false, "@app.x": false, "": false,
		"$1:0[*1:t3]": true, "$1:0[%1:t3]": false, "$1:0[*]": true, "$1:0.A[2].B": false,
		"strings.ToLower(*1:t7)": true, `strings.ToLower("*1:t7")`: false, "mul($1:0,$1:1)": false,
		"at($1:0,$1:1[*1:t3].Key)": true,
	} {
		if got := value.Varies(id); got != want {
			t.Errorf("%s: %t", id, got)
		}
	}
}

func TestInstance(t *testing.T) {
	for s, want := range map[string]string{
		"user:<*1:t7>":             "user:<*1:t7'1>",
		"user:<$1:0[*1:t3].ID>":    "user:<$1:0[*1:t3'1].ID>",
		"<strings.ToLower(*1:t7)>": "<strings.ToLower(*1:t7'1)>",
		"user:<%1:t7>:<$1:0>":      "user:<%1:t7>:<$1:0>",
		`<strings.ToLower("*a")>`:  `<strings.ToLower("*a")>`,
	} {
		p, _ := parse(s).Single()
		if got := spell(value.Instance(p, 1)); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
		if got := value.Instance(p, 0); !got.Equal(p) {
			t.Errorf("%s: the first of two elements is %s", s, spell(got))
		}
	}
}

func TestVary(t *testing.T) {
	inside := func(instruction string) bool { return instruction == "1:t7" || instruction == "3:t9" }
	for id, want := range map[string]string{
		"%1:t7":                  "*1:t7",
		"%1:t8":                  "%1:t8",
		"%1:t7#0":                "*1:t7#0",
		"%2:t1/3:t9":             "*2:t1/3:t9", // made by a call inside
		"%1:t7/2:t2":             "%1:t7/2:t2",
		"$1:0":                   "$1:0",
		"$1:0[%1:t7].ID":         "$1:0[*1:t7].ID",
		"strings.ToLower(%1:t7)": "strings.ToLower(*1:t7)",
		"*1:t7":                  "*1:t7",
	} {
		if got := hole(id).Vary(inside).ID; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if (*value.Value)(nil).Vary(inside) != nil {
		t.Error("no value varies")
	}
}

func TestSettle(t *testing.T) {
	for id, want := range map[string]string{
		"*1:t7": "%1:t7/1:t9", "%1:t7": "%1:t7", "$1:0[*1:t3].ID": "$1:0[%1:t3/1:t9].ID", "$1:0": "$1:0",
	} {
		if got := hole(id).Settle("1:t9", nil).ID; got != want || value.Varies(got) {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	with := parse("user:<*1:t7>")
	if got := hole("at(*1:t7,*1:t8)").Settle("1:t9", with).ID; got != "at(%1:t7/1:t9,*1:t8)" {
		t.Errorf("settled with the other: %s", got)
	}
}

func TestSettleEntry(t *testing.T) {
	entry := value.Item{Key: parse("user:<*1:t7>"), Value: value.Repeated(parse("<*1:t7>:<*1:t8>:<*1:t77>"))}
	got := value.SettleEntry(entry, "1:t9")
	if s := spell(got.Items[0].Value.Texts()[0].Pattern); s != "<%1:t7/1:t9>:<*1:t8>:<*1:t77>" {
		t.Error(s)
	}
}

func TestFreeze(t *testing.T) {
	for id, want := range map[string]string{
		"$1:0":            "of($3:0,!1:0)",
		"%1:t7":           "of($3:0,!1:t7)",
		"@app.prefix":     "@app.prefix",
		"of(@app.c,!1:0)": "of(@app.c,!1:0)",
		"f($1:0[%1:t3])":  "of($3:0,f(!1:0[!1:t3]))",
	} {
		if got := hole(id).Freeze("$3:0").ID; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if got := hole(strings.Repeat("f(", 90) + "$1:0" + strings.Repeat(")", 90)).Freeze("$3:0").ID; strings.Contains(got, "$1:0") {
		t.Errorf("what is left of a long one names a parameter: %s", got)
	}
}

func TestMadeBy(t *testing.T) {
	for id, want := range map[string]string{
		"%1:t7/3:t9":           "maybe(get(_),%1:t7/3:t9)",
		"*1:t7/3:t9":           "maybe(get(_),*1:t7/3:t9)",
		"%1:t7/3:t8":           "%1:t7/3:t8",
		"$3:0":                 "$3:0",
		"maybe(a,%1:t7/3:t9)":  "maybe(a,%1:t7/3:t9)",
		"$3:0[*1:t7/3:t9].Key": "$3:0[*1:t7/3:t9].Key", // an element that the call went through
	} {
		if got := hole(id).MadeBy("3:t9", "get(_)").ID; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestBounded(t *testing.T) {
	long := value.Op("f", strings.Repeat("+", value.MaxID), "%1:t7", "$1:0.ID")
	got := value.Bounded(long, "1")
	if len(got) > value.MaxID || !strings.Contains(got, "%1:t7") || !strings.Contains(got, "$1:0.ID") {
		t.Errorf("%s lost what it is made of", got)
	}
	if other := value.Bounded(value.Op("g", strings.Repeat("+", value.MaxID), "%1:t7", "$1:0.ID"), "1"); other == got {
		t.Errorf("two values share %s", got)
	}
	if got := value.Bounded(value.Op("f", strings.Repeat("{", value.MaxID)), "1"); !value.MayTag(got) {
		t.Errorf("%s: a brace is lost", got)
	}
	if short := "f($1:0)"; value.Bounded(short, "1") != short {
		t.Error("a short identity is changed")
	}
	var atoms []string
	for i := range 100 {
		atoms = append(atoms, value.Param(1, i))
	}
	if got := value.Bounded(value.Op("f", atoms...), "7"); value.Alias(got) == "" || !value.Varies(got) {
		t.Errorf("of what is too long for its atoms, more than nothing is known: %s", got)
	}
}

// A brace in a constant of which an identity is made is seen, whatever happens to
// the identity on the way.
func TestBraceIsKept(t *testing.T) {
	each(t, func(t *testing.T, r *rand.Rand) {
		v := hole(value.Op("f", `"{a}"`, identities[r.IntN(len(identities))]))
		for range 4 {
			switch r.IntN(4) {
			case 0:
				v = v.Freeze("@app.cfg.name")
			case 1:
				v = bind(v, hole("$3:0"))
			case 2:
				v = hole(value.Bounded(value.Op("g", v.ID, strings.Repeat("x", r.IntN(200))), "1"))
			case 3:
				v = v.Settle("1:t9", nil)
			}
			for _, a := range v.Texts() {
				if !value.MayTag(a.Pattern[0].Hole.ID) {
					t.Errorf("lost in %s", spell(a.Pattern))
				}
			}
		}
	})
}

// An identity is made of what it was before, whatever replaces its parts.
func TestSafe(t *testing.T) {
	for name, want := range map[string]string{"app": "app", "(time.Time).Format": "_time.Time_.Format", `a"$%*!@[](),b`: "a___________b", "é": "é"} {
		if got := value.Safe(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	p := pattern.Of(pattern.Hole{ID: value.Global("example.com/a@v1", "Key")})
	if got := spell(p); got != "<@example.com/a_v1.Key>" {
		t.Error(got)
	}
}

func TestInFrame(t *testing.T) {
	for _, tt := range []struct {
		id   string
		want bool
	}{
		{"%3:t1", true},
		{"*2:t0/3:t1", true},
		{"maybe(pkg.f(_),%2:t0/3:t1)", true},
		{"%3:t1/4:t2", false},
		{"$3:1.list", false},
		{"since($4:1.list,%3:m0_1)", false},
		{"maybe($4:1.list,tagged(since(since($4:1.list,%3:m0_1),%3:m0_2)))", false},
		{"since(%3:t1,%4:m0_1)", true},
	} {
		if got := value.InFrame(tt.id, 3); got != tt.want {
			t.Errorf("InFrame(%s): %v", tt.id, got)
		}
	}
}
