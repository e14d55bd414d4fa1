package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are packages that know each other's functions by facts only: the last
// one calls what sends its keys through two others, and takes the keys from a
// fourth.
var layers = []string{
	"keys/keys.go", `package keys

import "fmt"

const Tag = "{shop}"

func Profile(id int) string  { return fmt.Sprintf("user:%d:profile", id) }
func Settings(id int) string { return fmt.Sprintf("user:%d:settings", id) }
func Cart(id int) string     { return fmt.Sprintf("{user:%d}:cart", id) }
func Total(id int) string    { return fmt.Sprintf("{user:%d}:total", id) }
`,
	"cache/cache.go", `package cache

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type Cache struct{ Client redis.UniversalClient }

func (c *Cache) Get(ctx context.Context, names ...string) ([]any, error) {
	return c.Client.MGet(ctx, names...).Result()
}

func (c *Cache) Move(ctx context.Context, from, to string) error {
	return c.Client.Rename(ctx, from, to).Err()
}
`,
	"store/store.go", `package store

import (
	"context"

	"example.com/shop/cache"
)

type Store struct{ cache *cache.Cache }

func (s *Store) Both(ctx context.Context, one, other string) ([]any, error) {
	return s.cache.Get(ctx, one, other)
}

func (s *Store) Archive(ctx context.Context, name string) error {
	return s.cache.Move(ctx, name, "archive:"+name)
}
`,
	"app/app.go", `package app

import (
	"context"

	"example.com/shop/cache"
	"example.com/shop/keys"
	"example.com/shop/store"
)

func app(ctx context.Context, c *cache.Cache, s *store.Store, id int) {
	_ = c.Move(ctx, keys.Profile(id), keys.Settings(id))
	_ = c.Move(ctx, keys.Cart(id), keys.Total(id))
	_, _ = s.Both(ctx, keys.Profile(id), keys.Settings(id))
	_, _ = s.Both(ctx, keys.Cart(id), keys.Total(id))
	_, _ = s.Both(ctx, "user:1", "user:2")
	_, _ = s.Both(ctx, keys.Tag+"a", keys.Tag+"b")
	_, _ = c.Get(ctx, keys.Cart(id), keys.Cart(id+1))
}
`,
}

