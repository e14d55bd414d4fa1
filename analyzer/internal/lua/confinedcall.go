package lua

import (
	"slices"
	"strings"

	"github.com/yuin/gopher-lua/ast"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

// list notes whether a variable holds a command word for word.
func (c *confined) list(name string, e ast.Expr) {
	ok, seen := c.lists[name]
	c.lists[name] = (ok || !seen) && c.spelled(e)
}

// spelled reports whether a list is a command, of which the keys are keys.
func (c *confined) spelled(e ast.Expr) bool {
	t, ok := e.(*ast.TableExpr)
	if !ok {
		return false
	}
	var words []ast.Expr
	for _, f := range t.Fields {
		if f.Key != nil {
			return false
		}
		words = append(words, f.Value)
	}
	for i, w := range words {
		if c.holds(w) && !isKeyWord(words, i) {
			return false
		}
	}
	return len(words) > 0
}

// unpacked reports whether a word of a call is all of a command that a list spells.
func (c *confined) unpacked(words []ast.Expr) bool {
	call, ok := words[0].(*ast.FuncCallExpr)
	if !ok || len(words) > 1 || len(call.Args) == 0 || !strings.HasSuffix(callee(call), "unpack") {
		return false
	}
	name, ok := call.Args[0].(*ast.IdentExpr)
	return ok && c.lists[name.Value]
}

func (c *confined) function(fn *ast.FunctionExpr) {
	outer := c.in
	c.in = fn
	c.block(fn.Stmts)
	c.in = outer
}

// callee returns the name of the function of a call, as in "redis.call"; "" for a
// method or what is no name.
func callee(e *ast.FuncCallExpr) string {
	switch f := e.Func.(type) {
	case *ast.IdentExpr:
		return f.Value
	case *ast.AttrGetExpr:
		object, ok := f.Object.(*ast.IdentExpr)
		key, isName := f.Key.(*ast.StringExpr)
		if ok && isName {
			return object.Value + "." + key.Value
		}
	}
	return ""
}

// call looks at the arguments of a call.
func (c *confined) call(e *ast.FuncCallExpr) {
	name := callee(e)
	if e.Receiver != nil {
		c.expr(e.Receiver)
		if c.holds(e.Receiver) {
			c.escape(e, "is taken apart in a script by the method "+e.Method)
		}
	}
	if f, ok := e.Func.(*ast.FunctionExpr); ok {
		c.function(f)
	}
	for i, arg := range e.Args {
		c.expr(arg)
		if !c.holds(arg) {
			continue
		}
		switch name {
		case "redis.call", "redis.pcall", "server.call", "server.pcall":
			switch {
			case isKeyWord(e.Args, i) || c.unpacked(e.Args):
			case c.given == "KEYS" && isChannel(e.Args, i):
				if c.published == 0 {
					c.published = e.Line()
				}
			default:
				c.escape(e, "is stored by a script")
			}
		case "unpack", "table.unpack", "tostring", "table.concat", "assert", "select", "ipairs", "pairs", "next", "type",
			"redis.log", "server.log", "redis.error_reply", "server.error_reply", "error", "table.getn":
		case "table.insert":
			c.store(e.Args[0])
			if name, ok := e.Args[0].(*ast.IdentExpr); ok && i > 0 {
				c.lists[name.Value] = false
			}
		default:
			if !c.enter(name, i, arg) {
				c.escape(e, "is given to "+calleeName(name)+" in a script")
			}
		}
	}
}

func calleeName(name string) string {
	if name == "" {
		return "a function"
	}
	return name
}

// enter notes the parameter that takes an argument of a function of the script. It
// reports whether there is one.
func (c *confined) enter(name string, i int, arg ast.Expr) bool {
	fn := c.functions[name]
	if fn == nil || i >= len(fn.ParList.Names) {
		return false
	}
	c.take(fn.ParList.Names[i], arg)
	return true
}

// isKeyWord reports whether word i of a command is a key, as far as the words are
// known.
func isKeyWord(words []ast.Expr, i int) bool {
	text := func(n int) (string, bool) {
		if n >= len(words) {
			return "", false
		}
		s, ok := words[n].(*ast.StringExpr)
		if !ok {
			return "", false
		}
		return s.Value, true
	}
	name, ok := text(0)
	if !ok {
		return false
	}
	sub, _ := text(1)
	cmd, ok := command.Lookup(strings.ToUpper(name), sub)
	if !ok {
		return false
	}
	if call, ok := words[i].(*ast.FuncCallExpr); ok && strings.HasSuffix(callee(call), "unpack") {
		// A list is keys if all words from there on are. Where the number of keys is
		// known when the script runs only, it is the list's.
		keys, ok := cmd.Keys(len(words)+1, text)
		return i == len(words)-1 && (!ok || isKeyIn(keys, i) && isKeyIn(keys, i+1))
	}
	keys, ok := cmd.Keys(len(words), text)
	return ok && isKeyIn(keys, i)
}

// isChannel reports whether word i of a command is the channel of PUBLISH.
func isChannel(words []ast.Expr, i int) bool {
	name, ok := words[0].(*ast.StringExpr)
	return ok && i == 1 && len(words) == 3 && strings.EqualFold(name.Value, "PUBLISH")
}

func isKeyIn(keys []command.Key, i int) bool {
	return slices.ContainsFunc(keys, func(k command.Key) bool { return k.Index == i && !k.NotKey })
}
