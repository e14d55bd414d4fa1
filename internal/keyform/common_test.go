package keyform

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// kinds are values by the names that the tests give them.
var kinds = map[string]Values{
	"any":   {Bytes: Printable()},
	"plain": {Bytes: Printable().Without(":")},
	"int":   {Int: true},
	"bool":  {Bool: true},
	"hex":   {Bytes: BytesOf(Digits + "abcdef"), Encoded: true},
	"pair":  Values{Bytes: Printable()}.Beside(Values{Int: true}),
	"env":   {Fixed: "env"},
	"app":   {Fixed: "app"},
}

// expressions match the texts of the kinds.
var expressions = map[string]string{
	"any": `[^{}\s]+`, "plain": `[^{}\s:]+`, "int": `(?:0|-?[1-9][0-9]*)`, "bool": `(?:true|false)`, "hex": `[0-9a-f]+`, "pair": `[^{}\s]{2,}`, "env": `<env>`, "app": `<app>`,
}

var part = regexp.MustCompile(`<[a-z]+>|[^<]+`)

// parse reads a:<int>:b, and returns an expression for the names.
func parse(text string) (items []Item, names *regexp.Regexp) {
	expr := "^"
	for _, p := range part.FindAllString(text, -1) {
		kind := strings.Trim(p, "<>")
		if kind == p {
			items = append(items, Item{Text: p})
			expr += regexp.QuoteMeta(p)
		} else {
			values := kinds[kind]
			items = append(items, Item{Values: &values})
			expr += "(" + expressions[kind] + ")"
		}
	}
	return items, regexp.MustCompile(expr + "$")
}

func TestMeet(t *testing.T) {
	for _, test := range []struct{ f, g, want string }{
		{"user:<any>", "user:count", "user:count with count"},
		{"user:<plain>", "user:count", "user:count with count"},
		{"user:<int>", "user:count", ""},
		{"user:<hex>", "user:feed", ""}, // no word of the source is a sum
		{"user:<bool>", "user:true", "user:true with true"},
		{"user:<int>", "user:7", "user:7 with 7"},
		{"user:<int>", "user:07", ""},
		{"user:<int>", "user:-7", "user:-7 with -7"},
		{"a:<any>:<any>", "a:<any>", "a:x:x with x, x and x:x"},
		{"a:<plain>:<plain>", "a:<plain>", ""},
		{"a:<int>:<any>", "a:<any>", "a:1:x with 1, x and 1:x"},
		{"a:<int>:<any>", "a:<int>", ""},
		{"a:<hex>:b", "a:<any>", "a:1:b with 1 and 1:b"},
		{"a:<hex>:b", "a:<plain>", ""},
		{"a:<any>", "a:", ""}, // no value is empty
		{"a:<any>", "a:{b}", ""},
		{"<env>:user:<any>", "<env>:user:count", "<env>:user:count with <env>, count and <env>"},
		{"<env>:user:<any>", "<app>:user:count", ""},
		{"<env>:user:<any>", "dev:user:count", ""},
		{"<any>:count", "user:<any>", "user:count with user and count"},
		{"a<any><any>b", "axb", ""},
		{"a<any><any>b", "axyb", "axyb with x, y"},
		{"a:<pair>", "a:x", ""},
		{"a:<pair>", "a:xy", "a:xy with xy"},
		{"same", "same", "same with "},
		{"a", "b", ""},
	} {
		f, _ := parse(test.f)
		g, _ := parse(test.g)
		got := ""
		if c, ok := Meet(f, g); ok {
			got = c.Name + " with " + strings.Join(c.Values[0], ", ")
			if len(c.Values[1]) > 0 {
				got += " and " + strings.Join(c.Values[1], ", ")
			}
		}
		if got != test.want {
			t.Errorf("%s and %s: %q, want %q", test.f, test.g, got, test.want)
		}
		if _, ok := Meet(g, f); ok != (test.want != "") {
			t.Errorf("%s and %s: %t the other way round", test.g, test.f, ok)
		}
	}
}

// TestMeetRandom fills random forms with random values. A common name is one of both
// forms, and made of its values; forms that share a name that was made have a common one.
func TestMeetRandom(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	names := []string{"any", "plain", "int", "bool", "hex", "pair"}
	form := func() string {
		var b strings.Builder
		for range 1 + rnd.IntN(4) {
			if rnd.IntN(2) == 0 {
				b.WriteString([]string{"a", ":", "1", "true", "a:1"}[rnd.IntN(5)])
			} else {
				b.WriteString("<" + names[rnd.IntN(len(names))] + ">")
			}
		}
		return b.String()
	}
	texts := map[string][]string{"any": {"a", "1:a", ":"}, "plain": {"a", "1"}, "int": {"0", "-1", "11"}, "bool": {"true"}, "hex": {"1a", "a"}, "pair": {"a1", "11"}}
	met, shared := 0, 0
	for range 20_000 {
		f, g := form(), form()
		a, isA := parse(f)
		b, isB := parse(g)
		c, ok := Meet(a, b)
		if ok {
			met++
			if !isA.MatchString(c.Name) || !isB.MatchString(c.Name) {
				t.Fatalf("%q is no name of both %s and %s", c.Name, f, g)
			}
			if got := fill(a, c.Values[0]); got != c.Name || fill(b, c.Values[1]) != c.Name {
				t.Fatalf("%s and %s: %+v do not make it", f, g, c)
			}
		}
		name := part.ReplaceAllStringFunc(f, func(p string) string {
			if list := texts[strings.Trim(p, "<>")]; strings.HasPrefix(p, "<") {
				return list[rnd.IntN(len(list))]
			}
			return p
		})
		if isB.MatchString(name) && !strings.Contains(f+g, "<hex>") { // a sum is no word
			shared++
			if !ok {
				t.Fatalf("%q is a name of %s and of %s, which have none in common", name, f, g)
			}
		}
	}
	if met < 500 || shared < 500 {
		t.Errorf("%d pairs met, %d shared a name", met, shared)
	}
}

// fill makes a name of items and values.
func fill(items []Item, values []string) string {
	var b strings.Builder
	for _, it := range items {
		if it.Values == nil {
			b.WriteString(it.Text)
		} else {
			b.WriteString(values[0])
			values = values[1:]
		}
	}
	return b.String()
}

func TestUnion(t *testing.T) {
	for _, test := range []struct{ a, b, like string }{
		{"int", "int", "int"},
		{"int", "any", "any"},
		{"hex", "hex", "hex"},
		{"env", "env", "env"},
	} {
		got, want := kinds[test.a].Union(kinds[test.b]), kinds[test.like]
		if !slices.Equal(got.Bytes[:], want.Bytes[:]) || got.Int != want.Int || got.Encoded != want.Encoded || got.Fixed != want.Fixed {
			t.Errorf("%s and %s: %s", test.a, test.b, fmt.Sprint(got))
		}
	}
	if u := kinds["int"].Union(kinds["hex"]); u.Encoded || u.Int || !u.Bytes['f'] || !u.Bytes['-'] {
		t.Errorf("int and hex: %+v", u)
	}
}
