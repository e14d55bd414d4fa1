package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fixtest"
)

// TestModule shows that no fix is offered for keys that a package of the module
// names which has nothing to do with the one that is analyzed: it would read the
// old ones.
func TestModule(t *testing.T) {
	const one = `package one

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

func Drop(ctx context.Context, c redis.UniversalClient, id int) {
	c.Del(ctx, fmt.Sprintf("user:%d:profile", id), fmt.Sprintf("user:%d:settings", id))
}
`
	for _, test := range []struct {
		name, other string
		fixed       bool
	}{
		{"other keys", "package other\n\nconst K = \"order:%d\"\n", true},
		{"the same keys", "package other\n\nfunc Key(id string) string { return \"user:\" + id + \":profile\" }\n", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer analyzer.WholeModule()()
			dir := t.TempDir()
			for _, name := range []string{"go.mod", "go.sum"} {
				text, err := os.ReadFile(filepath.Join("../testdata/example", name))
				if err != nil {
					t.Fatal(err)
				}
				writeFile(t, filepath.Join(dir, name), string(text))
			}
			writeFile(t, filepath.Join(dir, "one/one.go"), one)
			writeFile(t, filepath.Join(dir, "other/other.go"), test.other)
			r, err := fixtest.Packages(dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Findings) != 1 || (r.Findings[0].Fix != nil) != test.fixed {
				t.Errorf("%s, want fixes: %v", strings.Join(lines(r), ""), test.fixed)
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
