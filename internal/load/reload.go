package load

import (
	"crypto/sha256"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Reload loads the program again, without a word on its progress, with what the
// overlay holds in place of files. It asks the go command only if the packages, or what
// they import, are not the same.
func (p *Program) Reload(overlay map[string][]byte) (*Program, error) {
	cfg := p.cfg
	cfg.Overlay, cfg.Progress = overlay, func(done, total int) {}
	if len(p.overlay) > 0 || !p.importsSame(overlay) {
		return Load(cfg, p.patterns...)
	}
	n := &Program{
		Fset: p.Fset, cfg: cfg, patterns: p.patterns, overlay: overlay, sums: make(map[string][sha256.Size]byte),
		listed: make(map[*packages.Package][]packages.Error), deps: p.deps,
	}
	copies := make(map[*packages.Package]*packages.Package)
	g := &graph{matters: make(map[*packages.Package]bool)}
	for _, pkg := range p.Loaded { // after those that it imports
		c := *pkg
		c.Types, c.TypesInfo, c.Syntax, c.TypeErrors, c.IllTyped = nil, nil, nil, nil, false
		c.Errors = slices.Clone(p.listed[pkg])
		c.Imports = maps.Clone(pkg.Imports)
		for path, imp := range c.Imports {
			if own := copies[imp]; own != nil {
				c.Imports[path] = own
			}
		}
		copies[pkg] = &c
		g.source = append(g.source, &c)
		g.matters[&c] = p.graph.matters[pkg]
	}
	for _, pkg := range p.Named {
		n.Named = append(n.Named, copies[pkg])
	}
	n.check(g)
	return n, nil
}

// importsSame reports whether an overlay holds nothing but files that were loaded from
// source, with the imports that they have.
func (p *Program) importsSame(overlay map[string][]byte) bool {
	loaded := make(map[string]bool)
	for _, pkg := range p.Loaded {
		for _, name := range pkg.CompiledGoFiles {
			loaded[name] = true
		}
	}
	for name, src := range overlay {
		was, err := p.Source(name)
		if err != nil || !loaded[name] {
			return false
		}
		before, ok := head(was)
		after, ok2 := head(src)
		if !ok || !ok2 || !slices.Equal(before, after) {
			return false
		}
	}
	return true
}

// head returns the name of the package of a file, its imports, and the comments before
// the package clause, where a build constraint may be.
func head(src []byte) (out []string, ok bool) {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return nil, false
	}
	out = append(out, file.Name.Name)
	for _, spec := range file.Imports {
		out = append(out, spec.Path.Value)
	}
	for _, group := range file.Comments {
		if group.Pos() < file.Package {
			out = append(out, comments(group)...)
		}
	}
	return out, true
}

func comments(group *ast.CommentGroup) (out []string) {
	for _, c := range group.List {
		out = append(out, c.Text)
	}
	return out
}
