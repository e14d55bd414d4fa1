package prove

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// key returns the pattern that is spelled: literals as they are, holes of the table holes as <name>.
func key(t testing.TB, spelled string) pattern.Pattern {
	t.Helper()
	var p pattern.Pattern
	for spelled != "" {
		end := 0
		for end < len(spelled) && spelled[end] != '<' {
			end++
		}
		p = pattern.Concat(p, pattern.Lit(spelled[:end]))
		if spelled = spelled[end:]; spelled == "" {
			break
		}
		end = 1
		for spelled[end] != '>' {
			end++
		}
		h, ok := holes[spelled[1:end]]
		if !ok {
			t.Fatalf("no hole %s", spelled[:end+1])
		}
		h.Name = spelled[1:end]
		if h.ID == "" {
			h.ID = h.Name
		}
		p = pattern.Concat(p, pattern.Of(h))
		spelled = spelled[end+1:]
	}
	return p
}

var holes = map[string]pattern.Hole{
	"id":     {Kind: pattern.Int},
	"id2":    {Kind: pattern.Int},
	"n":      {Kind: pattern.Int},
	"flag":   {Kind: pattern.Bool},
	"hex":    {Kind: pattern.Word},
	"hex1":   {Kind: pattern.Word, NonEmpty: true},
	"x":      {},
	"y":      {},
	"z":      {NonEmpty: true},
	"get1":   {Alias: "get"},
	"get2":   {Alias: "get"},
	"other1": {Alias: "other"},
	"open":   {Open: true},
	"open2":  {Open: true},
	"openID": {Open: true, Kind: pattern.Int},
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want Verdict // SlotA, SlotB and Open are not looked at
	}{
		// Equal sequences.
		{"user:<id>:a", "user:<id>:a", Verdict{Relation: Same, Rule: RuleEqual}},
		{"{user:<id>}:a", "{user:<id>}:b", Verdict{Relation: Same, Rule: RuleEqual}},
		{"x{<x>}", "<x>", Verdict{Relation: Same, Rule: RuleEqual}},
		{"<x>", "<x>", Verdict{Relation: Same, Rule: RuleEqual}},
		{"", "", Verdict{Relation: Same, Rule: RuleEqual}},
		{"{a}b", "c{a}", Verdict{Relation: Same, Rule: RuleEqual}},

		// Constants.
		{"user:1", "user:2", Verdict{Relation: Never, Certainty: Proven, Rule: RuleConstant}},
		{"{}a", "{}b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleConstant}},
		{"", "a", Verdict{Relation: Never, Certainty: Proven, Rule: RuleConstant}},
		{"", "\x00\x00", Verdict{Relation: Same, Rule: RuleConstant}},

		// One difference, as many bytes.
		{"user:<id>:a", "user:<id>:b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"user:<x>:count", "user:<x>:total", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"{user:<x>:count}", "{user:<x>:total}", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"a:<id>", "b:<id>", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"a:<id>:x", "bb:<id>:x", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"<id>:a:<n>:b", "<id>:c:<n>:b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"tmp:<id>", "<id>", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		// Several differences.
		{"order:<id>:a", "cart:<id>:b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"<x>a<flag>b<y>", "<x>c<flag>d<y>", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},

		// A difference in length after a hole.
		{"user:<id>:profile", "user:<id>:settings", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},
		{"user:<id>", "user:<id>:name", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},
		{"user:<id>:a:<x>", "user:<id>:bb:<x>", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},
		{"order:<id>:a", "cart:<id>:bb", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},
		{"<id>a<id>", "<id>bb<id>", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},

		// Other holes.
		{"user:<id>", "user:<id2>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"{<x>}:a", "{<y>}:b", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"<x>a<y>", "<x>b<z>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"a:<x>:<y>", "a:<y>:<x>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"a:<x>:<y>", "a:<x>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"user:1", "user:<id>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"<id>", "<id2>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"<hex>", "<id>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"a<id>b<id>:", "aa<id>b<id>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},

		// Nothing known.
		{"<x>", "<y>", Verdict{Relation: Unknown, Rule: RuleBare}},
		{"<x><y>", "a:<id>", Verdict{Relation: Unknown, Rule: RuleBare}},
		{"<x>", "<x>:lock", Verdict{Relation: Meets, Certainty: Proven, Meet: 4, Rule: RuleState}},
		{"a", "<x>", Verdict{Relation: Unknown, Rule: RuleBare}},
		{"{<x>}", "<y>", Verdict{Relation: Unknown, Rule: RuleBare}},
		{"<x><id>", "a", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},

		// Values that may be one.
		{"a:<get1>", "a:<get2>", Verdict{Relation: Unknown, Rule: RuleAlias}},
		{"{<get1>}:a", "{<get2>}:b", Verdict{Relation: Unknown, Rule: RuleAlias}},
		{"a:<get1><get2>", "a:<get2><get1>", Verdict{Relation: Unknown, Rule: RuleAlias}},
		{"a:<get1>", "a:<other1>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"a:<get1>", "b:<get2>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
		{"a:<get1>:<x>", "a:<get2>:<y>", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},

		// A hash tag in the first hole.
		{"<open>:a", "<open>:b", Verdict{Relation: Never, Certainty: Likely, Rule: RuleDifference}},
		{"<open>:a", "<open>:bb", Verdict{Relation: Meets, Certainty: Likely, Meet: 4, Rule: RuleState}},
		{"<open>{a}", "<open>{b}", Verdict{Relation: Never, Certainty: Likely, Rule: RuleConstant}},
		{"<open>{a}", "b", Verdict{Relation: Never, Certainty: Likely, Rule: RuleConstant}},
		{"{<open>:a}", "{<open>:b}", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"a:<open>:a", "a:<open>:b", Verdict{Relation: Never, Certainty: Likely, Rule: RuleDifference}},
		{"{a}<open>:a", "{b}<open>:b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleConstant}},
		{"<openID>:a", "<openID>:b", Verdict{Relation: Never, Certainty: Proven, Rule: RuleDifference}},
		{"<open>:a", "<open2>:a", Verdict{Relation: Independent, Certainty: Likely, Rule: RuleDistinct}},
	} {
		for _, pair := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			got := Compare(key(t, pair[0]), key(t, pair[1]))
			got.SlotA, got.SlotB, got.Open = 0, 0, nil
			if tt.want.Relation == Same {
				got.Certainty = 0
			}
			if got != tt.want {
				t.Errorf("Compare(%s, %s) = %+v, want %+v", pair[0], pair[1], got, tt.want)
			}
		}
	}
}

// The slots are what a server answers to CLUSTER KEYSLOT.
func TestCompareSlots(t *testing.T) {
	for _, tt := range []struct {
		a, b         string
		slotA, slotB int
	}{
		{"user:1", "user:2", 10778, 6777},
		{"user:3", "user:<id>", 2648, -1},
		{"{user:1}:a", "x{user:<id>}", 10778, -1},
		{"<x>{user:1}", "", 10778, 0},
		{"<x>", "{<x>}", -1, -1},
	} {
		if v := Compare(key(t, tt.a), key(t, tt.b)); v.SlotA != tt.slotA || v.SlotB != tt.slotB {
			t.Errorf("Compare(%s, %s): slots %d, %d, want %d, %d", tt.a, tt.b, v.SlotA, v.SlotB, tt.slotA, tt.slotB)
		}
	}
}

func TestCompareOpen(t *testing.T) {
	for _, tt := range []struct{ a, b, want string }{
		{"<open>:a", "<open>:b", "open"},
		{"<open>:a", "b", "open"},
		{"b", "<open>:a", "open"},
		{"<open>:a", "<open2>:a", "open"},
		{"<open2>:a", "<open>:a", "open2"},
		{"<open>{a}", "b", "open"},
		{"<hex><open>:a", "b", "open"},
		{"<open>", "b", "open"},
		{"{<open>}", "b", ""},
		{"a<open>", "b", "open"},
		{"a{b<open>", "b", ""},
		{"<openID>a", "b", ""},
		{"<x>a", "b", ""},
		{"", "", ""},
	} {
		got := ""
		if h := Compare(key(t, tt.a), key(t, tt.b)).Open; h != nil {
			got = h.Name
		}
		if got != tt.want {
			t.Errorf("Compare(%s, %s).Open is %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

// Two mentions of a hole may know different things of its text; all of them
// hold.
func TestLengths(t *testing.T) {
	hole := func(k pattern.Kind, nonEmpty bool) *pattern.Hole {
		return &pattern.Hole{ID: "h", Kind: k, NonEmpty: nonEmpty}
	}
	for _, tt := range []struct {
		g, h   *pattern.Hole
		lo, hi int
	}{
		{hole(pattern.Text, false), hole(pattern.Text, false), 0, 512},
		{hole(pattern.Word, false), hole(pattern.Word, true), 1, 512},
		{hole(pattern.Text, true), hole(pattern.Text, false), 1, 512},
		{hole(pattern.Int, false), hole(pattern.Int, true), 1, 20},
		{hole(pattern.Text, false), hole(pattern.Int, false), 1, 20},
		{hole(pattern.Bool, false), hole(pattern.Bool, false), 4, 5},
		{hole(pattern.Bool, false), hole(pattern.Word, true), 4, 5},
	} {
		if lo, hi := lengths(tt.g, tt.h); lo != tt.lo || hi != tt.hi {
			t.Errorf("lengths(%+v, %+v) = %d, %d, want %d, %d", *tt.g, *tt.h, lo, hi, tt.lo, tt.hi)
		}
	}
}

func TestCertainty(t *testing.T) {
	if !(Possible < Likely && Likely < Proven) {
		t.Error("certainties are not in order")
	}
	for _, c := range []Certainty{Possible, Likely, Proven} {
		if got, err := ParseCertainty(c.String()); got != c || err != nil {
			t.Errorf("ParseCertainty(%q) = %v, %v", c, got, err)
		}
	}
	for _, s := range []string{"", "Proven", "certain"} {
		if _, err := ParseCertainty(s); err == nil {
			t.Errorf("ParseCertainty(%q): no error", s)
		}
	}
}

func TestNames(t *testing.T) {
	if got := Unknown.String() + " " + Independent.String(); got != "unknown independent" {
		t.Errorf("relations are named %s", got)
	}
	if got := RuleEqual.String() + " " + RuleAlias.String(); got != "equal alias" {
		t.Errorf("rules are named %s", got)
	}
}

func BenchmarkCompare(b *testing.B) {
	for name, pair := range map[string][2]string{
		"difference": {"user:<id>:a", "user:<id>:b"},
		"state":      {"user:<id>:profile", "user:<id>:settings"},
		"length":     {"a:<x>", "b:<x>"},
		"lengths":    {"a:<x>:c:<y>:e:<z>", "b:<x>:d:<y>:f:<z>"},
	} {
		x, y := key(b, pair[0]), key(b, pair[1])
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Compare(x, y)
			}
		})
	}
}
