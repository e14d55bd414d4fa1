package retag

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

// parse reads a pattern as messages spell it: "user:<id>:a".
func parse(text string) pattern.Pattern {
	var out pattern.Pattern
	for _, part := range regexp.MustCompile(`<[^>]*>|[^<]+`).FindAllString(text, -1) {
		if name := strings.Trim(part, "<>"); name != part {
			out = pattern.Concat(out, pattern.Of(pattern.Hole{ID: name, Name: name, Wide: name == "prefix"}))
		} else {
			out = pattern.Concat(out, pattern.Lit(part))
		}
	}
	return out
}

func siteOf(keys ...string) Site {
	var s Site
	for _, k := range keys {
		s.Keys = append(s.Keys, parse(k))
	}
	return s
}

// spellings are the keys of a site with the tags of a plan, "-" for none.
func spellings(s Site, p Plan) string {
	if p.Tags == nil {
		return "-"
	}
	var out []string
	for _, k := range s.Keys {
		if c, ok := p.Tags[FamilyOf(k)]; ok {
			k = c.Tag(k)
		}
		out = append(out, k.String())
	}
	return strings.Join(out, " ")
}

// TestSolve shows which tags serve several sites at once.
func TestSolve(t *testing.T) {
	for _, test := range []struct {
		sites []Site
		want  []string
	}{
		// What two sites share is shorter than what one alone would take.
		{[]Site{siteOf("u:<a>:x:1", "u:<a>:x:2"), siteOf("u:<a>:x:1", "u:<a>:y")},
			[]string{"{u:<a>}:x:1 {u:<a>}:x:2", "{u:<a>}:x:1 {u:<a>}:y"}},
		// Sites that share no family have nothing to do with each other.
		{[]Site{siteOf("u:<a>:x:1", "u:<a>:x:2"), siteOf("u:<a>:y", "u:<a>:z")},
			[]string{"{u:<a>:x}:1 {u:<a>:x}:2", "{u:<a>}:y {u:<a>}:z"}},
		// The names of values are of no matter, only which are the same.
		{[]Site{siteOf("u:<a>:x", "u:<a>:y"), siteOf("u:<b>:y", "u:<b>:z")},
			[]string{"{u:<a>}:x {u:<a>}:y", "{u:<b>}:y {u:<b>}:z"}},
		// What stays in one place stays in all.
		{[]Site{siteOf("u:<a>", "u:<a>:y"), siteOf("u:<b>:y", "u:<b>:z")},
			[]string{"u:<a> {u:<a>}:y", "{u:<b>}:y {u:<b>}:z"}},
		// A key made of one that has a tag has it inside.
		{[]Site{siteOf("u:<a>:x", "u:<a>:y"), siteOf("tmp:u:<a>:x", "u:<a>:x")},
			[]string{"{u:<a>}:x {u:<a>}:y", "tmp:{u:<a>}:x {u:<a>}:x"}},
		// The two need different tags for one family: neither gets one.
		{[]Site{siteOf("m:<a>:<b>", "f:<a>"), siteOf("m:<a>:<b>", "g:<b>")},
			[]string{"- against 1", "- against 0"}},
		// A prefix of all keys tells nothing apart, and stays before the tag.
		{[]Site{siteOf("<prefix>:u:<a>:x", "<prefix>:u:<a>:y")}, []string{"<prefix>:{u:<a>}:x <prefix>:{u:<a>}:y"}},
		{[]Site{siteOf("<prefix>b:x", "<prefix>b:y")}, []string{"<prefix>{b}:x <prefix>{b}:y"}},
		{[]Site{siteOf("<prefix>:x", "<prefix>:y")}, []string{"{<prefix>}:x {<prefix>}:y"}},
		{[]Site{siteOf("<prefix>:all", "<prefix>:one:<a>")}, []string{"-"}},
		{[]Site{siteOf("<prefix>:u:<a>", "<prefix>:u:<b>")}, []string{"-"}},
		// Keys that do not begin alike share what is between separators.
		{[]Site{siteOf("order:<a>", "bill:<a>:sum")}, []string{"order:{<a>} bill:{<a>}:sum"}},
		{[]Site{siteOf("a:s:<h>:<p>", "a:w:<h>:<p>")}, []string{"a:s:{<h>:<p>} a:w:{<h>:<p>}"}},
		{[]Site{siteOf("q:[<n>]:ready", "conn:<c>:q:[<n>]:gone")}, []string{"{q:[<n>]}:ready conn:<c>:{q:[<n>]}:gone"}},
		{[]Site{siteOf("u<a>", "v<a>")}, []string{"-"}},
		{[]Site{siteOf("a:<x>:b:<x>", "c:<x>")}, []string{"-"}},
		// They share the same in all places, if not the most in each.
		{[]Site{siteOf("tmp:l:<a>", "l:<a>"), siteOf("tmp:l:<a>", "tmp:l:<a>:old")},
			[]string{"tmp:l:{<a>} l:{<a>}", "tmp:l:{<a>} tmp:l:{<a>}:old"}},
		{[]Site{siteOf("u:<a>:x", "u:<a>:y"), siteOf("u:<b>:x", "v:<b>")},
			[]string{"u:{<a>}:x u:{<a>}:y", "u:{<b>}:x v:{<b>}"}},
		// What just shares a part stands in nobody's way either.
		{[]Site{siteOf("q:<a>:w:<b>:x", "q:<a>:w:<b>:y"), siteOf("q:<a>:t", "q:<a>:w:<b>:x"), siteOf("q:<c>:w:<d>:x", "q:<e>:w:<d>:y")},
			[]string{"{q:<a>}:w:<b>:x {q:<a>}:w:<b>:y", "{q:<a>}:t {q:<a>}:w:<b>:x", "- against 1"}},
		// Nor does one whose tag would put all things into one slot.
		{[]Site{siteOf("b:week", "b:day"), siteOf("b:week", "b:week:<a>")},
			[]string{"{b}:week {b}:day", "-"}},
		// What no tag can mend stands in nobody's way.
		{[]Site{siteOf("u:<a>:x", "u:<a>:y"), siteOf("v:<b>", "u:<a>:x")},
			[]string{"{u:<a>}:x {u:<a>}:y", "-"}},
		// A tag without a value, for keys with one, would be one slot for all.
		{[]Site{siteOf("u:<a>", "u:<b>")}, []string{"-"}},
		{[]Site{siteOf("u:<a>:x", "u:<b>:y")}, []string{"-"}},
		// A key that begins with a value may have a tag already.
		{[]Site{siteOf("<k>", "<k>:x")}, []string{"-"}},
		{[]Site{siteOf("{u}:<a>", "u:<a>")}, []string{"-"}},
		{[]Site{siteOf("<p>:u:<a>:x", "<p>:u:<a>:y")}, []string{"{<p>:u:<a>}:x {<p>:u:<a>}:y"}},
		{[]Site{{}, siteOf("a:x", "a:y"), siteOf("a:1", "a:2")}, []string{"-", "{a}:x {a}:y", "-"}},
	} {
		plans := DefaultSeparators.Solve(test.sites)
		var got []string
		for i, p := range plans {
			text := spellings(test.sites[i], p)
			if p.Against >= 0 {
				text += fmt.Sprintf(" against %d", p.Against)
			}
			got = append(got, text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%v:\n got %q\nwant %q", test.sites, got, test.want)
		}
	}
}

// TestSolveSlots makes random sites: with the tags and any values put in, the
// keys of each have one slot, and a family has one tag.
func TestSolveSlots(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"u", "cart", "x", "<a>", "<b>", "tmp", "7"}
	solved := 0
	for range 30_000 {
		sites := make([]Site, 1+rng.IntN(3))
		for i := range sites {
			for range 2 + rng.IntN(2) {
				n := 1 + rng.IntN(4)
				parts := make([]string, n)
				for j := range parts {
					parts[j] = words[rng.IntN(len(words))]
				}
				sites[i].Keys = append(sites[i].Keys, parse(strings.Join(parts, ":")))
			}
		}
		byFamily := make(map[Family]Cut)
		for i, p := range DefaultSeparators.Solve(sites) {
			if p.Tags == nil {
				continue
			}
			solved++
			values := strings.NewReplacer("<a>", fmt.Sprint(rng.IntN(1000)), "<b>", fmt.Sprint("n", rng.IntN(1000)))
			var first string
			for n, k := range sites[i].Keys {
				f := FamilyOf(k)
				c, ok := p.Tags[f]
				if old, dup := byFamily[f]; dup && old != c {
					t.Fatalf("%v: two tags for %s", sites, f)
				}
				byFamily[f] = c
				if ok {
					k = c.Tag(k)
				}
				key := values.Replace(k.String())
				if n == 0 {
					first = key
				} else if slot.Of(key) != slot.Of(first) {
					t.Fatalf("%v: %s and %s", sites, first, key)
				}
			}
		}
	}
	if solved < 500 {
		t.Errorf("only %d sites have a tag", solved)
	}
}

// TestLong shows that long keys cost nothing, and those just within the bound
// little: the search looks at parts between separators only.
func TestLong(t *testing.T) {
	id := pattern.Of(pattern.Hole{ID: "$1:0", Name: "id"})
	for _, n := range []int{1000, 100_000} {
		for _, word := range []string{"a", "ab:"} {
			text := strings.Repeat(word, n/len(word))
			keys := []pattern.Pattern{pattern.Concat(pattern.Lit(text), id, pattern.Lit(":x")), pattern.Concat(pattern.Lit("b"+text), id, pattern.Lit(":y"))}
			allocs := testing.AllocsPerRun(1, func() { DefaultSeparators.Solve([]Site{{Keys: keys}}) })
			if limit := 50_000.0; allocs > limit {
				t.Errorf("%d bytes of %q: %.0f allocations, more than %.0f", n, word, allocs, limit)
			}
		}
	}
}
