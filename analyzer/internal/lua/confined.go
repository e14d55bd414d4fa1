package lua

import (
	"slices"
	"strconv"

	"github.com/yuin/gopher-lua/ast"
)

// Unconfined returns the line of a script at which a key that it is given in KEYS is
// used otherwise than as a key of a command, and what is done there; "" if nothing
// is. A script that cannot be read is one of which nothing is known.
func Unconfined(source string) (line int, use string) { return given(source, "KEYS") }

// UnconfinedKey is Unconfined for one element of KEYS, from 1 on. What the script does
// with the others does not count.
func UnconfinedKey(source string, n int) (line int, use string) { return given(source, "KEYS", n) }

// UnconfinedArg is UnconfinedKey for an element of ARGV.
func UnconfinedArg(source string, n int) (line int, use string) { return given(source, "ARGV", n) }

// Published returns the line of a script at which an element of KEYS, from 1 on, or any for
// 0, is the name of a channel; 0 if there is none.
func Published(source string, n int) int {
	c := newConfined()
	c.keys["KEYS"], c.given = true, "KEYS"
	if n > 0 {
		c.elements = []int{n}
	}
	c.read(source)
	return c.published
}

// given follows what is in a list that a script is given, or some of its elements.
func given(source, list string, elements ...int) (line int, use string) {
	c := newConfined()
	c.keys[list] = true
	c.given, c.elements = list, elements
	return c.read(source)
}

func newConfined() *confined {
	return &confined{
		keys: make(map[string]bool), texts: make(map[string]bool), cursors: make(map[string]bool),
		functions: make(map[string]*ast.FunctionExpr), returns: make(map[*ast.FunctionExpr]bool), lists: make(map[string]bool),
	}
}

// read walks over a script.
func (c *confined) read(source string) (line int, use string) {
	defer func() {
		if recover() != nil {
			line, use = 1, "is not seen in a script that cannot be read"
		}
	}()
	_, body, err := cutHeader(source)
	if err != nil {
		return 1, "is not seen in a script that cannot be read"
	}
	chunk, err := parseChunk(body)
	if err != nil {
		return 1, "is not seen in a script that cannot be read"
	}
	// Variables are followed by name, in all scopes. Each round finds more of them.
	for n := -1; n != len(c.keys)+len(c.texts)+len(c.functions)+len(c.returns); {
		n = len(c.keys) + len(c.texts) + len(c.functions) + len(c.returns)
		c.line, c.use = 0, ""
		c.block(chunk)
	}
	return c.line, c.use
}

// confined is one walk over a script.
type confined struct {
	keys  map[string]bool // the variables that hold keys, or a list of them
	texts map[string]bool // those of them that hold one key
	// replies says that the keys are those that scans reply; cursors are the
	// variables that hold a reply of SCAN, which begins with a cursor.
	replies bool
	globs   []string // of the scans
	cursors map[string]bool
	// given is the list that the script is given, and elements are those of it that
	// are keys; all are, if there are none.
	given    string
	elements []int
	// functions are those of the script, by name.
	functions map[string]*ast.FunctionExpr
	// returns are the functions of the script that return a key; in is the one that
	// the walk is in, nil outside of all.
	returns map[*ast.FunctionExpr]bool
	in      *ast.FunctionExpr

	// lists are the variables that hold a command word for word, as in
	// {'LPUSH', KEYS[1]}: false once a key is added to one.
	lists map[string]bool

	line int // of the first use that is not a key
	use  string

	published int // the line of the first PUBLISH on a channel with the name of a key
}

func (c *confined) escape(e ast.PositionHolder, use string) {
	if c.use == "" {
		c.line, c.use = e.Line(), use
	}
}

func (c *confined) block(stmts []ast.Stmt) {
	for _, st := range stmts {
		c.stmt(st)
	}
}

func (c *confined) stmt(st ast.Stmt) {
	switch st := st.(type) {
	case *ast.LocalAssignStmt:
		c.local(st)
	case *ast.AssignStmt:
		c.assign(st)
	case *ast.FuncCallStmt:
		c.expr(st.Expr)
	case *ast.DoBlockStmt:
		c.block(st.Stmts)
	case *ast.IfStmt:
		c.expr(st.Condition)
		c.block(st.Then)
		c.block(st.Else)
	case *ast.WhileStmt:
		c.expr(st.Condition)
		c.block(st.Stmts)
	case *ast.RepeatStmt:
		c.block(st.Stmts)
		c.expr(st.Condition)
	case *ast.NumberForStmt:
		c.expr(st.Init)
		c.expr(st.Limit)
		c.block(st.Stmts)
	case *ast.GenericForStmt:
		for _, e := range st.Exprs {
			if call, ok := e.(*ast.FuncCallExpr); ok && len(call.Args) > 0 && c.holds(call.Args[0]) && len(st.Names) > 1 {
				c.keys[st.Names[1]] = true
				if list, ok := call.Args[0].(*ast.IdentExpr); ok && list.Value == "KEYS" {
					c.texts[st.Names[1]] = true
				}
			}
			c.expr(e)
		}
		c.block(st.Stmts)
	case *ast.FuncDefStmt:
		if name, ok := st.Name.Func.(*ast.IdentExpr); ok {
			c.functions[name.Value] = st.Func
		}
		c.function(st.Func)
	case *ast.ReturnStmt:
		c.results(st)
	}
}

