package flow

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// alloc evaluates a new variable as a whole: a struct or an array by what is
// stored into its parts.
func (e *Evaluator) alloc(v *ssa.Alloc) *value.Value {
	switch t := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(type) {
	case *types.Array:
		return e.indexed(v, v)
	case *types.Struct:
		return e.structure(v, t)
	}
	return nil
}

// structure evaluates a new struct.
func (e *Evaluator) structure(v *ssa.Alloc, t *types.Struct) *value.Value {
	out := &value.Value{Kind: value.Struct, ID: e.local(v).ID, Name: e.NameOf(v)}
	e.cellOf[out.ID] = v
	byField := make(map[int][]ssa.Value)
	var wholes []*value.Value
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == ref {
					byField[ref.Field] = append(byField[ref.Field], s.Val)
				}
			}
		case *ssa.Store:
			if ref.Addr == v && !idle(ref) { // *v = whole
				val := e.Eval(ref.Val)
				if val.Kind == value.Rest {
					return nil
				}
				wholes = append(wholes, val)
				out.Partial = true
			}
		case ssa.CallInstruction, *ssa.MakeInterface, *ssa.MakeClosure:
			out.Partial = true
		}
	}
	if len(wholes) == 1 && len(byField) == 0 && wholes[0].Kind != value.Unknown {
		return wholes[0]
	}
	for i := range t.NumFields() {
		f := t.Field(i)
		var val *value.Value
		switch {
		case out.Partial && isBasic(f.Type()) && e.changedBy(v, f):
			val = e.changed(out, f)
		case len(byField[i]) > 0:
			if val = e.joinAll(fmt.Sprintf("%s.%d", out.ID, i), byField[i]); val == nil || val.Kind == value.Rest {
				val = &value.Value{Kind: value.Sym, ID: value.FieldOf(out.ID, f.Name()), Name: out.Name + "." + f.Name(), Hole: holeKind(f.Type())}
			}
		case len(wholes) == 1:
			val = e.fieldValue(wholes[0], f)
		default:
			if inner, ok := f.Type().Underlying().(*types.Struct); ok {
				val = e.nested(v, i, value.FieldOf(out.ID, f.Name()), inner)
			}
		}
		if val != nil {
			if val.Kind == value.Struct && given(v, i) {
				val = e.opened(val, value.FieldOf(out.ID, f.Name()), f.Type())
			}
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: val})
		}
	}
	return out
}

// given reports whether the address of the field number i of a new struct is given
// to a call.
func given(cell *ssa.Alloc, i int) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		a, ok := ref.(*ssa.FieldAddr)
		return ok && a.Field == i && slices.ContainsFunc(*a.Referrers(), func(use ssa.Instruction) bool {
			call, ok := use.(ssa.CallInstruction)
			return ok && slices.Contains(call.Common().Args, ssa.Value(a))
		})
	})
}

// joinAll joins the values of vs, see [value.Join].
func (e *Evaluator) joinAll(at string, vs []ssa.Value) *value.Value {
	vals := make([]*value.Value, len(vs))
	for i, v := range vs {
		vals[i] = e.Eval(v)
	}
	return value.Join(at, vals)
}
