package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
)

// Facts gives access to what other packages export.
type Facts interface {
	// Sends returns the commands that a function of another package sends with
	// keys of its callers.
	Sends(fn *types.Func) []Send
}

// A Finder finds the sends of the functions of one package.
type Finder struct {
	Fset *token.FileSet

	eval  *flow.Evaluator
	facts Facts
	calls map[token.Pos]*ast.CallExpr // by the position of the parenthesis
	files []*ast.File
	info  *types.Info
	sends map[*ssa.Function][]Send

	binaries map[token.Pos]*ast.BinaryExpr // by the position of the operator
}

// NewFinder returns a finder over the functions that eval evaluates.
func NewFinder(fset *token.FileSet, files []*ast.File, info *types.Info, eval *flow.Evaluator, facts Facts) *Finder {
	return &Finder{Fset: fset, eval: eval, facts: facts, files: files, info: info, sends: make(map[*ssa.Function][]Send)}
}

// callExpr returns the syntax of a call.
func (f *Finder) callExpr(call ssa.CallInstruction) *ast.CallExpr {
	if f.calls == nil {
		f.calls = make(map[token.Pos]*ast.CallExpr)
		for _, file := range f.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if c, ok := n.(*ast.CallExpr); ok {
					f.calls[c.Lparen] = c
				}
				return true
			})
		}
	}
	return f.calls[call.Common().Pos()]
}

// Sends returns what fn sends, in the order of its code: what it sends itself,
// and what it makes others send with keys or pipelines that it passes on.
// Function literals are functions of their own; but see [Finder.Exported].
func (f *Finder) Sends(fn *ssa.Function) []Send {
	if s, ok := f.sends[fn]; ok {
		return s
	}
	f.sends[fn] = nil // recursion adds nothing
	var out []Send
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok || len(out) >= maxSends {
				continue
			}
			f.eval.Begin()
			for _, s := range f.at(call) {
				s.call = call
				s.Guarded = f.guarded(call, 0)
				out = append(out, s)
			}
		}
	}
	f.sends[fn] = out
	return out
}

// at returns the sends of one call.
func (f *Finder) at(call ssa.CallInstruction) []Send {
	common := call.Common()
	var obj *types.Func
	if common.IsInvoke() {
		obj = common.Method
	} else if fn := common.StaticCallee(); fn != nil {
		if obj, _ = fn.Object().(*types.Func); obj == nil && fn.Origin() != nil {
			obj, _ = fn.Origin().Object().(*types.Func)
		}
	}
	if obj != nil {
		fn, args := f.eval.Callee(common)
		ours := isClient(obj)
		if !ours && fn != nil {
			// The program's own code says what it does with its arguments,
			// whatever its name.
			if fn.Blocks != nil {
				return f.through(call, fn, args, f.Exported(fn))
			}
			if f.facts != nil {
				if sends := f.facts.Sends(obj.Origin()); len(sends) > 0 {
					return f.through(call, fn, args, sends)
				}
			}
		}
		if m, ok := client.Lookup(obj); ok {
			return f.direct(call, obj, m)
		}
		if !ours && common.IsInvoke() && f.facts != nil {
			if sends := f.facts.Sends(obj); len(sends) > 0 {
				return f.through(call, nil, append([]ssa.Value{common.Value}, common.Args...), sends)
			}
		}
		return nil
	}
	// A function literal that is called where it stands, or a local variable
	// that holds one, is found through its own code; its parameters are bound.
	if v := f.eval.Eval(common.Value); v.Kind == flow.Func {
		if fn := flow.Function(v); fn != nil && fn.Blocks != nil {
			return f.through(call, fn, common.Args, f.Exported(fn))
		}
	}
	return nil
}

func isClient(obj *types.Func) bool {
	return obj.Pkg() != nil && client.IsClientPackage(obj.Pkg().Path())
}

