package golangci

import (
	"go/token"
	"regexp"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
)

func TestSettings(t *testing.T) {
	newPlugin, err := register.GetPlugin(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		conf any
		err  string
	}{
		{nil, ""},
		{map[string]any{}, ""},
		{map[string]any{"certainty": "possible", "checks": []any{"all", "-hotslot"}, "generated": true, "server": 8, "go-redis": 9.0, "exclude": "gen"}, ""},
		{"x", "crossslotlint: settings: want a map"},
		{map[string]any{"check": "x"}, `crossslotlint: settings: unknown setting "check": want checks, certainty, `},
		{map[string]any{"nolint": true}, `crossslotlint: settings: unknown setting "nolint": want checks, `},
		{map[string]any{"checks": []any{"x"}}, `crossslotlint: settings: checks: unknown check "x": want crossslot, `},
		{map[string]any{"certainty": []any{"likely", "proven"}}, "crossslotlint: settings: certainty: 2 values: want one"},
		{map[string]any{"certainty": nil}, "crossslotlint: settings: certainty: <nil>: want proven, likely or possible"},
		{map[string]any{"certainty": map[string]any{}}, "crossslotlint: settings: certainty: map[]: want proven"},
		{map[string]any{"server": 7.2}, `crossslotlint: settings: server: 7.2 is a number, of which 7.1 and 7.10 are one: write it in quotes, "7.2"`},
	} {
		p, err := newPlugin(test.conf)
		switch {
		case test.err != "":
			if err == nil || !strings.HasPrefix(err.Error(), test.err) {
				t.Errorf("%v: error %v, want %s", test.conf, err, test.err)
			}
		case err != nil:
			t.Errorf("%v: %v", test.conf, err)
		case p.GetLoadMode() != register.LoadModeTypesInfo:
			t.Errorf("load mode %s", p.GetLoadMode())
		}
	}
}

func TestAnalyzers(t *testing.T) {
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	as, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	if err := analysis.Validate(as); err != nil {
		t.Error(err)
	}
	if len(as) != 2 || as[0].Name != "crossslotlint" || !regexp.MustCompile(`^crossslotlint_[0-9a-f]{16}$`).MatchString(as[1].Name) {
		t.Errorf("analyzers %v", as)
	}
	if len(as[0].FactTypes) > 0 || len(as[1].FactTypes) == 0 {
		t.Error("facts are not those of the one that works")
	}
}

// TestAdapt shows what is left of a diagnostic.
func TestAdapt(t *testing.T) {
	fset := token.NewFileSet()
	a, b := fset.AddFile("a.go", -1, 100), fset.AddFile("b.go", -1, 100)
	edit := func(f *token.File) analysis.TextEdit { return analysis.TextEdit{Pos: f.Pos(1), End: f.Pos(5)} }
	fix := func(edits ...analysis.TextEdit) analysis.SuggestedFix { return analysis.SuggestedFix{TextEdits: edits} }
	across := analysis.TextEdit{Pos: a.Pos(90), End: b.Pos(1)}
	for _, test := range []struct {
		name  string
		fixes []analysis.SuggestedFix
		want  int
	}{
		{"none", nil, 0},
		{"one file", []analysis.SuggestedFix{fix(edit(a), edit(a))}, 1},
		{"no end", []analysis.SuggestedFix{fix(analysis.TextEdit{Pos: a.Pos(3)})}, 1},
		{"another file", []analysis.SuggestedFix{fix(edit(b))}, 0},
		{"two files", []analysis.SuggestedFix{fix(edit(a), edit(b))}, 0},
		{"across", []analysis.SuggestedFix{fix(across)}, 0},
		{"two fixes", []analysis.SuggestedFix{fix(edit(a)), fix(edit(a))}, 1},
		{"second best", []analysis.SuggestedFix{fix(edit(a), edit(b)), fix(edit(a))}, 0},
	} {
		d := adapt(&analysis.Pass{Fset: fset}, analysis.Diagnostic{
			Pos: a.Pos(1), Message: "m", Category: "crossslot", SuggestedFixes: test.fixes,
			Related: []analysis.RelatedInformation{{Pos: a.Pos(2), Message: "r"}},
		})
		if len(d.Related) > 0 || len(d.SuggestedFixes) != test.want || d.Message != "m" || d.Pos != a.Pos(1) {
			t.Errorf("%s: %+v", test.name, d)
		}
	}
}
