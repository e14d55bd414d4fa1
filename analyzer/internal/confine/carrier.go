package confine

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// A carrier looks for what uses a whole value where one of its fields holds a text.
type carrier struct {
	*trace
	field *types.Var
	at    place           // the field, as it is declared
	from  ast.Expr        // the text
	boxed map[string]bool // the interfaces that the whole is a value of
	info  *types.Info     // of the file that is looked at
}

// carried reports what uses a whole value where one of its fields holds a text:
// functions without source that read all fields, and comparisons.
func (t *trace) carried(field *types.Var, from ast.Expr) {
	at := t.of(field)
	if t.carries[at] {
		return
	}
	t.carries[at] = true
	c := &carrier{trace: t, field: field, at: at, from: from, boxed: make(map[string]bool)}
	for file, u := range t.unitOf {
		c.info = u.Info
		ast.Inspect(file, func(n ast.Node) bool {
			c.node(n)
			return true
		})
	}
	if len(c.boxed) > 0 {
		if fn := t.encodes(c.boxed); fn != nil {
			t.escape(from, "is in a struct that may be given to "+short(fn))
		}
	}
}

func (c *carrier) has(e ast.Expr) bool { return c.holdsField(c.info.TypeOf(e), c.at, 0) }

// box notes that the whole becomes a value of a type.
func (c *carrier) box(typ types.Type) {
	if c.field.Exported() && isBox(typ) {
		c.boxed[boxName(typ)] = true
	}
}

func (c *carrier) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if (n.Op == token.EQL || n.Op == token.NEQ) && isValue(c.info.TypeOf(n.X)) && c.has(n.X) && !isZero(n.X) && !isZero(n.Y) {
			c.escape(c.from, "is in a struct that is compared")
		}
	case *ast.IndexExpr:
		if isMap(c.info.TypeOf(n.X)) && isValue(c.info.TypeOf(n.Index)) && c.has(n.Index) && !c.isAssigned(n) {
			c.escape(c.from, "is in a struct that is looked up in a map")
		}
	case *ast.CallExpr:
		c.call(n)
	default:
		c.stored(n)
	}
}

// stored notes the interfaces in which a node puts the whole.
func (c *carrier) stored(n ast.Node) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		for i, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if c.has(e) {
				c.box(elementType(c.info.TypeOf(n), n, i))
			}
		}
	case *ast.AssignStmt:
		for i, e := range n.Rhs {
			if len(n.Lhs) == len(n.Rhs) && c.has(e) {
				c.box(c.info.TypeOf(n.Lhs[i]))
			}
		}
	case *ast.ValueSpec:
		for _, e := range n.Values {
			if n.Type != nil && c.has(e) {
				c.box(c.info.TypeOf(n.Type))
			}
		}
	case *ast.ReturnStmt:
		for i, e := range n.Results {
			if c.has(e) {
				c.box(c.resultType(n, i))
			}
		}
	}
}

func (c *carrier) call(n *ast.CallExpr) {
	fn, ok := typeutil.Callee(c.info, n).(*types.Func)
	for i, arg := range n.Args {
		if !ok && i > 0 && c.has(arg) {
			c.box(elementType(c.info.TypeOf(n), nil, i)) // append
		}
		if !ok || !c.has(arg) {
			continue
		}
		if param := paramType(fn, i); c.owns(fn.Pkg()) {
			c.box(param)
		} else if c.reads(n, i, fn, c.field.Exported(), isAny(param)) {
			c.escape(c.from, "is in a struct that is given to "+short(fn))
		}
	}
}
