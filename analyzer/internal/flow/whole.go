package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// wholeStruct returns val, the value of the local struct cell as it was assigned
// as a whole, with the fields that the function assigned since, before the
// instruction at.
func (e *Evaluator) wholeStruct(at ssa.Value, cell *ssa.Alloc, val *value.Value) *value.Value {
	t, ok := cell.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok || at.Parent() != cell.Parent() || val == nil || val.Kind != value.Struct {
		return val
	}
	var out *value.Value
	for _, ref := range *cell.Referrers() {
		a, ok := ref.(*ssa.FieldAddr)
		if !ok || !slices.ContainsFunc(*a.Referrers(), func(in ssa.Instruction) bool { s, ok := in.(*ssa.Store); return ok && s.Addr == ssa.Value(a) }) {
			continue
		}
		f := t.Field(a.Field)
		now := e.localField(at, cell, f)
		if now == nil || now.Kind == value.Rest {
			continue
		}
		if out == nil {
			c := *val
			c.Fields = slices.Clone(val.Fields)
			out = &c
		}
		if i := slices.IndexFunc(out.Fields, func(o value.Field) bool { return o.Name == f.Name() }); i >= 0 {
			out.Fields[i].Value = now
		} else {
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: now})
		}
	}
	if out == nil {
		return val
	}
	return out
}

// opened returns the struct val, which is part of an object of identity id that
// others reach, with the fields that the package assigns through a pointer that it
// was given, as options and setters do, as what all assignments give them.
func (e *Evaluator) opened(val *value.Value, id string, t types.Type) *value.Value {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || val == nil || val.Kind != value.Struct {
		return val
	}
	out := *val
	out.Fields = nil
	for _, f := range val.Fields {
		i := slices.IndexFunc(slices.Collect(s.Fields()), func(v *types.Var) bool { return v.Name() == f.Name })
		if i >= 0 && isBasic(s.Field(i).Type()) && e.assignedElsewhere(s.Field(i)) {
			f.Value = e.openField(id, val.Name, s.Field(i))
		}
		out.Fields = append(out.Fields, f)
	}
	return &out
}

// changedLater returns the struct r that a call made, with the fields that a
// method or function assigns which the caller hands the struct to.
func (e *Evaluator) changedLater(v *ssa.Call, r *value.Value) *value.Value {
	p, ok := v.Type().Underlying().(*types.Pointer)
	if !ok || r == nil || r.Kind != value.Struct {
		return r
	}
	t, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return r
	}
	changers := make(map[*ssa.Function]bool)
	for _, use := range uses(v) {
		if call, ok := use.(ssa.CallInstruction); ok && slices.Contains(call.Common().Args, ssa.Value(v)) {
			if fn := call.Common().StaticCallee(); fn != nil && fn.Pkg == e.pkg {
				changers[fn] = true
			}
		}
	}
	return e.changedFields(r, t, e.local(v).ID, changers)
}

// changedFields returns the struct r with the fields that one of fns assigns as
// what the package assigns to them, those of structs in it included.
func (e *Evaluator) changedFields(r *value.Value, t *types.Struct, id string, fns map[*ssa.Function]bool) *value.Value {
	if len(fns) == 0 {
		return r
	}
	out := *r
	out.Fields = slices.Clone(r.Fields)
	for i := range t.NumFields() {
		f := t.Field(i)
		n := slices.IndexFunc(out.Fields, func(o value.Field) bool { return o.Name == f.Name() })
		if n < 0 {
			continue
		}
		part := value.FieldOf(id, f.Name())
		if inner, ok := f.Type().Underlying().(*types.Struct); ok && out.Fields[n].Value.Kind == value.Struct {
			out.Fields[n].Value = e.changedFields(out.Fields[n].Value, inner, part, fns)
		} else if isBasic(f.Type()) && slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool { return fns[s.Parent()] }) {
			out.Fields[n].Value = e.openField(id, r.Name, f)
		}
	}
	return &out
}

// nested returns the struct that is field number i of a new struct, by what is
// assigned to its own fields; nil if nothing is.
func (e *Evaluator) nested(cell *ssa.Alloc, i int, id string, t *types.Struct) *value.Value {
	out := &value.Value{Kind: value.Struct, ID: id}
	byField := make(map[int][]ssa.Value)
	for _, ref := range *cell.Referrers() {
		a, ok := ref.(*ssa.FieldAddr)
		if !ok || a.Field != i {
			continue
		}
		for _, use := range *a.Referrers() {
			part, ok := use.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			for _, in := range *part.Referrers() {
				if s, ok := in.(*ssa.Store); ok && s.Addr == ssa.Value(part) {
					byField[part.Field] = append(byField[part.Field], s.Val)
				}
			}
		}
	}
	for n := range t.NumFields() {
		if len(byField[n]) == 0 {
			continue
		}
		f := t.Field(n)
		val := e.joinAll(value.FieldOf(id, f.Name()), byField[n])
		if val == nil || val.Kind == value.Rest {
			val = &value.Value{Kind: value.Sym, ID: value.FieldOf(id, f.Name()), Name: f.Name(), Hole: holeKind(f.Type())}
		}
		out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: val})
	}
	if len(out.Fields) == 0 {
		return nil
	}
	return out
}

// openField returns a field of an object that others reach.
func (e *Evaluator) openField(id, name string, f *types.Var) *value.Value {
	sym := &value.Value{Kind: value.Sym, ID: value.FieldOf(id, f.Name()), Name: strings.TrimPrefix(name+"."+f.Name(), "."), Hole: holeKind(f.Type())}
	if value.OfParam(id) && f.Pkg() == e.pkg.Pkg {
		sym.ID = value.OpenField(e.fieldNumber(f), sym.ID)
		return sym
	}
	return e.changed(&value.Value{ID: id}, f)
}

// assignedElsewhere reports whether the package assigns a field through a pointer
// that a function was given.
func (e *Evaluator) assignedElsewhere(f *types.Var) bool {
	known, ok := e.elsewhere[f]
	if !ok {
		known = slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool {
			x := s.Addr.(*ssa.FieldAddr).X
			for a, ok := x.(*ssa.FieldAddr); ok; a, ok = x.(*ssa.FieldAddr) {
				x = a.X
			}
			switch x.(type) {
			case *ssa.Parameter, *ssa.FreeVar:
				return true
			}
			return false
		})
		e.elsewhere[f] = known
	}
	return known
}
