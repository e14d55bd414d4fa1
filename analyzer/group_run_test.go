package analyzer_test

import (
	"go/ast"
	"reflect"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// An outcome is what the program of testdata/group/run prints of one call.
type outcome struct {
	Form, Round string
	Result      any
	Err         string
	State       []any
}

// TestGroupRuns runs the functions of testdata/group/forms with random keys. On a
// cluster each of them goes wrong; rewritten, it does there what it did on one
// server, and does that still: the same results in the same order, for keys that
// are given twice, that do not exist, for none, and with the same errors. After
// an error in the middle the keys are not compared: some are changed.
func TestGroupRuns(t *testing.T) {
	server, cluster := redistest.ServerAddr(t), redistest.Cluster(t)
	before, after := build(t, groupDir, "./run"), build(t, rewritten(t), "./run")
	want := output[outcome](t, before, server)
	wrong := make(map[string]bool)
	for i, o := range output[outcome](t, before, cluster...) {
		if o.Round == "plain" && !reflect.DeepEqual(o, want[i]) {
			wrong[o.Form] = true
		}
	}
	for name, addrs := range map[string][]string{"cluster": cluster, "server": {server}} {
		got := output[outcome](t, after, addrs...)
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
	for _, form := range formNames(t) {
		if !wrong[form] {
			t.Errorf("%s: the same on a cluster, before the rewrite; or it is not run", form)
		}
	}
}

// formNames returns the names of the exported functions of package forms.
func formNames(t *testing.T) (names []string) {
	t.Helper()
	for _, file := range packageOf(t, "group", "forms").Syntax {
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.IsExported() {
				names = append(names, fn.Name.Name)
			}
		}
	}
	return names
}
