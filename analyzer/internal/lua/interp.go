package lua

import (
	"maps"
	"slices"

	"github.com/yuin/gopher-lua/ast"
)

// Bounds of one reading, so that no source is slow to read.
const (
	MaxWork  = 200_000 // steps
	maxNest  = 150     // nesting of expressions and statements
	maxCalls = 24      // nesting of calls
)

// A scope holds the variables of a block by their names.
type scope struct {
	outer *scope
	names map[string]*variable
}

type variable struct{ _ byte } // not empty: pointers to empty structs may be equal

// An interp follows one script.
type interp struct {
	out *Script

	fn      *Function // that is run
	globals *scope
	state   map[*variable]value
	work    int
	nest    int
	calls   []*ast.FunctionExpr
	cond    int // how deep in branches and loops
	dry     int // the body of a loop is run to see what it changes
	over    bool

	functions map[*ast.FunctionExpr]bool // whether it was run
	keysSet   bool                       // KEYS or ARGV itself is changed
	register  []registration
	returns   *[][]item // of the function that is run
}

// A registration is a call of redis.register_function.
type registration struct {
	name  string
	flags []string
	fn    *closure
	line  int
}

// interpret runs a script; of a library every function that it registers.
func interpret(h *Header, chunk []ast.Stmt) *Script {
	in := newInterp(h)
	in.script(h, chunk)
	return in.out
}

func newInterp(h *Header) *interp {
	return &interp{out: &Script{Header: h}, state: make(map[*variable]value), functions: make(map[*ast.FunctionExpr]bool)}
}

// script follows a script from its first statement to its last, and then what it
// registers.
func (in *interp) script(h *Header, chunk []ast.Stmt) {
	in.globals = &scope{names: make(map[string]*variable)}
	in.fn = &Function{Line: 1, Used: make(map[int]bool)}
	if h != nil {
		in.fn.Flags = h.Flags
	}
	for name, v := range map[string]value{"KEYS": {kind: keysList}, "ARGV": {kind: argsList}} {
		in.set(in.globals.declare(name), v)
	}
	in.run(chunk, &scope{outer: in.globals, names: make(map[string]*variable)})
	if h == nil || h.Name == "" && len(in.register) == 0 {
		in.finish(in.fn)
		return
	}
	for _, r := range in.register {
		in.fn = &Function{Name: r.name, Line: r.line, Flags: r.flags, Used: make(map[int]bool)}
		in.cond, in.over = 0, in.work > MaxWork
		if r.fn != nil {
			before := maps.Clone(in.state)
			in.call(r.fn, []item{{value: value{kind: keysList}}, {value: value{kind: argsList}}})
			in.state = before
		}
		in.finish(in.fn)
	}
}

// finish adds what is known of a function to the script.
func (in *interp) finish(fn *Function) {
	for _, ran := range in.functions {
		fn.All = fn.All || !ran
	}
	fn.All = fn.All || in.over || in.keysSet
	in.out.Over = in.out.Over || in.over
	if in.keysSet {
		fn.Sent, fn.Accesses = nil, nil // what was taken for KEYS[i] may have been something else
	}
	in.out.Functions = append(in.out.Functions, fn)
}

// run runs the statements of a function that is none of the script's own: the
// script itself.
func (in *interp) run(chunk []ast.Stmt, s *scope) {
	var results [][]item
	in.returns = &results
	in.block(chunk, s)
}

func (s *scope) declare(name string) *variable {
	v := new(variable)
	s.names[name] = v
	return v
}

func (s *scope) lookup(name string) *variable {
	for ; s != nil; s = s.outer {
		if v, ok := s.names[name]; ok {
			return v
		}
	}
	return nil
}

func inner(s *scope) *scope { return &scope{outer: s, names: make(map[string]*variable)} }

func (in *interp) set(v *variable, val value) { in.state[v] = val }

// step counts a step, and reports whether there is work left to be spent.
func (in *interp) step(n int) bool {
	if in.work += n; in.work > MaxWork {
		in.over = true
	}
	return !in.over
}

// call runs a function of the script with its arguments, and returns its results.
func (in *interp) call(c *closure, args []item) []item {
	if len(in.calls) >= maxCalls || slices.Contains(in.calls, c.expr) || !in.step(1) {
		in.fn.All = true
		return one(value{})
	}
	in.functions[c.expr] = true
	in.calls = append(in.calls, c.expr)
	outer, nest, cond := in.returns, in.nest, in.cond
	defer func() {
		in.calls = in.calls[:len(in.calls)-1]
		in.returns, in.nest, in.cond = outer, nest, cond
	}()
	s := inner(c.scope)
	var varargs []item
	for i, name := range c.expr.ParList.Names {
		in.set(s.declare(name), argument(args, i))
	}
	if n := len(c.expr.ParList.Names); n < len(args) {
		varargs = args[n:]
	}
	if c.expr.ParList.HasVargs {
		in.set(s.declare("..."), value{kind: tableVal, tbl: tableOf(varargs)})
	}
	var results [][]item
	in.returns = &results
	if !in.block(c.expr.Stmts, s) {
		results = append(results, nil)
	}
	return joinResults(results)
}

// argument returns the i-th argument of a call, where one that is repeated may
// be any of those after it.
func argument(args []item, i int) value {
	for j, a := range args {
		if a.repeat {
			out := a.value
			for _, b := range args[j:] {
				out = join(out, b.value)
			}
			return out
		}
		if j == i {
			return a.value
		}
	}
	return value{kind: null}
}

func tableOf(items []item) *table {
	t := &table{fields: make(map[string]value)}
	for _, it := range items {
		if it.repeat || len(t.rest) > 0 {
			t.rest = append(t.rest, it.value)
		} else {
			t.items = append(t.items, it.value)
		}
	}
	return t
}

// joinResults returns what a function returns by one of its return statements.
func joinResults(results [][]item) []item {
	var out []item
	for _, r := range results {
		for j, it := range r {
			if j < len(out) {
				out[j] = item{join(out[j].value, it.value), out[j].repeat || it.repeat}
			} else {
				out = append(out, it)
			}
		}
	}
	return out
}

// merge makes the state what it is after one of two branches.
func (in *interp) merge(a, b map[*variable]value) map[*variable]value {
	in.step((len(a) + len(b)) / 8)
	out := make(map[*variable]value, len(a))
	for v, x := range a {
		if y, ok := b[v]; ok {
			out[v] = join(x, y)
		} else {
			out[v] = x
		}
	}
	for v, y := range b {
		if _, ok := a[v]; !ok {
			out[v] = y
		}
	}
	return out
}
