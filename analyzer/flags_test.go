package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// analyze runs the analyzer with some flags over a package, and returns the
// names of the functions with findings, and an error of the run itself.
func analyze(t *testing.T, p *packages.Package, flags string) (functions []string, err error) {
	t.Helper()
	a := analyzer.New()
	for f := range strings.FieldsSeq(flags) {
		name, value, _ := strings.Cut(f, "=")
		if err := a.Flags.Set(name, value); err != nil {
			return nil, err
		}
	}
	graph := analyzed(t, a, []*packages.Package{p})
	for _, d := range graph.Roots[0].Diagnostics {
		functions = append(functions, enclosing(p, d.Pos))
	}
	for act := range graph.All() {
		if act.Err != nil && !strings.HasPrefix(act.Err.Error(), "failed prerequisites") {
			return functions, act.Err
		}
	}
	return functions, nil
}

// enclosing returns the name of the function declaration around pos.
func enclosing(p *packages.Package, pos token.Pos) string {
	for _, file := range p.Syntax {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn.Name.Name
			}
		}
	}
	return ""
}

// TestFlags shows what the settings select, in a package with a function of one
// call for each certainty and each type of client.
func TestFlags(t *testing.T) {
	p := packageOf(t, "crossslot", "flags")
	for _, test := range []struct{ flags, want string }{
		{"", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"certainty=possible", "proven likely possible cluster universal cmdable own single ring pipeline tx"},
		{"certainty=likely", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"certainty=proven", "proven cluster universal cmdable own single ring pipeline tx"},
		{"clients=all", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"clients=cluster", "proven likely cluster pipeline tx"},
		{"clients=universal", "universal cmdable own pipeline tx"},
		{"clients=single", "single pipeline tx"},
		{"clients=ring", "ring pipeline tx"},
		{"clients=cluster,universal", "proven likely cluster universal cmdable own pipeline tx"},
		{"certainty=proven clients=cluster", "proven cluster pipeline tx"},
		{"checks=all", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"checks=crossslot", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"checks=-txslot,-hashtag", "proven likely cluster universal cmdable own single ring pipeline tx"},
		{"checks=txslot", ""},
		{"checks=all,-crossslot", ""},
		{"checks=-crossslot", ""},
	} {
		got, err := analyze(t, p, test.flags)
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s: %s, %v; want %s", test.flags, strings.Join(got, " "), err, test.want)
		}
	}
}

// TestWrongFlags shows that a wrong value is an error that names it, when the
// flag is set or when the analyzer runs.
func TestWrongFlags(t *testing.T) {
	p := packageOf(t, "crossslot", "flags")
	for _, test := range []struct{ flag, want string }{
		{"certainty=sure", `"sure"`},
		{"certainty=", `""`},
		{"certainty=Proven", `"Proven"`},
		{"clients=x", `"x"`},
		{"clients=", `""`},
		{"clients=cluster,x", `"x"`},
		{"clients=cluster,", `""`},
		{"checks=x", `"x"`},
		{"checks=", `""`},
		{"checks=txslot,-x", `"x"`},
		{"server=new", `"new"`},
		{"server=7.", `"7."`},
		{"server=", `""`},
		{"server=1.2.3.4", `"1.2.3.4"`},
	} {
		if _, err := analyze(t, p, test.flag); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("-%s: error %v, want one that names %s", test.flag, err, test.want)
		}
	}
}

// TestSame shows that the analyzer says the same of the same code each time,
// its facts included.
func TestSame(t *testing.T) {
	pkgs := load(t, "crossslot")
	var runs [3]string
	for i := range runs {
		a := analyzer.New()
		if err := a.Flags.Set("certainty", "possible"); err != nil {
			t.Fatal(err)
		}
		graph := analyzed(t, a, pkgs)
		var out strings.Builder
		for act := range graph.All() {
			fmt.Fprintln(&out, act, act.Err, act.Result)
			for _, d := range act.Diagnostics {
				fmt.Fprintf(&out, "%+v\n", d)
			}
			var facts []string
			for _, f := range act.AllObjectFacts() {
				facts = append(facts, fmt.Sprintln(f.Object, encode(t, f.Fact)))
			}
			slices.Sort(facts)
			fmt.Fprintln(&out, facts)
		}
		runs[i] = out.String()
	}
	if runs[0] != runs[1] || runs[0] != runs[2] {
		t.Error("three runs over the same packages differ")
	}
	t.Logf("%d bytes of findings and facts", len(runs[0]))
}

// encode returns a fact as it is kept for other packages.
func encode(t *testing.T, fact analysis.Fact) string {
	t.Helper()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(fact); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", buf.Bytes())
}
