package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
)

// A typeChecker parses and type-checks the packages of a program that are loaded
// from source.
type typeChecker struct {
	program   *Program
	graph     *graph
	directive string
	done      map[*packages.Package]chan struct{} // closed when the package is checked

	parseMu sync.Mutex
	parsed  map[string]*parsed // a package and its tests share files
}

// A parsed is the syntax of a file, as long as a package needs it.
type parsed struct {
	packages int // that are not checked yet
	file     func() (*ast.File, error)
}

func newTypeChecker(p *Program, g *graph, directive string) *typeChecker {
	c := &typeChecker{
		program: p, graph: g, directive: directive, done: make(map[*packages.Package]chan struct{}),
		parsed: make(map[string]*parsed),
	}
	for _, pkg := range p.deps.unchecked() {
		c.done[pkg] = make(chan struct{})
	}
	for _, pkg := range g.source {
		c.done[pkg] = make(chan struct{})
		for _, name := range pkg.CompiledGoFiles {
			if c.parsed[name] == nil {
				c.parsed[name] = &parsed{file: sync.OnceValues(func() (*ast.File, error) { return c.parse(name) })}
			}
			c.parsed[name].packages++
		}
	}
	return c
}

// run checks all packages, as many at a time as there are processors.
func (c *typeChecker) run(progress func(done, total int)) {
	running := make(chan struct{}, runtime.GOMAXPROCS(0))
	finished := make(chan struct{})
	start := func(pkg *packages.Package, check func(*packages.Package)) {
		go func() {
			for _, imp := range pkg.Imports {
				if done, ok := c.done[imp]; ok {
					<-done
				}
			}
			running <- struct{}{}
			check(pkg)
			<-running
			close(c.done[pkg])
			finished <- struct{}{}
		}()
	}
	deps := c.program.deps.unchecked()
	for _, pkg := range deps {
		start(pkg, func(pkg *packages.Package) { c.program.deps.check(c, pkg) })
	}
	for _, pkg := range c.program.Loaded {
		start(pkg, c.check)
	}
	total := len(deps) + len(c.program.Loaded)
	for n := range total {
		<-finished
		progress(n+1, total)
	}
}

// check parses and type-checks one package, whose imports are done.
func (c *typeChecker) check(pkg *packages.Package) {
	pkg.Fset = c.program.Fset
	pkg.Types = types.NewPackage(pkg.PkgPath, pkg.Name)
	listed := pkg.Errors
	pkg.Errors = nil
	for _, name := range pkg.CompiledGoFiles {
		file, err := c.file(name)
		if err != nil {
			addErrors(pkg, err)
		}
		if file != nil {
			pkg.Syntax = append(pkg.Syntax, file)
		}
	}
	if c.graph.matters[pkg] || c.hasDirective(pkg) {
		pkg.TypesInfo = &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			FileVersions: make(map[*ast.File]string),
		}
	}
	syntaxErrors := len(pkg.Errors)
	conf := &types.Config{
		Importer: importer{c, pkg},
		Sizes:    pkg.TypesSizes,
		Error:    func(err error) { addErrors(pkg, err) },
	}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		conf.GoVersion = "go" + pkg.Module.GoVersion
	}
	err := types.NewChecker(conf, pkg.Fset, pkg.Types, pkg.TypesInfo).Files(pkg.Syntax)
	if err != nil && len(pkg.Errors) == 0 {
		addErrors(pkg, err)
	}
	if syntaxErrors > 0 {
		pkg.Errors = pkg.Errors[:syntaxErrors] // what is half read has other errors, too
	}
	// What the compiler said is the same once more, without places.
	found := len(pkg.Errors) > 0
	for _, e := range listed {
		if !found || !strings.HasPrefix(e.Msg, "# ") {
			pkg.Errors = append(pkg.Errors, e)
		}
	}
	pkg.IllTyped = len(pkg.Errors) > 0
	for _, imp := range pkg.Imports {
		pkg.IllTyped = pkg.IllTyped || imp.IllTyped
	}
	if pkg.TypesInfo == nil {
		pkg.Syntax = nil
	}
}

// file returns the syntax of a file, for one of the packages that it belongs to.
func (c *typeChecker) file(name string) (*ast.File, error) {
	c.parseMu.Lock()
	p := c.parsed[name]
	if p.packages--; p.packages == 0 {
		delete(c.parsed, name)
	}
	c.parseMu.Unlock()
	return p.file()
}

func (c *typeChecker) parse(name string) (*ast.File, error) {
	src, err := c.program.read(name)
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(c.program.Fset, name, src, parser.AllErrors|parser.ParseComments|parser.SkipObjectResolution)
}

// hasDirective reports whether a comment of a package is for the analysis.
func (c *typeChecker) hasDirective(pkg *packages.Package) bool {
	for _, f := range pkg.Syntax {
		for _, group := range f.Comments {
			for _, comment := range group.List {
				if c.directive != "" && strings.HasPrefix(comment.Text, c.directive) {
					return true
				}
			}
		}
	}
	return false
}

// An importer gives a package what it imports.
type importer struct {
	*typeChecker
	pkg *packages.Package
}

// Import returns a package by the path in the import declaration.
func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	imp := i.pkg.Imports[path]
	if imp == nil {
		return nil, fmt.Errorf("no package %s was found", path)
	}
	if imp.Types != nil && len(imp.CompiledGoFiles) == 0 && len(imp.Errors) > 0 {
		return nil, errors.New(imp.Errors[0].Msg)
	}
	return i.program.deps.types(i.typeChecker, imp)
}

// addErrors adds an error of the parser or the type checker to a package.
func addErrors(pkg *packages.Package, err error) {
	add := func(pos, msg string, kind packages.ErrorKind) {
		pkg.Errors = append(pkg.Errors, packages.Error{Pos: pos, Msg: msg, Kind: kind})
	}
	switch err := err.(type) {
	case *fs.PathError:
		add(err.Path+":1", err.Err.Error(), packages.ParseError)
	case scanner.ErrorList:
		for _, e := range err {
			add(e.Pos.String(), e.Msg, packages.ParseError)
		}
	case types.Error:
		pkg.TypeErrors = append(pkg.TypeErrors, err)
		add(position(err.Fset, err.Pos), strings.TrimSpace(err.Msg), packages.TypeError)
	default:
		add("-", err.Error(), packages.UnknownError)
	}
}

func position(fset *token.FileSet, pos token.Pos) string {
	if !pos.IsValid() {
		return "-"
	}
	return fset.Position(pos).String()
}
