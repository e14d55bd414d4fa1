package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// A use is a call in testdata, with what the comment on its line wants.
type use struct {
	name     string // the method's
	row      *client.Method
	recv     string // the name of the receiver's type
	words    []string
	reported bool
}

// crossslotPackages are the packages of the module in crossslotDir, with those
// that they import.
var crossslotPackages = sync.OnceValues(func() ([]*packages.Package, error) {
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax | packages.NeedDeps,
		Dir:  crossslotDir,
		Env:  append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod"),
	}, "./...")
	for _, p := range pkgs {
		for _, e := range p.Errors {
			return nil, e
		}
	}
	return pkgs, err
})

// usesOf returns the calls of client methods in the package of testdata that
// has that name.
func usesOf(t *testing.T, name string) (uses []use, imports map[string]*packages.Package) {
	t.Helper()
	pkgs, err := crossslotPackages()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(pkgs, func(p *packages.Package) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("no package %s in %s", name, crossslotDir)
	}
	p := pkgs[i]
	for _, file := range p.Syntax {
		wanted := make(map[int]bool) // by line
		for _, group := range file.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, "// want ") {
					wanted[p.Fset.Position(c.Pos()).Line] = true
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fn, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
			if !ok {
				return true
			}
			if row, ok := client.Lookup(fn); ok {
				uses = append(uses, use{fn.Name(), row, recvName(p.TypesInfo, call), constants(p.TypesInfo, call), wanted[line(p.Fset, call)]})
			}
			return true
		})
	}
	return uses, p.Imports
}

func line(fset *token.FileSet, n ast.Node) int { return fset.Position(n.Pos()).Line }

func recvName(info *types.Info, call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	t := info.TypeOf(sel.X)
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

// constants returns the arguments of a call, "" for those that are no
// constant texts.
func constants(info *types.Info, call *ast.CallExpr) []string {
	var words []string
	for _, arg := range call.Args {
		word := ""
		if v := info.Types[arg].Value; v != nil && v.Kind() == constant.String {
			word = constant.StringVal(v)
		}
		words = append(words, word)
	}
	return words
}

// keysOf returns how many keys a row can name, many for a list; patterns are
// no keys.
func keysOf(m *client.Method) (n int) {
	for _, s := range m.Keys {
		if s.Pattern {
			continue
		}
		n++
		for _, step := range s.Steps {
			switch step.Op {
			case client.Each, client.Stride, client.MapKeys, client.Half, client.Pairs:
				n++
			}
		}
	}
	return n
}

// rowsOf returns the rows of a client's methods that can send several keys, or
// a key and patterns.
func rowsOf(pkg *types.Package) map[*client.Method]bool {
	rows := make(map[*client.Method]bool)
	for _, name := range pkg.Scope().Names() {
		typ, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !typ.Exported() {
			continue
		}
		t := typ.Type()
		if !types.IsInterface(t) {
			t = types.NewPointer(t)
		}
		for sel := range types.NewMethodSet(t).Methods() {
			fn := sel.Obj().(*types.Func)
			if m, ok := client.Lookup(fn); ok && fn.Exported() && (keysOf(m) > 1 || len(m.Keys) > 1) {
				rows[m] = true
			}
		}
	}
	return rows
}

// load97 loads v9.7, which has methods that v9.8 dropped.
func load97(t *testing.T) *types.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode:       packages.NeedTypes,
		Dir:        "../testdata/record",
		Env:        append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod"),
		BuildFlags: []string{"-modfile=v9.7.mod"},
	}, "github.com/redis/go-redis/v9")
	if err != nil {
		t.Fatal(err)
	}
	return pkgs[0].Types
}

