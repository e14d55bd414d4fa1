package lint

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"

	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

const program = `
-- go.mod --
module example.com/m

go 1.26
-- client/client.go --
package client
-- bad/bad.go --
package bad

import _ "example.com/m/client"

func Bad() {}
-- uses/uses.go --
package uses

import "example.com/m/bad"

func uses() {
	bad.Bad()
}
-- uses/in_test.go --
package uses

func inTest() {
	uses()
}
-- uses/uses_test.go --
package uses_test

import "example.com/m/bad"

func test() { bad.Bad() }
-- generated/generated.go --
package generated

import "example.com/m/bad"

func generated() {
//line source.y:7:3
	bad.Bad()
}
-- broken/broken.go --
package broken

import _ "example.com/m/bad"

var Broken int = "text"
-- importer/importer.go --
package importer

import "example.com/m/broken"

var X = broken.Broken
-- fails/fails.go --
package fails

import _ "example.com/m/bad"

var Fails int
-- above/above.go --
package above

import "example.com/m/fails"

var X = fails.Fails
`

type badFact struct{}

func (*badFact) AFact() {}

// finder reports the calls of functions that are named Bad in their packages, of
// which it knows by a fact, and offers to take them away.
func finder() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "finder", Doc: "find", FactTypes: []analysis.Fact{new(badFact)}}
	a.Run = func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == "fails" {
			return nil, errors.New("cannot go on")
		}
		if fn, ok := pass.Pkg.Scope().Lookup("Bad").(*types.Func); ok {
			pass.ExportObjectFact(fn, new(badFact))
		}
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if stmt, ok := n.(*ast.ExprStmt); ok {
					if sel, ok := stmt.X.(*ast.CallExpr).Fun.(*ast.SelectorExpr); ok && pass.ImportObjectFact(pass.TypesInfo.Uses[sel.Sel], new(badFact)) {
						pass.Report(analysis.Diagnostic{
							Pos: stmt.Pos(), End: stmt.End(), Category: "bad", Message: "a bad call (bad, likely)",
							Related:        []analysis.RelatedInformation{{Pos: sel.Sel.Pos(), Message: "here"}},
							SuggestedFixes: []analysis.SuggestedFix{{Message: "remove", TextEdits: []analysis.TextEdit{{Pos: stmt.Pos(), End: stmt.End()}}}},
						})
					}
				}
				return true
			})
		}
		return nil, nil
	}
	return a
}

// lint runs the finder on a part of the program.
func lint(t *testing.T, patterns ...string) (dir string, r *result.Result) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(program)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, f.Data, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOWORK", "off")
	t.Setenv("GOFLAGS", "")
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: func(path string) bool { return path == "example.com/m/client" }}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	r, err = RunEach(finder(), p, dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

func TestFindings(t *testing.T) {
	dir, r := lint(t, "./uses")
	// The package is analyzed with and without its test: one finding.
	if len(r.Findings) != 2 || len(r.Failures) != 0 || r.Packages != 1 || r.Root != dir {
		t.Fatalf("%+v", r)
	}
	file := filepath.Join(dir, "uses", "uses.go")
	const offset = len("package uses\n\nimport \"example.com/m/bad\"\n\nfunc uses() {\n\t")
	at := result.Range{File: file, Line: 6, Column: 2, EndLine: 6, EndColumn: 11, Offset: offset, End: offset + 9}
	f := r.Findings[0]
	if f.Range != at || f.Check != "bad" || f.Certainty != "" || f.Package != "example.com/m/uses" || f.Message != "a bad call (bad, likely)" || f.Problem != f.Message {
		t.Errorf("finding %+v", f)
	}
	if len(f.Related) != 1 || f.Related[0].Message != "here" || f.Related[0].Column != 6 || f.Related[0].EndColumn != 6 {
		t.Errorf("related %+v", f.Related)
	}
	if f.Fix == nil || f.Fix.Message != "remove" || len(f.Fix.Edits) != 1 || f.Fix.Edits[0] != (result.Edit{Range: at, Old: "bad.Bad()"}) {
		t.Errorf("fix %+v", f.Fix)
	}
	if got := r.Rel(r.Findings[1].File); got != "uses/uses_test.go" {
		t.Errorf("the other finding is in %s", got)
	}
}

// TestLine shows that what a tool has generated is not edited.
func TestLine(t *testing.T) {
	_, r := lint(t, "./generated")
	if len(r.Findings) != 1 {
		t.Fatalf("%+v", r)
	}
	f := r.Findings[0]
	if r.Rel(f.File) != "generated/source.y" || f.Line != 7 || f.Offset != 0 || f.Fix != nil {
		t.Errorf("finding %+v", f)
	}
}

func TestFailures(t *testing.T) {
	for _, test := range []struct {
		pattern string
		want    []string
	}{
		{"./broken", []string{`broken/broken.go:5 example.com/m/broken: cannot use "text" (untyped string constant) as int value in variable declaration`}},
		{"./importer", []string{
			`:0 example.com/m/importer: not analyzed: it imports example.com/m/broken, which has errors`,
			`broken/broken.go:5 example.com/m/broken: cannot use "text" (untyped string constant) as int value in variable declaration`,
		}},
		{"./fails", []string{":0 example.com/m/fails: cannot go on"}},
		{"./above", []string{":0 example.com/m/above: cannot go on"}},
	} {
		_, r := lint(t, test.pattern, "./uses")
		var got []string
		for _, f := range r.Failures {
			file := ""
			if f.File != "" {
				file = r.Rel(f.File)
			}
			got = append(got, fmt.Sprintf("%s:%d %s: %s", file, f.Line, f.Package, f.Message))
		}
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s:\n%s\nwant:\n%s", test.pattern, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
		if len(r.Findings) != 2 || r.Packages != 1 {
			t.Errorf("%s: the other package was not analyzed: %+v", test.pattern, r)
		}
	}
}

func TestSplitPos(t *testing.T) {
	for _, test := range []struct {
		pos, file    string
		line, column int
		ok           bool
	}{
		{"", "", 0, 0, false},
		{"-", "", 0, 0, false},
		{"a.go", "a.go", 0, 0, true},
		{"a.go:3", "a.go", 3, 0, true},
		{"a.go:3:4", "a.go", 3, 4, true},
		{"a:b.go:3:4", "a:b.go", 3, 4, true},
		{`C:\a.go:3:4`, `C:\a.go`, 3, 4, true},
	} {
		file, line, column, ok := splitPos(test.pos)
		if file != test.file || line != test.line || column != test.column || ok != test.ok {
			t.Errorf("splitPos(%q) = %q, %d, %d, %v", test.pos, file, line, column, ok)
		}
	}
}
