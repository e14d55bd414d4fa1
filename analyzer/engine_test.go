package analyzer_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// enginePackages are the packages of testdata/engine that are judged with the
// default settings. The folder todo is not among them.
var enginePackages = []string{
	"./patterns", "./lists", "./identity", "./kinds", "./keys/...", "./helpers", "./store/...", "./wrappers",
	"./guards", "./traps", "./prefixes", "./tx", "./resolver", "./rings",
}

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

// TestEngine judges what the engine sees through: each construct with a
// mistake, and with what looks like it and is right.
func TestEngine(t *testing.T) {
	for _, r := range analysistest.Run(diagnosticsOnly{t}, engineDir(t), analyzer.New(), enginePackages...) {
		checkTraces(t, r)
	}
}

// TestSettings judges the packages that are made for other settings.
func TestSettings(t *testing.T) {
	for _, s := range []struct{ pkg, flag, value string }{
		{"./possible", "certainty", "possible"},
		{"./proven", "certainty", "proven"},
		{"./clients", "clients", "cluster"},
	} {
		a := analyzer.New()
		if err := a.Flags.Set(s.flag, s.value); err != nil {
			t.Fatal(err)
		}
		analysistest.Run(diagnosticsOnly{t}, engineDir(t), a, s.pkg)
	}
}

// checkTraces compares the way from a report to the client, which its related
// positions tell ("sent by raw.Move"), with the comment in the line above it:
//
//	// trace: Move, redis.Cmdable.Rename
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
