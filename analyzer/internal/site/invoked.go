package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// invoked returns the calls that the package makes of a function that it uses as
// a value, and whether those are all calls of it: false if the value leaves what
// can be followed, which is variables, captured or not, and parameters of the
// package's functions.
func (f *Finder) invoked(fn *ssa.Function) (calls []ssa.CallInstruction, all bool) {
	w := invocations{f: f, all: true, seen: make(map[ssa.Value]bool)}
	for _, in := range f.eval.ValueUses(fn) {
		if mc, ok := in.(*ssa.MakeClosure); ok && mc.Fn == ssa.Value(fn) {
			w.follow(mc)
		} else {
			w.use(fn, in)
		}
	}
	return w.calls, w.all
}

// invocations collects the calls of one function value.
type invocations struct {
	f     *Finder
	calls []ssa.CallInstruction
	all   bool
	seen  map[ssa.Value]bool
}

// follow collects what is done with v, which is the function, or the address of
// a variable that holds it.
func (w *invocations) follow(v ssa.Value) {
	if w.seen[v] || !w.all {
		return
	}
	w.seen[v] = true
	if len(w.seen) > maxOrigins || v.Referrers() == nil {
		w.all = false
		return
	}
	for _, ref := range *v.Referrers() {
		w.use(v, ref)
	}
}

// use collects what one instruction does with v.
func (w *invocations) use(v ssa.Value, in ssa.Instruction) {
	switch in := in.(type) {
	case *ssa.DebugRef, *ssa.If, *ssa.BinOp: // compared with nil
	case *ssa.ChangeType:
		w.follow(in)
	case *ssa.Phi:
		w.follow(in)
	case *ssa.UnOp:
		w.follow(in) // reads the variable
	case *ssa.Store:
		if in.Addr == v {
			return // what else the variable holds
		}
		if cell, ok := in.Addr.(*ssa.Alloc); ok {
			w.follow(cell)
			return
		}
		w.all = false
	case *ssa.MakeClosure:
		for i, b := range in.Bindings {
			if b == v {
				w.follow(in.Fn.(*ssa.Function).FreeVars[i])
			}
		}
	case ssa.CallInstruction:
		w.call(v, in)
	default:
		w.all = false
	}
}

// call collects a call that is one of v, or is given it.
func (w *invocations) call(v ssa.Value, call ssa.CallInstruction) {
	common := call.Common()
	if common.Value == v && !common.IsInvoke() {
		w.calls = append(w.calls, call)
	}
	callee, args := w.f.eval.Callee(common)
	for i, arg := range args {
		if arg != v {
			continue
		}
		_, fn := arg.Type().Underlying().(*types.Signature)
		if !fn || callee == nil || len(callee.Blocks) == 0 || i >= len(callee.Params) {
			w.all = false
			return
		}
		w.follow(callee.Params[i])
	}
	if callee == nil && slices.Contains(common.Args, v) {
		w.all = false
	}
}
