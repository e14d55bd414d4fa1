package flow

import (
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// madeFunction evaluates the call of a function that another one of the package
// made, by returning a function literal: in terms of the arguments of both calls.
func (e *Evaluator) madeFunction(v *ssa.Call, result int) *value.Value {
	made := e.makerCall(v.Call.Value)
	if made == nil {
		return nil
	}
	maker, args := e.Callee(made.Common())
	if maker == nil || maker.Pkg != e.pkg || maker.Blocks == nil || root(v.Parent()) == maker {
		return nil
	}
	literal := returnedLiteral(maker)
	if literal == nil || e.counts(literal) {
		return nil
	}
	sum := e.Summary(literal)
	if sum == nil || result >= len(sum.Results) || sum.Results[result] == nil {
		return nil
	}
	r := e.binder(maker, made, args).Bind(sum.Results[result])
	inner := e.substitution(literal, e.callID(v), e.evalAll(v.Call.Args))
	inner.Frame = strconv.Itoa(e.number(literal))
	if r = inner.Bind(r); !r.Selected() {
		return nil
	}
	return r
}

// counts reports whether a function literal writes what outlives its call, or
// captured what another literal writes: each call may find something else.
func (e *Evaluator) counts(literal *ssa.Function) bool {
	for _, b := range literal.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.MapUpdate:
				return true
			case *ssa.Store:
				if !ownVariable(in.Addr) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(literal.FreeVars, func(fv *ssa.FreeVar) bool {
		bound := e.Captured(fv)
		cell, ok := bound.(*ssa.Alloc)
		if !ok {
			return bound == nil
		}
		inside, _ := e.writers(cell)
		return len(inside) > 0
	})
}

// ownVariable reports whether an address is of a variable of its own function, or
// of a part of one.
func ownVariable(addr ssa.Value) bool {
	for {
		switch x := addr.(type) {
		case *ssa.Alloc:
			return true
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.IndexAddr:
			addr = x.X
		case *ssa.Slice:
			addr = x.X
		default:
			return false
		}
	}
}

// makerCall returns the call that made a function value: the value itself, or
// what the one store to a local variable put there.
func (e *Evaluator) makerCall(v ssa.Value) *ssa.Call {
	load, ok := v.(*ssa.UnOp)
	if ok {
		addr := load.X
		if fv, ok := addr.(*ssa.FreeVar); ok {
			if addr = e.Captured(fv); addr == nil {
				return nil
			}
		}
		cell, ok := addr.(*ssa.Alloc)
		if !ok {
			return nil
		}
		_, only := e.writers(cell)
		if only == nil || only.call {
			return nil
		}
		v = only.val
	}
	call, _ := v.(*ssa.Call)
	return call
}

// returnedLiteral returns the function literal that all returns of a function
// give, nil if there is no such.
func returnedLiteral(maker *ssa.Function) *ssa.Function {
	var literal *ssa.Function
	for _, b := range maker.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 {
			return nil
		}
		v := ret.Results[0]
		if c, ok := v.(*ssa.ChangeType); ok {
			v = c.X
		}
		var fn *ssa.Function
		switch v := v.(type) {
		case *ssa.MakeClosure:
			fn, _ = v.Fn.(*ssa.Function)
		case *ssa.Function:
			fn = v
		}
		if fn == nil || literal != nil && fn != literal || fn.Parent() != maker {
			return nil
		}
		literal = fn
	}
	return literal
}
