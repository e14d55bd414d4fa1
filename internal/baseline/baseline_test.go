package baseline

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/identity"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

var update = flag.Bool("update", false, "write the golden file")

// A tree is the files of a program. Each line with "//!" has a finding, whose
// message is the rest of the line: the subject, "; ", the keys, and behind another
// "; " words that do not matter.
type tree map[string]string

// lint returns the findings of a program, and their identities.
func lint(t tree) (*result.Result, []identity.Identity) {
	r := &result.Result{Root: "/p"}
	for name, text := range t {
		n := 0
		for line := range strings.Lines(text) {
			n++
			if _, message, ok := strings.Cut(strings.TrimSpace(line), "//!"); ok {
				parts := strings.Split(message+";;", ";")
				r.Findings = append(r.Findings, result.Finding{
					Check: "crossslot", Certainty: "likely", Message: message, Subject: parts[0], Keys: []result.Key{{Pattern: strings.TrimSpace(parts[1]), Slot: -1}}, Package: "example.com/p/" + filepath.Base(filepath.Dir(name)),
					Range: result.Range{File: "/p/" + name, Line: n, Column: 1, EndLine: n, EndColumn: 1, Offset: n, End: n},
				})
			}
		}
	}
	r.Sort()
	// The mark is no part of the line.
	return r, identity.Of(r, func(file string) ([]byte, error) {
		var text strings.Builder
		for line := range strings.Lines(t[strings.TrimPrefix(file, "/p/")]) {
			code, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "//!")
			text.WriteString(code + "\n")
		}
		return []byte(text.String()), nil
	})
}

const before = `package store

func Add() {
	rdb.Rename(a, b) //!RENAME at keys.go:3:2; <a> and <b>
	rdb.Rename(a, b) //!RENAME at keys.go:3:2; <a> and <b>
}

func Get() {
	rdb.MGet(a, b) //!MGET; <a> and <b>
}
`

// TestFilter changes a program in ways that bring new findings, and in ways that
// bring none.
func TestFilter(t *testing.T) {
	replace := func(old, new string) tree {
		if !strings.Contains(before, old) {
			t.Fatalf("no %q", old)
		}
		return tree{"store/store.go": strings.ReplaceAll(before, old, new)}
	}
	_, ids := lint(tree{"store/store.go": before})
	known := New(ids)
	for _, test := range []struct {
		name  string
		after tree
		left  string // messages of what is reported
		gone  int
	}{
		{"nothing changes", replace("store", "store"), "", 0},
		{"lines come in front", replace("package store\n", "package store\n\nimport \"x\"\n\n// A comment.\n"), "", 0},
		{"declarations change places", tree{"store/store.go": "package store\n" + before[strings.Index(before, "func Get"):] + before[strings.Index(before, "func Add"):strings.Index(before, "func Get")]}, "", 0},
		{"a position in a subject moves", replace(":3:2", ":99:7"), "", 0},
		{"white space", replace("rdb.", " \t rdb. "), "", 0},
		{"a name in the code", replace("rdb.", "r."), "", 0},
		{"another release has other words", replace("<b>", "<b>; in other words"), "", 0},
		{"another release has other words, and a line is written in another way", tree{"store/cart.go": strings.ReplaceAll(strings.ReplaceAll(before, "<b>", "<b>; in other words"), "rdb.", "r.")}, "", 0},
		{"another key", replace("; <a>", "; <c>"), "", 0},
		{"another command", replace("//!MGET", "//!DEL"), "", 0},
		{"a function has another name", replace("func Get", "func (s *Store) Get"), "", 0},
		{"a file has another name", tree{"store/cart.go": before}, "", 0},
		{"a package has another name", tree{"shop/store.go": before}, "", 0},
		{"code moves to a function of another file", tree{"store/cart.go": strings.ReplaceAll(before, "func ", "func New")}, "", 0},
		{"a function has another name and its line is written in another way", replace("Get() {\n\trdb.", "Fetch() {\n\treturn s.r."), "", 0},
		{"a package and a function have other names", tree{"shop/store.go": strings.ReplaceAll(before, "func ", "func New")}, "", 0},
		{"a package and a file have other names and lines are written in another way", tree{"shop/cart.go": strings.ReplaceAll(before, "rdb.", "r.")}, "", 0},
		{"one is fixed, its like comes to another package", tree{"store/store.go": strings.Replace(before, "//!MGET; <a> and <b>", "", 1),
			"cart/cart.go": "package cart\n\nfunc All() {\n\tc.MGet(all) //!MGET; <a> and <b>\n}\n"}, "MGET; <a> and <b>", 1},
		{"one is fixed", replace("//!MGET; <a> and <b>", ""), "", 1},
		{"one of two equal ones is fixed", tree{"store/store.go": strings.Replace(before, "//!RENAME at keys.go:3:2; <a> and <b>", "", 1)}, "", 1},
		{"all are fixed", tree{"store/store.go": "package store\n"}, "", 3},
		{"one comes", replace("func Get() {", "func Get() {\n\trdb.Del(x, y) //!DEL"), "DEL", 0},
		{"one comes twice more", replace("func Get() {", "func Get() {\n\trdb.MGet(a, b) //!MGET; <a> and <b>\n\trdb.MGet(a, b) //!MGET; <a> and <b>"), "MGET; <a> and <b>|MGET; <a> and <b>", 0},
		{"a file is copied", tree{"store/store.go": before, "store/copy.go": strings.Replace(before, "//!RENAME at keys.go:3:2; <a> and <b>", "", 1)}, "RENAME at keys.go:3:2; <a> and <b>|MGET; <a> and <b>", 0},
		{"one is fixed, another comes", replace("rdb.MGet(a, b) //!MGET; <a> and <b>", "rdb.Del(x, y) //!DEL"), "DEL", 1},
	} {
		r, ids := lint(test.after)
		gone := known.Filter(r, ids)
		var left []string
		for _, f := range r.Findings {
			left = append(left, f.Message)
		}
		if got := strings.Join(left, "|"); got != test.left || len(gone) != test.gone {
			t.Errorf("%s: reported %q, want %q; gone %d, want %d: %v", test.name, got, test.left, len(gone), test.gone, gone)
		}
		// The copy is what is reported, not the original.
		for _, f := range r.Findings {
			if test.name == "a file is copied" && f.File != "/p/store/copy.go" {
				t.Errorf("%s: reported in %s", test.name, f.File)
			}
		}
	}
}

