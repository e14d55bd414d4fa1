package main

import (
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/lint"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// renamer reports the texts "old", and offers to write "new" for them; for "odd"
// it offers two things at once, which cannot both be done.
func renamer() *analysis.Analyzer {
	return &analysis.Analyzer{Name: "renamer", Doc: "rename", Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok {
					return true
				}
				report := func(message, text string) {
					pass.Report(analysis.Diagnostic{
						Pos: lit.Pos(), End: lit.End(), Category: "text", Message: message + " (text, proven)",
						SuggestedFixes: []analysis.SuggestedFix{{Message: "write " + text, TextEdits: []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte(text)}}}},
					})
				}
				switch lit.Value {
				case `"old"`:
					report("an old text", `"new"`)
				case `"odd"`:
					report("an odd text", `"even"`)
					report("an odd text, as said", `"uneven"`)
				case `"kept"`:
					pass.Report(analysis.Diagnostic{Pos: lit.Pos(), End: lit.End(), Category: "text", Message: "a kept text (text, proven)"})
				}
				return true
			})
		}
		return nil, nil
	}}
}

// each runs an analyzer that is none of ours.
func each(a *analysis.Analyzer) runner {
	return func(p *load.Program, root string) (*result.Result, error) { return lint.RunEach(a, p, root) }
}

// lintWith runs the program in a folder with another analyzer.
func lintWith(t *testing.T, dir string, o *options) (stdout, stderr string, status int, err error) {
	t.Helper()
	t.Chdir(dir)
	o.dir = dir
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	open := func(name string) *os.File {
		f, err := os.Create(filepath.Join(t.TempDir(), name))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	env := environment{stdout: &stream{file: open("stdout")}, stderr: open("stderr"), getenv: func(string) string { return "" }}
	status, err = execute(env, o)
	read := func(f *os.File) string {
		data, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		return string(data)
	}
	return read(env.stdout.file), read(env.stderr), status, err
}

// The files say that they are for the analysis: they have no client.
var textFiles = []string{
	"go.mod", "module example.com/m\n\ngo 1.26\n",
	"a/a.go", "package a\n\n//crossslot:test\nvar A, B, C = \"old\", \"odd\", \"kept\"\n",
	"b/b.go", "package b\n\n//crossslot:test\nvar   A  =  \"old\"\n", // not as gofmt has it
}

func readFiles(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	for i := 2; i < len(textFiles); i += 2 {
		data, err := os.ReadFile(filepath.Join(dir, textFiles[i]))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

func TestApplyFixes(t *testing.T) {
	dir := writeModule(t, textFiles...)
	o := &options{run: each(renamer()), settings: analyzer.NewSettings(), tests: true, fix: true, patterns: []string{"./..."}}
	stdout, stderr, status, err := lintWith(t, dir, o)
	if err != nil || status != statusFindings {
		t.Errorf("exit status %d, error %v", status, err)
	}
	if got, want := readFiles(t, dir), "package a\n\n//crossslot:test\nvar A, B, C = \"new\", \"even\", \"kept\"\npackage b\n\n//crossslot:test\nvar   A  =  \"new\"\n"; got != want {
		t.Errorf("the files hold:\n%s\nwant:\n%s", got, want)
	}
	const wantErr = "crossslotlint: a/a.go:4:22: fix skipped: it changes line 4 too, in another way than a fix before it; run again\n" +
		"crossslotlint: fixed a/a.go\ncrossslotlint: fixed b/b.go\n"
	if stderr != wantErr {
		t.Errorf("standard error:\n%s\nwant:\n%s", stderr, wantErr)
	}
	// What is left is told as it stands now.
	const want = `a/a.go (1 finding)

a/a.go:4:30: a kept text (text, proven)
    4 | var A, B, C = "new", "even", "kept"
      |                              ^~~~~~

1 finding (1 text) in 1 file; 2 packages analyzed
`
	if stdout != want {
		t.Errorf("standard output:\n%s\nwant:\n%s", stdout, want)
	}
}

func TestShowFixes(t *testing.T) {
	dir := writeModule(t, textFiles...)
	before := readFiles(t, dir)
	o := &options{run: each(renamer()), settings: analyzer.NewSettings(), tests: true, fix: true, diff: true, patterns: []string{"./..."}}
	stdout, _, status, err := lintWith(t, dir, o)
	const want = `--- a/a/a.go
+++ b/a/a.go
@@ -1,4 +1,4 @@
 package a
 
 //crossslot:test
-var A, B, C = "old", "odd", "kept"
+var A, B, C = "new", "even", "kept"
--- a/b/b.go
+++ b/b/b.go
@@ -1,4 +1,4 @@
 package b
 
 //crossslot:test
-var   A  =  "old"
+var   A  =  "new"
`
	if stdout != want || status != statusFindings || err != nil {
		t.Errorf("exit status %d, error %v:\n%s\nwant:\n%s", status, err, stdout, want)
	}
	if got := readFiles(t, dir); got != before {
		t.Errorf("the files have changed:\n%s", got)
	}
}

// TestFixReadOnly shows that no file changes if one of them cannot.
func TestFixReadOnly(t *testing.T) {
	dir := writeModule(t, textFiles...)
	before := readFiles(t, dir)
	folder := filepath.Join(dir, "b")
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o777)
	if f, err := os.Create(filepath.Join(folder, "probe")); err == nil {
		f.Close()
		t.Skip("this user may write everywhere")
	}
	_, _, _, err := lintWith(t, dir, &options{run: each(renamer()), settings: analyzer.NewSettings(), tests: true, fix: true, patterns: []string{"./..."}})
	if err == nil || !strings.Contains(err.Error(), "b.go") {
		t.Errorf("error %v", err)
	}
	if got := readFiles(t, dir); got != before {
		t.Errorf("the files have changed:\n%s", got)
	}
}