func (c *confined) local(st *ast.LocalAssignStmt) {
	for i, name := range st.Names {
		if i < len(st.Exprs) && c.holds(st.Exprs[i]) {
			c.take(name, st.Exprs[i])
			c.list(name, st.Exprs[i])
		}
	}
	if n := len(st.Exprs); n > 0 && n < len(st.Names) && c.holds(st.Exprs[n-1]) { // local a, b = unpack(KEYS)
		for _, name := range st.Names[n:] {
			c.keys[name] = true
		}
	}
	for i, e := range st.Exprs {
		if f, ok := e.(*ast.FunctionExpr); ok && i < len(st.Names) {
			c.functions[st.Names[i]] = f
		}
		c.expr(e)
	}
}

func (c *confined) assign(st *ast.AssignStmt) {
	for i, e := range st.Rhs {
		if c.holds(e) && i < len(st.Lhs) {
			c.store(st.Lhs[i])
			if name, ok := st.Lhs[i].(*ast.IdentExpr); ok {
				c.take(name.Value, e)
				c.list(name.Value, e)
			}
		}
		c.expr(e)
	}
	for _, left := range st.Lhs {
		if at, ok := left.(*ast.AttrGetExpr); ok && c.holds(at.Key) {
			c.escape(left, "is looked up in a table of a script")
		}
	}
}

func (c *confined) results(st *ast.ReturnStmt) {
	for _, e := range st.Exprs {
		switch {
		case !c.holds(e):
		case c.in == nil:
			c.escape(e, "is returned by a script")
		default:
			c.returns[c.in] = true
		}
		c.expr(e)
	}
}

// store notes the variable that takes a key, or the table that does.
func (c *confined) store(left ast.Expr) {
	switch left := left.(type) {
	case *ast.IdentExpr:
		c.keys[left.Value] = true
	case *ast.AttrGetExpr:
		c.store(left.Object)
	}
}

// holds reports whether an expression has the text of a key in it.
func (c *confined) holds(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.IdentExpr:
		return c.keys[e.Value]
	case *ast.AttrGetExpr:
		if list, ok := e.Object.(*ast.IdentExpr); ok && list.Value == c.given && len(c.elements) > 0 {
			if n, ok := e.Key.(*ast.NumberExpr); ok {
				i, err := strconv.Atoi(n.Value)
				return err != nil || slices.Contains(c.elements, i)
			}
		}
		if list, ok := e.Object.(*ast.IdentExpr); ok && c.cursors[list.Value] {
			n, ok := e.Key.(*ast.NumberExpr)
			return !ok || n.Value != "1"
		}
		return c.holds(e.Object)
	case *ast.StringConcatOpExpr:
		return c.holds(e.Lhs) || c.holds(e.Rhs)
	case *ast.LogicalOpExpr:
		return c.holds(e.Lhs) && e.Operator == "or" || c.holds(e.Rhs)
	case *ast.TableExpr:
		for _, f := range e.Fields {
			if c.holds(f.Value) {
				return true
			}
		}
	case *ast.FuncCallExpr:
		if c.replies && c.scan(e) {
			return true
		}
		switch callee(e) {
		case "unpack", "table.unpack", "tostring", "table.concat", "assert", "select":
			for _, arg := range e.Args {
				if c.holds(arg) {
					return true
				}
			}
		default:
			if fn := c.functions[callee(e)]; fn != nil {
				return c.returns[fn]
			}
			fn, ok := e.Func.(*ast.FunctionExpr)
			return ok && c.returns[fn]
		}
	}
	return false
}

func (c *confined) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.AttrGetExpr:
		if c.holds(e.Key) {
			c.escape(e, "is looked up in a table of a script")
		}
		c.expr(e.Object)
		c.expr(e.Key)
	case *ast.TableExpr:
		for _, f := range e.Fields {
			if f.Key != nil && c.holds(f.Key) {
				c.escape(e, "is looked up in a table of a script")
			}
			c.expr(f.Value)
		}
	case *ast.FunctionExpr:
		c.function(e)
	case *ast.FuncCallExpr:
		c.call(e)
	case *ast.LogicalOpExpr:
		c.expr(e.Lhs)
		c.expr(e.Rhs)
	case *ast.StringConcatOpExpr:
		c.expr(e.Lhs)
		c.expr(e.Rhs)
	case *ast.ArithmeticOpExpr:
		c.number(e, e.Lhs, e.Rhs)
	case *ast.RelationalOpExpr:
		if !empty(e.Lhs) && !empty(e.Rhs) && (c.holds(e.Lhs) || c.holds(e.Rhs)) {
			c.escape(e, "is compared in a script")
		}
		c.expr(e.Lhs)
		c.expr(e.Rhs)
	case *ast.UnaryNotOpExpr:
		c.expr(e.Expr)
	case *ast.UnaryMinusOpExpr:
		c.number(e, e.Expr)
	case *ast.UnaryLenOpExpr:
		if _, variable := e.Expr.(*ast.IdentExpr); c.holds(e.Expr) && (!variable || c.isText(e.Expr)) {
			c.escape(e, "is measured in a script")
		}
		c.expr(e.Expr)
	}
}

func (c *confined) number(at ast.Expr, operands ...ast.Expr) {
	for _, e := range operands {
		if c.holds(e) {
			c.escape(at, "is read as a number in a script")
		}
		c.expr(e)
	}
}

// empty reports whether an expression is one that no key equals, with a hash tag or
// without.
func empty(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.NilExpr, *ast.FalseExpr, *ast.TrueExpr:
		return true
	case *ast.StringExpr:
		return e.Value == ""
	}
	return false
}
