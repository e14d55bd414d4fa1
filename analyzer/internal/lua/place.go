package lua

import (
	"slices"
	"strconv"

	"github.com/yuin/gopher-lua/ast"
)

// linear returns the numbers of an index step*i+off of a variable i.
func linear(e ast.Expr) (step, off int, ok bool) {
	switch e := e.(type) {
	case *ast.IdentExpr:
		return 1, 0, true
	case *ast.NumberExpr:
		n, err := strconv.Atoi(e.Value)
		return 0, n, err == nil && -1<<20 < n && n < 1<<20
	case *ast.ArithmeticOpExpr:
		a, b, ok := linear(e.Lhs)
		c, d, ok2 := linear(e.Rhs)
		switch {
		case !ok || !ok2:
		case e.Operator == "+":
			return a + c, b + d, a == 0 || c == 0
		case e.Operator == "-":
			return a, b - d, c == 0
		case e.Operator == "*" && a == 0:
			return b * c, b * d, true
		case e.Operator == "*" && c == 0:
			return a * d, b * d, true
		}
	}
	return 0, 0, false
}

// someAt adds an element that a loop stores at places of a step and an offset: it
// comes behind those of smaller offsets.
func (t *table) someAt(v value, off int) {
	if len(t.rest) != len(t.offs) {
		t.some(v)
		return
	}
	i, found := slices.BinarySearch(t.offs, off)
	switch {
	case found && same(t.rest[i], v):
	case found || len(t.rest) >= maxItems:
		t.some(v)
	default:
		t.rest, t.offs = slices.Insert(slices.Clone(t.rest), i, v), slices.Insert(slices.Clone(t.offs), i, off)
	}
}

// someFirst adds an element that comes before the others.
func (t *table) someFirst(v value) {
	if !slices.ContainsFunc(t.rest, func(x value) bool { return same(x, v) }) && len(t.rest) < maxItems {
		t.rest = append([]value{v}, t.rest...)
		return
	}
	t.some(v)
}
