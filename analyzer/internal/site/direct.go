package site

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// direct returns the send of a call of a client's method.
func (f *Finder) direct(call ssa.CallInstruction, obj *types.Func, m *client.Method) []Send {
	sig := obj.Signature()
	first := client.FirstParam(sig)
	recv, args := receiver(call.Common(), sig)
	if recv == nil {
		return nil
	}
	name := methodName(recv.Type(), obj)
	if sig.Recv() == nil {
		name = obj.Pkg().Name() + "." + obj.Name()
	}
	arg := f.arguments(call, sig, args)
	s := Send{
		recv:    recv,
		Command: m.Command, Kind: m.Kind, Splittable: m.Splittable,
		Class: libraries.ClassOf(recv.Type()), Library: libraries.IDOf(m.Library),
		Trace: []Step{{Func: name, Pos: call.Common().Pos()}},
	}
	if m.Kind == client.Script && s.Class == client.Unknown && len(args) > first {
		// The receiver is a script, and the client an argument.
		recv = args[first]
		s.Class = libraries.ClassOf(types.Unalias(flow.Source(recv).Type()))
	}
	f.enqueue(&s, recv)
	s.script = f.script(m, arg, call.Common().Args, args[min(first, len(args)):])
	s.Keys = f.keys(m, arg)
	s.words = f.wordsOf(m.Words, arg)
	s.lives = f.livesOf(m, arg)
	switch m.Kind {
	case client.Raw:
		f.setRaw(&s, s.Keys)
	case client.Process:
		return f.process(call, s, args[first:])
	case client.Begin, client.Watch:
		run := f.callback(args)
		s.Callback, s.maker = run.fn, run.maker
		if v, ok := call.(*ssa.Call); ok && s.Callback == nil && m.Kind == client.Begin {
			s.Result = f.eval.Eval(v).Identity()
		}
	}
	return []Send{s}
}

// receiver returns the client of a call, nil if there is none, and the arguments
// that are parameters of the signature. The client of a function that has no
// receiver is its first parameter.
func receiver(common *ssa.CallCommon, sig *types.Signature) (recv ssa.Value, args []ssa.Value) {
	recv, args = common.Value, common.Args
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 {
		recv = mc.Bindings[0] // a method value
	} else if sig.Recv() == nil {
		first := client.FirstParam(sig)
		if len(args) <= first {
			return nil, nil
		}
		recv = args[first]
	} else if !common.IsInvoke() {
		recv, args = args[0], args[1:]
	}
	return promoter(recv), args
}

// enqueue completes a send through a client that may queue what it is given.
func (f *Finder) enqueue(s *Send, recv ssa.Value) {
	if s.Class == client.Universal {
		// An interface that a function is given may be a pipeline there.
		if id := f.eval.Eval(recv).Identity(); value.IsParam(id) {
			s.Recv = id
		} else if libraries.MayQueue(recv.Type()) {
			s.Recv, s.Recvs = f.givenPipes(recv) // so may a part of an object
		}
	}
	if libraries.IsConnection(recv.Type()) {
		s.Recv = f.eval.Eval(recv).Identity()
	}
	if s.Class == client.Pipeline || s.Class == client.Tx {
		s.Piped = true
		s.Recv, s.Recvs = f.pipe(recv)
		if c := f.origin(recv); c != client.Unknown {
			s.Class = c
		}
	}
}

// keys returns the keys that a method is given.
func (f *Finder) keys(m *client.Method, arg func(param int) (*value.Value, []ast.Expr)) (keys []Key) {
	for i, sel := range m.Keys {
		v, exprs := arg(sel.Param)
		if v == nil {
			continue
		}
		first := len(keys)
		if fields := f.taggedFields(sel, exprs); fields != nil {
			keys = append(keys, fields...)
		} else {
			keys = append(keys, f.selected(sel, v, exprs)...)
		}
		for j := range keys[first:] {
			keys[first+j].Role = client.RoleOf(m.Keys, i)
		}
	}
	return keys
}

// arguments returns what gives the value of a parameter of a call, counted as
// selectors do, and its expressions.
func (f *Finder) arguments(call ssa.CallInstruction, sig *types.Signature, args []ssa.Value) func(param int) (*value.Value, []ast.Expr) {
	first, expr := client.FirstParam(sig), f.callExpr(call)
	return func(param int) (*value.Value, []ast.Expr) {
		i := param + first
		if i >= len(args) {
			return nil, nil
		}
		return f.eval.Eval(args[i]), argument(expr, sig.Variadic(), sig.Params().Len(), i)
	}
}

