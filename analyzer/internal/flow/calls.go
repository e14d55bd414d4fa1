package flow

import (
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// call returns what is known of one result of a call, and said of it.
func (e *Evaluator) call(v *ssa.Call, result int) *value.Value {
	r := e.changedLater(v, e.called(v, result))
	common := v.Common()
	objs := []*types.Func{common.Method}
	if fn, _ := e.Callee(common); fn != nil {
		objs = append(objs, object(fn))
	}
	for _, obj := range objs {
		if obj == nil || e.mark(obj) == 0 {
			continue
		}
		if r == nil || r.Kind == value.Unknown {
			r = &value.Value{Kind: value.Sym, ID: value.Distinct(e.local(v).ID, strconv.Itoa(result)), Name: e.NameOf(v), Hole: holeKind(resultType(v, result))}
		}
		r = e.marked(obj, r)
	}
	return r
}

func (e *Evaluator) called(v *ssa.Call, result int) *value.Value {
	common := v.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			return e.appendCall(v)
		}
		if b.Name() == "len" && isMap(common.Args[0].Type()) {
			if x := e.contents(v, common.Args); x[0] != e.Eval(common.Args[0]) {
				return e.pureOf(v, "len", x...)
			}
		}
		return e.pure(v, b.Name(), common.Args...)
	}
	fn, args := e.Callee(common)
	if fn == nil {
		return e.dynamicCall(v, result)
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 && strings.HasPrefix(fn.Synthetic, "bound method") && types.IsInterface(mc.Bindings[0].Type()) {
		return e.local(v) // each call may run any method, and return another value
	}
	if obj := object(fn); obj != nil {
		if r, ok := e.calledObject(v, fn, obj, args, result); ok {
			return r
		}
	}
	sum := e.Summary(fn)
	if sum == nil && e.tooDeep(fn) {
		return e.unfollowed(v, value.BoundDepth)
	}
	if sum == nil || result >= len(sum.Results) || sum.Results[result] == nil {
		return e.unknownCall(v, fn, args, result)
	}
	b := e.binder(fn, v, args)
	r := b.Bind(sum.Results[result])
	if !r.Selected() {
		return e.unknownCall(v, fn, args, result)
	}
	return e.maybe(v, fn, args, result, r, b.Call)
}

// calledObject evaluates the call of a function of which its name says what it returns;
// ok is false for others.
func (e *Evaluator) calledObject(v *ssa.Call, fn *ssa.Function, obj *types.Func, args []ssa.Value, result int) (r *value.Value, ok bool) {
	name := obj.FullName()
	if f, ok := special[name]; ok {
		if r := f(e, v, args); r != nil {
			return indexed(r, result), true
		}
		return nil, true
	}
	if cmd := e.command(obj, args); cmd != nil {
		return indexed(cmd, result), true
	}
	if source, ok := libraries.ScriptSource(obj); ok && source < len(args) {
		return e.Eval(args[source]), true // a script is its source
	}
	if name == "(embed.FS).ReadFile" && result == 0 {
		if text := e.embeddedFile(args); text != nil {
			return text, true
		}
	}
	if name == "sync.OnceValue" && libraries.IsScript(v.Type().Underlying().(*types.Signature).Results().At(0).Type()) {
		return e.Eval(args[0]), true
	}
	if r := e.atomic(v, obj, args); r != nil && result == 0 {
		return r, true
	}
	if fn.Blocks == nil && isPure(obj) {
		return e.pureCall(v, value.OpName(name), args, result), true
	}
	if groupsBySlot(obj) {
		return &value.Value{Kind: value.Sym, ID: e.local(v).ID, Name: e.NameOf(v), Grouped: true}, true
	}
	return nil, false
}

func (e *Evaluator) evalAll(vs []ssa.Value) []*value.Value {
	out := make([]*value.Value, len(vs))
	for i, v := range vs {
		out[i] = e.Eval(v)
		if out[i].Kind == value.Rest {
			out[i] = e.local(v)
		}
	}
	return out
}

