package keyform

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/quote"
)

func TestGlob(t *testing.T) {
	for glob, want := range map[string]Form{
		"a": {"a"}, "": {""}, "cart:*:items": {"cart:", ":items"}, "*": {"", ""}, "**x": {"", "", "x"},
		`tmp:\*:*`: {"tmp:*:", ""}, `\?\[\]\\{*}`: {`?[]\{`, "}"},
	} {
		got, ok := FromGlob(glob)
		if !ok || !slices.Equal(got, want) || got.Glob() != glob || !slices.Equal(FromParts(got.Parts()), want) {
			t.Errorf("%s: %q, %t, back %s", glob, got, ok, got.Glob())
		}
	}
	for _, glob := range []string{"a?", "[ab]", `a\`, "a]"} {
		if f, ok := FromGlob(glob); ok {
			t.Errorf("%s: %q", glob, f)
		}
	}
}

func TestValues(t *testing.T) {
	for _, test := range []struct {
		form        Form
		name        string
		first, last []string // nil if there is no match
	}{
		{Form{"cart:", ":items"}, "cart:7:items", []string{"7"}, []string{"7"}},
		{Form{"cart:", ":items"}, "cart:items", nil, nil},
		{Form{"cart:", ":items"}, "cart::items", []string{""}, []string{""}},
		{Form{"cart:", ""}, "cart:7:meta", []string{"7:meta"}, []string{"7:meta"}},
		{Form{"a:", ":", ":b"}, "a:1:2:b", []string{"1", "2"}, []string{"1", "2"}},
		{Form{"a:", ":", ":b"}, "a:1:2:3:b", []string{"1", "2:3"}, []string{"1:2", "3"}},
		{Form{"", "", "x"}, "abx", []string{"", "ab"}, []string{"ab", ""}},
		{Form{"aa", "aa"}, "aaa", nil, nil},
		{Form{"a", "-", "b"}, "ab", nil, nil},
	} {
		first, last, ok := test.form.Values(test.name)
		if ok != (test.first != nil) || !slices.Equal(first, test.first) || !slices.Equal(last, test.last) {
			t.Errorf("%q in %q: %q and %q, %t", test.form, test.name, first, last, ok)
		} else if ok && (test.form.Fill(first) != test.name || test.form.Fill(last) != test.name) {
			t.Errorf("%q in %q: not filled back", test.form, test.name)
		}
	}
	if _, _, ok := (Form{"a"}).Values("a"); !ok {
		t.Error("a constant does not match itself")
	}
}

// TestRandomValues fills forms, and finds the values again.
func TestRandomValues(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	word := func() (w string) {
		for range rnd.IntN(3) {
			w += string("ab:"[rnd.IntN(3)])
		}
		return w
	}
	for range 20_000 {
		var f Form
		var values []string
		for range rnd.IntN(4) {
			f, values = append(f, word()), append(values, word())
		}
		f = append(f, word())
		name := f.Fill(values)
		first, last, ok := f.Values(name)
		if !ok || f.Fill(first) != name || f.Fill(last) != name {
			t.Fatalf("%q in %q: %q, %q, %t", f, name, first, last, ok)
		}
		if slices.Equal(first, last) && !slices.Equal(first, values) {
			t.Fatalf("%q in %q: %q is said to be the only way, and %q is another", f, name, first, values)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, test := range []struct {
		f, g Form
		want bool
	}{
		{Form{"cart:", ""}, Form{"cart:", ":meta"}, true},
		{Form{"cart:", ":meta"}, Form{"cart:", ""}, false},
		{Form{"cart:", ""}, Form{"cart:{", "}"}, true},
		{Form{"cart:", ""}, Form{"cart:total"}, true},
		{Form{"cart:", ""}, Form{"cart:", ""}, true},
		{Form{"a:", ":x"}, Form{"a:y:", ""}, false},
	} {
		if test.f.Covers(test.g) != test.want {
			t.Errorf("%q covers %q: not %t", test.f, test.g, test.want)
		}
	}
}

func TestTagged(t *testing.T) {
	for _, test := range []struct {
		glob, plain, spelled string
		want                 Form // nil if it is not told
	}{
		{"cart:*:items", "cart:<user>:items", "{cart:<user>}:items", Form{"{cart:", "}:items"}},
		{"cart:*:items", "cart:<user>:items", "cart:{<user>}:items", Form{"cart:{", "}:items"}},
		{"best:today", "best:today", "{best}:today", Form{"{best}:today"}},
		{"*", "<key>", "{<key>}", Form{"{", "}"}},
		{"**", "<a><b>", "{<a>}<b>", Form{"{", "}", ""}},
		{`tmp:\*:*`, "tmp:*:<id>", "tmp:{*:<id>}", Form{"tmp:{*:", "}"}},
		{"a\n:*:x", `a\n:<id>:x`, `a\n:{<id>}:x`, Form{"a\n:{", "}:x"}},
		{"}:*:x", "}:<id>:x", "}:{<id>}:x", Form{"}:{", "}:x"}},
		{"a}*", "a}<id>", "{a}}<id>", Form{"{a}}", ""}},
		{"a:*>b", "a:<x>>b", "a:{<x>}>b", Form{"a:{", "}>b"}},
		{"a:*:*", "a:<x[i]>:<y>", "a:{<x[i]>}:<y>", Form{"a:{", "}:", ""}},
		// A name of a value that looks like the text between two.
		{"a:*:*", "a:<x>:<y>:<z>", "{a}:<x>:<y>:<z>", nil},
		{"a:*", "a:<x>", "a:<x>", nil},
		{"a:*", "b:<x>", "{b}:<x>", nil},
	} {
		f, _ := FromGlob(test.glob)
		got, ok := f.Tagged(test.plain, test.spelled, quote.Text)
		if ok != (test.want != nil) || !slices.Equal(got, test.want) {
			t.Errorf("%s -> %s: %q, %t, want %q", test.plain, test.spelled, got, ok, test.want)
		}
	}
}