// direct returns the send of a call of a client's method.
func (f *Finder) direct(call ssa.CallInstruction, obj *types.Func, m *client.Method) []Send {
	common := call.Common()
	sig := obj.Signature()
	first := client.FirstParam(sig)
	args := common.Args
	recv := common.Value
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 {
		recv = mc.Bindings[0] // a method value
	} else if !common.IsInvoke() {
		recv, args = args[0], args[1:]
	}
	recv = promoter(recv)
	expr := f.callExpr(call)
	arg := func(param int) (*flow.Value, []ast.Expr) {
		i := param + first
		if i >= len(args) {
			return nil, nil
		}
		return f.eval.Eval(args[i]), argument(expr, sig.Variadic(), sig.Params().Len(), i)
	}
	s := Send{
		Command: m.Command, Kind: m.Kind, Splittable: m.Splittable,
		Class: client.ClassOf(recv.Type()),
		Trace: []Step{{Func: spellMethod(recv.Type(), obj), Pos: call.Common().Pos()}},
	}
	if m.Kind == client.Script && s.Class == client.Unknown && len(args) > first {
		// redis.Script: the client is an argument.
		recv = args[first]
		s.Class = client.ClassOf(types.Unalias(flow.Source(recv).Type()))
	}
	if s.Class == client.Universal {
		// An interface that a function is given may be a pipeline there.
		if id := flow.Identity(f.eval.Eval(recv)); f.eval.IsParam(id) {
			s.Recv = id
		}
	}
	if s.Class == client.Pipeline || s.Class == client.Tx {
		s.Piped = true
		s.Recv = flow.Identity(f.eval.Eval(recv))
		if c := f.origin(recv); c != client.Unknown {
			s.Class = c
		}
	}
	for _, sel := range m.Keys {
		v, exprs := arg(sel.Param)
		if v == nil {
			continue
		}
		if fields := f.taggedFields(sel, exprs); fields != nil {
			s.Keys = append(s.Keys, fields...)
			continue
		}
		s.Keys = append(s.Keys, f.selected(sel, v, exprs)...)
	}
	switch m.Kind {
	case client.Raw:
		s.Command, s.Splittable, s.Kind, s.Keys = f.raw(s.Keys)
	case client.Process:
		return f.process(call, s, args[first:])
	case client.Begin, client.Watch:
		for _, a := range args {
			if _, ok := a.Type().Underlying().(*types.Signature); ok {
				s.Callback = f.eval.Eval(a)
			}
		}
		if v, ok := call.(*ssa.Call); ok && s.Callback == nil && m.Kind == client.Begin {
			s.Result = flow.Identity(f.eval.Eval(v))
		}
	}
	return []Send{s}
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
	switch c := client.ClassOf(recv.Type()); c {
	case client.Pipeline, client.Tx:
		return f.origin(recv)
	default:
		return c
	}
}

// promoter returns the value on which a promoted method of a client was called:
// go-redis embeds in its clients what sends the commands.
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
		if !ok || n.Obj().Pkg() == nil || !client.IsClientPackage(n.Obj().Pkg().Path()) {
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

// made returns the send of a command that NewCmd made.
func (f *Finder) made(s Send, cmd ssa.Value) []Send {
	made, ok := flow.Source(cmd).(*ssa.Call)
	if !ok {
		return nil
	}
	fn := made.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return nil
	}
	words, ok := client.CmdArgs(obj)
	if !ok {
		return nil
	}
	i := words.Param + client.FirstParam(obj.Signature())
	if i >= len(made.Call.Args) {
		return nil
	}
	exprs := argument(f.callExpr(made), true, obj.Signature().Params().Len(), i)
	keys := f.selected(words, f.eval.Eval(made.Call.Args[i]), exprs)
	s.Command, s.Splittable, s.Kind, s.Keys = f.raw(keys)
	return []Send{s}
}

// through returns what a call makes a function of the program send.
func (f *Finder) through(call ssa.CallInstruction, fn *ssa.Function, args []ssa.Value, sends []Send) []Send {
	if len(sends) == 0 {
		return nil
	}
	expr := f.callExpr(call)
	bind := f.eval.Binder(fn, call, args)
	name := spellCallee(call)
	var out []Send
	for _, s := range sends {
		if len(s.Trace) >= maxTrace {
			continue
		}
		t := s
		t.Keys = make([]Key, 0, len(s.Keys))
		for _, k := range s.Keys {
			t.Keys = append(t.Keys, f.bindKey(bind, k, expr)...)
		}
		if s.Callback != nil {
			t.Callback = bind(s.Callback)
		}
		if s.Recv != "" {
			t.Recv = flow.Identity(bind(flow.Symbol(s.Recv)))
		}
		if s.Result != "" {
			t.Result = flow.Identity(bind(flow.Symbol(s.Result)))
		}
		t.Trace = append([]Step{{Func: name, Pos: call.Common().Pos()}}, s.Trace...)
		out = append(out, t)
	}
	return out
}

