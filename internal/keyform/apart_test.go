package keyform

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func form(glob string) Form {
	f, _ := FromGlob(glob)
	return f
}

func TestMeets(t *testing.T) {
	for _, test := range []struct {
		f, g        string
		meet, apart bool // apart: they meet although no value holds a separator
	}{
		{"cart:*", "cart:*:meta", true, false},
		{"cart:*", "cart:total", true, true},
		{"cart:*", "cart:{*}", true, false},
		{"cart:*", "user:*", false, false},
		{"cart:*:items", "cart:*:total", false, false},
		{"a:*:x", "a:y:*", true, true},
		{"cart:*:items", "*:7:meta:items", true, false},
		{"cart:*", "*:total", true, true},
		{"user*", "user*x", true, true},
		{"user-*", "user-a.b", true, true},
		{"a", "a", true, true},
		{"a", "b", false, false},
		{"*", "", true, true},
	} {
		f, g := form(test.f), form(test.g)
		if f.Meets(g) != test.meet || f.MeetsApart(g, Separators) != test.apart || g.Meets(f) != test.meet || g.MeetsApart(f, Separators) != test.apart {
			t.Errorf("%s and %s: %t, apart %t", test.f, test.g, f.Meets(g), f.MeetsApart(g, Separators))
		}
	}
}

// TestRandomMeets compares Meets with names that are made.
func TestRandomMeets(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	word := func() (w string) {
		for range rnd.IntN(3) {
			w += string("a:{"[rnd.IntN(3)])
		}
		return w
	}
	met := 0
	for range 20_000 {
		f, g := Form{word(), word()}, Form{word(), word(), word()}
		name := g.Fill([]string{word(), word()})
		if _, _, ok := f.Values(name); ok {
			met++
			if !f.Meets(g) {
				t.Fatalf("%q has the forms %q and %q, which do not meet", name, f, g)
			}
			if !f.MeetsApart(g, ":") && regexp.MustCompile(f.Filter(":")).MatchString(name) && regexp.MustCompile(g.Filter(":")).MatchString(name) {
				t.Fatalf("%q passes the filters of %q and %q, which do not meet", name, f, g)
			}
		}
	}
	if met < 100 {
		t.Errorf("%d names of both forms", met)
	}
}

func TestFilter(t *testing.T) {
	for _, test := range []struct{ glob, want, names, others string }{
		{"cart:*", `^cart:[^{}:]*$`, "cart:7 cart: cart:a-b", "cart:7:meta cart:{7} xcart:7"},
		{"user-*.mail", `^user-[^{}.-]*\.mail$`, "user-7.mail", "user-a-b.mail user-7xmail"},
		{"user*", `^user[^{}]*$`, "user7 user:7", "user{7}"},
		{`a\*b|*`, `^a\*b\|[^{}|]*$`, "a*b|7", "a*b|7|8 ab|7"},
	} {
		got := form(test.glob).Filter(Separators)
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.glob, got, test.want)
		}
		re := regexp.MustCompile(got)
		for name := range strings.FieldsSeq(test.names) {
			if !re.MatchString(name) {
				t.Errorf("%s does not match %s", got, name)
			}
		}
		for name := range strings.FieldsSeq(test.others) {
			if re.MatchString(name) {
				t.Errorf("%s matches %s", got, name)
			}
		}
	}
}
