package analyzer_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

func engineDir(t testing.TB) string {
	dir, err := filepath.Abs("../testdata/engine")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// diagnosticsOnly leaves out what analysistest says of facts that no comment
// expects: most packages export some. Those that a comment expects are judged.
type diagnosticsOnly struct{ *testing.T }

func (t diagnosticsOnly) Errorf(format string, args ...any) {
	if strings.Contains(format, "unexpected %s") && len(args) > 1 && args[1] == "fact" {
		return
	}
	t.T.Helper()
	t.T.Errorf(format, args...)
}

// setDirective begins the comments that say with which settings the package of
// a folder is judged, and those of the folders below it that say nothing
// themselves: one line for each value, as in
//
//	//crossslottest:set certainty=possible
const setDirective = "//crossslottest:set "

// todoDirective is the comment of a package that is judged with -todo only.
const todoDirective = "//crossslottest:todo"

// engineSettings are the settings of the packages that name none: they spell and
// use keys in ways that other checks report.
var engineSettings = []string{"checks=crossslot,txslot,clusterdenied"}

// A folder is one of testdata with a Go package.
type folder struct {
	path     string   // absolute
	settings []string // "name=value"
	todo     bool
}

// foldersIn finds the packages of a module, each before those below it.
func foldersIn(t *testing.T, dir string) (folders []*folder) {
	t.Helper()
	above := make(map[string][]string)
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		f := &folder{path: path, settings: above[filepath.Dir(path)]}
		if f.settings == nil {
			f.settings = engineSettings
		}
		files, err := filepath.Glob(filepath.Join(path, "*.go"))
		if err != nil {
			return err
		}
		var own []string
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for line := range strings.Lines(string(text)) {
				line = strings.TrimSuffix(line, "\n")
				if setting, ok := strings.CutPrefix(line, setDirective); ok {
					own = append(own, setting)
				}
				f.todo = f.todo || line == todoDirective
			}
		}
		if own != nil {
			f.settings = own
		}
		above[path] = f.settings
		if files != nil {
			folders = append(folders, f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

// byFolder returns an analyzer that takes each package with the settings of its
// folder. So one run, which loads the client once, judges packages of all
// settings.
func byFolder(t *testing.T, folders []*folder) *analysis.Analyzer {
	t.Helper()
	by := make(map[string]*analysis.Analyzer)
	for _, f := range folders {
		a := analyzer.New()
		for _, setting := range f.settings {
			name, value, _ := strings.Cut(setting, "=")
			if err := a.Flags.Set(name, value); err != nil {
				t.Fatalf("%s: %s: %v", f.path, setting, err)
			}
		}
		by[f.path] = a
	}
	other := analyzer.New()
	all := *other
	all.Run = func(pass *analysis.Pass) (any, error) {
		if len(pass.Files) > 0 {
			name := pass.Fset.PositionFor(pass.Files[0].FileStart, false).Filename
			if a := by[filepath.Dir(name)]; a != nil {
				return a.Run(pass)
			}
		}
		return other.Run(pass)
	}
	return &all
}

// judge judges the packages of folders by the comments in them, and shows that
// none of them is left out.
func judge(t *testing.T, dir string, folders []*folder) {
	t.Helper()
	left := make(map[string]bool)
	var patterns []string
	for _, f := range folders {
		left[f.path] = true
		patterns = append(patterns, f.path)
	}
	for _, r := range analysistest.Run(diagnosticsOnly{t}, dir, byFolder(t, folders), patterns...) {
		checkTraces(t, r)
		for _, file := range r.Action.Package.GoFiles {
			delete(left, filepath.Dir(file))
		}
	}
	for path := range left {
		t.Errorf("%s was not judged", path)
	}
}

var todo = flag.Bool("todo", false, "judge testdata/engine/todo, what the engine does not do yet")

// TestEngine judges what the engine sees through: each construct with a
// mistake, and with what looks like it and is right. It takes all packages of
// testdata/engine but those that wait: with -todo it tells what has come to pass
// of these.
func TestEngine(t *testing.T) {
	dir := engineDir(t)
	folders := slices.DeleteFunc(foldersIn(t, dir), func(f *folder) bool { return f.todo != *todo })
	judge(t, dir, folders)
}

// checkTraces compares the way from a report to the client, which its related
// positions tell ("sent by raw.Move"), with the comment in the line above it:
//
//	// trace: Move, redis.Cmdable.Rename
//
// The reported call itself is not part of it.
func checkTraces(t *testing.T, r *analysistest.Result) {
	t.Helper()
	type line struct {
		file string
		line int
	}
	reports := make(map[line][]analysis.Diagnostic)
	fset := r.Action.Package.Fset
	for _, d := range r.Action.Diagnostics {
		p := fset.Position(d.Pos)
		l := line{p.Filename, p.Line}
		reports[l] = append(reports[l], d)
	}
	sentBy := regexp.MustCompile(`^sent by (\S+)( at \S+:\d+)?$`)
	for _, file := range r.Action.Package.Syntax {
		for _, group := range file.Comments {
			for _, comment := range group.List {
				text, ok := strings.CutPrefix(comment.Text, "// trace: ")
				if !ok {
					continue
				}
				p := fset.Position(comment.Pos())
				ds := reports[line{p.Filename, p.Line + 1}]
				if len(ds) != 1 {
					t.Errorf("%s:%d: %d reports below the trace", p.Filename, p.Line, len(ds))
					continue
				}
				var steps []string
				for _, rel := range ds[0].Related {
					if m := sentBy.FindStringSubmatch(rel.Message); m != nil {
						steps = append(steps, m[1])
						if !rel.Pos.IsValid() {
							t.Errorf("%s:%d: no position for %s", p.Filename, p.Line, m[1])
						}
					}
				}
				if got := strings.Join(steps, ", "); !regexp.MustCompile("^(" + text + ")$").MatchString(got) {
					t.Errorf("%s:%d: the trace is %s, want %s", p.Filename, p.Line, got, text)
				}
			}
		}
	}
}
