package flow

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// changedBy reports whether the field f of a new struct may be assigned by a
// function that its address is given to: one that is known to assign the field,
// or a function value or a method of an interface, as options are, where the
// package has one that does.
func (e *Evaluator) changedBy(cell *ssa.Alloc, f *types.Var) bool {
	stores := e.stores().field[f]
	for _, ref := range *cell.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok || !slices.Contains(call.Common().Args, ssa.Value(cell)) {
			continue
		}
		callee := call.Common().StaticCallee()
		if slices.ContainsFunc(stores, func(s *ssa.Store) bool {
			return s.Parent() == callee || callee == nil && s.Parent() != cell.Parent() && (!call.Common().IsInvoke() || e.assignedElsewhere(f))
		}) {
			return true
		}
	}
	return false
}

// changed returns the field f of an object that somebody else may have changed:
// a value of the object's own, which may equal that of another. It may hold a
// tag if something that the package assigns to the field has a brace.
func (e *Evaluator) changed(object *value.Value, f *types.Var) *value.Value {
	sym := &value.Value{Kind: value.Sym, ID: value.FieldOf(object.ID, f.Name()), Name: f.Name(), Hole: holeKind(f.Type())}
	own := sym.ID
	if e.bring(e.assigned(sym, object.ID, f).Texts()) {
		own = value.MayHoldTag(own)
	}
	sym.ID = value.Maybe(value.Op("changed", strconv.Itoa(e.fieldNumber(f))), own)
	return sym
}

// bring reports whether one of some strings has a brace for all that is visible.
func (e *Evaluator) bring(alts []value.Alt) bool {
	return slices.ContainsFunc(alts, func(a value.Alt) bool {
		return slices.ContainsFunc(a.Pattern, func(p pattern.Part) bool {
			return strings.ContainsAny(p.Lit, "{}") || p.Hole != nil && (value.MayTag(p.Hole.ID) || !p.Hole.NoBrace() && e.BringsTag(p.Hole.ID))
		})
	})
}

// assignedHere returns the value that the function itself gave the field of
// base just before it is read, nil if it did not.
func (e *Evaluator) assignedHere(v ssa.Value, base *value.Value, f *types.Var) *value.Value {
	fn := v.Parent()
	if fn != nil && e.assignedByLiteral(fn, base, f) {
		return e.unsettledField(v, base, f)
	}
	if fn == nil || !e.stores().given[fieldIn{f, fn}] && !slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool { return s.Parent() == fn }) {
		return nil
	}
	isField := func(addr ssa.Value) bool {
		a, ok := addr.(*ssa.FieldAddr)
		return ok && fieldVar(a.X.Type(), a.Field) == f && e.Eval(a.X).ID == base.ID
	}
	ws, zero := e.reaching(v, fn, func(in ssa.Instruction) (ssa.Value, bool) {
		if s, ok := in.(*ssa.Store); ok && isField(s.Addr) {
			return s.Val, true
		}
		if call, ok := in.(*ssa.Call); ok && slices.ContainsFunc(call.Call.Args, isField) {
			return call, true
		}
		return nil, false
	})
	if len(ws) == 0 {
		return nil
	}
	if len(ws) == 1 && !zero {
		if ws[0].call {
			return &value.Value{Kind: value.Sym, ID: value.Distinct(value.FieldOf(base.ID, f.Name()), ws[0].val.Name()), Name: base.Name + "." + f.Name(), Hole: holeKind(f.Type())}
		}
		if val := e.Eval(ws[0].val); val.Kind != value.Rest {
			return val
		}
	}
	if !zero && len(ws) <= value.MaxAlts && !slices.ContainsFunc(ws, func(w write) bool { return w.call }) {
		vals := make([]*value.Value, len(ws))
		for i, w := range ws {
			vals[i] = e.Eval(w.val)
		}
		if val := value.Join(value.FieldOf(base.ID, f.Name()), vals); val != nil {
			return val
		}
	}
	return e.unsettledField(v, base, f) // written on some paths only
}

// assignedByLiteral reports whether a field of base is assigned by another of
// the function literals around fn or inside it: it may run between two reads.
func (e *Evaluator) assignedByLiteral(fn *ssa.Function, base *value.Value, f *types.Var) bool {
	return slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool {
		a, ok := s.Addr.(*ssa.FieldAddr)
		return ok && s.Parent() != fn && root(s.Parent()) == root(fn) && e.Eval(a.X).ID == base.ID
	})
}

// changedByLiteral reports whether a function literal assigns the field f of a
// local variable that it captured.
func (e *Evaluator) changedByLiteral(cell *ssa.Alloc, f *types.Var) bool {
	return slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool {
		a, ok := s.Addr.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		x := a.X
		for fv, ok := x.(*ssa.FreeVar); ok; fv, ok = x.(*ssa.FreeVar) {
			if x = e.Captured(fv); x == nil {
				return false
			}
		}
		return s.Parent() != cell.Parent() && x == ssa.Value(cell)
	})
}

// unsettledField is a field that may be written between two reads: each read is
// a value of its own, which may equal that of another.
func (e *Evaluator) unsettledField(v ssa.Value, base *value.Value, f *types.Var) *value.Value {
	sym := *e.local(v)
	sym.ID = value.Maybe(value.FieldOf(base.ID, f.Name()), sym.ID)
	sym.Name = base.Name + "." + f.Name()
	return &sym
}
