package analyzer_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// groupDir is a module of calls that are rewritten to send one command for each
// slot, each file with what becomes of it.
const groupDir = "../testdata/group"

var update = flag.Bool("update", false, "write the golden files of testdata/group and testdata/retag")

// A grouping is what -group makes of a module.
type grouping struct {
	reports map[string][]analysis.Diagnostic // by package name
	offered int
	files   map[string][]byte // what is edited, by file
	// unformatted are the files that gofmt would change.
	unformatted []string
}

// groupModule runs the check of keys with -group over the packages of a module,
// and applies all fixes.
func groupModule(t *testing.T, pkgs []*packages.Package) *grouping {
	t.Helper()
	a := analyzer.New()
	for name, value := range map[string]string{"group": "true", "retag": "false", "checks": "crossslot", "certainty": "possible"} {
		if err := a.Flags.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	graph := analyzed(t, a, pkgs)
	g := &grouping{reports: make(map[string][]analysis.Diagnostic), files: make(map[string][]byte)}
	edits := make(map[string][]edit)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, d := range act.Diagnostics {
			g.reports[act.Package.Name] = append(g.reports[act.Package.Name], d)
			where := act.Package.Fset.Position(d.Pos)
			if len(d.SuggestedFixes) > 1 {
				t.Errorf("%s: %d fixes, want at most one", where, len(d.SuggestedFixes))
			}
			if offered := len(d.SuggestedFixes) > 0; offered == (act.Package.Name == "refused") {
				t.Errorf("%s: fix offered: %t: %s", where, offered, d.Message)
			}
			for _, fix := range d.SuggestedFixes {
				g.offered++
				for _, e := range fix.TextEdits {
					file := act.Package.Fset.File(e.Pos)
					if file.Name() != where.Filename {
						t.Errorf("%s: an edit in %s", where, file.Name())
					}
					edits[file.Name()] = append(edits[file.Name()], edit{file.Offset(e.Pos), file.Offset(e.End), string(e.NewText)})
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(edits)) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err = apply(text, edits[name])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		formatted, err := format.Source(text)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		if !bytes.Equal(text, formatted) {
			g.unformatted = append(g.unformatted, name)
		}
		g.files[name] = text
	}
	return g
}

type edit struct {
	start, end int
	text       string
}

// apply applies all edits of a file; those that are the same, once.
func apply(text []byte, edits []edit) ([]byte, error) {
	slices.SortFunc(edits, func(a, b edit) int { return 2*(a.start-b.start) + min(1, max(-1, a.end-b.end)) })
	edits = slices.Compact(edits)
	var out bytes.Buffer
	at := 0
	for i, e := range edits {
		if e.start < at || i > 0 && e.start == edits[i-1].start {
			return nil, fmt.Errorf("edits in conflict: %q and %q", edits[i-1].text, e.text)
		}
		out.Write(text[at:e.start])
		out.WriteString(e.text)
		at = e.end
	}
	out.Write(text[at:])
	return out.Bytes(), nil
}

// TestGroup compares what is made of each file of testdata/group with the golden
// file beside it.
func TestGroup(t *testing.T) {
	g := groupModule(t, load(t, "group"))
	for _, name := range g.unformatted {
		t.Errorf("%s: the result is not formatted", name)
	}
	for name, got := range g.files {
		golden := name + ".golden"
		if *update {
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what becomes of the file (-update writes it):\n%s", golden, got)
		}
	}
	goldens, err := filepath.Glob(filepath.Join(groupDir, "*", "*.golden"))
	if err != nil || len(goldens) != len(g.files) {
		t.Errorf("%d golden files, and %d files are edited", len(goldens), len(g.files))
	}
	if n := len(g.reports["refused"]); n < 40 {
		t.Errorf("%d reports of calls that are not rewritten, want 40", n)
	}
	t.Logf("%d fixes in %d files", g.offered, len(g.files))
}

// TestGroupOff shows that nothing is rewritten unless it is asked for.
func TestGroupOff(t *testing.T) {
	graph := analyzed(t, analyzer.New(), under(load(t, "group"), "forms"))
	if len(graph.Roots[0].Diagnostics) == 0 {
		t.Error("no reports")
	}
	for _, d := range graph.Roots[0].Diagnostics {
		if len(d.SuggestedFixes) > 0 {
			t.Errorf("a fix is offered: %s", d.Message)
		}
	}
}

// rewritten returns a copy of the module with the golden files in the place of
// those that they are made of.
func rewritten(t *testing.T) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(groupDir)); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	goTool(t, to, "mod", "edit", "-replace=github.com/crossslotlint/crossslotlint="+root)
	goldens, err := filepath.Glob(filepath.Join(to, "*", "*.golden"))
	if err != nil || len(goldens) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, name := range goldens {
		if err := os.Rename(name, strings.TrimSuffix(name, ".golden")); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func goTool(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

// TestGrouped shows of the rewritten code that it compiles, that go vet has
// nothing to say of it, that nothing is reported any more, and that a second run
// changes nothing.
func TestGrouped(t *testing.T) {
	dir := rewritten(t)
	goTool(t, dir, "vet", "./...")
	g := groupModule(t, loadDir(t, dir))
	for name, reports := range g.reports {
		for _, d := range reports {
			if name != "refused" {
				t.Errorf("package %s: %s", name, d.Message)
			}
		}
	}
	if len(g.files) > 0 {
		t.Errorf("the second run changes %d files", len(g.files))
	}
}
