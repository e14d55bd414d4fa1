package lua

import (
	"strconv"

	"github.com/yuin/gopher-lua/ast"
)

// libraries are the tables that the server gives to scripts, by their names.
var libraries = map[string]string{
	"redis": "redis", "server": "redis", "string": "string", "table": "table", "math": "math",
	"cjson": "cjson", "cmsgpack": "cmsgpack", "bit": "bit", "struct": "struct", "os": "os",
	"ipairs": "ipairs", "pairs": "pairs", "unpack": "unpack", "tostring": "tostring", "tonumber": "tonumber",
	"pcall": "pcall", "xpcall": "xpcall", "select": "select", "type": "type", "next": "next", "error": "error", "assert": "assert",
}

// values returns the values of a list of expressions, of which the last one may
// be a call with many.
func (in *interp) values(es []ast.Expr, s *scope) []item {
	var out []item
	for i, e := range es {
		if i == len(es)-1 {
			return append(out, in.exprs(e, s)...)
		}
		out = append(out, item{value: in.expr(e, s)})
	}
	return out
}

// exprs returns the values of one expression.
func (in *interp) exprs(e ast.Expr, s *scope) []item {
	switch e := e.(type) {
	case *ast.FuncCallExpr:
		if e.AdjustRet {
			return one(in.expr(e, s))
		}
		return in.callExpr(e, s)
	case *ast.Comma3Expr:
		if v := s.lookup("..."); v != nil && in.state[v].isTable() {
			return spread(in.state[v].tbl, 1)
		}
		return []item{{repeat: true}}
	}
	return one(in.expr(e, s))
}

// expr returns the value of an expression.
func (in *interp) expr(e ast.Expr, s *scope) value {
	if in.nest++; in.nest > maxNest || !in.step(1) {
		in.over = true
		in.nest--
		return value{}
	}
	defer func() { in.nest-- }()
	switch e := e.(type) {
	case *ast.NilExpr:
		return value{kind: null}
	case *ast.StringExpr:
		return lit(e.Value)
	case *ast.NumberExpr:
		if n, err := strconv.Atoi(e.Value); err == nil && strconv.Itoa(n) == e.Value {
			return lit(e.Value)
		}
		return part(Part{Kind: Value})
	case *ast.IdentExpr:
		if v := s.lookup(e.Value); v != nil {
			return in.state[v]
		}
		if name, ok := libraries[e.Value]; ok {
			return builtin(name)
		}
		return value{}
	case *ast.AttrGetExpr:
		return in.get(in.expr(e.Object, s), in.expr(e.Key, s))
	case *ast.TableExpr:
		return in.tableExpr(e, s)
	case *ast.FunctionExpr:
		if _, seen := in.functions[e]; !seen {
			in.functions[e] = false
		}
		return value{kind: funcVal, fn: &closure{e, s}}
	case *ast.FuncCallExpr:
		return argument(in.callExpr(e, s), 0)
	case *ast.Comma3Expr:
		return argument(in.exprs(e, s), 0)
	case *ast.LogicalOpExpr:
		l := in.expr(e.Lhs, s)
		in.cond++
		r := in.expr(e.Rhs, s)
		in.cond--
		if e.Operator == "and" {
			return r // or nothing
		}
		return join(l, r)
	case *ast.StringConcatOpExpr:
		return in.concat(e, s)
	case *ast.ArithmeticOpExpr:
		l, r := in.expr(e.Lhs, s), in.expr(e.Rhs, s)
		if isLength(l) || isLength(r) {
			if out := in.made(e.Operator, []item{{value: l}, {value: r}}); out != nil {
				return argument(out, 0)
			}
		}
		return arithmetic(e.Operator, l, r)
	case *ast.RelationalOpExpr:
		in.expr(e.Lhs, s)
		in.expr(e.Rhs, s)
	case *ast.UnaryNotOpExpr:
		in.expr(e.Expr, s)
	case *ast.UnaryMinusOpExpr:
		return arithmetic("-", lit("0"), in.expr(e.Expr, s))
	case *ast.UnaryLenOpExpr:
		return in.length(in.expr(e.Expr, s))
	}
	return value{}
}

// concat returns the value of a chain of "..", which leans to the right and may
// be long.
func (in *interp) concat(e *ast.StringConcatOpExpr, s *scope) value {
	var vs []value
	for {
		vs = append(vs, in.expr(e.Lhs, s))
		next, ok := e.Rhs.(*ast.StringConcatOpExpr)
		if !ok {
			return concatValues(append(vs, in.expr(e.Rhs, s))...)
		}
		e = next
	}
}

// arithmetic returns a number. Small ones are counted with, for the places in
// KEYS and ARGV.
func arithmetic(op string, l, r value) value {
	a, ok := l.constant()
	b, ok2 := r.constant()
	x, err := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	if ok && ok2 && err == nil && err2 == nil && max(x, -x, y, -y) < 1<<20 {
		switch op {
		case "+":
			return lit(strconv.Itoa(x + y))
		case "-":
			return lit(strconv.Itoa(x - y))
		case "*":
			return lit(strconv.Itoa(x * y))
		}
	}
	return part(Part{Kind: Value})
}

// get returns an element or field.
func (in *interp) get(obj, key value) value {
	switch obj.kind {
	case library:
		if name, ok := key.constant(); ok {
			return builtin(obj.name + "." + name)
		}
	case keysList, argsList:
		n, _ := key.index()
		in.reads(obj, n)
		if obj.kind == keysList {
			return part(Part{Kind: KeyPart, Index: n})
		}
		return part(Part{Kind: ArgPart, Index: n})
	case tableVal:
		name, ok := key.constant()
		n, number := key.index()
		switch {
		case number && n <= len(obj.tbl.items):
			return obj.tbl.items[n-1]
		case ok && !number:
			return obj.tbl.fields[name]
		}
		return element(obj)
	case text:
		return element(obj)
	}
	return value{}
}

// reads notes that KEYS[n] is read, or with 0 any of them.
func (in *interp) reads(list value, n int) {
	if list.kind != keysList {
		return
	}
	if n == 0 {
		in.fn.All = true
	} else {
		in.fn.Used[n] = true
	}
}

func (in *interp) tableExpr(e *ast.TableExpr, s *scope) value {
	t := &table{fields: make(map[string]value), cond: in.cond}
	for i, f := range e.Fields {
		if f.Key != nil {
			k, v := in.expr(f.Key, s), in.expr(f.Value, s)
			if name, ok := k.constant(); ok {
				if _, number := k.index(); !number {
					t.fields[name] = v
					continue
				}
			}
			t.some(v)
			continue
		}
		items := one(in.expr(f.Value, s))
		if i == len(e.Fields)-1 {
			if _, isCall := f.Value.(*ast.FuncCallExpr); isCall {
				items = in.exprs(f.Value, s)
			} else if _, dots := f.Value.(*ast.Comma3Expr); dots {
				items = in.exprs(f.Value, s)
			}
		}
		for _, it := range items {
			if it.repeat || len(t.items) >= maxItems {
				t.some(it.value)
			} else {
				t.add(it.value, t.cond)
			}
		}
	}
	return value{kind: tableVal, tbl: t}
}