// TestGone shows that of findings that are alike, the one that went is named.
func TestGone(t *testing.T) {
	const alike = "package store\n\nfunc Get() {\n\trdb.MGet(a) //!MGET\n\trdb.MGet(b) //!MGET\n\trdb.MGet(c) //!MGET\n}\n"
	_, ids := lint(tree{"store/store.go": alike})
	for _, name := range []string{"a", "b", "c"} {
		r, left := lint(tree{"store/store.go": strings.Replace(alike, "("+name+") //!MGET", "()", 1)})
		gone := New(ids).Filter(r, left)
		if len(gone) != 1 || gone[0].Code != "rdb.MGet("+name+")" {
			t.Errorf("%s went, and is said to be gone: %v", name, gone)
		}
	}
}

// TestNoSource shows that findings in files that cannot be read are told apart by
// their subjects.
func TestNoSource(t *testing.T) {
	r, _ := lint(tree{"store/store.go": before})
	known := New(identity.Of(r, nil))
	for i := range r.Findings {
		r.Findings[i].Subject += "!"
	}
	if gone := known.Filter(r, identity.Of(r, nil)); len(r.Findings) != 3 || len(gone) != 3 {
		t.Errorf("%d findings, %d gone", len(r.Findings), len(gone))
	}
}

// TestFile writes a file and reads it.
func TestFile(t *testing.T) {
	_, ids := lint(tree{"store/store.go": before, "cart/cart.go": before})
	name := filepath.Join(t.TempDir(), "known.json")
	if err := New(ids).Write(name); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/known.golden"
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(got) != string(want) {
		t.Errorf("got\n%s\nwant (go test ./internal/baseline -update writes %s)\n%s%v", got, golden, want, err)
	}
	// The order of the findings does not matter.
	slices.Reverse(ids)
	if err := New(ids).Write(name); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(name); err != nil || string(again) != string(got) {
		t.Errorf("the other way round:\n%s%v", again, err)
	}
	b, err := Read(name)
	if err != nil || !slices.Equal(b.Findings, New(ids).Findings) {
		t.Errorf("read %v: %v", b, err)
	}
	// A baseline of nothing is a list.
	if err := New(nil).Write(name); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(name); err != nil || !strings.Contains(string(data), `"findings": []`) {
		t.Errorf("empty: %s%v", data, err)
	}
}

// TestBroken reads files that are none. Each gives one error that names the file.
func TestBroken(t *testing.T) {
	dir := t.TempDir()
	for i, test := range []struct{ text, want string }{
		{"", "unexpected end of JSON input"},
		{"{\n  \"version\": 2,\n<<<<<<< HEAD\n", ":3: no list of known findings: invalid character '<'"},
		{"[]", "no list of known findings"},
		{"{}", "its version is 0, and this program knows 2"},
		{`{"version": 3, "findings": {}}`, "its version is 3, and this program knows 2"},
		{`{"version": 2, "findings": [{"message": "x"}]}`, `unknown field "message"`},
		{`{"version": 2, "findings": [{"chekc": "x"}]}`, `unknown field "chekc"`},
		{`{"version": 1, "findings": [{"chekc": "x"}]}`, `unknown field "chekc"`},
		{`{"version": 1, "findings": [{"check": 7}]}`, "number"},
		{"{\"version\": 2} x", "invalid character 'x'"},
	} {
		name := filepath.Join(dir, fmt.Sprint(i, ".json"))
		if err := os.WriteFile(name, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		b, err := Read(name)
		if b != nil || err == nil || !strings.HasPrefix(err.Error(), name) || !strings.Contains(err.Error(), test.want) ||
			!strings.Contains(err.Error(), "-write-baseline") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v; want %q", test.text, b, err, test.want)
		}
	}
	if _, err := Read(filepath.Join(dir, "nosuch.json")); err == nil || !strings.Contains(err.Error(), "nosuch.json: there is no such file; -write-baseline") {
		t.Error(err)
	}
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
}

// TestVersion1 reads a file of version 1, which names findings by their messages:
// they are known by their lines of code, whatever these messages say.
func TestVersion1(t *testing.T) {
	b, err := Read("testdata/version1.json")
	if err != nil {
		t.Fatal(err)
	}
	r, ids := lint(tree{"store/store.go": before})
	if gone := b.Filter(r, ids); len(gone) != 0 || len(r.Findings) != 0 {
		t.Errorf("gone %v, reported %v", gone, r.Findings)
	}
	after := strings.Replace(before, "rdb.Rename(a, b) //!RENAME", "rdb.Copy(a, b) //!COPY", 1)
	r, ids = lint(tree{"store/store.go": after})
	if gone := b.Filter(r, ids); len(gone) != 1 || len(r.Findings) != 1 || r.Findings[0].Line != 4 {
		t.Errorf("gone %v, reported %v", gone, r.Findings)
	}
}
