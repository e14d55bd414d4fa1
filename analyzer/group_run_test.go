package analyzer_test

import (
	"go/ast"
	"reflect"
	"strings"
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

// noKeys is what the server says of a command without keys.
const noKeys = "ERR wrong number of arguments"

// TestGroupRuns runs the functions of testdata/group/forms with random keys. On a
// cluster each of them goes wrong; rewritten, it does there what it did on one
// server, and does that still: the same results in the same order, for keys that
// are given twice, that do not exist, and with the same errors. After
// an error in the middle the keys are not compared: some are changed. Where commands
// fail for two reasons, a pipeline has both. For no keys there is no error any more, and
// nothing is changed.
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
		errs, joined := 0, make(map[string]bool)
		for i, o := range got {
			w := want[i]
			switch o.Round {
			case "poisoned":
				o.State, w.State = nil, nil
			case "joined":
				if strings.Contains(o.Err, "poisoned\npoisoned otherwise") || strings.Contains(o.Err, "poisoned otherwise\npoisoned") {
					joined[o.Form] = true
				}
				if strings.Contains(o.Err, "poisoned") && strings.Contains(w.Err, "poisoned") {
					w.Err = o.Err // both, or that of the key of a map that came first
				}
				o.State, w.State = nil, nil
			}
			if o.Round == "empty" || strings.Contains(w.Err, noKeys) {
				if strings.HasPrefix(o.Err, "ERR") || !reflect.DeepEqual(o.State, w.State) {
					t.Errorf("on the %s: without keys, %+v, want the keys of %+v", name, o, w)
				}
				continue
			}
			if !reflect.DeepEqual(o, w) {
				t.Errorf("on the %s: %+v, want %+v", name, o, w)
			}
			if o.Err != "" {
				errs++
			}
		}
		for _, form := range []string{"CheckReturn", "ReturnErr", "ReturnResult", "MGet", "MSetAny", "MSetPairs"} {
			if !joined[form] {
				t.Errorf("on the %s: %s returns one of two errors", name, form)
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

// TestGroupSteps counts what the rewritten code sends for 1,000 keys of 1,000 slots: as
// many commands as the loop, in one round trip for each of the three nodes.
func TestGroupSteps(t *testing.T) {
	cluster := redistest.Cluster(t)
	type steps struct {
		Form                 string
		Commands, RoundTrips int
		Seconds              float64
	}
	got := output[steps](t, build(t, rewritten(t), "./steps"), cluster...)
	for i := range got {
		t.Logf("%+v", got[i])
		got[i].Seconds = 0
	}
	want := []steps{{"LoopErr", 1000, 1000, 0}, {"ReturnErr", 1000, len(cluster), 0}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
