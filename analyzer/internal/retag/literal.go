package retag

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Unit is a package whose text can be edited.
type Unit struct {
	Fset  *token.FileSet
	Files []*ast.File
	Info  *types.Info
	Pkg   *types.Package
}

// A literalAt is an offset in the value of a string literal.
type literalAt struct {
	lit   *ast.BasicLit
	off   int
	named bool // it is reached through the name of a constant
}

// pos is where the source has that offset, NoPos if it cannot be told.
func (l literalAt) pos() token.Pos {
	src := l.lit.Value
	if strings.HasPrefix(src, "`") {
		if strings.Contains(src, "\r") {
			return token.NoPos // no part of the value
		}
		return l.lit.Pos() + token.Pos(1+l.off)
	}
	rest, n := src[1:], 0
	for n < l.off {
		r, multibyte, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			return token.NoPos
		}
		if rest = tail; multibyte {
			n += utf8.RuneLen(r)
		} else {
			n++
		}
	}
	if n != l.off {
		return token.NoPos // inside a character
	}
	return l.lit.Pos() + token.Pos(len(src)-len(rest))
}

// decls finds the values of named constants.
type decls struct {
	byObject map[types.Object]declared
	byName   map[string]declared // of package-level ones, by path and name
}

type declared struct {
	value ast.Expr
	info  *types.Info
}

func declarations(units []*Unit) *decls {
	d := &decls{make(map[types.Object]declared), make(map[string]declared)}
	for _, u := range units {
		for _, file := range u.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				spec, ok := n.(*ast.ValueSpec)
				if !ok {
					return true
				}
				for i, name := range spec.Names {
					obj, ok := u.Info.Defs[name].(*types.Const)
					if !ok || i >= len(spec.Values) {
						continue // a variable, or a value that is repeated
					}
					v := declared{spec.Values[i], u.Info}
					d.byObject[obj] = v
					if obj.Parent() == obj.Pkg().Scope() {
						d.byName[obj.Pkg().Path()+"."+obj.Name()] = v
					}
				}
				return true
			})
		}
	}
	return d
}

func (d *decls) of(obj types.Object) (declared, bool) {
	if v, ok := d.byObject[obj]; ok {
		return v, true
	}
	if obj == nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return declared{}, false
	}
	v, ok := d.byName[obj.Pkg().Path()+"."+obj.Name()]
	return v, ok
}

// constOf returns the constant that an expression names, nil if it names none.
func constOf(e ast.Expr, info *types.Info) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if c, ok := info.Uses[e].(*types.Const); ok {
			return c
		}
	case *ast.SelectorExpr:
		if c, ok := info.Uses[e.Sel].(*types.Const); ok {
			return c
		}
	}
	return nil
}

// literals returns the literals that hold an offset of a constant expression: two
// of them where one ends and the next begins.
func (d *decls) literals(e ast.Expr, info *types.Info, off int, named bool) []literalAt {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return []literalAt{{e, off, named}}
		}
	case *ast.Ident, *ast.SelectorExpr:
		if v, ok := d.of(constOf(e, info)); ok {
			return d.literals(v.value, v.info, off, true)
		}
	case *ast.CallExpr:
		if len(e.Args) == 1 && info.Types[e.Fun].IsType() {
			return d.literals(e.Args[0], info, off, named)
		}
	case *ast.BinaryExpr:
		tv := info.Types[e.X]
		if e.Op != token.ADD || tv.Value == nil || tv.Value.Kind() != constant.String {
			return nil
		}
		n := len(constant.StringVal(tv.Value))
		var out []literalAt
		if off <= n {
			out = d.literals(e.X, info, off, named)
		}
		if off >= n {
			out = append(out, d.literals(e.Y, info, off-n, named)...)
		}
		return out
	}
	return nil
}
