package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// localField returns the field of a struct that is a local variable.
func (e *Evaluator) localField(v ssa.Value, cell *ssa.Alloc, f *types.Var) *value.Value {
	if loc := e.cellFieldAt(cell, f); e.calledOn(loc) {
		return e.stateAt(instruction(v), loc, func() *value.Value { return e.unsettledAt(loc, cell.Block(), cell.Name()) })
	}
	w := fieldWrites{cell: cell, field: f}
	ws, zero := e.reaching(v, cell.Parent(), w.match)
	sym := &value.Value{Kind: value.Sym, ID: value.FieldOf(e.local(cell).ID, f.Name()), Name: e.NameOf(cell) + "." + f.Name(), Hole: holeKind(f.Type())}
	if w.escaped || len(ws) == 0 && !zero {
		// Whoever got the address may have written the field.
		if len(ws) == 0 || w.escaped && zero || e.changedBy(cell, f) {
			return e.assigned(sym, sym.ID, f)
		}
	}
	vals := make([]*value.Value, 0, len(ws)+1)
	for _, w := range ws {
		val, ok := e.writtenField(w, sym, cell, f)
		if !ok {
			return nil
		}
		if val != nil {
			vals = append(vals, val)
		}
	}
	if zero {
		if isString(f.Type()) {
			vals = append(vals, value.Literal(""))
		} else if isList(f.Type()) {
			vals = append(vals, &value.Value{Kind: value.List})
		}
	}
	if len(vals) == 0 {
		return sym
	}
	if len(vals) == len(ws)+1 || len(vals) == len(ws) && !zero {
		held := func(w write) *value.Value {
			val, _ := e.writtenField(w, sym, cell, f)
			return val
		}
		var first *value.Value
		if zero {
			first = vals[len(vals)-1]
		}
		if val := e.joinWrites(v, w.match, held, first); val != nil {
			return val
		}
	}
	if val := value.Join(value.FieldOf(e.local(cell).ID, f.Name()), vals); val != nil {
		return val
	}
	return sym
}

// cellFieldAt returns the location of the field of a local variable.
func (e *Evaluator) cellFieldAt(cell *ssa.Alloc, f *types.Var) *location {
	sym := e.local(cell)
	loc := e.fieldAt(&value.Value{ID: sym.ID, Name: sym.Name}, cell.Type(), f)
	loc.cell, loc.id = cell, value.FieldOf(sym.ID, f.Name())
	return loc
}

// snapshot returns a local variable that is a struct as it is when the instruction
// at reads it as a whole, nil if that does not matter.
func (e *Evaluator) snapshot(at ssa.Value, cell *ssa.Alloc) *value.Value {
	t, ok := pointee(cell.Type()).Underlying().(*types.Struct)
	if !ok || at.Parent() != cell.Parent() {
		return nil
	}
	whole := e.Eval(cell)
	if whole.Kind != value.Struct || whole.ID != e.local(cell).ID {
		return nil
	}
	out := *whole
	out.Fields = slices.Clone(whole.Fields)
	changed := false
	for i := range t.NumFields() {
		f := t.Field(i)
		if !isScalar(f.Type()) || !e.rewrites(cell, f) {
			continue
		}
		held := e.localField(at, cell, f)
		if held == nil || held.Kind == value.Rest {
			continue
		}
		changed = true
		n := slices.IndexFunc(out.Fields, func(x value.Field) bool { return x.Name == f.Name() })
		if n < 0 {
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: held})
		} else {
			out.Fields[n].Value = held
		}
	}
	if !changed {
		return nil
	}
	return &out
}

// calledOn reports whether a call, or a store through another name for it, may write
// a field of a local variable.
func (e *Evaluator) calledOn(loc *location) bool {
	key := fieldOfCell{loc.cell, loc.field}
	called, ok := e.cellCalled[key]
	if !ok && e.settled(func() {
		called = slices.ContainsFunc(e.writing(loc.cell.Parent(), loc), func(in ssa.Instruction) bool {
			switch in := in.(type) {
			case *ssa.Store:
				if fresh(in.Addr) != nil {
					return false // to the variable itself, or to another one
				}
			case *ssa.MapUpdate:
				return false
			}
			return e.writesTo(in, loc) != noWrite
		})
	}) {
		e.cellCalled[key] = called
	}
	return called
}

type fieldOfCell struct {
	cell  *ssa.Alloc
	field *types.Var
}

// rewrites reports whether it matters when the field of a local variable is read:
// something else may write it than the literal that it is made by.
func (e *Evaluator) rewrites(cell *ssa.Alloc, f *types.Var) bool {
	loc := e.cellFieldAt(cell, f)
	n := 0
	for _, in := range e.writing(cell.Parent(), loc) {
		if e.writesTo(in, loc) == noWrite {
			continue
		}
		if n++; n > 1 || in.Block() != cell.Block() || !madeBefore(in, cell) {
			return true
		}
	}
	return false
}

// madeBefore reports whether a store gives a variable its first value, before
// anything is called.
func madeBefore(in ssa.Instruction, cell *ssa.Alloc) bool {
	if _, store := in.(*ssa.Store); !store {
		return false
	}
	instrs := cell.Block().Instrs
	from, to := slices.Index(instrs, ssa.Instruction(cell)), slices.Index(instrs, in)
	if from > to {
		return false // it is a store to another variable, or of another round
	}
	between := instrs[from:to]
	return !slices.ContainsFunc(between, func(in ssa.Instruction) bool {
		call, ok := in.(*ssa.Call)
		return ok && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool { return fresh(a) == ssa.Value(cell) })
	})
}

// writtenField returns the value that a write to the local variable cell, or to
// its field f, gives the field: nil for what the field already held. ok is false
// if it is not known.
func (e *Evaluator) writtenField(w write, sym *value.Value, cell *ssa.Alloc, f *types.Var) (val *value.Value, ok bool) {
	if w.call {
		given := *sym
		given.ID = value.Distinct(given.ID, w.val.Name())
		return &given, true
	}
	if val = e.Eval(w.val); val.Kind == value.Rest {
		return nil, true
	}
	if t := w.val.Type(); !types.Identical(t, f.Type()) || types.Identical(t, cell.Type().Underlying().(*types.Pointer).Elem()) {
		val = e.fieldValue(val, f)
	}
	return val, val != nil
}

// fieldWrites finds the writes to a field of a local variable, for
// [Evaluator.reaching].
type fieldWrites struct {
	cell  *ssa.Alloc
	field *types.Var
	// escaped says that the address of the variable was given away on the way.
	escaped bool
}

func (w *fieldWrites) match(in ssa.Instruction) (ssa.Value, bool) {
	switch in := in.(type) {
	case *ssa.Store:
		if in.Addr == w.cell && !idle(in) || w.isField(in.Addr) {
			return in.Val, true
		}
	case ssa.CallInstruction:
		args := in.Common().Args
		w.escaped = w.escaped || slices.Contains(args, ssa.Value(w.cell))
		if call, ok := in.(*ssa.Call); ok && slices.ContainsFunc(args, w.isField) {
			return call, true
		}
	case *ssa.MakeInterface:
		w.escaped = w.escaped || in.X == ssa.Value(w.cell)
	}
	return nil, in == ssa.Instruction(w.cell)
}

// isField reports whether v is the address of the field.
func (w *fieldWrites) isField(v ssa.Value) bool {
	a, ok := v.(*ssa.FieldAddr)
	return ok && a.X == w.cell && fieldVar(a.X.Type(), a.Field) == w.field
}
