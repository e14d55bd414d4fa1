package lua

import (
	"slices"
	"strings"

	"github.com/yuin/gopher-lua/ast"
)

// Scanned returns the line of a script at which a key that a scan returned is used
// otherwise than as a key of a command, and what is done there; "" if nothing is, or
// if the script scans for none. The globs are the patterns of its scans, "*" where
// one is not known.
func Scanned(source string) (line int, use string, globs []string) {
	upper := strings.ToUpper(source)
	if !slices.ContainsFunc(scans, func(name string) bool { return strings.Contains(upper, name) }) {
		return 0, "", nil
	}
	c := newConfined()
	c.replies = true
	line, use = c.read(source)
	return line, use, c.globs
}

// scans are the commands that return keys which the script does not name.
var scans = []string{"KEYS", "SCAN", "RANDOMKEY"}

// scan reports whether a call sends a scan, and notes the pattern.
func (c *confined) scan(e *ast.FuncCallExpr) bool {
	name := sends(e)
	if !slices.Contains(scans, name) {
		return false
	}
	glob := "*"
	for i, arg := range e.Args[1:] {
		word, ok := arg.(*ast.StringExpr)
		option, isText := e.Args[i].(*ast.StringExpr) // the word before
		if ok && isText && (name == "KEYS" || strings.EqualFold(option.Value, "MATCH")) {
			glob = word.Value
		}
	}
	if !slices.Contains(c.globs, glob) {
		c.globs = append(c.globs, glob)
	}
	return true
}

// sends returns the name of the command that a call sends, "" if it is not known.
func sends(e *ast.FuncCallExpr) string {
	switch callee(e) {
	case "redis.call", "redis.pcall", "server.call", "server.pcall":
		if len(e.Args) > 0 {
			if name, ok := e.Args[0].(*ast.StringExpr); ok {
				return strings.ToUpper(name.Value)
			}
		}
	}
	return ""
}

// take notes that a variable holds a key, or some.
func (c *confined) take(name string, e ast.Expr) {
	c.keys[name] = true
	if c.isText(e) {
		c.texts[name] = true
	}
	if call, ok := e.(*ast.FuncCallExpr); ok && sends(call) == "SCAN" {
		c.cursors[name] = true
	}
}

// isText reports whether an expression that holds a key is a text, and no list.
func (c *confined) isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.IdentExpr:
		return c.texts[e.Value]
	case *ast.AttrGetExpr:
		list, ok := e.Object.(*ast.IdentExpr)
		return ok && (list.Value == "KEYS" || list.Value == "ARGV")
	case *ast.StringConcatOpExpr:
		return true
	case *ast.LogicalOpExpr:
		return c.isText(e.Lhs) || c.isText(e.Rhs)
	case *ast.FuncCallExpr:
		return callee(e) == "tostring" || callee(e) == "table.concat"
	}
	return false
}
