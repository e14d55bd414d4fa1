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
