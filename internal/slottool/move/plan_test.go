package move

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

func TestRename(t *testing.T) {
	fams := families(false)
	alike := Family{Old: "cart:<x>:items", New: "cart:{<x>}:items", from: keyform.Form{"cart:", ":items"}, to: keyform.Form{"cart:{", "}:items"}}
	held := slices.Clone(fams)
	held[3].Held, held[0].Held = Waiting, Unknown
	kept := append(slices.Clone(fams), Family{Old: "cart:<id>:meta", from: keyform.Form{"cart:", ":meta"}, Held: Kept}, Family{Old: "cart:sum", from: keyform.Form{"cart:sum"}, Held: Kept})
	several := Family{from: keyform.Form{"a:", ":", ":b"}, to: keyform.Form{"a:{", "}:", ":b"}}
	for _, test := range []struct {
		families []Family
		i        int
		key      string
		name     string
		why      Skip
	}{
		{fams, 0, "cart:7:items", "{cart:7}:items", ""},
		{fams, 1, "cart:7:items", "", Other},
		{fams, 1, "cart:7", "cart:{7}", ""},
		{fams, 1, "cart:{7}", "", Tagged},
		{fams, 1, "cart:a{7}b", "", Tagged},
		{fams, 1, "cart:7:meta", "", Separated},
		{fams, 1, "cart:total", "", Other},
		{fams, 3, "cart:total", "{cart}:total", ""},
		{held, 1, "cart:total", "", Other}, // its own family waits
		{held, 1, "cart:7:items", "", Other},
		{held, 1, "cart:7", "cart:{7}", ""},
		{kept, 1, "cart:sum", "", Other}, // the program uses it under this name
		{kept, 1, "cart:7:meta", "", Other},
		{kept, 1, "cart:7", "cart:{7}", ""},
		{append(slices.Clone(fams), alike), 0, "cart:7:items", "", Ambiguous},
		{[]Family{several}, 0, "a:1:2:b", "a:{1}:2:b", ""},
		{[]Family{several}, 0, "a:1:2:3:b", "", Several},
		{families(true), 1, "cart:{7}", "cart:7", ""},
		{families(true), 0, "{cart:7}:items", "cart:7:items", ""},
	} {
		if name, why := rename(test.families, test.i, test.key); name != test.name || why != test.why {
			t.Errorf("%s: %q, %q, want %q, %q", test.key, name, why, test.name, test.why)
		}
	}
}

func TestSeparators(t *testing.T) {
	for _, test := range []struct {
		form   keyform.Form
		key    string
		others bool // the key may be of another family
	}{
		{keyform.Form{"cart:", ""}, "cart:7:meta", true},
		{keyform.Form{"cart:u", ""}, "cart:u7:meta", true},
		{keyform.Form{"user-profile:", ""}, "user-profile:a-b-c.d", false},
		{keyform.Form{"user-", ""}, "user-a-b", true},
		{keyform.Form{"", ":cart"}, "a:b:cart", true},
		{keyform.Form{"a:", "/b:", ".c"}, "a:1/b:2.3.c", true},
	} {
		tagged := slices.Clone(test.form)
		tagged[0] += "{"
		tagged[1] = "}" + tagged[1]
		p := &Plan{Families: []Family{{from: test.form, to: tagged}}}
		p.Direct(false, ":/.-_|#")
		if _, why := rename(p.Families, 0, test.key); (why == Separated) != test.others || why != "" && !test.others {
			t.Errorf("%q, %s: %q", test.form, test.key, why)
		}
		// Back it is the same.
		values, _, _ := test.form.Values(test.key)
		p.Direct(true, ":/.-_|#")
		if _, why := rename(p.Families, 0, tagged.Fill(values)); (why == Separated) != test.others {
			t.Errorf("back: %q, %s: %q", test.form, test.key, why)
		}
		p = &Plan{Families: []Family{{from: test.form, to: tagged}}}
		p.Direct(false, "")
		if name, why := rename(p.Families, 0, test.key); why == Separated || why == "" && name == test.key {
			t.Errorf("without separators: %q, %s: %q", test.form, test.key, why)
		}
	}
}

func TestReadPlan(t *testing.T) {
	name := filepath.Join(t.TempDir(), "plan.json")
	const one = `{"old": "a:<id>", "new": "{a:<id>}", "oldParts": ["a:", null], "newParts": ["{a:", null, "}"], "applied": `
	const wide = `{"old": "<a>:<b>", "new": "{<a>}:<b>", "oldParts": [null, ":", null], "newParts": ["{", null, "}:", null], "applied": true}`
	for _, test := range []struct{ text, want string }{
		{`{"version": 1, "renames": []}`, ""},
		{`{"version": 1, "renames": [` + one + `true}, ` + one + `true}, {"old": "b", "new": "{b}", "applied": true}, {"old": "c", "new": "{c}"}, ` + wide + `],
			"declined": [` + one + `false}], "kept": [{"name": "a:all", "parts": ["a:all"]}]}`, ""},
		{`{"version": 1, "renames": [], "declined": [{"old": "a", "new": "{b}", "oldParts": ["a"], "newParts": ["{b}"]}]}`, "not oldParts with a hash tag"},
		{`{"version": 2, "renames": []}`, "its version is 2, not 1"},
		{`{"version": 1}`, "no renames"},
		{`[]`, "cannot unmarshal"}, {``, "unexpected end"}, {"\x00", "invalid character"},
		{`{"version": 1, "renames": [{"old": "a", "new": "{b}", "oldParts": ["a"], "newParts": ["{b}"]}]}`, "not oldParts with a hash tag"},
		{`{"version": 1, "renames": [{"old": "a", "new": "a", "oldParts": ["a"], "newParts": ["a"]}]}`, "not oldParts with a hash tag"},
		{`{"version": 1, "renames": [{"old": "a", "new": "{a}", "oldParts": ["a", null], "newParts": ["{a}"]}]}`, "not oldParts with a hash tag"},
	} {
		if err := os.WriteFile(name, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := ReadPlan(name)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), name)) {
			t.Errorf("%s: %v, want %q", test.text, err, test.want)
		}
		if strings.Contains(test.text, one) {
			var held []Hold
			for _, f := range p.Families {
				held = append(held, f.Held)
			}
			if !slices.Equal(held, []Hold{"", Unknown, Waiting, Wide, Declined, Kept}) {
				t.Errorf("%q", held)
			}
		}
	}
	if err := os.Truncate(name, maxPlan+1); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadPlan(name); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Error(err)
	}
	if _, err := ReadPlan(name + "x"); err == nil || !strings.Contains(err.Error(), name) {
		t.Error(err)
	}
}
