package pattern

import (
	"math/rand/v2"
	"testing"

	"github.com/crossslotlint/crossslotlint/slot"
)

var (
	x   = Of(Hole{ID: "x", Name: "x"})
	y   = Of(Hole{ID: "y", Name: "q.y", NonEmpty: true})
	id  = Of(Hole{ID: "id", Name: "id", Kind: Int})
	ok  = Of(Hole{ID: "ok", Name: "ok", Kind: Bool})
	hex = Of(Hole{ID: "hex", Name: "hex", Kind: Word})
)

// of concatenates patterns and strings.
func of(parts ...any) Pattern {
	var ps []Pattern
	for _, part := range parts {
		if text, ok := part.(string); ok {
			ps = append(ps, Lit(text))
		} else {
			ps = append(ps, part.(Pattern))
		}
	}
	return Concat(ps...)
}

// checkNormal fails if p has an empty literal, or two side by side.
func checkNormal(t *testing.T, p Pattern) {
	t.Helper()
	for i, part := range p {
		if part.Hole == nil && (part.Lit == "" || i > 0 && p[i-1].Hole == nil) || part.Hole != nil && part.Lit != "" {
			t.Errorf("%s is not normal: part %d is %q", p, i, part.Lit)
		}
	}
}

func TestConcat(t *testing.T) {
	a, b := of("a", x, "b"), of("c", y)
	for _, tt := range []struct {
		p    Pattern
		want string
		len  int
	}{
		{Concat(), "", 0},
		{Concat(nil, Lit(""), nil), "", 0},
		{Concat(Lit("a"), nil, Lit("b"), Lit("c")), "abc", 1},
		{Concat(a, b), "a<x>bc<q.y>", 4},
		{Concat(b, a), "c<q.y>a<x>b", 5},
		{Concat(x, x), "<x><x>", 2},
		{Concat(x, Pattern{{}}), "<x>", 1},
		{Concat(Pattern{{Lit: "a"}, {}, {Lit: "b"}}), "ab", 1},
	} {
		if got := tt.p.String(); got != tt.want || len(tt.p) != tt.len {
			t.Errorf("got %s of %d parts, want %s of %d", got, len(tt.p), tt.want, tt.len)
		}
		checkNormal(t, tt.p)
	}
	if a.String() != "a<x>b" || b.String() != "c<q.y>" {
		t.Errorf("Concat changed its arguments: %s, %s", a, b)
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct {
		p    Pattern
		text string
		ok   bool
	}{
		{nil, "", true},
		{Lit(""), "", true},
		{Lit("a<b>"), "a<b>", true},
		{x, "", false},
		{of("a", x), "", false},
	} {
		if text, ok := tt.p.Text(); text != tt.text || ok != tt.ok {
			t.Errorf("(%s).Text() = %q, %v, want %q, %v", tt.p, text, ok, tt.text, tt.ok)
		}
	}
}

func TestEqual(t *testing.T) {
	all := []Pattern{nil, Lit("a"), Lit("b"), Lit("ab"), x, y, of(x, y), of(y, x), of("a", x), of("b", x), of("a", y), of(x, "a"), of(x, x)}
	for i, p := range all {
		for j, q := range all {
			if got := p.Equal(q); got != (i == j) {
				t.Errorf("(%s).Equal(%s) = %v", p, q, got)
			}
		}
	}
	// Identity counts, and what else is known of a hole does not.
	if !of("a", Of(Hole{ID: "x", Name: "other", Kind: Word, Open: true})).Equal(of("a", x)) {
		t.Error("a hole differs from one of its identity")
	}
	if Of(Hole{ID: "z", Name: "x"}).Equal(x) {
		t.Error("a hole is that of another identity")
	}
}

func TestMap(t *testing.T) {
	p := of("a", x, "b", id, "c")
	got := p.Map(func(h *Hole) Pattern {
		if h.ID == "x" {
			return Lit("1")
		}
		return of(y, h.Name)
	})
	checkNormal(t, got)
	if got.String() != "a1b<q.y>idc" {
		t.Errorf("(%s).Map = %s", p, got)
	}
	if got := of("a", x, "b").Map(func(*Hole) Pattern { return nil }); !got.Equal(Lit("ab")) {
		t.Errorf("with empty holes: %s", got)
	}
	if p.String() != "a<x>b<id>c" {
		t.Errorf("Map changed its receiver: %s", p)
	}
}

func TestKind(t *testing.T) {
	for kind, want := range map[Kind]string{Text: "text", Int: "int", Bool: "bool", Word: "word"} {
		h := Hole{Kind: kind}
		if kind.String() != want || h.NoBrace() != (kind != Text) {
			t.Errorf("kind %d: %s, no brace %v", kind, kind, h.NoBrace())
		}
	}
}

func TestHashed(t *testing.T) {
	for _, tt := range []struct {
		p                  Pattern
		want               string
		tagged, maybeEmpty bool
	}{
		{nil, "", false, false},
		{Lit("user:1"), "user:1", false, false},
		{Lit("{user:1}:a"), "user:1", true, false},
		{Lit("foo{}{bar}"), "foo{}{bar}", false, false},
		{Lit("foo{{bar}}zap"), "{bar", true, false},
		{Lit("foo{bar}{zap}"), "bar", true, false},
		{Lit("a}b{c"), "a}b{c", false, false},
		{Lit("}{a}"), "a", true, false},
		{of("user:", x), "user:<x>", false, false},
		{of("{user:", x, "}:a"), "user:<x>", true, false},
		{of("{", x, "}:a"), "<x>", true, true},
		{of("a{", x, hex, "}"), "<x><hex>", true, true},
		{of("{", x, y, "}"), "<x><q.y>", true, false},
		{of("{", id, "}"), "<id>", true, false},
		{of("{", ok, "}"), "<ok>", true, false},
		{of("{", hex, "}"), "<hex>", true, true},
		{of("{", x, "a}b}"), "<x>a", true, false},
		{of("{a}", x, "{b}"), "a", true, false},
		{of("{}", x, "{b}"), "{}<x>{b}", false, false},
		{of("{", x), "{<x>", false, false},
		{of(x, "}{", y), "<x>}{<q.y>", false, false},
		{of(x, "}{", y, "}"), "<q.y>", true, false},
		{of("{", x, "{", y, "}"), "<x>{<q.y>", true, false},
	} {
		got, tagged, maybeEmpty := tt.p.Hashed()
		if got.String() != tt.want || tagged != tt.tagged || maybeEmpty != tt.maybeEmpty {
			t.Errorf("(%s).Hashed() = %s, %v, %v, want %s, %v, %v", tt.p, got, tagged, maybeEmpty, tt.want, tt.tagged, tt.maybeEmpty)
		}
		checkNormal(t, got)
	}
}

// Filling the holes of the hashed part gives the hashed part of the filled key,
// but for a tag that is said to be perhaps empty and is.
func TestHashedSubstitution(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	parts := []Pattern{x, y, id, ok, hex, Lit("{"), Lit("}"), Lit("{}"), Lit("a"), Lit(":{"), Lit("}b")}
	tags, empty := 0, 0
	for range 20000 {
		var p Pattern
		for range 1 + r.IntN(7) {
			p = Concat(p, parts[r.IntN(len(parts))])
		}
		vals := map[string]string{
			"x":   []string{"", "v", "w:w"}[r.IntN(3)],
			"y":   []string{"u", "y:y"}[r.IntN(2)],
			"id":  []string{"0", "-12"}[r.IntN(2)],
			"ok":  []string{"true", "false"}[r.IntN(2)],
			"hex": []string{"", "0f"}[r.IntN(2)],
		}
		fill := func(p Pattern) string {
			text, ok := p.Map(func(h *Hole) Pattern { return Lit(vals[h.ID]) }).Text()
			if !ok {
				t.Fatalf("%s has holes left", p)
			}
			return text
		}
		hashed, tagged, maybeEmpty := p.Hashed()
		key, part := fill(p), fill(hashed)
		if tagged && part == "" {
			empty++
			if !maybeEmpty {
				t.Errorf("%s: tag is empty in %q", p, key)
			}
			continue
		}
		if want := slot.Hashed(key); part != want {
			t.Errorf("%s: %q hashes %q, not %q", p, key, want, part)
		}
		if _, want := slot.Tag(key); tagged != want {
			t.Errorf("%s: %q has a tag: %v, not %v", p, key, want, tagged)
		} else if tagged {
			tags++
		}
		if maybeEmpty {
			vals["x"], vals["hex"] = "", ""
			if got := fill(hashed); got != "" {
				t.Errorf("%s: tag is at least %q", p, got)
			}
		}
	}
	if tags == 0 || empty == 0 {
		t.Errorf("%d tags, %d empty ones", tags, empty)
	}
}
