package analyzer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/goredis"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/denied"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestDeniedRows shows that each row of the table has a claim that is reported
// by it; TestClaims executes them.
func TestDeniedRows(t *testing.T) {
	main := packageOf(t, "claims", "main")
	graph := analyzed(t, analyzer.New(), []*packages.Package{main})
	for _, row := range denied.Rows() {
		claimed := false
		for _, d := range graph.Roots[0].Diagnostics {
			claimed = claimed || strings.HasPrefix(d.Message, row.Command) && strings.Contains(d.Message, row.Refusal+row.Quietly) && strings.Contains(d.Message, row.For(goredis.Library.About()).Advice)
		}
		if !claimed {
			t.Errorf("%s (%s%s) has no claim", row.Command, row.Refusal, row.Quietly)
		}
		if (row.Refusal == "") == (row.Quietly == "") {
			t.Errorf("%s: refused and quiet at once, or neither", row.Command)
		}
	}
}

// TestDeniedResolver executes what is claimed of a client that splits commands:
// these functions empty all nodes or count all keys, and are not reported.
func TestDeniedResolver(t *testing.T) {
	addrs := redistest.Cluster(t)
	reported := reportsByFunction(t, under(load(t, "claims"), "resolver"))
	type result struct {
		Err  string
		Left int64
	}
	for name, r := range output[map[string]result](t, build(t, "../testdata/claims", "./resolver"), addrs...)[0] {
		fails := r.Err != "" || strings.HasPrefix(name, "flush") && r.Left > 0
		if checks := strings.Join(reported[name], " "); fails != (checks == "clusterdenied") {
			t.Errorf("%s: error %q, %d keys left; reported by %q", name, r.Err, r.Left, checks)
		}
	}
}

// conditions says of a row which calls it is about, as the documentation does.
var conditions = map[denied.Condition]string{
	denied.Always: "all", denied.OtherDB: "a database other than 0", denied.By: "`BY` with a `*`", denied.Get: "`GET`",
}

// TestDeniedDoc shows that the documentation lists every row of the table, and
// that its examples are functions that are executed.
func TestDeniedDoc(t *testing.T) {
	text, err := os.ReadFile("../docs/checks/clusterdenied.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(text)
	for _, row := range denied.Rows() {
		calls, what := conditions[row.When], row.Quietly
		if goredis.Library.About().AllNodes[row.Command] != "" {
			calls = "raw, or in a pipeline"
		}
		if row.Refusal != "" {
			what = "refused: `" + row.Refusal + "`"
		}
		if line := fmt.Sprintf("| `%s` | %s | %s |\n", row.Command, calls, what); !strings.Contains(doc, line) {
			t.Errorf("no line\n%s", line)
		}
	}
	var claims string
	for _, name := range []string{"denied.go", "nodes.go", "admin.go"} {
		source, err := os.ReadFile("../testdata/claims/" + name)
		if err != nil {
			t.Fatal(err)
		}
		claims += string(source)
	}
	for i, block := range strings.Split(doc, "\n```") {
		if code, ok := strings.CutPrefix(block, "go\n"); ok && i%2 == 1 && !strings.Contains(claims, code+"\n") {
			t.Errorf("no claim is\n%s", code)
		}
	}
}
