package execution

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A rewriter rewrites one package of an original.
type rewriter struct {
	*original
	pkg     *packages.Package
	trees   []*ast.File
	names   []string // of the files, as trees
	files   map[string]*edited
	touched map[*function]bool
	moved   bytes.Buffer // declarations that go to a package of their own
	serial  int
}

// An edited is what changes in a file.
type edited struct {
	edits   []edit
	decls   bytes.Buffer
	imports []string
	order   []string // the text in place of all declarations
}

type edit struct {
	from, to int
	text     string
}

// source returns the file as it is after the edits.
func (e *edited) source(r *rewriter, src []byte) []byte {
	if len(e.edits) == 0 && e.decls.Len() == 0 && e.order == nil {
		return src
	}
	if e.order != nil {
		return []byte(strings.Join(e.order, "\n\n") + "\n")
	}
	// Of two insertions at one place the one that is asked for first comes first.
	slices.SortStableFunc(e.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b bytes.Buffer
	at := 0
	for _, x := range e.edits {
		if x.from < at {
			panic(fmt.Sprintf("edits overlap: %s", x.text))
		}
		b.Write(src[at:x.from])
		b.WriteString(x.text)
		at = x.to
	}
	b.Write(src[at:])
	b.WriteString("\n")
	b.Write(e.decls.Bytes())
	return withImports(b.Bytes(), e.imports)
}

// withImports adds imports behind the package clause, in a declaration of their own.
func withImports(src []byte, paths []string) []byte {
	i := bytes.IndexByte(src, '\n')
	var b bytes.Buffer
	b.Write(src[:i+1])
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		fmt.Fprintf(&b, "\nimport %q\n", p)
	}
	b.Write(src[i+1:])
	return b.Bytes()
}

// A spot is a place in the code: a node in a function.
type spot struct {
	file string
	tree *ast.File
	decl *ast.FuncDecl
}

// functions calls visit for each function of the package.
func (r *rewriter) functions(visit func(s spot)) {
	for i, tree := range r.trees {
		for _, d := range tree.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				visit(spot{r.names[i], tree, d})
			}
		}
	}
}

func (r *rewriter) offset(p token.Pos) int { return r.fset.Position(p).Offset }

// text returns the source of a node.
func (r *rewriter) text(s spot, n ast.Node) string {
	return string(r.source[s.file][r.offset(n.Pos()):r.offset(n.End())])
}

// replace writes text in place of a node.
func (r *rewriter) replace(s spot, n ast.Node, text string) {
	r.edit(s, edit{r.offset(n.Pos()), r.offset(n.End()), text})
}

// around writes text before and behind a node.
func (r *rewriter) around(s spot, n ast.Node, before, after string) {
	r.edit(s, edit{r.offset(n.Pos()), r.offset(n.Pos()), before})
	r.edit(s, edit{r.offset(n.End()), r.offset(n.End()), after})
}

// before writes text before a node.
func (r *rewriter) before(s spot, n ast.Node, text string) {
	r.edit(s, edit{r.offset(n.Pos()), r.offset(n.Pos()), text})
}

func (r *rewriter) edit(s spot, x edit) {
	e := r.files[s.file]
	e.edits = append(e.edits, x)
	r.touch(s)
}

// touch notes that a function is another one now.
func (r *rewriter) touch(s spot) {
	if fn := r.code.at(fmt.Sprintf("%s:%d", s.file, r.fset.Position(s.decl.Pos()).Line)); fn != nil {
		r.touched[fn] = true
	}
}

// needs imports a package into a file.
func (r *rewriter) needs(s spot, name string) {
	p := imports[name]
	if p == "" {
		p = modulePath + "/" + name
	}
	for _, spec := range s.tree.Imports {
		if spec.Path.Value == fmt.Sprintf("%q", p) {
			return
		}
	}
	e := r.files[s.file]
	e.imports = append(e.imports, p)
}

// declare adds a declaration to the file of a spot.
func (r *rewriter) declare(s spot, format string, args ...any) {
	fmt.Fprintf(&r.files[s.file].decls, format+"\n", args...)
}

// once adds a declaration to the package.
func (r *rewriter) once(decl string) {
	e := r.files[r.names[0]]
	if !strings.Contains(e.decls.String(), decl) {
		e.decls.WriteString(decl + "\n")
	}
}

func (r *rewriter) next() int {
	r.serial++
	return r.serial
}

// movedPath is the path of the package that functions move to.
func (r *rewriter) movedPath() string {
	dir := path.Base(r.pkg.PkgPath)
	return modulePath + "/lib9" + strings.TrimLeft(dir, "abcdefghijklmnopqrstuvwxyz") + map[bool]string{true: "0", false: "1"}[strings.HasPrefix(dir, "lib")]
}

func (r *rewriter) movedSource() []byte {
	var list []string
	for name, p := range imports {
		if strings.Contains(r.moved.String(), name+".") {
			list = append(list, p)
		}
	}
	return withImports(append([]byte("package "+path.Base(r.movedPath())+"\n\n"), r.moved.Bytes()...), list)
}

// isString reports whether an expression is of the type string itself, and
// whether it is constant.
func (r *rewriter) isString(x ast.Expr) (is, constant bool) {
	tv, ok := r.pkg.TypesInfo.Types[x]
	if !ok || !tv.IsValue() || tv.Type == nil || tv.Type != types.Typ[types.String] && tv.Type != types.Typ[types.UntypedString] {
		return false, false
	}
	return true, tv.Value != nil
}

