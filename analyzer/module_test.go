package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// TestModule shows that no fix is offered for keys that something of the module
// names which is not analyzed: it would read the old ones.
func TestModule(t *testing.T) {
	const one = `package one

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

type Names struct{ Profile string }

func NamesOf(id int) Names { return Names{Profile: fmt.Sprintf("user:%d:profile", id)} }

func Settings(id int) string { return fmt.Sprintf("user:%d:settings", id) }

func Drop(ctx context.Context, c redis.UniversalClient, id int) {
	c.Del(ctx, NamesOf(id).Profile, Settings(id))
}
`
	const other = "package other\n\nimport (\n\t\"context\"\n\t\"example.com/shop/one\"\n\t\"github.com/redis/go-redis/v9\"\n)\n\n" +
		"var _ one.Names\n\nfunc get(ctx context.Context, c redis.UniversalClient) { "
	// For the stand-alone program, which sees packages that compile, a file of
	// another build is what other packages are to the vet tool.
	const tagged = "//go:build special\n\n" + other
	// What is built does not depend on the folder: the cache has it.
	t.Setenv("GOFLAGS", "-trimpath")
	standIn, err := filepath.Abs("../testdata/client")
	if err != nil {
		t.Fatal(err)
	}
	mod := "module example.com/shop\n\ngo 1.26.0\n\nrequire github.com/redis/go-redis/v9 v9.23.0\n\nreplace github.com/redis/go-redis/v9 => " + standIn + "\n"
	for _, test := range []struct {
		name, file, text string
		why              string // there is no fix; "" if there is
	}{
		{"other keys", "other/other.go", "package other\n\nconst K = \"order:%d\"\n", ""},
		{"another end", "other/other.go", "//go:build special\n\npackage other\n\nfunc key(id string) string { return \"order:\" + id + \":settings\" }\n", ""},
		{"the same keys", "other/other.go", "//go:build special\n\npackage other\n\nfunc key(id string) string { return \"user:\" + id + \":profile\" }\n", "review: other/other.go"},
		{"a part of them", "other/other.go", "//go:build special\n\npackage other\n\nfunc key(id string) string { return id + \":profile\" }\n", "review: other/other.go"},
		{"a configuration", "conf/keys.yaml", "drop: user:%d:profile\n", "review: conf/keys.yaml:1"},
		{"a report", "lint/known.json", `{"message": "DEL: keys user:<id>:profile and user:<id>:settings share a slot for 1 value in 16384 only; give them one hash tag (crossslot, proven)"}`, ""},
		{"the key is used", "other/other.go", tagged + "c.Get(ctx, one.Settings(1)); c.MGet(ctx, []string{(one.Settings(2))}...) }\n", ""},
		{"the key begins another", "other/other.go", tagged + "c.Get(ctx, one.Settings(1) + \":old\") }\n", "other/other.go (it uses Settings)"},
		{"the key is kept", "other/other.go", tagged + "key := one.Settings(1); c.Get(ctx, key) }\n", "other/other.go (it uses Settings)"},
		{"the key is in a list", "other/other.go", tagged + "_ = []string{one.Settings(1)} }\n", "other/other.go (it uses Settings)"},
		{"a field begins another", "other/other.go", tagged + "}\n\nfunc old(n one.Names) string { return n.Profile + \":old\" }\n", "other/other.go (it uses Profile)"},
		{"a field is used", "other/other.go", tagged + "var n one.Names; c.Get(ctx, n.Profile) }\n", ""},
		{"a list of fields is used", "other/other.go", tagged + "n := one.NamesOf(1); c.Get(ctx, n.Profile) }\n", "other/other.go (it uses NamesOf)"},
		{"another package's", "other/other.go", strings.ReplaceAll(tagged, "shop/one", "shop/two") + "c.Get(ctx, one.Settings(1) + \":old\") }\n", ""},
		{"no Go", "other/other.go", tagged + "c.Get(ctx, one.Settings(1) + }\n", "other/other.go uses"},
		{"it does not compile", "other/other.go", strings.Replace(tagged, "special", "!special", 1) + "c.Get(ctx, one.Settings(1) + \":old\"); var n int = \"\" }\n", "other/other.go (it uses Settings)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer analyzer.WholeModule()()
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, "go.mod"), mod)
			writeFile(t, filepath.Join(dir, "one/one.go"), one)
			writeFile(t, filepath.Join(dir, test.file), test.text)
			for name, lint := range map[string]func(string) (*result.Result, error){"packages": fixtest.Packages, "program": fixtest.Program} {
				r, err := lint(dir)
				switch broken := strings.Contains(test.text, "!special"); {
				case err != nil && !broken:
					t.Fatal(err)
				case r == nil:
					continue // this driver does not go on
				}
				if len(r.Findings) != 1 {
					t.Errorf("%s: %s", name, strings.Join(lines(r), ""))
					continue
				}
				f := r.Findings[0]
				got := f.Unfixed
				if f.Answer() == "review" {
					got = "review: " + strings.Join(f.Fix.Review, ", ")
				}
				if safe := f.Answer() == "safe"; safe != (test.why == "") || name == "program" && !strings.Contains(got, test.why) {
					t.Errorf("%s: %s, no safe fix as %q, want %q", name, strings.Join(lines(r), ""), got, test.why)
				}
			}
		})
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
