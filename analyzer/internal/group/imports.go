package group

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// importErrors returns the name that package errors has in the file, and sets the edit
// that imports it where it is not imported. It depends on the file alone, so that all
// rewrites in it have the same. It returns "" if the name has another meaning at the call.
func (s *site) importErrors() string {
	if _, ok := s.nameIn("errors"); ok {
		return s.nameOf("errors")
	}
	name := "errors"
	for i := 1; s.means(s.info.Scopes[s.file], name) || s.pkg.Scope().Lookup(name) != nil; i++ {
		name = "stderrors"
		if i > 1 {
			name += strconv.Itoa(i)
		}
	}
	spec := strconv.Quote("errors")
	if name != "errors" {
		spec = name + " " + spec
	}
	s.imports = s.addImport(spec)
	return name
}

// nameIn returns the name under which the file imports a package, and whether it does.
func (s *site) nameIn(path string) (name string, ok bool) {
	for _, spec := range s.file.Imports {
		n := s.info.PkgNameOf(spec)
		if n != nil && n.Imported().Path() == path && n.Name() != "_" && n.Name() != "." {
			return n.Name(), true
		}
	}
	return "", false
}

// nameOf returns the name that a package has at the call, "" if it has none.
func (s *site) nameOf(path string) string {
	name, ok := s.nameIn(path)
	if _, is := declared(s.scope, name).(*types.PkgName); !ok || !is {
		return ""
	}
	return name
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

// addImport returns the edit that adds an import of the standard library in the place
// where gofmt and goimports want it: sorted, in the first block that has others of it, or
// else in one of its own.
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
	block := s.block(d)
	if len(block) == 0 {
		return insert(d.Lparen+1, "\n\t"+spec+"\n")
	}
	for _, b := range block {
		if importPath(b) > "errors" {
			pos := b.Pos()
			if b.Doc != nil {
				pos = b.Doc.Pos()
			}
			return insert(pos, spec+"\n\t")
		}
	}
	last := block[len(block)-1]
	if s.tok.Line(d.Rparen) == s.tok.Line(last.End()) {
		return insert(last.End(), "; "+spec)
	}
	return insert(s.tok.LineStart(s.tok.Line(last.End())+1), "\t"+spec+"\n")
}

// grouped turns the only import of a file into two.
func (s *site) grouped(d *ast.GenDecl, spec string) *analysis.TextEdit {
	only := d.Specs[0].(*ast.ImportSpec)
	text := s.text(only)
	switch {
	case !standard(importPath(only)):
		text = spec + "\n\n\t" + text
	case importPath(only) < "errors":
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

// block returns the imports of the standard library that stand together, without an
// empty line in between; the first ones.
func (s *site) block(d *ast.GenDecl) (block []*ast.ImportSpec) {
	line := 0
	for _, spec := range d.Specs {
		spec := spec.(*ast.ImportSpec)
		start := spec.Pos()
		if spec.Doc != nil {
			start = spec.Doc.Pos()
		}
		if len(block) > 0 && (s.tok.Line(start) > line+1 || !standard(importPath(spec))) {
			break
		}
		if standard(importPath(spec)) {
			block = append(block, spec)
		}
		line = s.tok.Line(spec.End())
	}
	return block
}

// standard reports whether a path is one of the standard library.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func importPath(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value)
	return path
}
