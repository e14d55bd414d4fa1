package flow

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// NameOf returns how the source names a value, as far as SSA form remembers it.
func (e *Evaluator) NameOf(v ssa.Value) string {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Parameter, *ssa.FreeVar, *ssa.Global, *ssa.Alloc, *ssa.Phi, *ssa.Const:
			return plainName(x)
		case *ssa.Call:
			return e.nameOfResult(x, 0)
		case *ssa.BinOp:
			return e.shortName(x.X) + x.Op.String() + e.shortName(x.Y)
		case *ssa.Extract:
			if n, ok := x.Tuple.(*ssa.Next); ok {
				if r, ok := n.Iter.(*ssa.Range); ok {
					return part(e.NameOf(r.X), "[i]")
				}
			}
			if call, ok := x.Tuple.(*ssa.Call); ok {
				return e.nameOfResult(call, x.Index)
			}
			v = x.Tuple.(ssa.Value)
		case *ssa.FieldAddr:
			return part(e.NameOf(x.X), "."+fieldVar(x.X.Type(), x.Field).Name())
		case *ssa.Field:
			return part(e.NameOf(x.X), "."+fieldVar(x.X.Type(), x.Field).Name())
		case *ssa.IndexAddr:
			return part(e.NameOf(x.X), "[i]")
		case *ssa.Index:
			return part(e.NameOf(x.X), "[i]")
		case *ssa.Lookup:
			return part(e.NameOf(x.X), "[…]")
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType:
			v = Source(v)
		case *ssa.UnOp:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		default:
			return noName
		}
	}
	return noName
}

// part spells a field or element of what is spelled x: by itself, where that has
// no name.
func part(x, step string) string {
	switch {
	case x != noName:
		return x + step
	case step[0] == '.':
		return step[1:]
	}
	return noName
}

// unnamed lists what SSA form calls variables that the source does not name.
var unnamed = []string{"complit", "slicelit", "arraylit", "maplit", "varargs", "new", "makeslice", "slice", "typeassert,ok"}

// noName spells what has no name.
const noName = "value"

// plainName spells a variable or constant by itself.
func plainName(v ssa.Value) string {
	switch x := v.(type) {
	case *ssa.Alloc:
		if x.Comment != "" && !strings.ContainsAny(x.Comment, " .(") && !slices.Contains(unnamed, x.Comment) {
			return x.Comment
		}
		return noName
	case *ssa.Phi:
		if x.Comment == "rangeint.iter" || x.Comment == "rangeindex" {
			return "i"
		}
		if x.Comment != "" && !strings.ContainsAny(x.Comment, "&|.") {
			return x.Comment
		}
		return noName
	case *ssa.Parameter:
		if x.Object() == nil || x.Object().Name() == "" || x.Object().Name() == "_" {
			return noName
		}
	case *ssa.Const:
		if x.Value != nil && len(x.Value.String()) <= 16 {
			return x.Value.String()
		}
		return noName
	}
	return v.Name()
}

// nameOfResult spells a result of a call: by the variable that it is assigned to,
// where the call itself has no name.
func (e *Evaluator) nameOfResult(c *ssa.Call, i int) string {
	name := e.nameOfCall(c)
	if !strings.Contains(name, "…") {
		return name
	}
	fn := c.Parent()
	vars, ok := e.assignedTo[fn]
	if !ok {
		vars = assignedVars(fn.Syntax())
		e.assignedTo[fn] = vars
	}
	if left := vars[c.Pos()]; i < len(left) && left[i] != "_" {
		return left[i]
	}
	return name
}

// assignedVars returns the names of the variables that the results of a call are
// assigned to, by the position of its parenthesis.
func assignedVars(fn ast.Node) map[token.Pos][]string {
	out := make(map[token.Pos][]string)
	if fn == nil {
		return out
	}
	for n := range ast.Preorder(fn) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				if len(n.Rhs) == 1 {
					addVars(out, right, n.Lhs)
				} else {
					addVars(out, right, n.Lhs[i:i+1])
				}
			}
		case *ast.ValueSpec:
			left := make([]ast.Expr, len(n.Names))
			for i, name := range n.Names {
				left[i] = name
			}
			for i, right := range n.Values {
				if len(n.Values) == 1 {
					addVars(out, right, left)
				} else {
					addVars(out, right, left[i:i+1])
				}
			}
		}
	}
	return out
}

func addVars(vars map[token.Pos][]string, right ast.Expr, left []ast.Expr) {
	call, ok := ast.Unparen(right).(*ast.CallExpr)
	if !ok {
		return
	}
	for _, l := range left {
		name := "_"
		if id, ok := l.(*ast.Ident); ok {
			name = id.Name
		}
		vars[call.Lparen] = append(vars[call.Lparen], name)
	}
}

// nameOfCall spells a call: in full where that is short, "…Result()" for a chain
// of calls.
func (e *Evaluator) nameOfCall(c *ssa.Call) string {
	if c.Call.IsInvoke() {
		return e.nameOfOperand(c.Call.Value) + "." + c.Call.Method.Name() + "()"
	}
	if b, ok := c.Call.Value.(*ssa.Builtin); ok {
		args := make([]string, len(c.Call.Args))
		for i, a := range c.Call.Args {
			args[i] = e.shortName(a)
		}
		return b.Name() + "(" + strings.Join(args, ",") + ")"
	}
	fn := c.Call.StaticCallee()
	switch {
	case fn == nil:
		return e.NameOf(c.Call.Value) + "()"
	case fn.Signature.Recv() != nil && len(c.Call.Args) > 0:
		method, _, _ := strings.Cut(fn.Name(), "[")
		return e.nameOfOperand(c.Call.Args[0]) + "." + method + "()"
	}
	name, _, _ := strings.Cut(fn.Name(), "[") // without type arguments
	if fn.Pkg != nil && fn.Pkg != e.pkg {
		name = fn.Pkg.Pkg.Name() + "." + name
	}
	arg := ""
	if n := len(c.Call.Args); n == 1 && !fn.Signature.Variadic() {
		arg = e.shortName(c.Call.Args[0])
	} else if n > 0 {
		arg = "…"
	}
	return name + "(" + arg + ")"
}

// nameOfOperand spells the receiver of a call.
func (e *Evaluator) nameOfOperand(v ssa.Value) string {
	if _, ok := v.(*ssa.Call); ok {
		return "…"
	}
	return e.shortName(v)
}

// shortName spells a value: a field of what has a long name by its own, "….Slot", and
// all else that has no short name by an ellipsis.
func (e *Evaluator) shortName(v ssa.Value) string {
	const most = 24
	s := e.NameOf(v)
	if len(s) <= most && s != noName {
		return s
	}
	if dot := strings.LastIndexByte(s, '.'); dot > 0 && len(s)-dot <= most && token.IsIdentifier(s[dot+1:]) {
		return "…" + s[dot:]
	}
	return "…"
}
