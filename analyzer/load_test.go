package analyzer_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// loads holds the modules of testdata that tests have loaded.
var loads = struct {
	sync.Mutex
	modules map[string][]*packages.Package
}{modules: make(map[string][]*packages.Package)}

// load returns all packages of a module of testdata, without tests. It loads a
// module once, whoever asks; nobody may change what it returns.
func load(t *testing.T, module string) []*packages.Package {
	t.Helper()
	loads.Lock()
	defer loads.Unlock()
	pkgs, ok := loads.modules[module]
	if !ok {
		pkgs = loadDir(t, filepath.Join("..", "testdata", module))
		loads.modules[module] = pkgs
	}
	return pkgs
}

// loadDir loads all packages of a module. What they import has types and no
// syntax, as for the stand-alone program; TestEngine and TestCrossSlot take it
// from source. The types are in what is compiled, which is shared with build.
func loadDir(t *testing.T, dir string) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedModule,
		Dir:  dir,
		Env:  append(os.Environ(), "GOWORK=off", "GOFLAGS=-trimpath"),
	}, "./...")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatal(dir, err)
	}
	return pkgs
}

// under returns the packages in a folder of their module, and below it.
func under(pkgs []*packages.Package, folder string) (list []*packages.Package) {
	for _, p := range pkgs {
		if path := p.Module.Path + "/" + folder; p.PkgPath == path || strings.HasPrefix(p.PkgPath, path+"/") {
			list = append(list, p)
		}
	}
	return list
}

// analyzed runs an analyzer over packages, and returns what came of each.
func analyzed(t *testing.T, a *analysis.Analyzer, pkgs []*packages.Package) *checker.Graph {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	return graph
}

// build builds a program of a module, and returns it. What is built does not
// depend on the folder: that of a copy is in the build cache.
func build(t *testing.T, dir, pattern string) (binary string) {
	t.Helper()
	binary = filepath.Join(t.TempDir(), "program")
	goTool(t, dir, "build", "-trimpath", "-o", binary, pattern)
	return binary
}

// output runs a program with the addresses of servers, and returns the JSON
// values that it prints.
func output[T any](t *testing.T, binary string, addrs ...string) (list []T) {
	t.Helper()
	run := exec.Command(binary, addrs...)
	var stderr bytes.Buffer
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", run, err, stderr.Bytes())
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var v T
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}
