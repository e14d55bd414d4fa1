package lua

import (
	"reflect"
	"strings"

	"github.com/yuin/gopher-lua/ast"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

// A Breach is a place of a script that a proxy in front of a cluster refuses,
// although the cluster itself would run it.
type Breach struct {
	Line    int
	Command string // "GET"; "" if it is the name of the command that is not literal
}

// Breaches returns what a proxy refuses in a script because of the way it is
// written: a command whose name is no literal, and a key that is not written as
// KEYS[n]. Such a proxy reads the source and does not run it, so that a local
// variable that holds KEYS[1] is refused too. It is nil for a source that cannot be
// read.
//
// The rules are those of the proxy of Alibaba Cloud Tair (Redis OSS-compatible),
// "Lua scripting", "Cluster instance constraints", with the parameter
// script_check_enable; redisson/redisson#4221 has a transcript.
func Breaches(source string) (out []Breach) {
	defer func() {
		if recover() != nil {
			out = nil // as Read does
		}
	}()
	_, body, err := cutHeader(source)
	if err != nil {
		return nil
	}
	chunk, err := parseChunk(body)
	if err != nil {
		return nil
	}
	calls(reflect.ValueOf(chunk), func(call *ast.FuncCallExpr) {
		if b, ok := breach(call); ok {
			out = append(out, b)
		}
	})
	return out
}

// calls visits the calls in a part of a tree, in the order of the source.
func calls(v reflect.Value, visit func(*ast.FuncCallExpr)) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if call, ok := v.Interface().(*ast.FuncCallExpr); ok && v.Kind() == reflect.Pointer {
			visit(call)
		}
		calls(v.Elem(), visit)
	case reflect.Slice:
		for i := range v.Len() {
			calls(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			calls(v.Field(i), visit)
		}
	}
}

// breach returns what is wrong with a call of redis.call or redis.pcall.
func breach(call *ast.FuncCallExpr) (b Breach, bad bool) {
	fn, ok := call.Func.(*ast.AttrGetExpr)
	if !ok || len(call.Args) == 0 || !isIdent(fn.Object, "redis") {
		return b, false
	}
	if method, _ := literal(fn.Key); method != "call" && method != "pcall" {
		return b, false
	}
	word := func(i int) (string, bool) {
		if i >= len(call.Args) {
			return "", false
		}
		return literal(call.Args[i])
	}
	name, ok := word(0)
	if !ok {
		return Breach{Line: call.Line()}, true
	}
	sub, _ := word(1)
	cmd, ok := command.Lookup(name, sub)
	if !ok {
		return b, false
	}
	places, ok := cmd.Keys(len(call.Args), word)
	if !ok {
		return b, false
	}
	for _, p := range places {
		if arg := call.Args[p.Index]; !p.Pattern && !isKeys(arg) {
			return Breach{Line: call.Line(), Command: strings.ToUpper(cmd.Name)}, true
		}
	}
	return b, false
}

// isKeys reports whether an expression is KEYS[n], whatever n is, or unpack(KEYS).
func isKeys(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.AttrGetExpr:
		return isIdent(e.Object, "KEYS")
	case *ast.FuncCallExpr:
		return isIdent(e.Func, "unpack") && len(e.Args) > 0 && isIdent(e.Args[0], "KEYS")
	}
	return false
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.IdentExpr)
	return ok && id.Value == name
}

func literal(e ast.Expr) (string, bool) {
	s, ok := e.(*ast.StringExpr)
	if !ok {
		return "", false
	}
	return s.Value, true
}
