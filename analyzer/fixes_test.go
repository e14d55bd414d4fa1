package analyzer_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/fixtest"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// TestFixes applies all fixes of testdata/retag at once: the result is that of
// the golden files, is formatted, compiles, and has nothing left to fix.
func TestFixes(t *testing.T) {
	t.Setenv("GOFLAGS", "-trimpath") // what is built does not depend on the folder: the cache has it
	dir, err := filepath.Abs("../testdata/retag")
	if err != nil {
		t.Fatal(err)
	}
	fixed := t.TempDir()
	if err := fixtest.Copy(fixed, dir); err != nil {
		t.Fatal(err)
	}
	before, err := fixtest.Packages(fixed)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fixtest.Apply(before)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		golden(t, filepath.Join(dir, before.Rel(f.Name)+".golden"), f.New)
	}
	after, err := fixtest.Packages(fixed)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	left := lines(after)
	for _, line := range lines(before) {
		at := slices.Index(left, line)
		switch {
		case at >= 0:
			left = slices.Delete(left, at, at+1)
		case !strings.HasSuffix(line, "\tfixed\n"):
			line += "\tgone, as another is fixed\n"
		}
		got = append(got, line)
	}
	golden(t, filepath.Join(dir, "reports.golden"), []byte(strings.Join(got, "")))
	if len(left) > 0 {
		t.Errorf("after the fixes there is\n%s", strings.Join(left, ""))
	}
}

// lines spells what was found, and whether there is a fix for it.
func lines(r *result.Result) (out []string) {
	for _, f := range r.Findings {
		line := fmt.Sprintf("%s:%03d: %s\n", r.Rel(f.File), f.Line, f.Message)
		if f.Fix != nil {
			line += "\tfixed\n"
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(want, got) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}
