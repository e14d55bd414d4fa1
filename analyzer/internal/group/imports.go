package group

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// imported sets the name that package slot has in the file, and the edit that
// imports it where it is not imported. It depends on the file alone, so that all
// rewrites in it have the same. It reports whether the name can be used.
func (s *site) imported() bool {
	for _, spec := range s.file.Imports {
		name := s.info.PkgNameOf(spec)
		if name == nil || name.Imported().Path() != slotPackage || name.Name() == "_" || name.Name() == "." {
			continue
		}
		s.slot = name.Name()
		return declared(s.scope, s.slot) == types.Object(name)
	}
	s.slot = "slot"
	for i := 1; s.means(s.info.Scopes[s.file], s.slot) || s.pkg.Scope().Lookup(s.slot) != nil; i++ {
		s.slot = "redisslot"
		if i > 1 {
			s.slot += strconv.Itoa(i)
		}
	}
	spec := strconv.Quote(slotPackage)
	if s.slot != "slot" {
		spec = s.slot + " " + spec
	}
	s.imports = s.addImport(spec)
	return true
}

// means reports whether a name is declared in a scope or in one inside of it.
func (s *site) means(scope *types.Scope, name string) bool {
	if scope.Lookup(name) != nil {
		return true
	}
	for inner := range scope.Children() {
		if s.means(inner, name) {
			return true
		}
	}
	return false
}

// addImport returns the edit that adds an import in the place where gofmt and
// goimports want it: sorted, in the block that has the most in common with it.
func (s *site) addImport(spec string) *analysis.TextEdit {
	var decls []*ast.GenDecl
	for _, d := range s.file.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			decls = append(decls, d)
		}
	}
	insert := func(pos token.Pos, text string) *analysis.TextEdit {
		return &analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
	}
	if len(decls) == 0 { // a client without an import is one of another file
		return insert(s.file.Name.End(), "\n\nimport "+spec)
	}
	d := decls[0]
	for _, other := range decls {
		if other.Lparen.IsValid() {
			d = other
			break
		}
	}
	if !d.Lparen.IsValid() {
		if len(decls) > 1 || s.commented(d) {
			return insert(d.End(), "\nimport "+spec)
		}
		return s.grouped(d, spec)
	}
	block := s.nearest(d)
	if len(block) == 0 || s.tok.Line(d.Rparen) == s.tok.Line(block[len(block)-1].End()) {
		return insert(d.Lparen+1, "\n\t"+spec+"\n")
	}
	for _, b := range block {
		if importPath(b) > slotPackage {
			pos := b.Pos()
			if b.Doc != nil {
				pos = b.Doc.Pos()
			}
			return insert(pos, spec+"\n\t")
		}
	}
	end := s.tok.LineStart(s.tok.Line(block[len(block)-1].End()) + 1)
	if !strings.Contains(importPath(block[len(block)-1]), ".") {
		return insert(end, "\n\t"+spec+"\n") // behind the standard library
	}
	return insert(end, "\t"+spec+"\n")
}

// grouped turns the only import of a file into two.
func (s *site) grouped(d *ast.GenDecl, spec string) *analysis.TextEdit {
	only := d.Specs[0].(*ast.ImportSpec)
	text := s.text(only)
	switch {
	case !strings.Contains(importPath(only), "."):
		text = text + "\n\n\t" + spec
	case importPath(only) < slotPackage:
		text = text + "\n\t" + spec
	default:
		text = spec + "\n\t" + text
	}
	return &analysis.TextEdit{Pos: d.Pos(), End: d.End(), NewText: []byte("import (\n\t" + text + "\n)")}
}

func (s *site) commented(d *ast.GenDecl) bool {
	only := d.Specs[0].(*ast.ImportSpec)
	return d.Doc != nil || only.Doc != nil || only.Comment != nil
}

// nearest returns the block of imports, without an empty line in between, that
// has the path with the most elements in common; the last of those with none.
func (s *site) nearest(d *ast.GenDecl) []*ast.ImportSpec {
	var best, block []*ast.ImportSpec
	most, here := -1, 0
	flush := func() {
		if len(block) > 0 && (here > most || here == most && here == 0) {
			best, most = block, here
		}
		block, here = nil, 0
	}
	line := 0
	for _, spec := range d.Specs {
		spec := spec.(*ast.ImportSpec)
		start := spec.Pos()
		if spec.Doc != nil {
			start = spec.Doc.Pos()
		}
		if s.tok.Line(start) > line+1 {
			flush()
		}
		block = append(block, spec)
		here = max(here, common(importPath(spec), slotPackage))
		line = s.tok.Line(spec.End())
	}
	flush()
	return best
}

// common returns how many elements two paths begin with that are the same. Any
// two paths outside of the standard library have more in common than one inside.
func common(a, b string) int {
	if first, _, _ := strings.Cut(a, "/"); !strings.Contains(first, ".") {
		return 0
	}
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n + 1
}

func importPath(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value)
	return path
}
