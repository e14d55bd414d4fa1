package lua

import (
	"maps"

	"github.com/yuin/gopher-lua/ast"
)

// block runs statements in a scope, and reports whether they end the function.
func (in *interp) block(stmts []ast.Stmt, s *scope) bool {
	if in.nest++; in.nest > maxNest {
		in.over = true
	}
	defer func() { in.nest-- }()
	for _, st := range stmts {
		if !in.step(1) {
			return false
		}
		if in.stmt(st, s) {
			return true
		}
	}
	return false
}

func (in *interp) stmt(st ast.Stmt, s *scope) (ends bool) {
	switch st := st.(type) {
	case *ast.LocalAssignStmt:
		vals := in.values(st.Exprs, s)
		for i, name := range st.Names {
			in.set(s.declare(name), argument(vals, i))
		}
		in.recursive(st, s)
	case *ast.AssignStmt:
		vals := in.values(st.Rhs, s)
		for i, l := range st.Lhs {
			in.assign(l, argument(vals, i), s)
		}
	case *ast.FuncCallStmt:
		in.exprs(st.Expr, s)
		return neverReturns(st.Expr)
	case *ast.DoBlockStmt:
		return in.block(st.Stmts, inner(s))
	case *ast.IfStmt:
		in.expr(st.Condition, s)
		return in.branch(st, s)
	case *ast.WhileStmt:
		in.loop(func() {
			in.expr(st.Condition, s)
			in.block(st.Stmts, inner(s))
		})
	case *ast.RepeatStmt:
		in.loop(func() {
			b := inner(s)
			in.block(st.Stmts, b)
			in.expr(st.Condition, b)
		})
	case *ast.NumberForStmt:
		in.expr(st.Init, s)
		in.expr(st.Limit, s)
		if st.Step != nil {
			in.expr(st.Step, s)
		}
		in.loop(func() {
			b := inner(s)
			in.set(b.declare(st.Name), part(Part{Kind: Value}))
			in.block(st.Stmts, b)
		})
	case *ast.GenericForStmt:
		in.generic(st, s)
	case *ast.FuncDefStmt:
		in.define(st, s)
	case *ast.ReturnStmt:
		*in.returns = append(*in.returns, in.values(st.Exprs, s))
		return true
	}
	return false
}

// recursive lets a local function see itself, which "local function f" does.
// That "local f = function" does not makes no difference to a right script.
func (in *interp) recursive(st *ast.LocalAssignStmt, s *scope) {
	if len(st.Names) == 1 && len(st.Exprs) == 1 {
		if fn, ok := st.Exprs[0].(*ast.FunctionExpr); ok {
			in.set(s.names[st.Names[0]], value{kind: funcVal, fn: &closure{fn, s}})
		}
	}
}

// neverReturns reports whether a call never returns.
func neverReturns(e ast.Expr) bool {
	call, ok := e.(*ast.FuncCallExpr)
	if !ok {
		return false
	}
	id, ok := call.Func.(*ast.IdentExpr)
	return ok && id.Value == "error"
}

// branch runs both branches of a condition.
func (in *interp) branch(st *ast.IfStmt, s *scope) bool {
	before := in.state
	run := func(stmts []ast.Stmt) (map[*variable]value, bool) {
		in.step(len(before) / 8)
		in.state = maps.Clone(before)
		in.cond++
		ends := in.block(stmts, inner(s))
		in.cond--
		return in.state, ends
	}
	then, thenEnds := run(st.Then)
	other, otherEnds := run(st.Else)
	switch {
	case thenEnds && otherEnds:
		in.state = before
		return true
	case thenEnds:
		in.state = other
	case otherEnds:
		in.state = then
	default:
		in.state = in.merge(then, other)
		return false
	}
	in.cond++ // of what follows, until the function ends
	return false
}

// loop runs a body as often as it takes to see what it changes, and then for
// what it does.
func (in *interp) loop(body func()) {
	cond, returns := in.cond, *in.returns
	before := maps.Clone(in.state)
	in.cond = cond + 1
	// A loop inside of one that is only looked at is not looked at twice, or
	// each level of nesting would double the work.
	if in.dry == 0 {
		in.dry++
		body()
		in.dry--
		*in.returns = returns
		in.state = in.merge(before, in.state)
		before = maps.Clone(in.state)
		in.cond = cond + 1
	}
	body()
	in.state = in.merge(before, in.state)
	if in.cond = cond; len(*in.returns) > len(returns) {
		in.cond++ // what follows is not run if the loop ended the function
	}
}

