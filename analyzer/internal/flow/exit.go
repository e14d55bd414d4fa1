package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// callsTo returns what a call does to a location.
func (e *Evaluator) callsTo(call ssa.CallInstruction, eff *effect, loc *location) hit {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return mayWrite
	}
	if fn := common.StaticCallee(); fn != nil && object(fn) != nil {
		if addr, val, _ := atomicWrite(object(fn), common.Args); addr != nil {
			if h := e.storesTo(addr, loc); h != mustWrite || val == nil {
				return min(h, mayWrite)
			}
			return mustWrite
		}
	}
	if e.givesItself(call, eff, loc) {
		return mustWrite
	}
	for _, p := range eff.places {
		if slices.Contains(loc.places, p) {
			return mayWrite
		}
	}
	fn, args := e.only(call, eff)
	if fn == nil {
		return mayWrite
	}
	if !e.effects().any(fn, loc.places) {
		return noWrite
	}
	out := e.exitOf(fn, call, args, loc)
	switch {
	case out.unchanged:
		return noWrite
	case out.val != nil:
		return mustWrite
	}
	return mayWrite
}

func (x *effectIndex) any(fn *ssa.Function, ps []place) bool {
	return slices.ContainsFunc(ps, func(p place) bool { return x.written[fn][p] })
}

// givesItself reports whether a call gives the address of a location to a function
// of another package: to have it written, as Scan and Decode do.
func (e *Evaluator) givesItself(call ssa.CallInstruction, eff *effect, loc *location) bool {
	if len(eff.fns) > 0 {
		return false
	}
	return slices.ContainsFunc(call.Common().Args, func(a ssa.Value) bool {
		switch a := a.(type) {
		case *ssa.Alloc:
			return loc.kind == aCell && a == loc.cell
		case *ssa.FieldAddr:
			return loc.kind == aField && fieldVar(a.X.Type(), a.Field).Origin() == loc.field && e.based(a.X, loc) == mustWrite
		}
		return false
	})
}

// only returns the one function of the package that a call runs, and its
// arguments with the receiver first; nil if it is not known.
func (e *Evaluator) only(call ssa.CallInstruction, eff *effect) (*ssa.Function, []ssa.Value) {
	common := call.Common()
	if common.StaticCallee() == nil && !common.IsInvoke() || boundMethod(common.Value) != nil {
		mc, args := boundMethod(common.Value), common.Args
		if mc != nil {
			args = append(slices.Clone(mc.Bindings), args...)
		}
		if fn := Function(e.Eval(common.Value)); fn != nil {
			return e.declared(fn), args
		}
		return nil, nil
	}
	if len(eff.fns) != 1 || eff.later || eff.fns[0] == e.effects().outside {
		return nil, nil
	}
	if fn := common.StaticCallee(); fn != nil && e.declared(fn) != eff.fns[0] {
		return nil, nil // a function of another package that is given one
	}
	if common.IsInvoke() {
		args := append([]ssa.Value{common.Value}, common.Args...)
		if x := Source(common.Value); x != common.Value {
			args[0] = x
		} else if e.implementation(common) != eff.fns[0] {
			return nil, nil
		}
		return eff.fns[0], args
	}
	return eff.fns[0], common.Args
}

// boundMethod returns what makes a method value, nil for another function value.
func boundMethod(v ssa.Value) *ssa.MakeClosure {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || mc.Fn.(*ssa.Function).Object() == nil {
		return nil
	}
	return mc
}

// An leaving is what a function does to a location: it leaves it as it is, gives
// it the value, or neither is known.
type leaving struct {
	unchanged bool
	val       *value.Value
}

// maxExits is how many functions of a package are asked what they leave in a
// location: past it, a call that may write one is taken to leave something that
// is not known.
const maxExits = 10_000

// exitOf returns what the call of a function of the package does to a location, in
// terms of the function.
func (e *Evaluator) exitOf(fn *ssa.Function, call ssa.CallInstruction, args []ssa.Value, loc *location) leaving {
	inner := e.inside(fn, call, args, loc)
	if inner == nil {
		return leaving{}
	}
	key := exitKey{fn, inner.kind, inner.base, inner.id}
	if out, ok := e.exits[key]; ok {
		return out
	}
	if len(e.exits) >= maxExits {
		return leaving{}
	}
	e.exits[key] = leaving{} // a function that calls itself knows nothing of itself
	var out leaving
	e.apart(func() { out = e.exit(fn, inner) })
	e.exits[key] = out
	return out
}

type exitKey struct {
	fn       *ssa.Function
	kind     locationKind
	base, id string
}

