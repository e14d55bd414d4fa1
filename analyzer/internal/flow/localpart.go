package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A partPath is a field inside the fields of a local variable, as kept.inner.id.
type partPath struct {
	cell   *ssa.Alloc
	fields []*types.Var
}

// pathOf returns the path to an address, nil if it is not inside a local variable.
func pathOf(addr ssa.Value) *partPath {
	var p partPath
	for {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			p.fields = append([]*types.Var{fieldVar(x.X.Type(), x.Field)}, p.fields...)
			addr = x.X
		case *ssa.Alloc:
			p.cell = x
			return &p
		default:
			return nil
		}
	}
}

// holds reports whether q is p, or a part of it, and by which fields.
func (p *partPath) holds(q *partPath) (rest []*types.Var, ok bool) {
	if p.cell != q.cell || len(p.fields) > len(q.fields) {
		return nil, false
	}
	for i, f := range p.fields {
		if q.fields[i] != f {
			return nil, false
		}
	}
	return q.fields[len(p.fields):], true
}

// nestedField returns the field f of the struct at x, which is a part of a local
// variable, as it is when the instruction at reads it: what the function stored
// there last. It is nil where something else may have written it.
func (e *Evaluator) nestedField(at ssa.Value, x ssa.Value, f *types.Var) *value.Value {
	outer := pathOf(x)
	if outer == nil || len(outer.fields) == 0 || at.Parent() != outer.cell.Parent() || !isScalar(f.Type()) {
		return nil
	}
	path := &partPath{outer.cell, append(outer.fields[:len(outer.fields):len(outer.fields)], f)}
	id := e.local(path.cell).ID
	name := e.NameOf(path.cell)
	for _, f := range path.fields {
		id, name = value.FieldOf(id, f.Name()), name+"."+f.Name()
	}
	loc := e.fieldAt(&value.Value{ID: id, Name: name}, x.Type(), f)
	stores, other := 0, false
	var vals []*value.Value
	seen := make(map[ssa.Instruction]bool)
	_, zero := e.reaching(at, at.Parent(), func(in ssa.Instruction) (ssa.Value, bool) {
		if in == ssa.Instruction(path.cell) {
			return nil, true
		}
		if s, ok := in.(*ssa.Store); ok {
			q := pathOf(s.Addr)
			if q == nil || q.cell != path.cell {
				if q == nil && e.writes(e.effectOf(s), loc.places) {
					other = true
				}
				return nil, false
			}
			rest, holds := q.holds(path)
			if !holds {
				return nil, false
			}
			if !seen[in] {
				seen[in] = true
				stores++
				vals = append(vals, e.partBy(s.Val, rest))
			}
			return s.Val, true
		}
		if eff := e.effectOf(in); eff != nil && e.writes(eff, loc.places) {
			other = true
		}
		return nil, false
	})
	if other && stores == 1 && !zero {
		return nil // a call that is known to leave something
	}
	if zero {
		vals = append(vals, zeroOf(f.Type(), nil))
	}
	for _, val := range vals {
		if val == nil || val.Kind == value.Rest || val.Kind == value.Unknown {
			other = true
		}
	}
	switch {
	case other:
		return e.unsettledAt(loc, instruction(at).Block(), e.nameOfWrite(instruction(at)))
	case len(vals) == 1:
		return vals[0]
	}
	return value.Join(id, vals)
}

// partBy returns a part of what is stored as a whole, nil if it is not known.
func (e *Evaluator) partBy(v ssa.Value, rest []*types.Var) *value.Value {
	val := e.Eval(v)
	for _, f := range rest {
		if val == nil || val.Kind == value.Rest {
			return nil
		}
		val = e.fieldValue(val, f)
	}
	return val
}
