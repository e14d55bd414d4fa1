package confine

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
)

// clientCall follows an argument of a method of a client. It reports whether the
// call is one.
func (t *trace) clientCall(s step, call *ast.CallExpr, i int, fn *types.Func) bool {
	if fn.Pkg() != nil && libraries.Owns(fn.Pkg().Path()) {
		t.sent = true
	}
	if words, ok := libraries.Makes(fn); ok {
		t.sent = true
		t.words(s, call, i, client.FirstParam(fn.Signature()), words)
		return true
	}
	m, ok := libraries.Lookup(fn)
	if !ok {
		if fn.Pkg() == nil || !libraries.Owns(fn.Pkg().Path()) {
			return false
		}
		if _, ok := libraries.ScriptSource(fn); !ok {
			t.escape(s.expr, "is given to "+short(fn))
		}
		return true
	}
	t.sent = true
	p := i - client.FirstParam(fn.Signature())
	switch {
	case m.Kind == client.Raw:
		t.words(s, call, i, client.FirstParam(fn.Signature()), []client.Word{{Arg: &m.Keys[0]}})
	case t.isKey(call, i, p, m, fn):
		t.keys = append(t.keys, s.expr)
		if part, ok := repliesWith[m.Command]; ok {
			t.push(step{call, s.stack, part})
		}
	case m.Script != nil && p == m.Script.Source:
	case m.Script != nil && p >= m.Script.Args:
		t.argument(s, call, m, client.FirstParam(fn.Signature()), p-m.Script.Args+1)
	case m.Kind == client.Process, m.Kind == client.Begin, m.Kind == client.Batch:
	case m.Kind == client.Channel && namesChannel(m.Command, p):
		t.look(s.expr, "is the name of a channel")
		for _, name := range t.messages() {
			t.push(step{name, nil, All})
		}
	case m.Kind == client.Channel:
		t.escape(s.expr, "is a pattern of channels, or a message")
	case isGlob(m, p):
	default:
		t.escape(s.expr, "is stored by "+m.Command)
	}
	return true
}

// namesChannel reports whether parameter p of a command is the name of a channel.
func namesChannel(command string, p int) bool {
	return command == "SUBSCRIBE" || command == "UNSUBSCRIBE" || command == "PUBLISH" && p == 0
}

// messages are the expressions that have the name of the channel of a message.
func (p *Program) messages() (out []ast.Expr) {
	for file, u := range p.unitOf {
		for n := range ast.Preorder(file) {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			v, ok := u.Info.ObjectOf(sel.Sel).(*types.Var)
			if ok && v.IsField() && v.Name() == "Channel" && v.Pkg() != nil && libraries.Owns(v.Pkg().Path()) {
				out = append(out, sel)
			}
		}
	}
	return out
}

// argument follows element n of ARGV into the script, if the call shows which it is.
func (t *trace) argument(s step, call *ast.CallExpr, m *client.Method, first, n int) {
	source, ok := t.scriptOf(call, m, first)
	if !ok || call.Ellipsis.IsValid() {
		t.escape(s.expr, "is given to a script in ARGV")
		return
	}
	if _, use := lua.UnconfinedArg(source, n); use != "" {
		t.escape(s.expr, use)
	}
}

