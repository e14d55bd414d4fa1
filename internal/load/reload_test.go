package load

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReload shows that a program with other texts is loaded without the go command, and
// one with other imports, or other files, with it.
func TestReload(t *testing.T) {
	dir := write(t, program)
	p, err := Load(config(dir), "./...")
	if err != nil {
		t.Fatal(err)
	}
	local := filepath.Join(dir, "local", "local.go")
	was, err := os.ReadFile(local)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", "") // there is no go command
	for _, test := range []struct {
		name    string
		overlay map[string][]byte
		asks    bool
		errors  string // the packages that have some
	}{
		{"nothing else", nil, false, ""},
		{"another text", map[string][]byte{local: append(was[:len(was):len(was)], "\nconst Text = `b`\n"...)}, false, ""},
		{"it does not compile", map[string][]byte{local: append(was[:len(was):len(was)], "\nvar x int = `b`\n"...)}, false, "shop/app/local"},
		{"another import", map[string][]byte{local: []byte(strings.Replace(string(was), "package local\n", "package local\n\nimport _ \"os\"\n", 1))}, true, ""},
		{"a build constraint", map[string][]byte{local: append([]byte("//go:build plan9\n\n"), was...)}, true, ""},
		{"another file", map[string][]byte{filepath.Join(dir, "local", "more.go"): []byte("package local\n")}, true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := p.Reload(test.overlay)
			if (err != nil) != test.asks {
				t.Fatalf("error %v; it should ask the go command: %v", err, test.asks)
			}
			if err != nil {
				return
			}
			if got, want := ids(n.Named, every), ids(p.Named, every); got != want {
				t.Errorf("packages %s, want %s", got, want)
			}
			if got := ids(n.Named, hasErrors); got != test.errors {
				t.Errorf("packages with errors: %s, want %s", got, test.errors)
			}
			for i, pkg := range n.Loaded {
				if pkg == p.Loaded[i] || pkg.Types == p.Loaded[i].Types || len(pkg.Syntax) != len(p.Loaded[i].Syntax) {
					t.Errorf("%s is not loaded again", pkg.ID)
				}
			}
			if p.Loaded[0].Types == nil || ids(p.Named, hasErrors) != "" {
				t.Error("the first program has changed")
			}
		})
	}
}
