package flow

import (
	"go/types"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// inOuter returns what the package assigns to the field f of a struct that is itself a
// field of a parameter, whose identity is base: what builds the outer object says more
// of it than what builds such structs alone. It is nil if that is not known.
func (e *Evaluator) inOuter(base string, f *types.Var) *value.Value {
	object, name, ok := value.CutField(base)
	if !ok || e.reassigned(f) || e.stores().elements[f] || e.Unseen[f] || strings.ContainsAny(object, ".[(") {
		return nil
	}
	n, i, ok := value.Parameter(object)
	fn := e.byNumber(n)
	if !ok || fn == nil || i >= len(fn.Params) || !holdsStruct(fn.Params[i].Type()) {
		return nil
	}
	outer := fieldNamed(pointee(fn.Params[i].Type()), name)
	if outer == nil || !holdsStruct(outer.Type()) || e.reassigned(outer) {
		return nil
	}
	sym := &value.Value{Kind: value.Sym, ID: base, Name: name}
	held := e.stored(sym, object, outer, true)
	if held.Kind != value.Struct {
		return nil
	}
	return e.fieldValue(held, f)
}

// holdsStruct reports whether a type is a struct, or a pointer to one.
func holdsStruct(t types.Type) bool {
	_, ok := pointee(t).Underlying().(*types.Struct)
	return ok
}

// assignedStruct is assigned for a field that is a struct, to which vals are assigned
// under conditions of the form by.
func (e *Evaluator) assignedStruct(sym *value.Value, f *types.Var, by []value.Cond, vals []*value.Value) *value.Value {
	if slices.ContainsFunc(vals, func(v *value.Value) bool { return v.Kind != value.Struct }) {
		return sym
	}
	under := make([][]value.Cond, len(by))
	for i, c := range by {
		under[i] = []value.Cond{c}
	}
	return e.joinStructs(sym, f.Type(), under, vals)
}
