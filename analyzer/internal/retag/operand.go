package retag

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// parents finds the expressions around an expression.
type parents struct {
	units []*Unit
	of    map[ast.Node]ast.Node
}

func (p *parents) parent(n ast.Node) ast.Node {
	if p.of == nil {
		p.of = Parents(p.units)
	}
	return p.of[n]
}

// Parents returns the node around each node of the files of units.
func Parents(units []*Unit) map[ast.Node]ast.Node {
	of := make(map[ast.Node]ast.Node)
	for _, u := range units {
		for _, file := range u.Files {
			var stack []ast.Node
			ast.Inspect(file, func(n ast.Node) bool {
				if n == nil {
					stack = stack[:len(stack)-1]
					return true
				}
				if len(stack) > 0 {
					of[n] = stack[len(stack)-1]
				}
				stack = append(stack, n)
				return true
			})
		}
	}
	return of
}

// chain returns the outermost + that an operand is part of, or the operand.
func (p *parents) chain(e ast.Expr) ast.Expr {
	for {
		switch x := p.parent(e).(type) {
		case *ast.ParenExpr:
			e = x
			continue
		case *ast.BinaryExpr:
			if x.Op == token.ADD {
				e = x
				continue
			}
		}
		return e
	}
}

// before returns the expression that comes before e in a literal of a list, or
// in the arguments of a call; nil if there is none.
func (p *parents) before(e ast.Expr) ast.Expr {
	if list, i := p.list(e); i > 0 {
		return list[i-1]
	}
	return nil
}

// list returns the elements of the literal, or the arguments of the call, that e is one
// of, and which one it is; nil if it is none.
func (p *parents) list(e ast.Expr) (list []ast.Expr, i int) {
	switch x := p.parent(e).(type) {
	case *ast.CompositeLit:
		list = x.Elts
	case *ast.CallExpr:
		list = x.Args
	}
	if i = slices.Index(list, e); i < 0 {
		return nil, 0
	}
	return list, i
}

// operands returns the insertions of an operand that may put a brace before item
// i of a use: beside the constants that are nearest, if all keys that have them
// are free to take it. Whether they do, an evaluation has to show.
func (w *Writer) operands(use, i int, brace string, free func(use int) bool) (out []Edit) {
	s := w.uses[use].stream
	seen := make(map[Edit]bool)
	add := func(pos token.Pos, text string) {
		if e := insertion(pos, text); pos.IsValid() && !seen[e] {
			seen[e] = true
			out = append(out, e)
		}
	}
	prepend := func(e ast.Expr) { add(e.Pos(), `"`+brace+`" + `) }
	appendTo := func(e ast.Expr) { add(e.End(), ` + "`+brace+`"`) }
	// Constants that begin at the boundary or behind it.
	for j := i; j < len(s.at); j++ {
		for _, p := range s.at[j] {
			c := w.Marks.consts[p.n]
			if p.off != 0 || !w.operand(c.expr, c.info) {
				continue
			}
			if j == i && w.alone(p.n, free) {
				prepend(c.expr)
			}
			root := w.parents.chain(c.expr)
			if prev := w.parents.before(root); prev != nil && brace == "}" && isText(prev, c.info) {
				appendTo(prev)
			}
			if brace == "{" && root.Pos() != c.expr.Pos() {
				prepend(root)
			}
			if prev := w.parents.before(root); prev != nil && brace == "{" && isText(prev, c.info) {
				prepend(prev)
			}
		}
	}
	// Constants that end at the boundary or before it.
	for j := i; j >= 0; j-- {
		for _, p := range s.at[j] {
			c := w.Marks.consts[p.n]
			if p.off != len(c.value) || !w.operand(c.expr, c.info) {
				continue
			}
			if j == i && w.alone(p.n, free) {
				appendTo(c.expr)
			}
			if root := w.parents.chain(c.expr); brace == "}" && root.End() != c.expr.End() {
				appendTo(root)
			}
		}
	}
	w.values(use, i, brace, prepend, appendTo)
	return out
}

// values puts a brace beside a value that is in one list with a constant before it, as in
// key("queue", room, name): each value between the two is taken to be one element.
func (w *Writer) values(use, i int, brace string, prepend, appendTo func(ast.Expr)) {
	s := w.uses[use].stream
	between := 0 // values
	for j := i; j >= 0; j-- {
		if j < i && s.items[j].hole != nil {
			between++
		}
		for _, p := range s.at[j] {
			c := w.Marks.consts[p.n]
			if p.off != len(c.value) || !w.operand(c.expr, c.info) {
				continue
			}
			list, at := w.parents.list(w.parents.chain(c.expr))
			if brace == "{" && at+between+1 < len(list) && isText(list[at+between+1], c.info) {
				prepend(list[at+between+1])
			}
			if brace == "}" && between > 0 && at+between < len(list) && isText(list[at+between], c.info) {
				appendTo(list[at+between])
			}
		}
	}
}

// alone reports whether all keys that a constant is part of are free to take a
// brace beside it.
func (w *Writer) alone(n int, free func(use int) bool) bool {
	for use := range w.through[n] {
		if !free(use) {
			return false
		}
	}
	return true
}

// operand reports whether something can be added to an expression where it
// stands: it is an operand of +, an element, an argument, a result, or assigned.
func (w *Writer) operand(e ast.Expr, info *types.Info) bool {
	switch x := w.parents.parent(e).(type) {
	case *ast.BinaryExpr:
		return x.Op == token.ADD
	case *ast.CompositeLit, *ast.ReturnStmt, *ast.AssignStmt:
		return true
	case *ast.KeyValueExpr:
		return x.Value == e
	case *ast.CallExpr:
		return x.Fun != e && !info.Types[x.Fun].IsType()
	}
	return false
}

func isText(e ast.Expr, info *types.Info) bool { return isString(info.TypeOf(e)) }