// bindKey puts the arguments of a call into a key. A key that stands for every
// element of a list becomes the elements, where the caller knows them.
func (f *Finder) bindKey(bind func(*flow.Value) *flow.Value, k Key, expr *ast.CallExpr) []Key {
	pos := token.NoPos
	if expr != nil {
		pos = expr.Pos()
	}
	if !k.Repeat {
		v := bind(k.Value)
		return []Key{{Value: v, Channel: k.Channel, Pattern: k.Pattern, Pos: pos}}
	}
	list := bind(flow.Repeated(k.Value))
	out := make([]Key, 0, len(list.Items))
	for _, it := range list.Items {
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat, Channel: k.Channel, Pattern: k.Pattern, Pos: pos})
	}
	return out
}

// Exported returns the sends of fn that depend on what its callers pass: keys
// made of its parameters that are not judged in fn itself, and commands queued
// on a pipeline that it was given. Those of the function literals in fn are
// among them.
func (f *Finder) Exported(fn *ssa.Function) []Send {
	var out []Send
	prefix := f.eval.ParamPrefix(fn)
	var add func(g *ssa.Function)
	add = func(g *ssa.Function) {
		for _, s := range f.Sends(g) {
			if len(out) >= maxPassed {
				return
			}
			if g != fn {
				s.call = nil
			}
			if f.passes(s, prefix) {
				out = append(out, s)
			}
		}
		for _, anon := range g.AnonFuncs {
			add(anon)
		}
	}
	add(fn)
	return out
}

// passes reports whether a send is the callers' business.
func (f *Finder) passes(s Send, prefix string) bool {
	if s.Guarded {
		return false
	}
	if s.Recv != "" && strings.Contains(s.Recv, prefix) || s.Callback != nil && strings.Contains(flow.Identity(s.Callback), prefix) {
		return true
	}
	if s.Result != "" {
		return true
	}
	if len(s.Keys) == 0 || len(s.Keys) == 1 && !s.Keys[0].Repeat {
		return false
	}
	mentions := false
	for _, k := range s.Keys {
		mentions = mentions || flow.Mentions(k.Value, prefix)
	}
	if !mentions {
		return false
	}
	if v := Judge(f, s); v == nil || !v.Unknown {
		return false
	}
	found, _ := f.FromCallers(s)
	return found == nil
}

// FromCallers judges a send of a helper that adds a key of its own to those
// that it is given. If nothing but the package can call the helper, and every
// call gives it a key of another slot, the mistake is the helper's: the finding
// of the first call is returned, and the calls. Otherwise it is nil, and the
// calls are judged one by one.
func (f *Finder) FromCallers(s Send) (*Finding, []ssa.CallInstruction) {
	if s.call == nil || len(s.Keys) < 2 {
		return nil, nil
	}
	fn := s.call.Parent()
	prefix := f.eval.ParamPrefix(fn)
	own := 0
	for _, k := range s.Keys {
		if !flow.Mentions(k.Value, prefix) && len(flow.Texts(k.Value)) > 0 {
			own++
		}
	}
	if own == 0 || own == len(s.Keys) || fn.Parent() != nil || ast.IsExported(fn.Name()) {
		return nil, nil
	}
	calls := f.eval.Callers(fn)
	var first *Finding
	for _, call := range calls {
		if f.guarded(call, 1) {
			return nil, nil
		}
		bound := f.through(call, fn, call.Common().Args, []Send{s})
		if len(bound) == 0 || len(bound[0].Keys) != len(s.Keys) {
			return nil, nil
		}
		v := Judge(f, bound[0])
		if v == nil || v.Unknown {
			return nil, nil
		}
		if first == nil {
			first = v
		}
	}
	return first, calls
}

// spellMethod names a method as its users write it: "redis.Cmdable.SInter".
func spellMethod(recv types.Type, obj *types.Func) string {
	t := types.TypeString(recv, func(p *types.Package) string { return p.Name() })
	return strings.TrimPrefix(t, "*") + "." + obj.Name()
}

func spellCallee(call ssa.CallInstruction) string {
	common := call.Common()
	if common.IsInvoke() {
		return spellMethod(common.Value.Type(), common.Method)
	}
	if fn := common.StaticCallee(); fn != nil {
		if r := fn.Signature.Recv(); r != nil {
			return types.TypeString(r.Type(), func(p *types.Package) string { return p.Name() }) + "." + fn.Name()
		}
		if fn.Parent() == nil {
			return fn.Name()
		}
	}
	return "the function literal"
}

// CallExpr returns the syntax of the call that s is a send of, nil if it is not
// known.
func (f *Finder) CallExpr(s Send) *ast.CallExpr {
	if s.call == nil {
		return nil
	}
	return f.callExpr(s.call)
}