// strings calls visit for each text that goes somewhere: into a call of a function
// that is not of the standard library, into a list, out of a function.
func (r *rewriter) texts(visit func(s spot, x ast.Expr)) {
	r.functions(func(s spot) {
		take := func(list []ast.Expr) {
			for _, x := range list {
				if is, _ := r.isString(x); is {
					visit(s, x)
				}
			}
		}
		ast.Inspect(s.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if fn := r.callee(n); fn != nil && fn.Pkg() != nil && strings.Contains(fn.Pkg().Path(), ".") {
					take(n.Args)
				}
			case *ast.CompositeLit:
				if l, ok := r.pkg.TypesInfo.TypeOf(n).Underlying().(*types.Slice); ok && l.Elem() == types.Typ[types.String] {
					take(n.Elts)
				}
			case *ast.ReturnStmt:
				take(n.Results)
			case *ast.GenDecl:
				return false // constants
			}
			return true
		})
	})
}

// callee returns the function that a call names, nil if it names none.
func (r *rewriter) callee(c *ast.CallExpr) *types.Func {
	var id *ast.Ident
	switch f := ast.Unparen(c.Fun).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.IndexExpr:
		id, _ = f.X.(*ast.Ident)
	}
	if id == nil {
		return nil
	}
	fn, _ := r.pkg.TypesInfo.Uses[id].(*types.Func)
	return fn
}

// client reports whether a call is one of the client library.
func (r *rewriter) client(c *ast.CallExpr) bool {
	fn := r.callee(c)
	return fn != nil && fn.Pkg() != nil && strings.Contains(fn.Pkg().Path(), "go-redis")
}

// plain reports whether an expression has no effect, and none of others changes it:
// it calls nothing but functions that make texts.
func (r *rewriter) plain(x ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			ok = false
		case *ast.CallExpr:
			if r.pkg.TypesInfo.Types[n.Fun].IsType() {
				return true
			}
			fn := r.callee(n)
			if fn == nil || fn.Pkg() == nil || !slices.Contains([]string{"fmt", "strconv", "strings", "path"}, fn.Pkg().Path()) || fn.Signature().Recv() != nil {
				ok = false
			}
		}
		return ok
	})
	return ok
}

// fixed reports whether an expression is a name, or a path of names, or constant.
func (r *rewriter) fixed(x ast.Expr) bool {
	if r.pkg.TypesInfo.Types[x].Value != nil {
		return true
	}
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return r.fixed(x.X)
	}
	return false
}

// A clientCall is a call of the client in a statement of its own.
type clientCall struct {
	spot
	stmt ast.Stmt
	call *ast.CallExpr
}

// clientCalls calls visit for each statement that is a call of the client.
func (r *rewriter) clientCalls(visit func(c clientCall)) {
	r.functions(func(s spot) {
		ast.Inspect(s.decl.Body, func(n ast.Node) bool {
			var list []ast.Stmt
			switch n := n.(type) {
			case *ast.BlockStmt:
				list = n.List
			case *ast.CaseClause:
				list = n.Body
			}
			for _, stmt := range list {
				var x ast.Expr
				switch stmt := stmt.(type) {
				case *ast.ExprStmt:
					x = stmt.X
				case *ast.ReturnStmt:
					if len(stmt.Results) == 1 {
						x = stmt.Results[0]
					}
				}
				for x != nil {
					call, ok := x.(*ast.CallExpr)
					if !ok {
						break
					}
					if r.client(call) && len(call.Args) > 1 {
						visit(clientCall{s, stmt, call})
						break
					}
					sel, ok := call.Fun.(*ast.SelectorExpr)
					if !ok {
						break
					}
					x = sel.X
				}
			}
			return true
		})
	})
}

// free returns the local variables that an expression uses, in order; ok is false
// if it cannot stand in another function.
func (r *rewriter) free(s spot, x ast.Expr) (vars []*types.Var, ok bool) {
	ok = true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			ok = false
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.AND
		case *ast.Ident:
			v, is := r.pkg.TypesInfo.Uses[n].(*types.Var)
			if !is || v.IsField() || v.Parent() == r.pkg.Types.Scope() || v.Parent() == types.Universe || v.Pkg() != r.pkg.Types {
				if c, is := r.pkg.TypesInfo.Uses[n].(*types.Const); is && c.Pkg() == r.pkg.Types && c.Parent() != r.pkg.Types.Scope() {
					ok = false // a local constant
				}
				return true
			}
			switch v.Type().Underlying().(type) {
			case *types.Struct, *types.Array:
				ok = false // a copy would not be changed
			}
			if strings.Contains(v.Type().String(), "struct{") || hasTypeParams(s.decl) {
				ok = false
			}
			if !slices.Contains(vars, v) {
				vars = append(vars, v)
			}
		}
		return ok
	})
	return vars, ok
}

func hasTypeParams(d *ast.FuncDecl) bool {
	if d.Type.TypeParams != nil {
		return true
	}
	if d.Recv == nil {
		return false
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	_, is := t.(*ast.IndexExpr)
	return is
}

// spell spells a type in a file, and imports what it names.
func (r *rewriter) spell(s spot, t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if p == r.pkg.Types {
			return ""
		}
		r.needs(s, p.Name())
		return p.Name()
	})
}
