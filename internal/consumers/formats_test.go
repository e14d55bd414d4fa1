// Package consumers gives what the project writes to the programs that are to
// read it: reports to their own readers, workflows to their linter. It is a
// module of its own, so that none of these is a dependency of the linter.
package consumers

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/reviewdog/reviewdog/parser"
	"github.com/reviewdog/reviewdog/proto/rdf"
	"github.com/xeipuuv/gojsonschema"
)

// goldens are the reports of the tests of package format.
const goldens = "../format/testdata"

func golden(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(goldens, name+".golden"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sarifSchema returns the official schema, which go-sarif has as a constant. Its
// own validation is of the log that it has read, without what it does not know.
func sarifSchema(t *testing.T) gojsonschema.JSONLoader {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := goparser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, err := strconv.Unquote(file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	if err != nil || !strings.Contains(text, `"id": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"`) {
		t.Fatalf("this is not the schema: %v\n%.300s", err, text)
	}
	return gojsonschema.NewStringLoader(text)
}

// TestSARIF validates the logs by the standard's own JSON schema.
func TestSARIF(t *testing.T) {
	schema, err := gojsonschema.NewSchema(sarifSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	logs := map[string]string{"sarif-full": string(golden(t, "sarif-full")), "sarif-empty": string(golden(t, "sarif-empty"))}
	// A real one.
	dir := checkout(t)
	if out, code := shell(t, dir, "crossslotlint -certainty=possible -format sarif=out.sarif ./..."); code != 3 {
		t.Fatal(out)
	}
	logs["the example's"] = read(t, filepath.Join(dir, "out.sarif"))
	for name, data := range logs {
		if r, err := schema.Validate(gojsonschema.NewStringLoader(data)); err != nil || !r.Valid() {
			t.Errorf("%s: %v %v", name, err, r.Errors())
		}
		if _, err := sarif.FromString(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// The schema refuses what is wrong.
		for from, to := range map[string]string{
			`"columnKind": "unicodeCodePoints"`: `"columnKind": "bytes"`,
			`"results": [`:                      `"resultz": [`,
			`"ruleIndex": 0`:                    `"ruleIndex": -2`,
		} {
			broken := strings.Replace(data, from, to, 1)
			if r, err := schema.Validate(gojsonschema.NewStringLoader(broken)); (err != nil || r.Valid()) && broken != data {
				t.Errorf("%s with %s: %v, valid", name, to, err)
			}
		}
	}
}

// TestReviewdogReads gives reports to reviewdog's readers.
func TestReviewdogReads(t *testing.T) {
	for name, p := range map[string]parser.Parser{
		"rdjson":     parser.NewRDJSONParser(),
		"sarif":      parser.NewSarifParser(),
		"checkstyle": parser.NewCheckStyleParser(),
	} {
		if list, err := p.Parse(strings.NewReader(string(golden(t, name+"-empty")))); err != nil || len(list) != 0 {
			t.Errorf("%s-empty: %v, %v", name, list, err)
		}
		list, err := p.Parse(strings.NewReader(string(golden(t, name+"-full"))))
		if err != nil {
			t.Errorf("%s-full: %v", name, err)
			continue
		}
		first := list[0]
		// Of SARIF, reviewdog resolves the URI by the folder that the log names.
		if got := first.Location.Path; got != "cart.go" && !(name == "sarif" && strings.HasSuffix(got, "/repo/the shop/cart.go")) {
			t.Errorf("%s: path %q", name, got)
		}
		if got := first.Location.Range.Start.Line; got != 5 {
			t.Errorf("%s: line %d", name, got)
		}
		if got := first.GetCode().GetValue(); !strings.HasSuffix(got, "crossslot") {
			t.Errorf("%s: code %q", name, got)
		}
		if first.Severity != rdf.Severity_ERROR || !strings.Contains(first.Message, `straße:<id> and cart:<id> <never> share a slot & "that" is 100%`) {
			t.Errorf("%s: %s: %s", name, first.Severity, first.Message)
		}
		if name == "rdjson" && (len(first.Suggestions) != 1 || first.Suggestions[0].Range.Start.Column != 27 || first.Location.Range.Start.Column != 11) {
			t.Errorf("rdjson: %v", first)
		}
	}
}

// TestReviewdogRuns gives a report and a diff to the program itself: it tells the
// findings on lines of the diff, and no others.
func TestReviewdogRuns(t *testing.T) {
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	write := func(line5 string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "cart.go"), []byte("1\n2\n3\n4\n"+line5+"\n6\n7\n8\n9\n10\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git("init", "-q")
	write("5")
	git("add", ".")
	git("commit", "-q", "-m", "x")
	write("five")
	programs, err := bin()
	if err != nil {
		t.Fatal(err)
	}

	for _, name := range []string{"rdjson", "checkstyle"} {
		cmd := exec.Command(filepath.Join(programs, "reviewdog"), "-f="+name, "-reporter=local", "-diff=git diff", "-fail-on-error")
		cmd.Dir = dir
		cmd.Stdin = strings.NewReader(string(golden(t, name+"-full")))
		out, err := cmd.CombinedOutput()
		told := string(out)
		if !strings.Contains(told, "RENAME: keys") || strings.Contains(told, "once more") || strings.Contains(told, "MGET") || err == nil {
			t.Errorf("reviewdog -f=%s: %v\n%s", name, err, out)
		}
	}
}
