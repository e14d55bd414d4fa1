package identity

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// A file is the source that findings are in.
type file struct {
	lines []string
	decls []decl
}

// A decl is a named declaration, or one of a group.
type decl struct {
	name        string
	first, last int // lines, with the comment above
}

// read reads a file as far as it can be: what does not parse has the declarations
// before the error.
func read(name string, source func(file string) ([]byte, error)) *file {
	if source == nil {
		return new(file)
	}
	data, err := source(name)
	if err != nil {
		return new(file)
	}
	f := &file{lines: strings.Split(string(data), "\n")}
	fset := token.NewFileSet()
	tree, _ := parser.ParseFile(fset, name, data, parser.ParseComments|parser.SkipObjectResolution)
	if tree == nil {
		return f
	}
	add := func(name string, node ast.Node, doc *ast.CommentGroup) {
		start := node.Pos()
		if doc != nil {
			start = doc.Pos()
		}
		// Not PositionFor's adjusted lines: findings have those of the file too.
		f.decls = append(f.decls, decl{name, fset.PositionFor(start, false).Line, fset.PositionFor(node.End(), false).Line})
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			add(funcName(d), d, d.Doc)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				doc := d.Doc
				if d.Lparen.IsValid() {
					doc = nil
				}
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add("type "+spec.Name.Name, spec, firstComment(doc, spec.Doc))
				case *ast.ValueSpec:
					add(d.Tok.String()+" "+spec.Names[0].Name, spec, firstComment(doc, spec.Doc))
				}
			}
		}
	}
	return f
}

func firstComment(a, b *ast.CommentGroup) *ast.CommentGroup {
	if a != nil {
		return a
	}
	return b
}

// funcName spells a function as Go's own traces do: F, T.F or (*T).F.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	star, pointer := t.(*ast.StarExpr)
	if pointer {
		t = star.X
	}
	switch generic := t.(type) {
	case *ast.IndexExpr:
		t = generic.X
	case *ast.IndexListExpr:
		t = generic.X
	}
	name := "?"
	if id, ok := t.(*ast.Ident); ok {
		name = id.Name
	}
	if pointer {
		name = "(*" + name + ")"
	}
	return name + "." + d.Name.Name
}

// declaration returns the name of the declaration that a line is in.
func (f *file) declaration(line int) string {
	for _, d := range f.decls {
		if d.first <= line && line <= d.last {
			return d.name
		}
	}
	return ""
}

// line returns the words of a line.
func (f *file) line(line int) string {
	if line < 1 || line > len(f.lines) {
		return ""
	}
	return strings.Join(strings.Fields(f.lines[line-1]), " ")
}
