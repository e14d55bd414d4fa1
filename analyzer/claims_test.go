package analyzer_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestClaims lints testdata/claims and runs it on a cluster: each function that
// is claimed to go wrong does, as claimed, and is reported by the check; each
// twin goes well and is not reported at all. claims910 has what is different in an
// older client.
func TestClaims(t *testing.T) {
	addrs := redistest.Cluster(t)
	for _, module := range []string{"claims", "claims910"} {
		t.Run(module, func(t *testing.T) {
			testClaims(t, module, addrs)
		})
	}
}

// A claim is what a function of testdata/claims came to.
type claim struct{ Name, Check, Fails, Err string }

func testClaims(t *testing.T, module string, addrs []string) {
	reported := reportsByFunction(t, load(t, module))
	counts := make(map[string]int)
	for _, c := range output[claim](t, build(t, filepath.Join("..", "testdata", module), "."), addrs...) {
		counts[c.Check]++
		switch checks := strings.Join(reported[c.Name], " "); {
		case c.Fails == "" && c.Err != "":
			t.Errorf("%s fails: %s", c.Name, c.Err)
		case c.Fails == "" && checks != "":
			t.Errorf("%s does not fail, and is reported by %s", c.Name, checks)
		case c.Fails != "" && !strings.Contains(c.Err, c.Fails):
			t.Errorf("%s: error %q, want one with %q", c.Name, c.Err, c.Fails)
		case c.Fails != "" && checks != c.Check:
			t.Errorf("%s fails, and is reported by %q, want %q", c.Name, checks, c.Check)
		}
	}
	t.Logf("claims executed, by check (those without are the silent twins): %v", counts)
}

// reportsByFunction returns the checks that report something in each function of
// a program, with all of them turned on.
func reportsByFunction(t *testing.T, pkgs []*packages.Package) map[string][]string {
	t.Helper()
	a := analyzer.New()
	if err := a.Flags.Set("checks", "all"); err != nil {
		t.Fatal(err)
	}
	out := make(map[string][]string)
	for _, root := range analyzed(t, a, pkgs).Roots {
		if root.Err != nil {
			t.Fatal(root.Err)
		}
		for _, d := range root.Diagnostics {
			name := enclosing(root.Package, d.Pos)
			out[name] = append(out[name], d.Category)
		}
	}
	return out
}
