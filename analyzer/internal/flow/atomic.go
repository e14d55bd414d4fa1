package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// atomicWrite reads a call of sync/atomic that writes: the address, what it puts
// there or adds, and which of both. val is nil where it is not known whether it
// writes; addr is nil for other functions.
func atomicWrite(fn *types.Func, args []ssa.Value) (addr, val ssa.Value, adds bool) {
	if fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || len(args) == 0 || strings.HasPrefix(fn.Name(), "Load") {
		return nil, nil, false
	}
	switch name := fn.Name(); {
	case strings.HasPrefix(name, "Add") && len(args) == 2:
		return args[0], args[1], true
	case strings.HasPrefix(name, "Store") && len(args) == 2, strings.HasPrefix(name, "Swap") && len(args) == 2:
		return args[0], args[1], false
	}
	return args[0], nil, false
}

// atomicLoad returns the address that a call of sync/atomic reads, nil for other
// functions.
func atomicLoad(fn *types.Func, args []ssa.Value) ssa.Value {
	if fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || len(args) != 1 || !strings.HasPrefix(fn.Name(), "Load") {
		return nil
	}
	return args[0]
}

// atomic returns what a call of sync/atomic reads, or leaves behind where it adds:
// nil for other functions. Whoever uses it expects others to write between two
// reads.
func (e *Evaluator) atomic(v *ssa.Call, fn *types.Func, args []ssa.Value) *value.Value {
	if addr := atomicLoad(fn, args); addr != nil {
		held := e.loaded(v, addr)
		if held == nil || held.Identity() == "" {
			return nil
		}
		l := e.local(v)
		return &value.Value{Kind: value.Sym, ID: value.Maybe(held.Identity(), l.ID), Name: l.Name, Hole: holeKind(v.Type())}
	}
	if addr, delta, adds := atomicWrite(fn, args); addr != nil && adds {
		r := *e.added(v, addr, delta)
		r.Name, r.Hole = e.NameOf(v), holeKind(v.Type())
		return &r
	}
	return nil
}
