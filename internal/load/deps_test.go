package load

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/cache"
)

// loadPlain loads packages of program that need a part of the standard library.
func loadPlain(t *testing.T, cfg Config) *Program {
	t.Helper()
	p, err := Load(cfg, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(p.Loaded, hasErrors); got != "" {
		t.Errorf("packages with errors: %s", got)
	}
	return p
}

// checkedAgain returns how many dependencies were checked from source.
func checkedAgain(p *Program) int { return len(p.deps.source) }

// TestCompilesNothing loads a program with a build that cannot compile.
func TestCompilesNothing(t *testing.T) {
	dir := write(t, program)
	t.Setenv("GOFLAGS", "-mod=vendor -toolexec="+filepath.Join(dir, "nosuchprogram"))
	t.Setenv("GOCACHE", t.TempDir())
	loadPlain(t, config(dir))
}

// TestCache shows that a dependency is checked once, as long as what it is made of is the
// same.
func TestCache(t *testing.T) {
	dir := write(t, program)
	cfg := config(dir)
	cfg.Cache = cache.Open(filepath.Join(t.TempDir(), "cache"))
	all := checkedAgain(loadPlain(t, cfg))
	if all < 20 {
		t.Fatalf("%d dependencies were checked: the program needs more of them", all)
	}
	internal := filepath.Join(dir, "vendor", "example.com", "redis", "client", "internal", "internal.go")
	for _, step := range []struct {
		name        string
		do          func(t *testing.T)
		least, most int // of the dependencies are checked again
	}{
		{"nothing has changed", func(*testing.T) {}, 0, 0},
		{"a dependency has changed, and another imports it", func(t *testing.T) { add(t, internal, "\nfunc Done() {}\n") }, 2, 2},
		{"nothing has changed since", func(*testing.T) {}, 0, 0},
		{"another architecture, with other files", func(t *testing.T) { t.Setenv("GOARCH", "arm64") }, all / 2, 2 * all},
		{"the first one again", func(*testing.T) {}, 0, 0},
		{"the cache was cleared", func(t *testing.T) {
			if _, err := cfg.Cache.Clear(); err != nil {
				t.Fatal(err)
			}
		}, all, all},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.do(t)
			if n := checkedAgain(loadPlain(t, cfg)); n < step.least || n > step.most {
				t.Errorf("%d dependencies were checked again, want %d to %d", n, step.least, step.most)
			}
		})
	}
}

func add(t *testing.T, file, text string) {
	t.Helper()
	was, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(was, text...), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestCacheFaults shows that a cache that is damaged, cannot be written or is used by
// several at once changes nothing.
func TestCacheFaults(t *testing.T) {
	dir := write(t, program)
	want := ids(loadPlain(t, config(dir)).Loaded, hasSyntax)
	open := func(t *testing.T) (Config, string) {
		folder := filepath.Join(t.TempDir(), "cache")
		cfg := config(dir)
		cfg.Cache = cache.Open(folder)
		return cfg, folder
	}
	check := func(t *testing.T, cfg Config) {
		t.Helper()
		if got := ids(loadPlain(t, cfg).Loaded, hasSyntax); got != want {
			t.Errorf("loaded %s, want %s", got, want)
		}
	}
	for name, damage := range map[string]func(data []byte) []byte{
		"cut off":   func(data []byte) []byte { return data[:len(data)/2] },
		"empty":     func([]byte) []byte { return nil },
		"one bit":   func(data []byte) []byte { data[len(data)-1] ^= 1; return data },
		"not ours":  func([]byte) []byte { return []byte("another program's") },
		"one added": func(data []byte) []byte { return append(data, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			cfg, folder := open(t)
			check(t, cfg)
			each(t, folder, func(file string) {
				data, err := os.ReadFile(file)
				if err == nil {
					err = os.WriteFile(file, damage(data), 0o666)
				}
				if err != nil {
					t.Error(err)
				}
			})
			check(t, cfg)
			check(t, cfg)
		})
	}
	t.Run("an entry is gone", func(t *testing.T) {
		cfg, folder := open(t)
		check(t, cfg)
		n := 0
		each(t, folder, func(file string) {
			if n++; n%3 == 0 {
				os.Remove(file)
			}
		})
		check(t, cfg)
	})
	t.Run("a file in place of the folder", func(t *testing.T) {
		cfg, folder := open(t)
		if err := os.WriteFile(folder, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		check(t, cfg)
	})
	t.Run("several at once", func(t *testing.T) {
		cfg, _ := open(t)
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() { check(t, cfg) })
		}
		wait.Wait()
		if n := checkedAgain(loadPlain(t, cfg)); n > 0 {
			t.Errorf("%d dependencies are not in the cache", n)
		}
	})
}

