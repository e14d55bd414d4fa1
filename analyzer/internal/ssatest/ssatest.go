// Package ssatest builds the SSA form of a program that a test has as a string.
package ssatest

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
	"testing"

	"golang.org/x/tools/go/ssa"
)

// Path is the import path of the packages that [Build] builds.
const Path = "example.com/app"

// A Package is a package in all the forms that the analysis reads.
type Package struct {
	Fset  *token.FileSet
	Files []*ast.File
	Info  *types.Info
	Types *types.Package
	SSA   *ssa.Package
	// Funcs are the functions with a body, function literals included, in source
	// order.
	Funcs []*ssa.Function
}

// Build builds a package of one file. Imports are looked up in others, which
// has files by their import paths, and then in the standard library.
func Build(t testing.TB, source string, others map[string]string) *Package {
	t.Helper()
	p := &Package{Fset: token.NewFileSet(), Info: &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}}
	file, err := parser.ParseFile(p.Fset, "app.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p.Files = []*ast.File{file}
	conf := &types.Config{Importer: &sources{p.Fset, others, make(map[string]*types.Package)}}
	if p.Types, err = conf.Check(Path, p.Fset, p.Files, p.Info); err != nil {
		t.Fatal(err)
	}
	prog := ssa.NewProgram(p.Fset, 0)
	for _, imported := range p.Types.Imports() {
		prog.CreatePackage(imported, nil, nil, true)
	}
	p.SSA = prog.CreatePackage(p.Types, p.Files, p.Info, false)
	p.SSA.Build()
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || fn.Blocks == nil {
			return
		}
		p.Funcs = append(p.Funcs, fn)
		for _, literal := range fn.AnonFuncs {
			add(literal)
		}
	}
	add(p.SSA.Func("init"))
	ast.Inspect(file, func(n ast.Node) bool {
		if d, ok := n.(*ast.FuncDecl); ok {
			add(prog.FuncValue(p.Info.Defs[d.Name].(*types.Func)))
		}
		return true
	})
	return p
}

// Func returns a function of the package by its name, or a method by that of its
// type and its own: "Store.Key".
func (p *Package) Func(t testing.TB, name string) *ssa.Function {
	t.Helper()
	for _, fn := range p.Funcs {
		if fn.Parent() == nil && spell(fn) == name {
			return fn
		}
	}
	t.Fatalf("no function %s", name)
	return nil
}

func spell(fn *ssa.Function) string {
	recv := fn.Signature.Recv()
	if recv == nil {
		return fn.Name()
	}
	typ := types.Unalias(recv.Type())
	if p, ok := typ.(*types.Pointer); ok {
		typ = types.Unalias(p.Elem())
	}
	return typ.(*types.Named).Obj().Name() + "." + fn.Name()
}

// standard imports the packages of the standard library, once for all tests.
var standard = struct {
	sync.Mutex
	types.Importer
}{Importer: importer.Default()}

// sources imports packages of which a test has the source.
type sources struct {
	fset  *token.FileSet
	files map[string]string
	done  map[string]*types.Package
}

func (s *sources) Import(path string) (*types.Package, error) {
	if p := s.done[path]; p != nil {
		return p, nil
	}
	text, ok := s.files[path]
	if !ok {
		standard.Lock()
		defer standard.Unlock()
		return standard.Import(path)
	}
	f, err := parser.ParseFile(s.fset, path+"/source.go", text, 0)
	if err != nil {
		return nil, err
	}
	p, err := (&types.Config{Importer: s}).Check(path, s.fset, []*ast.File{f}, nil)
	s.done[path] = p
	return p, err
}
