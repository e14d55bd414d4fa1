package load

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/internal/cache"
)

// dependencies are the packages of which the types are needed, and nothing else: they
// come from the cache or from their source, or, where a driver listed the packages, from
// what it compiled.
type dependencies struct {
	program *Program
	listing *listing
	keys    map[*packages.Package]dependency
	// source are those that are not in the cache, after those that they import.
	source []*packages.Package

	// read holds the packages that are read as export data, by path, and those that
	// these name. No package is in it that is checked from source: what is in the cache
	// has all that it imports there, too.
	mu   sync.Mutex
	read map[string]*types.Package
	lost atomic.Bool // an entry of the cache was damaged or removed
}

// A dependency says where the types of a package are kept.
type dependency struct {
	key    cache.Key
	kept   bool // whether its types can be kept: all that they are made of is in the key
	cached bool // whether they are there, and those of all that it imports
}

func newDependencies(p *Program, l *listing, g *graph) *dependencies {
	d := &dependencies{
		program: p, listing: l, keys: make(map[*packages.Package]dependency),
		read: map[string]*types.Package{"unsafe": types.Unsafe},
	}
	if l.driven {
		return d
	}
	fromSource := make(map[*packages.Package]bool)
	for _, pkg := range g.source {
		fromSource[pkg] = true
	}
	var need func(pkg *packages.Package)
	need = func(pkg *packages.Package) {
		if fromSource[pkg] || pkg.PkgPath == "unsafe" || d.dependency(pkg).cached {
			return
		}
		fromSource[pkg] = true
		for _, path := range importPaths(pkg) {
			need(pkg.Imports[path])
		}
		d.source = append(d.source, pkg)
	}
	for _, pkg := range g.source {
		for _, path := range importPaths(pkg) {
			need(pkg.Imports[path])
		}
	}
	return d
}

// unchecked returns those of source that are not checked yet.
func (d *dependencies) unchecked() (out []*packages.Package) {
	for _, pkg := range d.source {
		if pkg.Types == nil && !pkg.IllTyped {
			out = append(out, pkg)
		}
	}
	return out
}

// dependency looks for a package, and all that it imports, in the cache.
func (d *dependencies) dependency(pkg *packages.Package) dependency {
	if dep, ok := d.keys[pkg]; ok {
		return dep
	}
	b := d.listing.build
	h := sha256.New()
	fmt.Fprintf(h, "types 1\n%s\n%s\n%s\n%s\n", runtime.Version(), b.GOVERSION, b.GOARCH, pkg.PkgPath)
	dep := dependency{kept: d.program.cfg.Cache != nil && len(pkg.Errors) == 0 && len(pkg.GoFiles) > 0}
	dep.cached = dep.kept
	if pkg.Module != nil {
		fmt.Fprintf(h, "go %s\n", pkg.Module.GoVersion)
	}
	version := b.version(pkg)
	fmt.Fprintf(h, "version %s\n", version)
	for _, name := range d.files(pkg) {
		fmt.Fprintf(h, "file %s\n", filepath.Base(name))
		if version == "" || !within(filepath.Dir(pkg.GoFiles[0]), name) { // cgo made it
			src, err := d.program.text(name)
			dep.kept = dep.kept && err == nil
			fmt.Fprintf(h, "%x\n", sha256.Sum256(src))
		}
	}
	d.keys[pkg] = dependency{} // of what imports itself, which does not compile
	for _, path := range importPaths(pkg) {
		imp := pkg.Imports[path]
		if imp.PkgPath == "unsafe" {
			continue
		}
		on := d.dependency(imp)
		dep.kept, dep.cached = dep.kept && on.kept, dep.cached && on.cached
		fmt.Fprintf(h, "import %s %x\n", path, on.key)
	}
	dep.key = cache.Key(h.Sum(nil))
	dep.cached = dep.kept && dep.cached && d.program.cfg.Cache.Has(dep.key)
	d.keys[pkg] = dep
	return dep
}

// version returns what names the source of a package for good: the version of Go for the
// standard library, that of its module for what is in the module cache; "" if nothing
// does.
func (b build) version(pkg *packages.Package) string {
	if len(pkg.GoFiles) == 0 {
		return ""
	}
	dir := filepath.Dir(pkg.GoFiles[0])
	if m := pkg.Module; m != nil {
		if m.Replace != nil {
			m = m.Replace
		}
		if m.Version != "" && b.GOMODCACHE != "" && within(b.GOMODCACHE, dir) {
			return m.Path + "@" + m.Version
		}
		return ""
	}
	if b.standard(pkg) && strings.HasPrefix(b.GOVERSION, "go") {
		return b.GOVERSION
	}
	return "" // a version of Go in development, the source of which may change
}