func (e *Evaluator) binder(fn *ssa.Function, v ssa.Value, args []ssa.Value) *value.Substitution {
	vs := e.instantiated(fn, v, args, e.evalAll(args))
	if fn.Signature.Recv() != nil {
		vs = receiver(vs)
	}
	b := e.entering(fn, e.substitution(fn, e.callID(v), vs), instruction(v), args)
	if fn.Pkg == e.pkg {
		b.Frame = strconv.Itoa(e.number(fn))
	}
	return b
}

func (e *Evaluator) callID(v ssa.Value) string {
	if fn := v.Parent(); fn != nil {
		if in, ok := v.(ssa.Instruction); ok {
			e.atoms[value.Call(e.number(fn), v.Name())] = in.Block()
		}
		return value.Call(e.number(fn), v.Name())
	}
	return value.Call(0, v.Name())
}

// stringOf is what the method String of x returns, of which no code is seen.
func (e *Evaluator) stringOf(v *ssa.Call, x ssa.Value) *value.Value {
	val := e.Eval(x)
	op := "String"
	if !plainText(x.Type()) {
		op = value.MayPrint(op)
	}
	if _, pointer := x.Type().Underlying().(*types.Pointer); pointer && val.Kind == value.Sym {
		// What it points to may be written between two calls.
		id := ""
		switch x.(type) {
		case *ssa.Parameter, *ssa.Call, *ssa.Extract, *ssa.Alloc:
			id = e.state(v, x)
		}
		if id == "" {
			l := *e.local(v)
			l.ID = value.Maybe(value.Op(op, val.ID), l.ID)
			return &l
		}
		val = value.Symbol(id)
	}
	if r := value.Fold(op, []*value.Value{val}); r != nil {
		return r
	}
	return e.pureOf(v, op, val)
}

// identifier is the result of a function that makes an identifier.
func (e *Evaluator) identifier(v *ssa.Call, obj *types.Func, args []ssa.Value) *value.Value {
	var r *value.Value
	if obj.Name() == "String" && len(args) == 1 {
		r = e.stringOf(v, args[0])
	}
	if r == nil {
		r = e.local(v)
	}
	out := *r
	out.Hole = pattern.Word
	return &out
}

// unknownCall is the result of a function of which nothing is known.
func (e *Evaluator) unknownCall(v *ssa.Call, fn *ssa.Function, args []ssa.Value, result int) *value.Value {
	if obj := object(fn); obj != nil && identifies(obj) && isString(v.Type()) {
		return e.identifier(v, obj, args)
	}
	if obj := object(fn); obj != nil && obj.Name() == "String" && len(args) == 1 {
		return e.stringOf(v, args[0])
	}
	if obj := object(fn); obj != nil && result == 0 {
		if keys := e.scanned(v, obj, args); keys != nil {
			return keys
		}
	}
	r := e.maybe(v, fn, args, result, &value.Value{}, "")
	if strings.HasPrefix(fn.Name(), "Marshal") && r != nil && r.Kind == value.Sym {
		encoded := *r
		encoded.ID = value.MayHoldTag(r.ID)
		return &encoded
	}
	return r
}

// maybe marks what a call made itself: another call with the same arguments may
// give the same value, as getters do, or another, as counters do. What is known
// to give another every time is not marked.
func (e *Evaluator) maybe(v *ssa.Call, fn *ssa.Function, args []ssa.Value, result int, r *value.Value, call string) *value.Value {
	if fn != nil && generates(fn) {
		return r
	}
	name := v.Common().Value.Name()
	if fn != nil {
		name = fn.String()
	} else if m := v.Common().Method; m != nil {
		name = m.FullName()
	}
	ids := make([]string, len(args))
	for i, a := range args {
		id := e.Eval(a).Identity()
		if t := a.Type().String(); id == "" || strings.HasSuffix(t, "context.Context") {
			id = "_"
		}
		ids[i] = id
	}
	alias := value.Op(value.Safe(name), ids...)
	if result > 0 {
		alias = value.Distinct(alias, strconv.Itoa(result))
	}
	if len(alias) > value.MaxID {
		return r
	}
	if r.Kind == value.Unknown {
		l := e.local(v)
		t := resultType(v, result)
		return &value.Value{Kind: value.Sym, ID: value.Maybe(alias, value.Distinct(l.ID, strconv.Itoa(result))), Name: l.Name, Hole: holeKind(t)}
	}
	return r.MadeBy(call, alias)
}

