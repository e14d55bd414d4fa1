package analyzer_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// An outcome is what the program of testdata/group/run prints of one call.
type outcome struct {
	Form, Round string
	Result      any
	Err         string
	State       []any
}

func runForms(t *testing.T, dir string, addrs ...string) (outcomes []outcome) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "run")
	goTool(t, dir, "build", "-o", binary, "./run")
	run := exec.Command(binary, addrs...)
	var stderr bytes.Buffer
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", run, err, stderr.Bytes())
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var o outcome
		if err := dec.Decode(&o); err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, o)
	}
	return outcomes
}

// TestGroupRuns runs the functions of testdata/group/forms with random keys. On a
// cluster each of them goes wrong; rewritten, it does there what it did on one
// server, and does that still: the same results in the same order, for keys that
// are given twice, that do not exist, for none, and with the same errors. After
// an error in the middle the keys are not compared: some are changed.
func TestGroupRuns(t *testing.T) {
	server, cluster := redistest.ServerAddr(t), redistest.Cluster(t)
	before, after := testModule(t, groupDir), rewritten(t)
	want := runForms(t, before, server)
	wrong := make(map[string]bool)
	for i, o := range runForms(t, before, cluster...) {
		if o.Round == "plain" && !reflect.DeepEqual(o, want[i]) {
			wrong[o.Form] = true
		}
	}
	for name, addrs := range map[string][]string{"cluster": cluster, "server": {server}} {
		got := runForms(t, after, addrs...)
		if len(got) != len(want) {
			t.Fatalf("%d calls, want %d", len(got), len(want))
		}
		errs := 0
		for i, o := range got {
			w := want[i]
			if o.Round == "poisoned" {
				o.State, w.State = nil, nil
			}
			if !reflect.DeepEqual(o, w) {
				t.Errorf("on the %s: %+v, want %+v", name, o, w)
			}
			if o.Err != "" {
				errs++
			}
		}
		t.Logf("on the %s: %d calls with the same outcome, %d of them an error", name, len(got), errs)
	}
	for _, form := range formNames(t, before) {
		if !wrong[form] {
			t.Errorf("%s: the same on a cluster, before the rewrite; or it is not run", form)
		}
	}
}

// formNames returns the names of the exported functions of package forms.
func formNames(t *testing.T, dir string) (names []string) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedSyntax | packages.NeedFiles | packages.NeedCompiledGoFiles, Dir: dir}, "./forms")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal(err)
	}
	for _, file := range pkgs[0].Syntax {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() {
				names = append(names, fn.Name.Name)
			}
		}
	}
	return names
}
