// Package load reads the packages that are to be analyzed: those that patterns
// name, and the few of their dependencies that the analysis has to see the source
// of. Of all others it needs the types only: it checks their source without the
// bodies of functions, and keeps the result in a cache. Nothing is compiled.
//
// golang.org/x/tools/go/packages asks the go command which packages there are. It
// does not type-check here, as it can do so for the named packages only, or for
// all dependencies: a dependency that holds wrappers around a client would have to
// be named too, with all its tests, and found with a go command of its own before.
// A driver of another build system (GOPACKAGESDRIVER) gives the types of
// dependencies itself.
package load

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/cache"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
)

// A Config says how to load.
type Config struct {
	// Context, if not nil, ends the go command that List runs, when it is done.
	Context    context.Context
	Dir        string // the folder that patterns are relative to; the working directory if empty
	Tests      bool   // also load the tests of the named packages
	BuildFlags []string
	// Overlay holds what files are to hold, by absolute name, in place of what
	// they hold on disk.
	Overlay map[string][]byte
	// IsClient reports whether an import path is that of a client, whose
	// importers, direct or not, are loaded from source.
	IsClient func(path string) bool
	// Directive is how comments begin that are for the analysis. A package with
	// one is analyzed wherever it is.
	Directive string
	// Cache keeps the types of dependencies; nil for none.
	Cache *cache.Cache
	// Progress, if not nil, is called when packages are done, never by two
	// goroutines at once. total is 0 while the go command runs.
	Progress func(done, total int)
}

// A Program is what was loaded.
type Program struct {
	Fset *token.FileSet
	// Named are the packages that the patterns name, and their tests, without
	// the programs that the go command makes of tests.
	Named []*packages.Package
	// Loaded are all packages that were loaded from source, after those that
	// they import. Named are among them, and all that import any of them. Those
	// that have nothing to do with a client are checked for errors only: they have
	// no Syntax.
	Loaded []*packages.Package

	cfg      Config
	patterns []string
	overlay  map[string][]byte
	graph    *graph
	listed   map[*packages.Package][]packages.Error // what the go command said of each
	deps     *dependencies
	mu       sync.Mutex
	sums     map[string][sha256.Size]byte // of the files as they were read
}

// ErrNoPackages is returned where patterns name no package at all.
var ErrNoPackages = errors.New("no packages to analyze")

// ErrNoModule is returned where nothing can be loaded, as there is no module.
var ErrNoModule = errors.New("no go.mod here or above")

// Load loads the packages that patterns name, as the go command understands
// them. Packages with errors are loaded as far as possible: they have
// Package.Errors, and those that import them are Package.IllTyped. It fails if
// the go command does, or finds no package for the patterns.
func Load(cfg Config, patterns ...string) (*Program, error) {
	p, err := List(cfg, patterns...)
	if err != nil {
		return nil, err
	}
	return p.Check()
}

// List is the first half of Load: it finds out which packages there are. Named is
// set, and Loaded is not.
func List(cfg Config, patterns ...string) (*Program, error) {
	if cfg.Progress == nil {
		cfg.Progress = func(done, total int) {}
	}
	if cfg.Context == nil {
		cfg.Context = context.Background()
	}
	cfg.Progress(0, 0)
	p := &Program{
		Fset: token.NewFileSet(), cfg: cfg, patterns: patterns, overlay: cfg.Overlay, sums: make(map[string][sha256.Size]byte),
		listed: make(map[*packages.Package][]packages.Error),
	}
	hint := p.cgoHint()
	for compiled := cfg.Cache.Has(hint); ; compiled = true {
		l, err := p.list(compiled)
		if err != nil {
			return nil, err
		}
		p.graph = newGraph(p.Named, cfg.IsClient)
		p.deps = newDependencies(p, l, p.graph)
		if l.driven || compiled || !slices.ContainsFunc(p.graph.source, p.usesCgo) && !p.deps.needsCgo() {
			l.settle(p.graph.source)
			p.cfg.Context = context.Background() // for Reload, which may come much later
			return p, nil
		}
		cfg.Cache.Put(hint, nil)
	}
}

// Check is the second half of Load: it type-checks the packages. The program that it
// returns may be another one.
func (p *Program) Check() (*Program, error) {
	p.check(p.graph)
	if p.deps.lost.Load() { // some types may be there twice
		cfg := p.cfg
		cfg.Cache = nil
		return Load(cfg, p.patterns...)
	}
	return p, nil
}

// list asks which packages the patterns name.
func (p *Program) list(compiled bool) (*listing, error) {
	l, err := list(p.cfg, p.Fset, p.patterns, compiled)
	dir, outside := p.cfg.outside()
	if err != nil && outside && strings.Contains(err.Error(), "go.mod file not found") {
		return nil, noModule(dir)
	}
	if err != nil {
		return nil, err
	}
	p.Named = nil
	for _, r := range l.roots {
		if !isTestMain(r) {
			p.Named = append(p.Named, r)
		}
	}
	if outside && !slices.ContainsFunc(p.Named, func(pkg *packages.Package) bool { return len(pkg.GoFiles) > 0 }) {
		return nil, noModule(dir)
	}
	if len(p.Named) == 0 {
		return nil, fmt.Errorf("%w: %s matches none", ErrNoPackages, strings.Join(p.patterns, " "))
	}
	// The go command names the files of packages that it cannot load in no
	// certain order.
	slices.SortFunc(p.Named, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	return l, nil
}

func noModule(dir string) error {
	return fmt.Errorf("%w %s: run it in the folder of a module, or below", ErrNoModule, dir)
}

// check type-checks the packages of a graph.
func (p *Program) check(g *graph) {
	p.graph, p.Loaded = g, g.source
	for _, pkg := range g.source {
		p.listed[pkg] = slices.Clone(pkg.Errors)
	}
	newTypeChecker(p, g, p.cfg.Directive).run(p.cfg.Progress)
}

// outside reports whether the folder that patterns are relative to is in no module.
func (c Config) outside() (dir string, ok bool) {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return c.Dir, false
	}
	_, err = os.Stat(filepath.Join(gofiles.Module(dir), "go.mod"))
	return dir, errors.Is(err, os.ErrNotExist)
}

// isTestMain reports whether a package is the program that runs tests, which the
// go command generates.
func isTestMain(pkg *packages.Package) bool {
	return pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test")
}

// firstLines cuts the many lines that a go command may answer with: the first
// ones tell what is wrong, the others are the same for other packages.
func firstLines(text string) string {
	const most = 10
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > most {
		lines = append(lines[:most], fmt.Sprintf("(and %d more lines)", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}

// Source returns what a file held when it was loaded, or what the overlay has for
// it. It fails if the file has changed since. A file that was not loaded is
// returned as it is.
func (p *Program) Source(file string) ([]byte, error) {
	if data, ok := p.overlay[file]; ok {
		return data, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	sum, ok := p.sums[file]
	p.mu.Unlock()
	if ok && sha256.Sum256(data) != sum {
		return nil, fmt.Errorf("%s has changed since it was analyzed: run again", file)
	}
	return data, nil
}

// text returns what a file holds.
func (p *Program) text(file string) ([]byte, error) {
	if data, ok := p.overlay[file]; ok {
		return data, nil
	}
	return os.ReadFile(file)
}

// read reads a file, and remembers what it held.
func (p *Program) read(file string) ([]byte, error) {
	if data, ok := p.overlay[file]; ok {
		return data, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	p.mu.Lock()
	p.sums[file] = sum
	p.mu.Unlock()
	return data, nil
}