// TestRowsCovered shows that testdata has, for each client, a reported and a
// silent call of every method that can send several keys.
func TestRowsCovered(t *testing.T) {
	total := make(map[string]bool)
	for _, test := range []struct{ name, client string }{
		{"v9", "github.com/redis/go-redis/v9"},
		{"v8", "github.com/go-redis/redis/v8"},
		{"v7", "github.com/go-redis/redis/v7"},
		{"v6", "github.com/go-redis/redis"},
	} {
		uses, imports := usesOf(t, test.name)
		rows := rowsOf(imports[test.client].Types)
		if test.name == "v9" {
			for m := range rowsOf(load97(t)) {
				rows[m] = true
			}
		}
		seen := make(map[*client.Method][2]int)
		for _, u := range uses {
			n := seen[u.row]
			if u.reported {
				n[0]++
			} else {
				n[1]++
			}
			seen[u.row] = n
		}
		reported, silent := 0, 0
		for m := range rows {
			n := seen[m]
			total[m.Name] = true
			reported, silent = reported+n[0], silent+n[1]
			// Of a row with one key and patterns, nothing is to be reported.
			if n[0] == 0 && keysOf(m) > 1 {
				t.Errorf("%s: no reported call of %s (%s, keys %v)", test.name, m.Name, m.Command, m.Keys)
			}
			if n[1] == 0 {
				t.Errorf("%s: no silent call of %s (%s, keys %v)", test.name, m.Name, m.Command, m.Keys)
			}
		}
		t.Logf("%s: %d rows: %d calls reported, %d silent", test.name, len(rows), reported, silent)
	}
	t.Logf("%d method names", len(total))
}

// TestReceiversCovered shows that testdata has a reported call on every type
// that sends commands.
func TestReceiversCovered(t *testing.T) {
	uses, imports := usesOf(t, "v9")
	seen := make(map[string]bool)
	for _, u := range uses {
		if u.reported {
			seen[u.recv] = true
		}
	}
	scope := imports["github.com/redis/go-redis/v9"].Types.Scope()
	for _, name := range []string{
		"Client", "ClusterClient", "Ring", "UniversalClient", "Cmdable", "StatefulCmdable",
		"Conn", "Tx", "Pipeliner", "Pipeline", "AutoPipeliner", "Script", "PubSub",
	} {
		if scope.Lookup(name) == nil {
			t.Errorf("the client has no type %s", name)
		}
		if !seen[name] {
			t.Errorf("no reported call on a %s", name)
		}
	}
}

// severalKeys reports whether a command can have two keys: whether there is a
// call of it that has. A "2" can be a number of keys, a key and an operand.
func severalKeys(c *command.Command) bool {
	name := strings.Fields(c.Name)
	for _, option := range []string{"2", "STREAMS", "KEYS", "STORE"} {
		for at := range 9 {
			for n := range 11 {
				words := slices.Concat(name, slices.Repeat([]string{"2"}, n))
				if i := len(name) + at; i < len(words) {
					words[i] = option
				}
				keys, ok := c.Keys(len(words), func(i int) (string, bool) { return words[i], true })
				keys = slices.DeleteFunc(keys, func(k command.Key) bool { return k.Pattern })
				if ok && len(keys) > 1 {
					return true
				}
			}
		}
	}
	return false
}

// TestCommandsCovered shows that testdata has a reported and a silent call of
// Do for every command that can have several keys.
func TestCommandsCovered(t *testing.T) {
	uses, _ := usesOf(t, "v9")
	seen := make(map[*command.Command][2]int)
	for _, u := range uses {
		if u.name != "Do" || len(u.words) < 3 {
			continue
		}
		c, ok := command.Lookup(u.words[1], u.words[2])
		if !ok {
			continue
		}
		n := seen[c]
		if u.reported {
			n[0]++
		} else {
			n[1]++
		}
		seen[c] = n
	}
	commands := 0
	for c := range command.All() {
		if c.Has(command.Container) || !severalKeys(c) {
			continue
		}
		commands++
		if n := seen[c]; n[0] == 0 || n[1] == 0 {
			t.Errorf("%s: %d calls reported, %d silent", c.Name, n[0], n[1])
		}
	}
	t.Logf("%d commands", commands)
}

// wantKey is a constant key in the expression of a want comment.
var wantKey = regexp.MustCompile(`"([^"]*)" \\\(slot (\d+)\\\)`)

// TestWantedSlots asks a real server for the slots that testdata expects.
func TestWantedSlots(t *testing.T) {
	pkgs, err := crossslotPackages()
	if err != nil {
		t.Fatal(err)
	}
	slots := make(map[string]string)
	for _, p := range pkgs {
		for _, file := range p.GoFiles {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range wantKey.FindAllStringSubmatch(string(src), -1) {
				slots[strings.ReplaceAll(m[1], `\`, "")] = m[2]
			}
		}
	}
	conn, err := redistest.Dial(redistest.Cluster(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for key, want := range slots {
		if got, err := conn.Do("CLUSTER", "KEYSLOT", key); err != nil || fmt.Sprint(got) != want {
			t.Errorf("key %q: testdata has slot %s, the server %v, %v", key, want, got, err)
		}
	}
	t.Logf("%d keys", len(slots))
}