// generic runs a for over ipairs, pairs or an iterator that is not known.
func (in *interp) generic(st *ast.GenericForStmt, s *scope) {
	first, second := value{}, value{}
	if call, ok := st.Exprs[0].(*ast.FuncCallExpr); ok {
		f := in.expr(call.Func, s)
		args := in.values(call.Args, s)
		switch {
		case f.kind == library && (f.name == "ipairs" || f.name == "pairs"):
			list := argument(args, 0)
			in.reads(list, 0)
			first, second = part(Part{Kind: Value}), element(list)
			if f.name == "pairs" && list.isTable() && len(list.tbl.fields)+len(list.tbl.rest) > 0 {
				first = value{} // what the table is indexed by is not kept
				for _, v := range list.tbl.fields {
					second = join(second, v)
				}
			}
		case f.kind == library && (f.name == "string.gmatch" || f.name == "string.gfind"):
		default:
			in.invoke(call, f, args)
		}
	} else {
		in.values(st.Exprs, s)
	}
	in.loop(func() {
		b := inner(s)
		for i, name := range st.Names {
			switch i {
			case 0:
				in.set(b.declare(name), first)
			case 1:
				in.set(b.declare(name), second)
			default:
				in.set(b.declare(name), value{})
			}
		}
		in.block(st.Stmts, b)
	})
}

func (in *interp) define(st *ast.FuncDefStmt, s *scope) {
	fn := value{kind: funcVal, fn: &closure{st.Func, s}}
	if _, seen := in.functions[st.Func]; !seen {
		in.functions[st.Func] = false
	}
	if st.Name.Func != nil {
		in.assign(st.Name.Func, fn, s)
	}
}

// assign gives a variable or an element of a table its value.
func (in *interp) assign(l ast.Expr, v value, s *scope) {
	switch l := l.(type) {
	case *ast.IdentExpr:
		x := s.lookup(l.Value)
		if x == nil {
			x = in.globals.declare(l.Value)
		}
		in.set(x, v)
	case *ast.AttrGetExpr:
		obj := in.expr(l.Object, s)
		key := in.expr(l.Key, s)
		switch {
		case obj.kind == keysList || obj.kind == argsList:
			in.keysSet = true
		case obj.isTable():
			in.store(obj.tbl, l, key, v)
		}
	}
}

// store writes an element of a table.
func (in *interp) store(t *table, at *ast.AttrGetExpr, key, v value) {
	if name, ok := key.constant(); ok {
		if n, number := key.index(); !number {
			if old, ok := t.fields[name]; ok && in.cond > t.cond {
				v = join(old, v)
			}
			t.fields[name] = v
			return
		} else if n <= len(t.items) && len(t.rest) == 0 {
			if in.cond > t.cond {
				v = join(t.items[n-1], v)
			}
			t.items[n-1] = v
			return
		} else if n == len(t.items)+1 {
			t.add(v, in.cond)
			return
		}
		t.rest = append(t.rest, v)
		return
	}
	if atEnd(at) {
		t.add(v, in.cond)
		return
	}
	if step, off, ok := linear(at.Key); ok && step > 1 {
		t.someAt(v, off)
		return
	}
	t.some(v)
}

// atEnd reports whether an element is written as t[#t+1].
func atEnd(at *ast.AttrGetExpr) bool {
	sum, ok := at.Key.(*ast.ArithmeticOpExpr)
	if !ok || sum.Operator != "+" {
		return false
	}
	n, ok := sum.Lhs.(*ast.UnaryLenOpExpr)
	if !ok {
		return false
	}
	a, ok := n.Expr.(*ast.IdentExpr)
	b, ok2 := at.Object.(*ast.IdentExpr)
	return ok && ok2 && a.Value == b.Value
}

// add appends an element, of which the place is known if nothing that may not
// be run came before.
func (t *table) add(v value, cond int) {
	if cond == t.cond && len(t.rest) == 0 && len(t.items) < maxItems {
		t.items = append(t.items, v)
		return
	}
	t.some(v)
}

// some adds an element whose place is not known.
func (t *table) some(v value) {
	for _, x := range t.rest {
		if same(x, v) {
			return
		}
	}
	if len(t.rest) < maxItems {
		t.rest = append(t.rest, v)
	} else {
		t.rest[0] = value{}
	}
}
