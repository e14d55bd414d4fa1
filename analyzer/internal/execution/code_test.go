package execution

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// A code is the source of the generated module, to be quoted.
type code struct {
	funcs map[string][]*function // by file, in the order of the source
	decls map[string][]*function // by "package.name"; a type has its methods
}

// A function is a declaration: a function mostly, or what functions refer to.
type function struct {
	name        string
	typ         string // that it is a method of
	pos         string // "file:line"
	first, last int
	text        string
	refs        []string // names of declarations, as in decls
}

func newCode() *code {
	return &code{funcs: map[string][]*function{}, decls: map[string][]*function{}}
}

func parse(p *program) (*code, error) {
	c := newCode()
	for _, f := range p.files {
		src, err := f.source()
		if err != nil {
			return nil, err
		}
		if err := c.add(f.name, src); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// add adds a file, "prog03/f2.go".
func (c *code) add(name string, src []byte) error {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, filepath.ToSlash(name), src, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	dir := path.Dir(name)
	if dir == "." {
		dir = ""
	}
	for _, d := range tree.Decls {
		fn := &function{
			first: fset.Position(d.Pos()).Line, last: fset.Position(d.End()).Line,
			text: string(src[fset.Position(d.Pos()).Offset:fset.Position(d.End()).Offset]),
		}
		fn.pos = fmt.Sprintf("%s:%d", name, fn.first)
		names := declared(d)
		for _, name := range names {
			key := dir + "." + name
			c.decls[key] = append(c.decls[key], fn)
		}
		if d, ok := d.(*ast.FuncDecl); ok {
			fn.name = d.Name.Name
			if d.Recv != nil && len(names) == 1 {
				fn.typ = names[0]
			}
		}
		fn.refs = references(d, dir)
		c.funcs[name] = append(c.funcs[name], fn)
	}
	return nil
}

// declared returns the names that a declaration declares; of a method it is
// that of its type.
func declared(d ast.Decl) []string {
	var out []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
		t := d.Recv.List[0].Type
		if star, ok := t.(*ast.StarExpr); ok {
			t = star.X
		}
		if id, ok := t.(*ast.Ident); ok {
			out = append(out, id.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				out = append(out, s.Name.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					out = append(out, id.Name)
				}
			}
		}
	}
	return out
}

// references returns the names in a declaration.
func references(d ast.Decl, pkg string) []string {
	var out []string
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && isPackage(x.Name) {
				out = append(out, x.Name+"."+n.Sel.Name)
				return false
			}
		case *ast.Ident:
			out = append(out, pkg+"."+n.Name)
		}
		return true
	})
	return out
}

// at returns the function that a line "file:line" is in.
func (c *code) at(line string) *function {
	file, num, _ := strings.Cut(line, ":")
	n, err := strconv.Atoi(num)
	if err != nil {
		return nil
	}
	for _, fn := range c.funcs[file] {
		if fn.first <= n && n <= fn.last {
			return fn
		}
	}
	return nil
}

// function returns a function by its name.
func (c *code) function(file, name string) *function {
	for _, fn := range c.funcs[file] {
		if fn.name == name {
			return fn
		}
	}
	return nil
}

// reach returns the declarations that a site consists of.
func (c *code) reach(s *site) []*function {
	start := c.function(s.file, s.fn)
	if start == nil {
		return nil
	}
	out, seen := []*function{start}, map[*function]bool{start: true}
	add := func(list []*function) {
		for _, fn := range list {
			if !seen[fn] {
				seen[fn] = true
				out = append(out, fn)
			}
		}
	}
	if start.typ != "" {
		// The type comes with its constructor.
		pkg := path.Dir(s.file) + "."
		add(c.decls[pkg+start.typ])
		add(c.decls[pkg+"New"+start.typ])
	}
	for i := 0; i < len(out); i++ {
		for _, name := range out[i].refs {
			add(c.decls[name])
		}
	}
	return out
}
