package value_test

import (
	"fmt"
	"math/rand/v2"
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

// dump spells a value with all that a fact has to carry.
func dump(v *value.Value) string {
	if v == nil {
		return "nil"
	}
	s := fmt.Sprint(v.Kind, v.ID, v.Name, v.Hole, v.Grouped, v.Partial, v.Type)
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
