package load

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// program is a module with a stand-in for a client, and what uses it. The
// programs of another owner are in modules of their own.
const program = `
-- go.mod --
module example.com/shop/app

go 1.26

require (
	example.com/shop/keys v1.0.0
	example.com/other/above v1.0.0
	example.com/other/texts v1.0.0
	example.com/other/wrapper v1.0.0
	example.com/redis/client v1.0.0
)
-- vendor/modules.txt --
# example.com/shop/keys v1.0.0
## explicit; go 1.26
example.com/shop/keys
# example.com/other/above v1.0.0
## explicit; go 1.26
example.com/other/above
# example.com/other/texts v1.0.0
## explicit; go 1.26
example.com/other/texts
# example.com/other/wrapper v1.0.0
## explicit; go 1.26
example.com/other/wrapper
# example.com/redis/client v1.0.0
## explicit; go 1.26
example.com/redis/client
example.com/redis/client/internal
-- vendor/example.com/redis/client/internal/internal.go --
package internal

func Do() {}
-- vendor/example.com/redis/client/client.go --
package client

import "example.com/redis/client/internal"

func Do() { internal.Do() }
-- vendor/example.com/other/wrapper/wrapper.go --
package wrapper

import "example.com/redis/client"

func Do() { client.Do() }
-- vendor/example.com/other/texts/texts.go --
package texts

func Text() string { return "text" }
-- vendor/example.com/other/above/above.go --
package above

import "example.com/shop/keys"

func Key() string { return keys.Key() }
-- vendor/example.com/shop/keys/keys.go --
package keys

func Key() string { return "key" }
-- main.go --
package main

import (
	"example.com/other/above"
	"example.com/other/texts"
	"example.com/other/wrapper"
	"example.com/shop/app/local"
	"example.com/shop/keys"
)

func main() { wrapper.Do(); println(texts.Text(), keys.Key(), above.Key(), local.Local()) }
-- local/local.go --
package local

func Local() string { return "local" }
-- plain/plain.go --
package plain

func Plain() {}
-- plain/plain_test.go --
package plain_test

import (
	"testing"

	"example.com/shop/app/plain"
	"example.com/shop/app/uses"
)

func Test(*testing.T) { plain.Plain(); uses.Uses() }
-- plain/in_test.go --
package plain

func In() {}
-- uses/uses.go --
package uses

import (
	"example.com/redis/client"
	"example.com/shop/app/plain"
)

func Uses() { client.Do(); plain.Plain() }
-- told/told.go --
package told

//shop:told something
var Told int
`

// write writes the files of an archive into a new folder.
func write(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "-mod=vendor")
	return dir
}

func config(dir string) Config {
	return Config{
		Dir: dir, Tests: true, Directive: "//shop:",
		IsClient: func(path string) bool { return path == "example.com/redis/client" },
	}
}

