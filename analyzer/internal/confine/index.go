package confine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A place identifies what is declared at it. A package and its tests are checked
// apart and have different objects for one declaration.
type place struct {
	file      string
	line, col int
}

// New returns the program of units. closed says that they are all code that can
// call their functions.
func New(units []*retag.Unit, closed bool) *Program {
	p := &Program{
		units: units, closed: closed,
		parents: retag.Parents(units), unitOf: make(map[*ast.File]*retag.Unit),
		uses: make(map[place][]ast.Expr), funcs: make(map[place]*ast.FuncDecl), methods: make(map[string][]*ast.FuncDecl),
		defs: make(map[place]*ast.Ident), selected: make(map[string][]ast.Expr), keyed: make(map[*types.Named]map[string]bool),
	}
	for _, u := range units {
		p.fset = u.Fset
		for _, file := range u.Files {
			if p.unitOf[file] == nil {
				p.unitOf[file] = u
				p.index(u, file)
			}
		}
	}
	return p
}

// index notes the declared functions and the uses in a file.
func (p *Program) index(u *retag.Unit, file *ast.File) {
	for n := range ast.Preorder(file) {
		switch n := n.(type) {
		case *ast.StructType:
			if st, ok := u.Info.TypeOf(n).(*types.Struct); ok {
				p.structs = append(p.structs, st)
			}
		case *ast.CompositeLit:
			if len(n.Elts) > 0 {
				if _, keyed := n.Elts[0].(*ast.KeyValueExpr); !keyed {
					p.unkeyed = append(p.unkeyed, n)
				}
			}
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(u.Info, n).(*types.Builtin); ok && fn.Name() == "recover" {
				p.recovers = append(p.recovers, n)
			}
		case *ast.FuncDecl:
			p.funcs[p.at(n.Name.Pos())] = n
			if n.Recv != nil {
				p.methods[n.Name.Name] = append(p.methods[n.Name.Name], n)
			}
		case *ast.Ident:
			if u.Info.Defs[n] != nil {
				p.defs[p.at(n.Pos())] = n
			}
			if obj := u.Info.Uses[n]; obj != nil && obj.Pos().IsValid() {
				var e ast.Expr = n
				if sel, ok := p.parents[n].(*ast.SelectorExpr); ok && sel.Sel == n {
					e = sel
				}
				at := p.of(obj)
				p.uses[at] = append(p.uses[at], e)
				if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type()) {
					p.selected[fn.Name()] = append(p.selected[fn.Name()], e)
				}
			}
		}
	}
}

func (p *Program) at(pos token.Pos) place {
	x := p.fset.PositionFor(pos, false)
	return place{x.Filename, x.Line, x.Column}
}

// of returns the place of what an object is made of: the generic field or function,
// where the object is an instance of it.
func (p *Program) of(obj types.Object) place {
	switch o := obj.(type) {
	case *types.Var:
		obj = o.Origin()
	case *types.Func:
		obj = o.Origin()
	}
	return p.at(obj.Pos())
}

// unit returns the unit whose types know a node.
func (p *Program) unit(n ast.Node) *retag.Unit {
	for up := n; up != nil; up = p.parents[up] {
		if f, ok := up.(*ast.File); ok {
			return p.unitOf[f]
		}
	}
	return nil
}

func (p *Program) typeOf(e ast.Expr) types.Type {
	if u := p.unit(e); u != nil {
		return u.Info.TypeOf(e)
	}
	return nil
}

// objectOf returns what an identifier, or the selector of one, names.
func (p *Program) objectOf(e ast.Expr) types.Object {
	u := p.unit(e)
	if u == nil {
		return nil
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return u.Info.ObjectOf(e)
	case *ast.SelectorExpr:
		return u.Info.ObjectOf(e.Sel)
	case *ast.IndexExpr: // of a generic function
		return p.objectOf(e.X)
	case *ast.IndexListExpr:
		return p.objectOf(e.X)
	}
	return nil
}

// around returns the function that a node is in, a declaration or a literal; nil
// outside of functions.
func (p *Program) around(n ast.Node) ast.Node {
	for up := p.parents[n]; up != nil; up = p.parents[up] {
		switch up.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return up
		}
	}
	return nil
}

// Holding returns the expression that an edit at a position changes: the literal
// that the position is in, or the longest operand that begins or ends there. It is
// nil if there is none.
func (p *Program) Holding(pos token.Pos) ast.Expr {
	var found ast.Expr
	for file := range p.unitOf {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || pos < n.Pos() || n.End() < pos {
				return false
			}
			if e, ok := n.(ast.Expr); ok && (found == nil && (n.Pos() == pos || n.End() == pos) || isLiteral(e) && n.Pos() < pos && pos < n.End()) {
				if typ := p.typeOf(e); typ != nil && holdsText(typ, 0) && !isFunc(typ) {
					found = e
				}
			}
			return true
		})
	}
	return found
}

func isFunc(typ types.Type) bool {
	_, ok := typ.Underlying().(*types.Signature)
	return ok
}

func isLiteral(e ast.Expr) bool {
	_, ok := e.(*ast.BasicLit)
	return ok
}