// standard reports whether a package belongs to the standard library.
func (b build) standard(pkg *packages.Package) bool {
	return pkg.Module == nil && b.GOROOT != "" && len(pkg.GoFiles) > 0 && within(filepath.Join(b.GOROOT, "src"), pkg.GoFiles[0])
}

func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

// check type-checks a dependency without the bodies of its functions, and keeps its
// types. What it imports is done.
func (d *dependencies) check(c *typeChecker, pkg *packages.Package) {
	if len(pkg.Errors) > 0 {
		pkg.IllTyped = true
		return // the go command could not even list it
	}
	var err error
	note := func(other error) {
		if err == nil {
			err = other
		}
	}
	var files []*ast.File
	for _, name := range d.files(pkg) {
		src, readErr := d.program.text(name)
		if readErr != nil {
			note(readErr)
			continue
		}
		file, parseErr := parser.ParseFile(c.program.Fset, name, src, parser.SkipObjectResolution)
		if parseErr != nil {
			note(parseErr)
		}
		if file != nil {
			files = append(files, file)
		}
	}
	conf := &types.Config{
		Importer: importer{c, pkg}, Sizes: d.listing.build.sizes(), Error: note,
		IgnoreFuncBodies: true, FakeImportC: true,
	}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		conf.GoVersion = "go" + pkg.Module.GoVersion
	}
	t := types.NewPackage(pkg.PkgPath, pkg.Name)
	types.NewChecker(conf, c.program.Fset, t, nil).Files(files)
	if err != nil && !d.listing.build.standard(pkg) {
		pkg.IllTyped = true
		addErrors(pkg, err)
		pkg.Errors[0].Msg = fmt.Sprintf("package %s does not compile: %s: %s", pkg.PkgPath, pkg.Errors[0].Pos, pkg.Errors[0].Msg)
		return
	}
	pkg.Types = t
	if dep := d.keys[pkg]; dep.kept {
		d.keep(c, dep.key, t)
	}
}

// keep writes the types of a package to the cache. If that fails, they are made again the
// next time.
func (d *dependencies) keep(c *typeChecker, key cache.Key, t *types.Package) {
	var buf bytes.Buffer
	if gcexportdata.Write(&buf, c.program.Fset, t) == nil {
		d.program.cfg.Cache.Put(key, buf.Bytes())
	}
}

// files returns the files of a dependency that are checked: those that cgo made, where it
// has run. The standard library uses C for nothing that others see.
func (d *dependencies) files(pkg *packages.Package) []string {
	if d.listing.compiled && !d.listing.build.standard(pkg) {
		return pkg.CompiledGoFiles
	}
	return pkg.GoFiles
}

// needsCgo reports whether cgo has to run for a dependency: what it declares by what C
// declares is not known without.
func (d *dependencies) needsCgo() bool {
	return !d.listing.compiled && slices.ContainsFunc(d.source, func(pkg *packages.Package) bool {
		return !d.listing.build.standard(pkg) && d.program.usesCgo(pkg)
	})
}

// types returns the types of a dependency.
func (d *dependencies) types(c *typeChecker, pkg *packages.Package) (*types.Package, error) {
	if pkg.Types != nil {
		return pkg.Types, nil
	}
	if !d.listing.driven && !d.keys[pkg].cached {
		if len(pkg.Errors) > 0 {
			return nil, errors.New(pkg.Errors[0].Msg)
		}
		return nil, fmt.Errorf("package %s was not loaded", pkg.PkgPath)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if t := d.read[pkg.PkgPath]; t != nil && t.Complete() {
		return t, nil
	}
	t, err := d.exported(c, pkg)
	if err != nil {
		if len(pkg.Errors) == 0 {
			pkg.Errors = append(pkg.Errors, packages.Error{Pos: "-", Msg: err.Error(), Kind: packages.UnknownError})
		}
		pkg.IllTyped = true
		return nil, errors.New(pkg.Errors[0].Msg)
	}
	return t, nil
}

// exported reads the export data of a package.
func (d *dependencies) exported(c *typeChecker, pkg *packages.Package) (t *types.Package, err error) {
	if !d.listing.driven {
		data, err := d.program.cfg.Cache.Get(d.keys[pkg].key)
		if err == nil {
			t, err = gcexportdata.Read(bytes.NewReader(data), c.program.Fset, d.read, pkg.PkgPath)
		}
		if err != nil {
			d.lost.Store(true)
			return nil, fmt.Errorf("package %s: %w", pkg.PkgPath, err)
		}
		return t, nil
	}
	if pkg.ExportFile == "" {
		return nil, fmt.Errorf("package %s does not compile: go build %s tells why", pkg.PkgPath, pkg.PkgPath)
	}
	f, err := os.Open(pkg.ExportFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err == nil {
		t, err = gcexportdata.Read(r, c.program.Fset, d.read, pkg.PkgPath)
	}
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", pkg.PkgPath, err)
	}
	return t, nil
}
