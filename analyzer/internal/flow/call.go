package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// substitution returns what puts args in place of the parameters of fn, which is
// nil if it is known by its exported facts only.
func (e *Evaluator) substitution(fn *ssa.Function, call string, args []*value.Value) *value.Substitution {
	s := &value.Substitution{Call: call, Args: args, Apply: e.applied}
	if fn != nil && fn.Blocks != nil {
		s.Frame = strconv.Itoa(e.number(fn))
	}
	return s
}

// applied returns what a function value gives that was passed to the function
// which calls it.
func (e *Evaluator) applied(f *value.Value, args []*value.Value, call string) *value.Value {
	fn := Function(f)
	if fn == nil {
		return nil
	}
	sum := e.Summary(fn)
	if sum == nil || len(sum.Results) == 0 || sum.Results[0] == nil {
		return nil
	}
	return selected(e.substitution(fn, call, args).Bind(sum.Results[0]))
}

// Binder returns a function that puts the arguments of a call into values in
// terms of the parameters of the called function, which is nil if it is known
// by its exported facts only.
func (e *Evaluator) Binder(fn *ssa.Function, call ssa.CallInstruction, args []ssa.Value) func(*value.Value) *value.Value {
	return e.binderAt(fn, call, call, args)
}

// binderAt is Binder for a call that finds memory as it is at an instruction: a
// deferred one runs later.
func (e *Evaluator) binderAt(fn *ssa.Function, call ssa.CallInstruction, at ssa.Instruction, args []ssa.Value) func(*value.Value) *value.Value {
	vs := e.evalAll(args)
	if v, ok := call.(ssa.Value); ok {
		vs = e.instantiated(fn, v, args, vs)
	}
	if fn != nil && fn.Signature.Recv() != nil {
		vs = receiver(vs)
	}
	id := value.Call(e.number(call.Parent()), "p"+strconv.Itoa(int(call.Pos())))
	if v, ok := call.(*ssa.Call); ok {
		id = e.callID(v)
	}
	return e.entering(fn, e.substitution(fn, id, vs), at, args).Bind
}

// selected returns v, nil where a call did not select one of its many constants.
func selected(v *value.Value) *value.Value {
	if !v.Selected() {
		return nil
	}
	return v
}