func resultType(v *ssa.Call, result int) types.Type {
	if t, ok := v.Type().(*types.Tuple); ok {
		if result < t.Len() {
			return t.At(result).Type()
		}
		return types.Typ[types.Invalid]
	}
	return v.Type()
}

// pureCall is the result of a library function without effects.
func (e *Evaluator) pureCall(v *ssa.Call, op string, args []ssa.Value, result int) *value.Value {
	vs := e.contents(v, args)
	if result > 0 {
		op = fmt.Sprintf("%s_%d", op, result)
	}
	if r := e.pureOfEach(v, op, args, vs, resultType(v, result)); r != nil {
		return r
	}
	return e.pureValue(v, op, vs, resultType(v, result))
}

// pureValue is the result of type t of a library function without effects.
func (e *Evaluator) pureValue(v ssa.Value, op string, vs []*value.Value, t types.Type) *value.Value {
	if r := value.Fold(op, vs); r != nil {
		return r
	}
	known := make([]*value.Value, len(vs))
	for i, x := range vs {
		known[i] = e.Expand(x)
	}
	if r := value.Fold(op, known); r != nil {
		return r
	}
	whole := op
	if strings.HasPrefix(op, "fmt.") {
		op = value.Printing(op, vs)
	}
	r := e.pureOf(v, op, vs...)
	if r == nil {
		if op == whole && !slices.ContainsFunc(vs, showsBrace) {
			return nil
		}
		r = e.local(v)
		r.ID = value.MayHoldTag(r.ID)
	}
	r.Hole = holeKind(t)
	if k, ok := value.ResultKind(op); ok {
		r.Hole = k
	}
	return r
}

// showsBrace reports whether a brace is visible in what is known of a value that
// is no constant.
func showsBrace(v *value.Value) bool {
	_, constant := v.Constant()
	return !constant && strings.ContainsAny(value.Describe(v), "{}")
}

// indexed returns r as the result number n of a call.
func indexed(r *value.Value, n int) *value.Value {
	if n == 0 {
		return r
	}
	return nil
}

// Callee returns the function that a call runs, where it is known, and its
// arguments with the receiver first. An interface method is known if the interface is
// made of a known type in sight, or if one type of the package implements it.
func (e *Evaluator) Callee(common *ssa.CallCommon) (*ssa.Function, []ssa.Value) {
	if common.IsInvoke() {
		if x := boxedIn(common.Value); x != nil {
			if fn := e.prog.LookupMethod(x.Type(), common.Method.Pkg(), common.Method.Name()); fn != nil && fn.Synthetic == "" {
				return fn, append([]ssa.Value{x}, common.Args...)
			}
		}
		if fn := e.implementation(common); fn != nil {
			return fn, append([]ssa.Value{common.Value}, common.Args...)
		}
		return nil, nil
	}
	if fn := common.StaticCallee(); fn != nil {
		if o := fn.Origin(); o != nil {
			fn = o
		}
		if mc, ok := common.Value.(*ssa.MakeClosure); ok && strings.HasPrefix(fn.Synthetic, "bound method") {
			// The call of a method value is a call of the method.
			if own := e.declared(fn); own != nil {
				return own, slices.Concat(mc.Bindings, common.Args)
			}
		}
		return fn, common.Args
	}
	return nil, nil
}

// boxedIn returns the value that an interface was made of, nil where that is not in
// sight. It has the methods of the interface.
func boxedIn(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			return x.X
		default:
			return nil
		}
	}
}

// object returns the declared function of fn.
func object(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	if obj != nil {
		return obj.Origin()
	}
	return nil
}
