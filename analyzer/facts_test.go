package analyzer_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// A storedFact is a fact as a driver stores it.
type storedFact struct {
	Object string
	Fact   analysis.Fact
}

// factsOf runs the analyzer over packages and returns what each of them exports,
// as a driver would encode it.
func factsOf(t *testing.T, pkgs []*packages.Package) (encoded map[string][]byte, all []analysis.Fact) {
	t.Helper()
	a := analyzer.New()
	for _, f := range a.FactTypes {
		gob.Register(f)
	}
	encoded = make(map[string][]byte)
	for act := range analyzed(t, a, pkgs).All() {
		if act.Err != nil {
			t.Fatalf("%s: %v", act, act.Err)
		}
		var facts []storedFact
		for _, f := range act.AllObjectFacts() {
			if f.Object.Pkg() == act.Package.Types {
				facts = append(facts, storedFact{types.ObjectString(f.Object, nil), f.Fact})
			}
		}
		for _, f := range act.AllPackageFacts() {
			if f.Package == act.Package.Types {
				facts = append(facts, storedFact{"", f.Fact})
			}
		}
		if len(facts) == 0 {
			continue
		}
		slices.SortFunc(facts, func(a, b storedFact) int {
			return strings.Compare(a.Object+fmt.Sprintf(" %T", a.Fact), b.Object+fmt.Sprintf(" %T", b.Fact))
		})
		for _, f := range facts {
			all = append(all, f.Fact)
		}
		encoded[act.Package.PkgPath] = gobBytes(t, facts)
	}
	return encoded, all
}

func gobBytes(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFactBytes judges the facts as drivers handle them: they survive being
// stored, two runs give the same bytes, and the bytes are few.
func TestFactBytes(t *testing.T) {
	const most = 560 // bytes of a fact, on average over all of testdata
	total, count := 0, 0
	kinds := make(map[reflect.Type]bool)
	for _, module := range []string{"engine", "example"} {
		first, facts := factsOf(t, load(t, module))
		for _, f := range facts {
			kinds[reflect.TypeOf(f)] = true
			stored := gobBytes(t, f)
			again := reflect.New(reflect.TypeOf(f).Elem()).Interface().(analysis.Fact)
			if err := gob.NewDecoder(bytes.NewReader(stored)).Decode(again); err != nil {
				t.Fatalf("%v: %v", f, err)
			}
			if got, want := fmt.Sprint(again), fmt.Sprint(f); got != want {
				t.Errorf("a stored fact reads %q, was %q", got, want)
			}
			if !bytes.Equal(gobBytes(t, again), stored) {
				t.Errorf("%v: other bytes the second time", f)
			}
		}
		// Loaded anew, the files are in another order.
		second, _ := factsOf(t, loadDir(t, filepath.Join("..", "testdata", module)))
		for pkg, b := range first {
			total += len(b)
			if !bytes.Equal(b, second[pkg]) {
				t.Errorf("%s: another run gives other facts", pkg)
			}
		}
		if len(first) != len(second) {
			t.Errorf("%s: facts of %d packages, and then of %d", module, len(first), len(second))
		}
		count += len(facts)
	}
	for _, f := range analyzer.Analyzer.FactTypes {
		if !kinds[reflect.TypeOf(f)] {
			t.Errorf("no %T in testdata", f)
		}
	}
	t.Logf("%d facts, %d bytes", count, total)
	if total > most*count {
		t.Errorf("%d facts have %d bytes, want at most %d each on average", count, total, most)
	}
}
