package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// shared reports whether what a function made gets another name in the function: by a
// join of branches, as a part of something else, or from a call that may keep it.
func (e *Evaluator) shared(made ssa.Value) bool {
	is, ok := e.sharing[made]
	if !ok {
		is = e.getsName(made)
		e.sharing[made] = is
	}
	return is
}

func (e *Evaluator) getsName(v ssa.Value) bool {
	return e.kept(v) || slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.Phi:
			return true
		case *ssa.Store:
			return in.Val == v
		case *ssa.MapUpdate:
			return in.Value == v
		}
		return false
	})
}

// kept reports whether a call that v is passed to may keep it.
func (e *Evaluator) kept(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.Slice, *ssa.ChangeType, *ssa.MakeInterface:
			return e.kept(in.(ssa.Value))
		case ssa.CallInstruction:
			return e.keeping(in, v)
		}
		return false
	})
}

// keeping reports whether a call may keep v, or return it under another name.
func (e *Evaluator) keeping(call ssa.CallInstruction, v ssa.Value) bool {
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return false
	}
	if obj := e.foreignCallee(common); obj != nil {
		if obj.Pkg() == nil || isPure(obj) || libraries.Owns(obj.Pkg().Path()) {
			return false
		}
		return givesBack(obj.Signature().Results(), v.Type())
	}
	fn, args := e.Callee(common)
	if common.IsInvoke() && fn == nil {
		found := e.methodsBehind(common.Value.Type(), common.Method)
		return slices.ContainsFunc(found, func(fn *ssa.Function) bool {
			return slices.Contains(common.Args, v) && e.keeps(fn.Params[1+slices.Index(common.Args, v)])
		}) || len(found) == 0 && givesBack(common.Signature().Results(), v.Type())
	}
	if fn == nil || fn.Blocks == nil {
		return slices.Contains(common.Args, v)
	}
	for i, arg := range args {
		if arg == v && (i >= len(fn.Params) || e.keeps(fn.Params[i])) {
			return true
		}
	}
	return false
}

// givesBack reports whether one of the results may be a value of the type t.
func givesBack(results *types.Tuple, t types.Type) bool {
	for r := range results.Variables() {
		if types.Identical(r.Type(), t) {
			return true
		}
	}
	return false
}

// keeps reports whether a function of the package may store or return what it is given
// for a parameter, or capture it.
func (e *Evaluator) keeps(p *ssa.Parameter) bool {
	is, ok := e.sharing[p]
	if !ok {
		e.sharing[p] = false // a recursive call keeps nothing more
		is = e.escapesFrom(p)
		e.sharing[p] = is
	}
	return is
}

func (e *Evaluator) escapesFrom(v ssa.Value) bool {
	return e.getsName(v) || slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.Return, *ssa.MakeClosure, *ssa.Send:
			return true
		case *ssa.Slice, *ssa.ChangeType, *ssa.MakeInterface:
			return e.escapesFrom(in.(ssa.Value))
		}
		return false
	})
}