// each calls f with the files below a folder.
func each(t *testing.T, folder string, f func(file string)) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			f(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// cgoProgram is a module that uses C, and a dependency that does.
const cgoProgram = `
-- go.mod --
module example.com/app

go 1.26

require (
	example.com/other/native v1.0.0
	example.com/redis/client v1.0.0
)
-- vendor/modules.txt --
# example.com/other/native v1.0.0
## explicit; go 1.26
example.com/other/native
# example.com/redis/client v1.0.0
## explicit; go 1.26
example.com/redis/client
-- vendor/example.com/redis/client/client.go --
package client

func Do(n int) {}
-- vendor/example.com/other/native/native.go --
package native

// enum { seven = 7 };
import "C"

const Seven = C.seven

type Number = C.int
-- main.go --
package main

import (
	"example.com/other/native"
	"example.com/redis/client"
)

var text [native.Seven]byte

func main() { client.Do(len(text)); var n native.Number = native.Seven; println(n) }
-- own/own.go --
package own

// enum { eight = 8 };
import "C"

import "example.com/redis/client"

func Own() { client.Do(C.eight) }
`

// TestCgo loads packages that declare things by what C declares.
func TestCgo(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); err != nil || strings.TrimSpace(string(out)) != "1" {
		if os.Getenv("CROSSSLOTLINT_REQUIRE_CGO") != "" {
			t.Fatal("no C compiler is here, or cgo is off")
		}
		t.Skip("no C compiler is here, or cgo is off: programs that use C cannot be built")
	}
	dir := write(t, cgoProgram)
	cfg := config(dir)
	cfg.Cache = cache.Open(filepath.Join(t.TempDir(), "cache"))
	for _, pattern := range []string{".", "./own"} {
		for run := range 2 {
			p, err := Load(cfg, pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(p.Loaded, func(p *packages.Package) bool { return hasErrors(p) || illTyped(p) }); got != "" {
				t.Errorf("%s, run %d: packages with errors: %s: %v", pattern, run, got, p.Loaded[0].Errors)
			}
			if n := checkedAgain(p); run > 0 && n > 0 {
				t.Errorf("%s: %d dependencies were checked again", pattern, n)
			}
		}
	}
}

// TestBroken shows what is said of a dependency that does not compile.
func TestBroken(t *testing.T) {
	dir := write(t, program)
	add(t, filepath.Join(dir, "vendor", "example.com", "redis", "client", "client.go"), "\nvar X Unknown\n")
	cfg := config(dir)
	cfg.Cache = cache.Open(filepath.Join(t.TempDir(), "cache"))
	for range 2 {
		p, err := Load(cfg, "./uses")
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Named) != 1 || len(p.Named[0].Errors) == 0 {
			t.Fatalf("no error is told of what imports it")
		}
		msg := p.Named[0].Errors[0].Msg
		for _, want := range []string{"example.com/redis/client", "client.go:7", "undefined: Unknown"} {
			if !strings.Contains(msg, want) {
				t.Errorf("%q does not tell of %s", msg, want)
			}
		}
	}
}