// ids returns the packages of which keep holds, in short and sorted.
func ids(pkgs []*packages.Package, keep func(*packages.Package) bool) string {
	var list []string
	for _, p := range pkgs {
		if keep(p) {
			list = append(list, strings.ReplaceAll(p.ID, "example.com/", ""))
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func every(*packages.Package) bool        { return true }
func hasSyntax(p *packages.Package) bool  { return p.Syntax != nil }
func hasErrors(p *packages.Package) bool  { return len(p.Errors) > 0 }
func illTyped(p *packages.Package) bool   { return p.IllTyped }
func incomplete(p *packages.Package) bool { return !p.Types.Complete() }

func TestLoad(t *testing.T) {
	dir := write(t, program)
	for _, test := range []struct{ pattern, named, loaded, analyzed string }{
		// The wrapper reaches the client; keys is of the same owner, and above
		// imports it.
		{
			".", "shop/app",
			"other/above, other/wrapper, shop/app, shop/app/local, shop/keys",
			"other/above, other/wrapper, shop/app, shop/app/local, shop/keys",
		},
		// What does not reach the client is only checked, unless it says something.
		{"./local", "shop/app/local", "shop/app/local", ""},
		{"./told", "shop/app/told", "shop/app/told", "shop/app/told"},
		// uses is another package for the test, as what it imports is.
		{
			"./plain",
			"shop/app/plain, shop/app/plain [shop/app/plain.test], shop/app/plain_test [shop/app/plain.test]",
			"shop/app/plain, shop/app/plain [shop/app/plain.test], shop/app/plain_test [shop/app/plain.test], shop/app/uses [shop/app/plain.test]",
			"shop/app/plain [shop/app/plain.test], shop/app/plain_test [shop/app/plain.test], shop/app/uses [shop/app/plain.test]",
		},
	} {
		p, err := Load(config(dir), test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		for what, x := range map[string][2]string{
			"named":      {ids(p.Named, every), test.named},
			"loaded":     {ids(p.Loaded, every), test.loaded},
			"analyzed":   {ids(p.Loaded, hasSyntax), test.analyzed},
			"errors":     {ids(p.Loaded, hasErrors), ""},
			"ill-typed":  {ids(p.Loaded, illTyped), ""},
			"incomplete": {ids(p.Loaded, incomplete), ""},
		} {
			if x[0] != x[1] {
				t.Errorf("%s: %s: %s, want %s", test.pattern, what, x[0], x[1])
			}
		}
		before := make(map[*packages.Package]bool)
		for _, pkg := range p.Loaded {
			before[pkg] = true
			for _, imp := range pkg.Imports {
				if slices.Contains(p.Loaded, imp) && !before[imp] {
					t.Errorf("%s: %s comes after %s, which imports it", test.pattern, imp, pkg)
				}
			}
		}
	}
}

func TestNoTests(t *testing.T) {
	cfg := config(write(t, program))
	cfg.Tests = false
	p, err := Load(cfg, "./...")
	if err != nil {
		t.Fatal(err)
	}
	const want = "shop/app, shop/app/local, shop/app/plain, shop/app/told, shop/app/uses"
	if got := ids(p.Named, every); got != want {
		t.Errorf("named: %s, want %s", got, want)
	}
}

// TestOverlay shows that files are taken for what the overlay says, also where
// nothing is on disk, and that packages of errors take none down that they do not
// have to.
func TestOverlay(t *testing.T) {
	dir := write(t, program)
	cfg := config(dir)
	local := filepath.Join(dir, "local", "local.go")
	cfg.Overlay = map[string][]byte{
		local:                                   []byte("package local\n\nfunc Local() int { return 1 }\n\nfunc New() {}\n"),
		filepath.Join(dir, "uses", "uses.go"):   []byte("package uses\n\nfunc Uses() { return 1 }\n"),
		filepath.Join(dir, "told", "second.go"): []byte("package told\n\nvar Second int\n"),
	}
	p, err := Load(cfg, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range p.Named {
		switch pkg.ID {
		case "example.com/shop/app/local":
			if pkg.Types.Scope().Lookup("New") == nil {
				t.Error("the overlay of local.go was not read")
			}
		case "example.com/shop/app/told":
			if pkg.Types.Scope().Lookup("Second") == nil {
				t.Error("a file that is only in the overlay was not read")
			}
		}
	}
	if got, want := ids(p.Named, hasErrors), "shop/app/uses"; got != want {
		t.Errorf("packages with errors: %s, want %s", got, want)
	}
	if got, want := ids(p.Named, illTyped), "shop/app/plain_test [shop/app/plain.test], shop/app/uses"; got != want {
		t.Errorf("packages of errors: %s, want %s", got, want)
	}
	if data, err := p.Source(local); err != nil || string(data) != string(cfg.Overlay[local]) {
		t.Errorf("the source of local.go: %q, %v", data, err)
	}
}

func TestSource(t *testing.T) {
	dir := write(t, program)
	p, err := Load(config(dir), "./local")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "local", "local.go")
	data, err := p.Source(name)
	if err != nil || !strings.HasPrefix(string(data), "package local") {
		t.Errorf("%q, %v", data, err)
	}
	if err := os.WriteFile(name, append(data, "// more\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Source(name); err == nil || !strings.Contains(err.Error(), "has changed") {
		t.Errorf("error %v for a file that has changed", err)
	}
}

// TestErrors shows what cannot be loaded at all.
func TestErrors(t *testing.T) {
	dir := write(t, program)
	cfg := config(dir)
	cfg.BuildFlags = []string{"-nosuchflag"}
	if _, err := Load(cfg, "./..."); err == nil || !strings.Contains(err.Error(), "nosuchflag") {
		t.Errorf("a wrong build flag: error %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("modul x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(config(dir), "./..."); err == nil || !strings.Contains(err.Error(), "go.mod") {
		t.Errorf("a wrong go.mod: error %v", err)
	}
}

func TestOwner(t *testing.T) {
	for path, want := range map[string]string{
		"github.com/acme/shop/v2": "github.com/acme",
		"git.acme.com/team/shop":  "git.acme.com",
		"shop":                    "shop",
		"github.com":              "github.com",
	} {
		if got := owner(path); got != want {
			t.Errorf("owner(%q) = %q, want %q", path, got, want)
		}
	}
}
