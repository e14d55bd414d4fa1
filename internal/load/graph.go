package load

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A graph says what is to be done with the packages of a program.
type graph struct {
	// source are the packages to be loaded from source, after those that they
	// import.
	source []*packages.Package
	// matters holds those of them that reach a client, and what these import:
	// nothing can be found with the help of the others, they are only checked for
	// errors.
	matters map[*packages.Package]bool
}

// newGraph decides which packages have to be loaded from source:
//
//   - the named ones;
//   - those of the same programs and owners, which may hold key helpers;
//   - those that reach a client, which may hold wrappers;
//   - all that import one of these, as the types of a package exist once.
//
// The client itself, the packages below it and the standard library hold nothing
// that is analyzed.
func newGraph(named []*packages.Package, isClient func(path string) bool) *graph {
	g := &graph{matters: make(map[*packages.Package]bool)}
	isNamed := make(map[*packages.Package]bool)
	owners := make(map[string]bool)
	for _, p := range named {
		isNamed[p] = true
		if p.Module != nil {
			owners[owner(p.Module.Path)] = true
		}
	}
	type state struct{ reaches, source bool }
	states := make(map[*packages.Package]*state)
	var visit func(p *packages.Package) *state
	visit = func(p *packages.Package) *state {
		s := states[p]
		if s != nil {
			return s
		}
		s = &state{reaches: isClient(p.PkgPath)}
		states[p] = s
		client := s.reaches
		for _, path := range importPaths(p) {
			imp := visit(p.Imports[path])
			s.reaches = s.reaches || imp.reaches
			s.source = s.source || imp.source
		}
		s.source = s.source || isNamed[p] || !client && s.reaches || p.Module != nil && (local(p.Module) || owners[owner(p.Module.Path)])
		if s.source && p.PkgPath != "unsafe" {
			g.source = append(g.source, p)
		}
		return s
	}
	for _, p := range named {
		visit(p)
	}
	for _, p := range slices.Backward(g.source) { // those that import a package come before it
		if states[p].reaches {
			g.matters[p] = true
		}
		if g.matters[p] {
			for _, imp := range p.Imports {
				g.matters[imp] = true
			}
		}
	}
	// The tests of what matters name its keys, too.
	paths := make(map[string]bool)
	for p := range g.matters {
		paths[p.PkgPath] = true
	}
	for _, p := range named {
		if paths[p.ForTest] {
			g.matters[p] = true
		}
	}
	return g
}

// importPaths returns the paths of what a package imports, sorted.
func importPaths(p *packages.Package) []string {
	paths := make([]string, 0, len(p.Imports))
	for path := range p.Imports {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// local reports whether a module is on this machine to be worked on: the main
// module, one of the workspace, or one that is replaced by a folder.
func local(m *packages.Module) bool {
	return m.Main || m.Replace != nil && m.Replace.Version == ""
}

// sharedHosts are the hosts whose modules have an owner in the second element of
// the path. Elsewhere all modules of a host are taken to be of one owner.
var sharedHosts = map[string]bool{
	"github.com": true, "gitlab.com": true, "bitbucket.org": true, "codeberg.org": true, "gitee.com": true,
	"gopkg.in": true, "git.sr.ht": true, "sr.ht": true, "example.com": true,
}

// owner returns the part of a module's path that says whose it is: packages that
// make keys are kept in modules of their own, next to the programs that use them.
func owner(path string) string {
	parts := strings.SplitN(path, "/", 3)
	if len(parts) > 1 && sharedHosts[parts[0]] {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}
