package analyzer_test

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// analyzed is what a run over a module reported.
type analyzed struct {
	lines []string          // each diagnostic with its fix, in the order of the code
	edits map[string][]edit // by file
}

// analyzeModule runs the analyzer over a module.
func analyzeModule(t *testing.T, dir string) analyzed {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("the module does not compile")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New()}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := make(map[string]bool)
	edits := make(map[string]map[edit]bool)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		fset := act.Package.Fset
		for _, d := range act.Diagnostics {
			p := fset.Position(d.Pos)
			rel, _ := filepath.Rel(dir, p.Filename)
			line := fmt.Sprintf("%s:%03d: %s\n", filepath.ToSlash(rel), p.Line, d.Message)
			if len(d.SuggestedFixes) == 0 {
				lines[line] = lines[line] || false
				continue
			}
			if len(d.SuggestedFixes) > 1 {
				t.Errorf("%s: more than one fix", line)
			}
			lines[line] = true
			for _, e := range d.SuggestedFixes[0].TextEdits {
				at := fset.Position(e.Pos)
				if edits[at.Filename] == nil {
					edits[at.Filename] = make(map[edit]bool)
				}
				edits[at.Filename][edit{at.Offset, fset.Position(e.End).Offset, string(e.NewText)}] = true
			}
		}
	}
	out := analyzed{edits: make(map[string][]edit)}
	for line, fixed := range lines {
		if fixed {
			line += "\tfixed\n"
		}
		out.lines = append(out.lines, line)
	}
	slices.Sort(out.lines)
	for name, all := range edits {
		out.edits[name] = slices.SortedFunc(maps.Keys(all), func(a, b edit) int { return a.start - b.start })
	}
	return out
}

// TestFixes applies all fixes of testdata/retag at once: the result is that of
// the golden files, is formatted, compiles, and has nothing left to fix.
func TestFixes(t *testing.T) {
	dir, err := filepath.Abs("../testdata/retag")
	if err != nil {
		t.Fatal(err)
	}
	before := analyzeModule(t, dir)
	golden(t, filepath.Join(dir, "reports.golden"), []byte(strings.Join(before.lines, "")))
	fixed := copyModule(t, dir)
	for name, edits := range before.edits {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out, err := apply(src, edits)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if formatted, err := format.Source(out); err != nil || !bytes.Equal(out, formatted) {
			t.Errorf("%s: not formatted: %v", name, err)
		}
		rel, _ := filepath.Rel(dir, name)
		if err := os.WriteFile(filepath.Join(fixed, rel), out, 0o666); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".golden", out)
	}
	after := analyzeModule(t, fixed)
	if len(after.edits) > 0 {
		t.Errorf("a second run has fixes: %v", after.edits)
	}
	var left []string
	for _, line := range before.lines {
		if !strings.HasSuffix(line, "\tfixed\n") {
			left = append(left, line)
		}
	}
	if !slices.Equal(left, after.lines) {
		t.Errorf("after the fixes there is\n%s, want\n%s", strings.Join(after.lines, ""), strings.Join(left, ""))
	}
}

// copyModule copies a module of testdata to a folder of its own.
func copyModule(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	mod := filepath.Join(to, "go.mod")
	text, err := os.ReadFile(mod)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("=> ../.."), []byte("=> "+root), 1)
	if err := os.WriteFile(mod, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return to
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