// scriptOf returns the source of the script that a call runs, if it is a constant or
// the receiver is a variable that was declared with the script.
func (t *trace) scriptOf(call *ast.CallExpr, m *client.Method, first int) (source string, ok bool) {
	if p := m.Script.Source; p >= 0 {
		return t.text(call.Args[first+p])
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || m.Script.Source != client.Receiver {
		return "", false
	}
	obj := t.objectOf(sel.X)
	if obj == nil {
		return "", false
	}
	name := t.defs[t.of(obj)]
	spec, ok := t.parents[name].(*ast.ValueSpec)
	if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 {
		return "", false
	}
	made, ok := ast.Unparen(spec.Values[0]).(*ast.CallExpr)
	if !ok {
		return "", false
	}
	n, ok := libraries.ScriptSource(typeutil.Callee(t.unit(made).Info, made))
	if !ok {
		return "", false
	}
	return t.text(made.Args[n])
}

// text returns the value of a string constant.
func (t *trace) text(e ast.Expr) (string, bool) {
	tv := t.unit(e).Info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

// isGlob reports whether a parameter is the pattern of a scan. What it matches is
// looked at apart.
func isGlob(m *client.Method, p int) bool {
	for _, w := range m.Words {
		if w.Arg != nil && w.Arg.Param == p && (m.Command == "KEYS" || w.Option == "MATCH" || w.Option == "BY" || w.Option == "GET") {
			return true
		}
	}
	return false
}

// isKey reports whether an argument of a method holds keys and nothing else of the
// command.
func (t *trace) isKey(call *ast.CallExpr, arg, p int, m *client.Method, fn *types.Func) bool {
	params := client.Params(fn.Signature())
	variadic := fn.Signature().Variadic() && p >= len(params)-1
	for _, sel := range m.Keys {
		if sel.Param != p && !(variadic && sel.Param == len(params)-1) {
			continue
		}
		if len(sel.Steps) == 0 || !variadic || call.Ellipsis.IsValid() {
			return true
		}
		at := arg - client.FirstParam(fn.Signature()) - (len(params) - 1)
		switch step := sel.Steps[0]; step.Op {
		case client.Each:
			return true
		case client.Index:
			if at == step.N {
				return true
			}
		case client.Stride:
			if at%step.N == 0 {
				return true
			}
		case client.Pairs:
			if at%2 == 0 {
				return true
			}
		}
	}
	return false
}

// words follows an argument of a call that spells its command word for word.
func (t *trace) words(s step, call *ast.CallExpr, i, first int, words []client.Word) {
	if call.Ellipsis.IsValid() || len(words) != 1 || words[0].Arg == nil {
		t.escape(s.expr, "is a word of a command that is not known")
		return
	}
	args := call.Args[first+words[0].Arg.Param:]
	text := func(n int) (string, bool) {
		if n >= len(args) {
			return "", false
		}
		tv := t.unit(call).Info.Types[args[n]]
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			return "", false
		}
		return constant.StringVal(tv.Value), true
	}
	name, ok := text(0)
	sub, _ := text(1)
	cmd, known := command.Lookup(name, sub)
	if !ok || !known {
		t.escape(s.expr, "is a word of a command that is not known")
		return
	}
	keys, ok := cmd.Keys(len(args), text)
	at := slices.Index(args, s.expr)
	if ok && slices.ContainsFunc(keys, func(k command.Key) bool { return k.Index == at && !k.NotKey }) {
		t.keys = append(t.keys, s.expr)
		if part, ok := repliesWith[cmd.Name]; ok {
			t.push(step{call, s.stack, part})
		}
		return
	}
	t.escape(s.expr, "is stored by "+cmd.Name)
}

// isKeyField reports whether a field of a struct of the client's is one that holds
// keys, for every method that takes the struct.
func (t *trace) isKeyField(e ast.Expr, field *types.Var) bool {
	var lit ast.Node = e
	for lit != nil {
		if c, ok := lit.(*ast.CompositeLit); ok && c != e {
			lit = c
			break
		}
		if a, ok := lit.(*ast.AssignStmt); ok {
			for _, left := range a.Lhs {
				if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok && t.objectOf(sel) == field {
					return t.keyFields(client.Named(t.typeOf(sel.X)))[field.Name()]
				}
			}
			return false
		}
		lit = t.parents[lit]
	}
	c, ok := lit.(*ast.CompositeLit)
	if !ok {
		return false
	}
	return t.keyFields(client.Named(t.typeOf(c)))[field.Name()]
}

// keyFields returns the fields of a struct that hold keys, by the methods of its
// package that take it.
func (t *trace) keyFields(n *types.Named) map[string]bool {
	if n == nil || n.Obj().Pkg() == nil {
		return nil
	}
	if t.keyed[n] == nil {
		t.keyed[n] = make(map[string]bool)
		scope := n.Obj().Pkg().Scope()
		for _, name := range scope.Names() {
			if tn, ok := scope.Lookup(name).(*types.TypeName); ok {
				for m := range types.NewMethodSet(types.NewPointer(tn.Type())).Methods() {
					t.addKeyFields(n, m.Obj().(*types.Func))
				}
				if i, ok := tn.Type().Underlying().(*types.Interface); ok {
					for m := range i.Methods() {
						t.addKeyFields(n, m)
					}
				}
			}
		}
	}
	return t.keyed[n]
}

func (t *trace) addKeyFields(n *types.Named, fn *types.Func) {
	m, ok := libraries.Lookup(fn)
	if !ok {
		return
	}
	params := client.Params(fn.Signature())
	for _, sel := range m.Keys {
		if sel.Param < len(params) && client.Named(params[sel.Param].Type()) == n && len(sel.Steps) > 0 && sel.Steps[0].Op == client.Field {
			t.keyed[n][sel.Steps[0].Name] = true
		}
	}
}
