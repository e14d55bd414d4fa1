package format

import (
	"bytes"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

func TestURI(t *testing.T) {
	for name, want := range map[string]string{
		"store/cart.go":      "store/cart.go",
		"a b/ü%.go":          "a%20b/%C3%BC%25.go",
		"a?b#c.go":           "a%3Fb%23c.go",
		"C:x/cart.go":        "./C:x/cart.go",
		"my [old] cart.go":   "my%20%5Bold%5D%20cart.go",
		"store/a:b/cart.go":  "store/a:b/cart.go",
		"../other module.go": "../other%20module.go",
	} {
		got := relativeURI(name)
		back, err := url.Parse(got)
		if got != want || err != nil || strings.TrimPrefix(back.Path, "./") != name {
			t.Errorf("%s: URI %s, want %s; it means %v (%v)", name, got, want, back, err)
		}
	}
	for name, want := range map[string]string{"/a b/c": "file:///a%20b/c/", "/": "file:///", "C:/x": "file:///C:/x/"} {
		if got := fileURI(name, true); got != want {
			t.Errorf("%s: URI %s, want %s", name, got, want)
		}
	}
}

func TestRepository(t *testing.T) {
	top, root := repo(t)
	name := inRepository(&result.Result{Root: root})
	for file, want := range map[string]string{
		filepath.Join(root, "store", "cart.go"):      "the shop/store/cart.go",
		filepath.Join(top, "cart.go"):                "cart.go",
		filepath.Join(filepath.Dir(top), "..x", "y"): filepath.ToSlash(filepath.Join(filepath.Dir(top), "..x", "y")),
		"": "the shop/go.mod",
	} {
		if got := name(file); got != want {
			t.Errorf("%s is called %s, want %s", file, got, want)
		}
	}
	if dir := t.TempDir(); repository(dir) != dir {
		t.Errorf("repository of %s, which is in none: %s", dir, repository(dir))
	}
}

func TestCharacter(t *testing.T) {
	l := newLines(Options{Source: func(string) ([]byte, error) { return []byte("x\n\tü😀y\n"), nil }})
	for _, test := range []struct{ line, column, want int }{
		{2, 1, 1}, {2, 2, 2}, {2, 4, 3}, {2, 8, 4}, {2, 9, 5},
		// Unknown lines and columns stay what they are.
		{2, 99, 99}, {9, 5, 5}, {0, 0, 0},
	} {
		if got := l.character("f", test.line, test.column); got != test.want {
			t.Errorf("line %d, byte %d: character %d, want %d", test.line, test.column, got, test.want)
		}
	}
}

// runner does what the runner of GitHub Actions does with a line: see its
// ActionCommand.TryParseV2 and the reverse of its escape tables.
func runner(line string) (command string, values map[string]string, text string) {
	info, text, _ := strings.Cut(strings.TrimPrefix(line, "::"), "::")
	command, list, _ := strings.Cut(info, " ")
	values = make(map[string]string)
	for value := range strings.SplitSeq(list, ",") {
		k, v, _ := strings.Cut(value, "=")
		values[k] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(v)
	}
	return command, values, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(text)
}

// FuzzGitHub reads back what is written for any message and file name.
func FuzzGitHub(f *testing.F) {
	f.Add("100% of a:b,c\r\n::error::x", "a,b:c%0A.go")
	f.Add("%250A%", "%2C")
	f.Fuzz(func(t *testing.T, message, file string) {
		r := &result.Result{Root: "/nowhere", Findings: []result.Finding{{
			Check: "crossslot", Certainty: "likely", Message: message,
			Range: result.Range{File: "/nowhere/x" + file, Line: 3, Column: 4, EndLine: 3, EndColumn: 5},
		}}}
		want := quote.Text(inRepository(r)("/nowhere/x" + file))
		var b bytes.Buffer
		if err := GitHub(&b, r, Options{}); err != nil {
			t.Fatal(err)
		}
		line, more, ok := strings.Cut(b.String(), "\n")
		if !ok || more != "" || strings.Contains(line, "\r") {
			t.Fatalf("not one line: %q", b.String())
		}
		command, values, text := runner(line)
		if command != "warning" || text != message || values["file"] != want || values["line"] != "3" || len(values) != 6 {
			t.Errorf("%q is read as %q, %q, %q", line, command, values, text)
		}
	})
}
