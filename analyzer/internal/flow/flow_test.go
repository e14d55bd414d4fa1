package flow_test

import (
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/ssatest"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A test is a program, and what its function F returns.
type test struct {
	name   string
	source string // declarations, without the package clause and the imports
	want   string // of the first result of F, as value.Describe spells it
}

func run(t *testing.T, tests []test) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			results := evaluate(t, tt.source)
			if got := value.Describe(results[0]); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.source, got, tt.want)
			}
		})
	}
}

// evaluate returns what the function F of a program returns, with what the
// package assigns to fields of objects that F does not know.
func evaluate(t *testing.T, source string) []*value.Value {
	t.Helper()
	e, p := evaluator(t, source)
	sum := e.Summary(p.Func(t, "F"))
	if sum == nil {
		t.Fatal("F has no summary")
	}
	out := make([]*value.Value, len(sum.Results))
	for i, v := range sum.Results {
		out[i] = e.Expand(v)
	}
	return out
}

func evaluator(t *testing.T, source string) (*flow.Evaluator, *ssatest.Package) {
	t.Helper()
	p := ssatest.Build(t, program(source), nil)
	return flow.New(p.SSA, p.Funcs, nil), p
}

// program puts the imports that a source uses before it.
func program(source string) string {
	var b strings.Builder
	b.WriteString("package app\n\n")
	for _, path := range []string{"bytes", "fmt", "maps", "math/rand", "os", "path", "slices", "strconv", "strings", "text/template", "time"} {
		if name := path[strings.LastIndexByte(path, '/')+1:]; strings.Contains(source, name+".") {
			b.WriteString("import \"" + path + "\"\n")
		}
	}
	b.WriteString("\n" + source + "\n")
	return b.String()
}

// same evaluates a function F with two results, and reports whether they are
// known to be one value.
func same(t *testing.T, source string) bool {
	t.Helper()
	results := evaluate(t, source)
	if results[0] == nil || results[1] == nil {
		t.Fatalf("%s: nothing is known of the results", source)
	}
	return results[0].Same(results[1])
}