func (e *Evaluator) exit(fn *ssa.Function, loc *location) (out leaving) {
	vs := e.versionsOf(fn, loc)
	kept := false
	for _, b := range fn.Blocks {
		r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || b == fn.Recover {
			continue
		}
		v := vs.before(b, len(b.Instrs)-1)
		if v == (version{}) {
			kept = true
			continue
		}
		val := e.heldIn(r, v, loc, func() *value.Value { return nil })
		if val == nil || out.val != nil && !val.Same(out.val) {
			return leaving{}
		}
		out.val = val
	}
	if kept && out.val != nil {
		return leaving{}
	}
	out.unchanged = out.val == nil
	if out.val != nil && value.MayBe(out.val.Identity(), loc.id) {
		return leaving{} // it may be what it was
	}
	return out
}

// inside returns a location of the caller as the called function names it, nil if
// it has no name for it.
func (e *Evaluator) inside(fn *ssa.Function, call ssa.CallInstruction, args []ssa.Value, loc *location) *location {
	if loc.kind == aGlobal || value.IsGlobal(loc.base) {
		return loc
	}
	if fn.Parent() != nil && root(fn) == root(call.Parent()) && len(e.Callers(fn)) < 2 {
		return loc // the literal names it as the function around it does
	}
	for i, a := range args {
		if i >= len(fn.Params) {
			break
		}
		p := e.ParamID(fn, i)
		if loc.kind == aCell {
			if a == ssa.Value(loc.cell) {
				return &location{kind: aPointee, id: p, base: p, typ: loc.typ, name: loc.name, places: []place{e.pointeePlace(loc.typ)}}
			}
			continue
		}
		id := e.Eval(a).ID
		if id == "" {
			continue
		}
		rest, ok := strings.CutPrefix(loc.base, id)
		if !ok || rest != "" && (rest[0] != '.' && rest[0] != '[' || e.rewritten(call.Parent(), rest)) {
			continue
		}
		inner := *loc
		inner.cell = nil
		inner.base = p + rest
		inner.id = strings.Replace(loc.id, loc.base, inner.base, 1)
		return &inner
	}
	if fn.Parent() != nil && root(fn) == root(call.Parent()) {
		return loc
	}
	return nil
}

// rewritten reports whether a function may assign one of the fields by which steps
// lead to an object, so that they may lead to another.
func (e *Evaluator) rewritten(fn *ssa.Function, steps string) bool {
	if strings.ContainsAny(steps, "[(") {
		return true
	}
	e.touches(fn, nil)
	for p := range e.effectsOf.touched[fn] {
		if f, ok := p.of.(*types.Var); ok && slices.Contains(strings.Split(steps[1:], "."), f.Name()) {
			return true
		}
	}
	return false
}

// leftBy returns what a location holds behind a call that must write it, which is
// made at an instruction.
func (e *Evaluator) leftBy(call ssa.CallInstruction, at ssa.Instruction, eff *effect, loc *location) *value.Value {
	common := call.Common()
	if fn := common.StaticCallee(); fn != nil && object(fn) != nil {
		if addr, val, adds := atomicWrite(object(fn), common.Args); addr != nil {
			if !adds {
				return e.Eval(val)
			}
			if v, ok := call.(*ssa.Call); ok {
				return e.added(v, addr, val)
			}
			return nil
		}
	}
	if e.givesItself(call, eff, loc) {
		return &value.Value{Kind: value.Sym, ID: value.Distinct(loc.id, e.nameOfWrite(call)), Name: loc.name, Hole: holeKind(loc.typ)}
	}
	fn, args := e.only(call, eff)
	if fn == nil {
		return nil
	}
	out := e.exitOf(fn, call, args, loc)
	if out.val == nil {
		return nil
	}
	return e.binderAt(fn, call, at, args)(out.val)
}

// added returns what an atomic addition leaves behind.
func (e *Evaluator) added(call *ssa.Call, addr, delta ssa.Value) *value.Value {
	before := e.loaded(call, addr)
	if before == nil {
		before = e.local(call)
	}
	if r := e.pureOf(call, "+", before, e.Eval(delta)); r != nil {
		return r
	}
	return e.local(call)
}

// ofClient reports whether a call is of a Redis client.
func ofClient(call *ssa.Call) bool {
	if m := call.Call.Method; m != nil {
		return m.Pkg() != nil && libraries.Owns(m.Pkg().Path())
	}
	fn := call.Common().StaticCallee()
	if fn == nil || object(fn) == nil || object(fn).Pkg() == nil {
		return false
	}
	return libraries.Owns(object(fn).Pkg().Path())
}
