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
	pos         string // "file:line"
	first, last int
	text        string
	refs        []string // names of declarations, as in decls
}

func parse(p *program) (*code, error) {
	c := &code{funcs: map[string][]*function{}, decls: map[string][]*function{}}
	for _, f := range p.files {
		src, err := f.source()
		if err != nil {
			return nil, err
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, filepath.ToSlash(f.name), src, 0)
		if err != nil {
			return nil, err
		}
		for _, d := range tree.Decls {
			fn := &function{
				first: fset.Position(d.Pos()).Line, last: fset.Position(d.End()).Line,
				text: string(src[fset.Position(d.Pos()).Offset:fset.Position(d.End()).Offset]),
			}
			fn.pos = fmt.Sprintf("%s:%d", f.name, fn.first)
			for _, name := range declared(d) {
				key := f.dir + "." + name
				c.decls[key] = append(c.decls[key], fn)
			}
			if d, ok := d.(*ast.FuncDecl); ok {
				fn.name = d.Name.Name
			}
			fn.refs = references(d, f.dir)
			c.funcs[f.name] = append(c.funcs[f.name], fn)
		}
	}
	return c, nil
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
	// The type that the site is a method of comes with its constructor.
	for name, list := range c.decls {
		if strings.HasPrefix(name, path.Dir(s.file)+".") && list[0] != start && contains(list, start) {
			_, typ, _ := strings.Cut(name, ".")
			add(list)
			add(c.decls[path.Dir(s.file)+".New"+typ])
		}
	}
	for i := 0; i < len(out); i++ {
		for _, name := range out[i].refs {
			add(c.decls[name])
		}
	}
	return out
}

func contains(list []*function, fn *function) bool {
	for _, x := range list {
		if x == fn {
			return true
		}
	}
	return false
}