// transactional turns a MULTI, EXEC or DISCARD on a connection into what the
// methods of a transaction are.
func (s *Send) transactional() {
	switch s.Command {
	case "MULTI":
		s.Kind, s.Result = client.Begin, s.Recv
	case "EXEC":
		s.Kind = client.Exec
	case "DISCARD":
		s.Kind = client.Discard
	}
}

// origin returns the class of the client that a pipeline or transaction came
// from, where the function around shows it: the receiver of the call that began
// it, or that was given the function literal whose parameter it is.
func (f *Finder) origin(recv ssa.Value) client.Class {
	switch v := flow.Source(recv).(type) {
	case *ssa.Call:
		return f.receiverClass(v)
	case *ssa.FreeVar:
		if b := f.eval.Captured(v); b != nil {
			return f.origin(b)
		}
	case *ssa.UnOp:
		return f.origin(v.X)
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			if s, ok := ref.(*ssa.Store); ok && s.Addr == ssa.Value(v) {
				return f.origin(s.Val)
			}
		}
	case *ssa.Parameter:
		mc := f.eval.MadeBy(v.Parent())
		if mc == nil {
			return client.Unknown
		}
		for _, ref := range *mc.Referrers() {
			if call, ok := ref.(*ssa.Call); ok {
				return f.receiverClass(call)
			}
		}
	}
	return client.Unknown
}

// receiverClass returns the class of the client that a call begins a pipeline
// or transaction of.
func (f *Finder) receiverClass(call *ssa.Call) client.Class {
	common := call.Common()
	recv := common.Value
	if !common.IsInvoke() {
		if fn := common.StaticCallee(); fn == nil || fn.Signature.Recv() == nil {
			return client.Unknown
		}
		recv = common.Args[0]
	}
	switch c := libraries.ClassOf(recv.Type()); c {
	case client.Pipeline, client.Tx:
		return f.origin(recv)
	default:
		return c
	}
}

// promoter returns the value on which a promoted method of a client was called,
// where the library embeds in its clients what sends the commands.
func promoter(recv ssa.Value) ssa.Value {
	for {
		v := recv
		if load, ok := v.(*ssa.UnOp); ok {
			v = load.X
		}
		var t types.Type
		var x ssa.Value
		switch a := v.(type) {
		case *ssa.FieldAddr:
			x, t = a.X, a.X.Type().Underlying().(*types.Pointer).Elem()
		case *ssa.Field:
			x, t = a.X, a.X.Type()
		default:
			return recv
		}
		n, ok := types.Unalias(t).(*types.Named)
		if !ok || n.Obj().Pkg() == nil || !libraries.Owns(n.Obj().Pkg().Path()) {
			return recv
		}
		recv = x
	}
}

// process returns the sends of commands that were made before.
func (f *Finder) process(call ssa.CallInstruction, s Send, args []ssa.Value) []Send {
	var out []Send
	for _, a := range args {
		for _, cmd := range elementsOf(a) {
			out = append(out, f.made(s, cmd)...)
		}
	}
	return out
}

// elementsOf returns the values of a slice literal, or v itself.
func elementsOf(v ssa.Value) []ssa.Value {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return []ssa.Value{v}
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		if at, ok := ref.(*ssa.IndexAddr); ok {
			for _, use := range *at.Referrers() {
				if st, ok := use.(*ssa.Store); ok && st.Addr == ssa.Value(at) {
					out = append(out, st.Val)
				}
			}
		}
	}
	return out
}

// made returns the send of a command that a function made before.
func (f *Finder) made(s Send, cmd ssa.Value) []Send {
	made, ok := flow.Source(cmd).(*ssa.Call)
	if !ok {
		return f.passedOn(s, cmd)
	}
	fn := made.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return f.passedOn(s, cmd)
	}
	words, ok := libraries.Makes(obj)
	if !ok {
		return f.passedOn(s, cmd)
	}
	f.setRaw(&s, f.wordsOf(words, f.arguments(made, obj.Signature(), made.Call.Args)))
	return []Send{s}
}
