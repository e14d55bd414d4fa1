package analyzer_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// crossslotDir is a module that uses the real clients of every major version.
const crossslotDir = "../testdata/crossslot"

// testModule returns the absolute path of a module of testdata whose
// dependencies are there: analysistest itself works offline.
func testModule(t *testing.T, dir string) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "./...")
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return dir
}

// TestCrossSlot checks what is reported of keys that the type checker knows.
func TestCrossSlot(t *testing.T) {
	a := analyzer.New()
	// The keys of these programs are spelled in every way there is.
	if err := a.Flags.Set("checks", "crossslot,txslot,clusterdenied"); err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testModule(t, crossslotDir), a, "./...")
}
