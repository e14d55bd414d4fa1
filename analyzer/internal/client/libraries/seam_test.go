package libraries_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// carrierPath is the path of a client library that nobody else knows.
const carrierPath = "example.com/carrier"

// carrierSource has the forms of several libraries: methods, functions that are
// given the client, commands that are made before, and MULTI on a connection.
const carrierSource = `package carrier

type Client struct{}

func (*Client) FetchAll(timeout int, keys ...string) []string { return nil }
func (*Client) Atomically(queue func(*Batch)) error           { return nil }
func (*Client) Submit(c *Command)                             {}

func FetchAll(c *Client, keys []string) []string { return nil }

type Batch struct{}

func (*Batch) Store(key, value string) {}

type Command struct{}

func Make(words ...string) *Command { return nil }

type Link struct{}

func (*Link) Say(words ...string) {}

type Program struct{}

func Compile(keys int, source string) *Program { return nil }
func (*Program) Execute(c *Client, keys, args []string) {}
`

const programSource = `package program

import "example.com/carrier"

func method(c *carrier.Client)      { c.FetchAll(5, "a", "b") }
func methodRight(c *carrier.Client) { c.FetchAll(5, "{t}a", "{t}b") }

func function(c *carrier.Client)      { carrier.FetchAll(c, []string{"a", "b"}) }
func functionRight(c *carrier.Client) { carrier.FetchAll(c, []string{"{t}a", "{t}b"}) }

func made(c *carrier.Client)      { cmd := carrier.Make("RENAME", "a", "b"); c.Submit(cmd) }
func madeRight(c *carrier.Client) { cmd := carrier.Make("RENAME", "{t}a", "{t}b"); c.Submit(cmd) }

func transaction(c *carrier.Client, id string) {
	c.Atomically(func(b *carrier.Batch) { b.Store(id+":a", "1"); b.Store(id+":b", "2") })
}

func transactionRight(c *carrier.Client, id string) {
	c.Atomically(func(b *carrier.Batch) { b.Store("{"+id+"}:a", "1"); b.Store("{"+id+"}:b", "2") })
}

func link(l *carrier.Link) {
	l.Say("MULTI")
	l.Say("SET", "a", "1")
	l.Say("SET", "b", "2")
	l.Say("EXEC")
}

func linkRight(l *carrier.Link) {
	l.Say("MULTI")
	l.Say("SET", "{t}a", "1")
	l.Say("SET", "{t}b", "2")
	l.Say("EXEC")
}

var program = carrier.Compile(2, "return 1")

func script(c *carrier.Client)      { program.Execute(c, []string{"a", "b"}, nil) }
func scriptRight(c *carrier.Client) { program.Execute(c, []string{"{t}a", "{t}b"}, nil) }
`

// carrier is the library.
type carrier struct {
	about   client.About
	methods map[string]*client.Method
}

func newCarrier(t *testing.T) *carrier {
	keys := func(text string) []client.Selector {
		s, err := client.ParseSelector(text)
		if err != nil {
			t.Fatal(err)
		}
		return []client.Selector{s}
	}
	lib := &carrier{about: client.About{
		Name:        "carrier",
		Scripts:     []client.ScriptMaker{{Name: "Compile", Source: 1}},
		Connections: map[string]bool{"Link": true},
	}}
	lib.methods = map[string]*client.Method{
		"(*" + carrierPath + ".Client).FetchAll":   {Command: "MGET", Keys: keys("1[]"), Splittable: true},
		carrierPath + ".FetchAll":                  {Command: "MGET", Keys: keys("1[]"), Splittable: true},
		"(*" + carrierPath + ".Client).Submit":     {Kind: client.Process, Keys: keys("0")},
		"(*" + carrierPath + ".Client).Atomically": {Kind: client.Begin},
		"(*" + carrierPath + ".Batch).Store":       {Command: "SET", Keys: keys("0")},
		"(*" + carrierPath + ".Link).Say":          {Kind: client.Raw, Keys: keys("0[]")},
		"(*" + carrierPath + ".Program).Execute": {
			Command: "EVAL", Kind: client.Script, Keys: keys("1[]"), OnScript: true,
			Script: &client.ScriptArgs{Source: client.Receiver, Digest: client.None, Function: client.None, Keys: 1, Args: 2},
		},
	}
	for _, m := range lib.methods {
		m.Library = lib
	}
	return lib
}

