package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// dynamicCall evaluates the call of a function value.
func (e *Evaluator) dynamicCall(v *ssa.Call, result int) *value.Value {
	common := v.Common()
	if common.IsInvoke() {
		args := append([]ssa.Value{common.Value}, common.Args...)
		if val := e.contextValue(v); val != nil {
			return val
		}
		if common.Method.Name() == "String" && len(common.Args) == 0 {
			return e.stringOf(v, common.Value)
		}
		if sum := e.summed(v); sum != nil {
			return sum
		}
		if e.facts != nil {
			if sum := e.facts.Summary(common.Method.Origin()); sum != nil && result < len(sum.Results) && sum.Results[result] != nil {
				b := e.entering(nil, e.substitution(nil, e.callID(v), e.evalAll(args)), v, args)
				return selected(b.Bind(sum.Results[result]))
			}
		}
		return e.maybe(v, nil, args, result, &value.Value{}, "")
	}
	if r := e.calledOnce(v, result); r != nil {
		return r
	}
	if r := e.madeFunction(v, result); r != nil {
		return r
	}
	f := e.Eval(common.Value)
	switch f.Kind {
	case value.Func:
		return e.applyTo(v, f, e.evalAll(common.Args), common.Args, result)
	case value.Sym:
		if result == 0 && value.OfParam(f.ID) {
			return e.calledValue(v, f)
		}
	}
	return nil
}

// apply returns the result of calling the function value f.
func (e *Evaluator) apply(at ssa.Value, f *value.Value, args []*value.Value, result int) *value.Value {
	return e.applyTo(at, f, args, nil, result)
}

// applyTo is apply where the arguments are values of the function that calls.
func (e *Evaluator) applyTo(at ssa.Value, f *value.Value, args []*value.Value, given []ssa.Value, result int) *value.Value {
	fn := Function(f)
	if fn == nil {
		return nil
	}
	sum := e.Summary(fn)
	if sum == nil || result >= len(sum.Results) || sum.Results[result] == nil {
		return nil
	}
	b := e.entering(fn, e.substitution(fn, e.callID(at), args), instruction(at), given)
	if fn.Pkg == e.pkg {
		b.Frame = strconv.Itoa(e.number(fn))
	}
	return selected(b.Bind(sum.Results[result]))
}

// calledValue is what a function value that is a parameter returns.
func (e *Evaluator) calledValue(v *ssa.Call, f *value.Value) *value.Value {
	ids := make([]string, len(v.Call.Args))
	for i, x := range e.evalAll(v.Call.Args) {
		if ids[i] = x.Identity(); ids[i] == "" {
			return nil
		}
	}
	e.callID(v)
	fn := e.number(v.Parent())
	id := value.CallOf(f.Identity(), ids, value.Local(fn, v.Name()))
	return &value.Value{Kind: value.Sym, ID: value.Bounded(id, strconv.Itoa(fn)), Name: e.NameOf(v), Hole: holeKind(v.Type())}
}
