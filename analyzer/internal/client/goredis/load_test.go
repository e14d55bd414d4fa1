package goredis

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// recordDir is the module that requires the real clients, and calls them.
const recordDir = "../../../../testdata/record"

// A clientModule is one version of the client to hold the table against.
type clientModule struct {
	path    string
	modfile string // that selects the version, "" for go.mod
}

var clientModules = []clientModule{
	{"github.com/redis/go-redis/v9", ""},
	{"github.com/redis/go-redis/v9", "v9.7.mod"}, // has methods that v9.8 dropped
	{"github.com/go-redis/redis/v9", ""},
	{"github.com/go-redis/redis/v8", ""},
	{"github.com/go-redis/redis/v7", ""},
	{"github.com/go-redis/redis", ""},
}

// A loadedModule is a client's package, and the version that it is of.
type loadedModule struct {
	clientModule
	version string
	pkg     *types.Package
}

func (m loadedModule) String() string { return m.path + "@" + m.version }

// loadClients loads the packages of all versions, types only.
var loadClients = sync.OnceValues(func() ([]loadedModule, error) {
	var list []loadedModule
	for _, m := range clientModules {
		cfg := &packages.Config{
			Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedModule,
			Dir:  recordDir,
			Env:  append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
		}
		if m.modfile != "" {
			cfg.BuildFlags = []string{"-modfile=" + m.modfile}
		}
		pkgs, err := packages.Load(cfg, m.path)
		if err != nil {
			return nil, err
		}
		for _, p := range pkgs {
			if len(p.Errors) > 0 {
				return nil, p.Errors[0]
			}
			list = append(list, loadedModule{m, p.Module.Version, p.Types})
		}
	}
	return list, nil
})

func clients(t *testing.T) []loadedModule {
	t.Helper()
	list, err := loadClients()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// methods calls yield for every exported method of every exported type of the
// package, promoted ones included.
func (m loadedModule) methods(yield func(typ *types.TypeName, fn *types.Func)) {
	scope := m.pkg.Scope()
	for _, name := range scope.Names() {
		typ, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !typ.Exported() || typ.IsAlias() {
			continue
		}
		t := typ.Type()
		if !types.IsInterface(t) {
			t = types.NewPointer(t)
		}
		set := types.NewMethodSet(t)
		for sel := range set.Methods() {
			if fn := sel.Obj().(*types.Func); fn.Exported() {
				yield(typ, fn)
			}
		}
	}
}

// method returns the method of a type of the package.
func (m loadedModule) method(typ, name string) *types.Func {
	obj := m.pkg.Scope().Lookup(typ)
	if obj == nil {
		return nil
	}
	t := obj.Type()
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	fn, _, _ := types.LookupFieldOrMethod(t, false, m.pkg, name)
	f, _ := fn.(*types.Func)
	return f
}

// A call is what the program in recordDir prints: one call of a method.
type call struct {
	Module, Version  string
	Receiver, Method string
	Variant          int
	Sent             [][]string
	Node             int
	Panic            string
}

// calls runs the program for all versions.
var calls = sync.OnceValues(func() ([]call, error) {
	args := map[string][]string{} // by modfile
	for _, m := range clientModules {
		args[m.modfile] = append(args[m.modfile], m.path)
	}
	var list []call
	for _, modfile := range []string{"", "v9.7.mod"} {
		run := []string{"run", "."}
		if modfile != "" {
			run = []string{"run", "-modfile=" + modfile, "."}
		}
		cmd := exec.Command("go", append(run, args[modfile]...)...)
		cmd.Dir = recordDir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, errors.New(err.Error() + ": " + stderr.String())
		}
		for dec := json.NewDecoder(bytes.NewReader(out)); ; {
			var c call
			if err := dec.Decode(&c); err == io.EOF {
				break
			} else if err != nil {
				return nil, err
			}
			list = append(list, c)
		}
	}
	return list, nil
})