func (lib *carrier) About() *client.About           { return &lib.about }
func (lib *carrier) Owns(path string) bool          { return path == carrierPath }
func (lib *carrier) HasMethod(name string) bool     { return name == "FetchAll" }
func (lib *carrier) Replies(string) *client.Replies { return nil }

func (lib *carrier) Lookup(fn *types.Func) (*client.Method, bool) {
	m, ok := lib.methods[fn.FullName()]
	return m, ok
}

func (lib *carrier) Makes(fn *types.Func) ([]client.Word, bool) {
	if fn.FullName() != carrierPath+".Make" {
		return nil, false
	}
	return []client.Word{{Arg: &client.Selector{Steps: []client.Step{{Op: client.Each}}}}}, true
}

func (lib *carrier) Class(n *types.Named) client.Class {
	return map[string]client.Class{"Client": client.Cluster, "Batch": client.Pipeline, "Link": client.Single}[n.Obj().Name()]
}

// TestSeam shows that a library which is added to the list is understood, without
// any other change: each function of the program is reported, and its twin is not.
func TestSeam(t *testing.T) {
	judge := judges(t)
	if got := len(judge("method")); got != 0 {
		t.Errorf("a library that is not in the list has %d reports", got)
	}
	libraries.Add(t, newCarrier(t))
	judge = judges(t)
	for name, want := range map[string]string{
		"method": "MGET", "function": "MGET", "made": "RENAME",
		"transaction": "SET and SET", "link": "SET and SET", "script": "EVAL of return 1",
	} {
		if got := judge(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s: reports %q, want %q", name, got, want)
		}
		if got := judge(name + "Right"); len(got) != 0 {
			t.Errorf("%sRight: reports %q, want none", name, got)
		}
	}
}

// judges checks the program, and returns what names the commands of which a
// function's keys do not share a slot.
func judges(t *testing.T) func(name string) []string {
	t.Helper()
	fset := token.NewFileSet()
	check := func(path, src string, imp types.Importer) (*types.Package, []*ast.File, *types.Info) {
		file, err := parser.ParseFile(fset, path+".go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
			Selections: make(map[*ast.SelectorExpr]*types.Selection), Implicits: make(map[ast.Node]types.Object),
			Scopes: make(map[ast.Node]*types.Scope), Instances: make(map[*ast.Ident]types.Instance),
		}
		pkg, err := (&types.Config{Importer: imp}).Check(path, fset, []*ast.File{file}, info)
		if err != nil {
			t.Fatal(err)
		}
		return pkg, []*ast.File{file}, info
	}
	lib, _, _ := check(carrierPath, carrierSource, nil)
	pkg, files, info := check("example.com/program", programSource, importer{lib})

	prog := ssa.NewProgram(fset, 0)
	prog.CreatePackage(lib, nil, nil, true)
	built := prog.CreatePackage(pkg, files, info, false)
	built.Build()
	var funcs []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		funcs = append(funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	add(built.Func("init"))
	for _, name := range pkg.Scope().Names() {
		if fn := built.Func(name); fn != nil {
			add(fn)
		}
	}
	eval := flow.New(built, funcs, nil)
	finder := site.NewFinder(fset, files, info, eval, nil)
	return func(name string) (reports []string) {
		fn := built.Func(name)
		if fn == nil {
			t.Fatalf("no function %s", name)
		}
		for _, s := range finder.Sends(fn) {
			if site.Judge(finder, s) == nil {
				continue
			}
			report := s.Command
			if script := s.Script(); script != nil {
				source, _ := script.Source.Constant()
				report += " of " + source
			}
			reports = append(reports, report)
		}
		for _, tx := range finder.Transactions(fn) {
			if first, second, found := finder.JudgeTx(tx); found != nil {
				reports = append(reports, first.Command+" and "+second.Command)
			}
		}
		return reports
	}
}

type importer struct{ pkg *types.Package }

func (i importer) Import(string) (*types.Package, error) { return i.pkg, nil }
