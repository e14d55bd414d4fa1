package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// A place is a position without a column: "file.go:12".
type place string

// A span is the lines of a call whose outcome the program prints.
type span struct {
	file        string
	first, last int
}

// programCalls returns the calls of the recorder's methods in a package, by
// the place that the program prints.
func programCalls(t *testing.T, dir string) map[place]span {
	t.Helper()
	calls := make(map[place]span)
	fset := token.NewFileSet()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			switch sel.Sel.Name {
			case "sent", "sentRaw", "queued", "done", "subscribed":
				s := span{filepath.Base(name), fset.Position(call.Pos()).Line, fset.Position(call.End()).Line}
				calls[place(fmt.Sprintf("%s:%d", s.file, s.first))] = s
				return false
			}
			return true
		})
	}
	return calls
}

// lintCalls returns what the linter reports of each of the calls.
func lintCalls(t *testing.T, dir string, calls map[place]span) map[place][]string {
	t.Helper()
	reported := make(map[place][]string)
	for _, d := range vetJSON(t, dir, "./...") {
		file, line := d.position(t)
		found := false
		for p, s := range calls {
			if s.file == file && s.first <= line && line <= s.last {
				reported[p] = append(reported[p], d.Message)
				found = true
			}
		}
		if !found {
			t.Errorf("%s: outside of the calls: %s", d.Posn, d.Message)
		}
	}
	return reported
}

// A diagnostic is one that go vet -json prints.
type diagnostic struct {
	Category, Posn, End, Message string
	Related                      []struct{ Posn, Message string }
}

func (d diagnostic) position(t *testing.T) (file string, line int) {
	t.Helper()
	parts := strings.Split(filepath.Base(d.Posn), ":")
	if len(parts) != 3 {
		t.Fatalf("position %q", d.Posn)
	}
	line, err := strconv.Atoi(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	return parts[0], line
}

// vetJSON runs go vet -json on packages.
func vetJSON(t *testing.T, dir string, args ...string) []diagnostic {
	t.Helper()
	r := vet(t, dir, append([]string{"-json"}, args...)...)
	if r.code != 0 {
		t.Fatalf("go vet -json: exit status %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	// Go releases print it on the one or on the other, with comments between.
	var out bytes.Buffer
	for line := range strings.Lines(r.stdout + r.stderr) {
		if !strings.HasPrefix(line, "#") {
			out.WriteString(line)
		}
	}
	var list []diagnostic
	for dec := json.NewDecoder(&out); dec.More(); {
		var packages map[string]map[string][]diagnostic
		if err := dec.Decode(&packages); err != nil {
			t.Fatalf("go vet -json: %v\n%s%s", err, r.stdout, r.stderr)
		}
		for _, analyzers := range packages {
			list = slices.Concat(list, analyzers["crossslotlint"])
		}
	}
	return list
}

// TestEndToEnd lints a program, runs it on a cluster, and compares the two for
// every call: a call is reported if and only if it is refused.
func TestEndToEnd(t *testing.T) {
	addrs := redistest.Cluster(t)
	dir := filepath.Join(testdata, "e2e")
	calls := programCalls(t, dir)
	reported := lintCalls(t, dir, calls)

	r := run(t, dir, "go", append([]string{"run", "."}, addrs...)...)
	if r.code != 0 {
		t.Fatalf("the program: exit status %d\n%s", r.code, r.stderr)
	}
	outcomes := make(map[place]string)
	for line := range strings.Lines(r.stdout) {
		p, outcome, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if _, ok := outcomes[place(p)]; ok {
			t.Errorf("%s: called twice", p)
		}
		outcomes[place(p)] = outcome
	}

	refused := 0
	for _, p := range slices.Sorted(maps.Keys(calls)) {
		outcome, ok := outcomes[p]
		delete(outcomes, p)
		isRefused := outcome == "CROSSSLOT" || outcome == "EXECABORT"
		switch {
		case !ok:
			t.Errorf("%s: not called", p)
		case isRefused && reported[p] == nil:
			t.Errorf("%s: refused (%s), but not reported", p, outcome)
		case isRefused:
			refused++
		case outcome != "ok":
			// A wrong call says nothing of slots.
			t.Errorf("%s: the call failed: %s", p, outcome)
		case reported[p] != nil:
			t.Errorf("%s: not refused, but reported: %s", p, reported[p])
		}
	}
	for p, outcome := range outcomes {
		t.Errorf("%s: a call that is not in the source: %s", p, outcome)
	}
	t.Logf("%d calls compared, %d of them refused", len(calls), refused)
}