// TestFacts shows that the go command carries facts from package to package.
func TestFacts(t *testing.T) {
	dir := clientModule(t, layers...)
	const profile, settings = "user:<id>:profile", "user:<id>:settings"
	want := []string{
		"app/app.go:12:6: RENAME: keys " + profile + " and " + settings,
		"app/app.go:14:9: MGET: keys " + profile + " and " + settings,
		`app/app.go:16:9: MGET: keys "user:1" (slot 10778) and "user:2" (slot 6777)`,
		"app/app.go:18:9: MGET: keys {user:<id>}:cart and {user:<",
	}
	for name, r := range map[string]output{
		"go vet": vet(t, dir, "./..."),
		"alone":  run(t, dir, tool(t), "./..."),
		// Three of the packages are not named.
		"go vet ./app": vet(t, dir, "./app"),
		"alone ./app":  run(t, dir, tool(t), "./app"),
	} {
		got := slices.DeleteFunc(findings(strings.ReplaceAll(r.stdout+r.stderr, dir+string(filepath.Separator), "")), func(line string) bool {
			return strings.Contains(line, ": \t") || !strings.HasPrefix(line, "app")
		})
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestBroken shows that code which does not compile gets the compiler's error
// and no other, from the package itself and from one that imports it.
func TestBroken(t *testing.T) {
	const uses = `package uses

import "example.com/shop/broken"

var _ = broken.Key
`
	for name, test := range map[string]struct{ src, want string }{
		"syntax": {"package broken\n\nfunc Key() string { return }}\n", "broken.go:3:"},
		"types":  {strings.Replace(client, "package shop", "package broken", 1) + "\nvar Key int = missing\n", "undefined: missing"},
		"import": {"package broken\n\nimport \"example.com/shop/nosuch\"\n\nvar Key = nosuch.Key\n", "example.com/shop/nosuch"},
	} {
		dir := clientModule(t, "broken/broken.go", test.src, "uses/uses.go", uses)
		for how, r := range map[string]output{
			"go vet ./broken":     vet(t, dir, "./broken"),
			"go vet ./uses":       vet(t, dir, "./uses"),
			"go vet ./...":        vet(t, dir, "./..."),
			"crossslotlint ./...": run(t, dir, tool(t), "./..."),
		} {
			out := r.stdout + r.stderr
			if r.code == 0 || !strings.Contains(out, test.want) {
				t.Errorf("%s: %s: exit status %d, want the error %q\n%.600s", name, how, r.code, test.want, out)
			}
			if strings.Contains(out, "panic") || strings.Contains(out, "goroutine ") || strings.Contains(out, "internal error") {
				t.Errorf("%s: %s: a crash\n%.600s", name, how, out)
			}
		}
	}
}

// TestTests shows that test files are linted too.
func TestTests(t *testing.T) {
	dir := clientModule(t, "shop.go", "package shop\n", "shop_test.go", strings.Replace(client, "package shop", "package shop_test", 1))
	if r := vet(t, dir, "."); r.code != 1 || !strings.Contains(r.stderr, "shop_test.go:11:") {
		t.Errorf("exit status %d\n%s", r.code, r.stderr)
	}
}

// TestSame runs the tool twice over the same code in directories of their own,
// so that the go command cannot answer from its cache.
func TestSame(t *testing.T) {
	files := []string{"shop.go", client}
	err := filepath.WalkDir(filepath.Join(testdata, "example"), func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		rel, err := filepath.Rel(filepath.Join(testdata, "example"), path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, rel, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var outputs [2]string
	for i := range outputs {
		r := vet(t, exampleModule(t, files...), "./...")
		// The go command tells of packages in the order in which they are done.
		lines := strings.SplitAfter(r.stderr, "\n")
		slices.Sort(lines)
		outputs[i] = strings.Join(lines, "")
		if r.code != 1 || len(findings(r.stderr)) == 0 {
			t.Errorf("exit status %d\n%s", r.code, r.stderr)
		}
	}
	if outputs[0] != outputs[1] {
		t.Errorf("two runs differ:\n%s\n%s", outputs[0], outputs[1])
	}
}

// TestFix shows that go vet's -fix and -diff and the stand-alone program make the
// same of a package, and that a second run changes nothing.
func TestFix(t *testing.T) {
	const line, fixed = `c.SInter(ctx, "tags:go", "tags:redis")`, `c.SInter(ctx, "{tags}:go", "{tags}:redis")`
	dir, alone := clientModule(t, "shop.go", client), clientModule(t, "shop.go", client)
	r := vet(t, dir, "-fix", "-diff", ".")
	if r.code != 1 || r.stderr != "" || !strings.Contains(r.stdout, "\n-\t"+line) || !strings.Contains(r.stdout, "\n+\t"+fixed) {
		t.Errorf("-fix -diff: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	read := func(dir string) string {
		data, err := os.ReadFile(filepath.Join(dir, "shop.go"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if read(dir) != client {
		t.Error("-diff has changed the file")
	}
	// The README says so of the go command: not a word, whatever is left.
	if r := vet(t, dir, "-fix", "."); r != (output{}) {
		t.Errorf("-fix: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := vet(t, dir, "-fix", "-diff", "."); r != (output{}) {
		t.Errorf("-fix -diff with nothing to fix: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r := vet(t, dir, "."); r.code != 1 || len(findings(r.stderr)) == 0 {
		t.Errorf("nothing is left: exit status %d\n%s", r.code, r.stderr)
	}
	once := read(dir)
	if strings.Contains(once, `"tags:`) || !strings.Contains(once, fixed) {
		t.Errorf("the file holds\n%s", once)
	}
	run(t, alone, tool(t), "-fix", ".")
	if got := read(alone); got != once {
		t.Errorf("the stand-alone program makes\n%s\nand go vet\n%s", got, once)
	}
	vet(t, dir, "-fix", ".")
	if got := read(dir); got != once {
		t.Errorf("a second run makes\n%s", got)
	}
}

// TestFixBesideComments shows that comments which switch nothing off, before the
// fix or after it, do not stand in its way.
func TestFixBesideComments(t *testing.T) {
	const commented = client + `
//crossslot:ignore crossslot obsolete
func nothing() {}

//crossslot:ignore crossslot runs on one server
func same(ctx context.Context, c redis.UniversalClient) { c.SUnion(ctx, "tags:go", "tags:redis") }
`
	for name, fix := range map[string]func(dir string) output{
		"go vet": func(dir string) output { return vet(t, dir, "-fix", ".") },
		"alone":  func(dir string) output { return run(t, dir, tool(t), "-fix", ".") },
	} {
		dir := clientModule(t, "shop.go", commented)
		r := fix(dir)
		text, err := os.ReadFile(filepath.Join(dir, "shop.go"))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"tags:`) || strings.Count(string(text), `"{tags}:`) != 12 {
			t.Errorf("%s -fix: exit status %d\n%s%s\n%s", name, r.code, r.stdout, r.stderr, text)
		}
	}
}
