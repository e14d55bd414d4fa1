package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// load returns the value at an address.
func (e *Evaluator) load(v ssa.Value, addr ssa.Value) *value.Value {
	if val, ok := e.byteArray(v, addr); ok {
		return val
	}
	val := e.loaded(v, addr)
	if _, array := pointee(addr.Type()).Underlying().(*types.Array); array && val != nil && val.Kind == value.Sym {
		return e.arrayThen(instruction(v), val, addr)
	}
	if _, ok := pointee(addr.Type()).Underlying().(*types.Struct); !ok {
		return val
	}
	if _, local := addr.(*ssa.Alloc); local {
		return val
	}
	return e.asOf(instruction(v), val, pointee(addr.Type()), 0)
}

// arrayThen returns the array val, at an address, with the elements that it has when the
// instruction at reads it as a whole.
func (e *Evaluator) arrayThen(at ssa.Instruction, val *value.Value, addr ssa.Value) *value.Value {
	loc := e.elementAt(val, addr.Type(), "*")
	if loc.id = val.ID; e.written(addr) || !e.changes(at, loc) {
		return val
	}
	return e.stateAt(at, loc, func() *value.Value { return val })
}

// written reports whether addr is a variable that is written once, as a whole, and is
// only read otherwise: no function can write its elements.
func (e *Evaluator) written(addr ssa.Value) bool {
	for {
		free, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = e.Captured(free)
	}
	cell, ok := addr.(*ssa.Alloc)
	if !ok {
		return false
	}
	_, only := e.writers(cell)
	return only != nil && !only.call && readOnly(cell)
}

// readOnly reports whether nothing but a store writes the variable of an address, and
// nobody gets the address but function literals, which only read it.
func readOnly(addr ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return false
			}
		case *ssa.MakeClosure:
			fn := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b == addr && !readOnly(fn.FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// asOf returns the struct v of type t that is in memory with the fields that may be
// written as they are when the instruction at reads it as a whole.
func (e *Evaluator) asOf(at ssa.Instruction, v *value.Value, t types.Type, depth int) *value.Value {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || v == nil || v.Kind != value.Sym && v.Kind != value.Struct || v.ID == "" || len(v.ID) > value.MaxID || depth > 3 {
		return v
	}
	var out *value.Value
	for i := range s.NumFields() {
		f := s.Field(i)
		var held *value.Value
		if e.changes(at, e.fieldAt(v, t, f)) {
			held = e.fieldThen(at, v, t, f)
		}
		if _, nested := f.Type().Underlying().(*types.Struct); nested {
			part := held
			if part == nil {
				part = e.fieldValue(v, f)
			}
			if now := e.asOf(at, part, f.Type(), depth+1); now != part {
				held = now
			}
		}
		if held == nil || held.Kind == value.Rest {
			continue
		}
		if out == nil {
			out = &value.Value{Kind: value.Struct, ID: v.ID, Name: v.Name, Partial: v.Partial || v.Kind == value.Sym, Fields: slices.Clone(v.Fields), Grouped: v.Grouped}
		}
		if n := slices.IndexFunc(out.Fields, func(x value.Field) bool { return x.Name == f.Name() }); n >= 0 {
			out.Fields[n].Value = held
		} else {
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: held})
		}
	}
	if out == nil {
		return v
	}
	return out
}

func (e *Evaluator) loaded(v ssa.Value, addr ssa.Value) *value.Value {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		if whole := e.snapshot(v, addr); whole != nil {
			return whole
		}
		return e.wholeStruct(v, addr, e.cell(v, addr))
	case *ssa.FreeVar:
		if b := e.Captured(addr); b != nil {
			if alloc, ok := b.(*ssa.Alloc); ok {
				return e.cell(v, alloc)
			}
			return e.load(v, b)
		}
	case *ssa.Global:
		return e.globalThen(instruction(v), addr)
	case *ssa.FieldAddr:
		return e.fieldOf(v, addr.X, fieldVar(addr.X.Type(), addr.Field))
	case *ssa.IndexAddr:
		return e.elem(v, addr.X, addr.Index)
	default:
		if held := e.pointedAtOnce(addr); held != nil {
			return held
		}
		// A pointer and what it points to share an identity.
		if cell, settled := e.addressIn(addr); cell != nil {
			held := e.cell(v, cell)
			if settled || held == nil || held.Kind == value.Rest || held.Identity() == "" || len(held.Identity()) > value.MaxID {
				return held
			}
			sym := *e.local(v)
			sym.ID = value.Maybe(held.Identity(), value.MayHoldTag(sym.ID))
			return &sym
		}
		if val := e.Eval(addr); val.Kind != value.Rest {
			return e.pointedTo(instruction(v), val, addr.Type()).As(holeKind(v.Type()))
		}
	}
	return nil
}

// pointedAtOnce returns what a pointer points to that a function of the program made of a
// variable of its own, as pointerTo(s string) *string { return &s } does, and that is
// read and not used otherwise; nil if that is not known.
func (e *Evaluator) pointedAtOnce(addr ssa.Value) *value.Value {
	call, ok := addr.(*ssa.Call)
	if !ok || len(*call.Referrers()) != 1 {
		return nil
	}
	fn, args := e.Callee(&call.Call)
	if fn == nil || fn.Pkg != e.pkg || len(fn.Blocks) != 1 || fn.Signature.Results().Len() != 1 {
		return nil
	}
	ret, _ := fn.Blocks[0].Instrs[len(fn.Blocks[0].Instrs)-1].(*ssa.Return)
	if ret == nil {
		return nil
	}
	cell, _ := ret.Results[0].(*ssa.Alloc)
	if cell == nil || !isScalar(pointee(cell.Type())) || captured(cell) {
		return nil
	}
	var held ssa.Value
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if held != nil || ref.Val == ssa.Value(cell) {
				return nil
			}
			held = ref.Val
		case *ssa.Return, *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil // something else may write it
		}
	}
	if held == nil {
		return nil
	}
	var val *value.Value
	e.apart(func() { val = e.Eval(held) })
	if val == nil || val.Kind == value.Rest || val.Kind == value.Unknown {
		return nil
	}
	if val = e.binder(fn, call, args).Bind(val); !val.Selected() {
		return nil
	}
	return val
}

// addressIn returns the local variable to which a captured pointer points that is
// assigned once, nil if that is not known. It is settled if nothing writes the variable
// by way of a pointer.
func (e *Evaluator) addressIn(addr ssa.Value) (held *ssa.Alloc, settled bool) {
	cell := e.capturedCell(loadOf(addr))
	if cell == nil {
		return nil, false
	}
	if _, only := e.writers(cell); only != nil && !only.call {
		held, _ = only.val.(*ssa.Alloc)
		if held == nil || !isScalar(pointee(held.Type())) {
			return nil, false
		}
		by := &location{places: []place{e.pointeePlace(pointee(held.Type()))}}
		return held, !slices.ContainsFunc(family(root(held.Parent())), func(fn *ssa.Function) bool {
			return slices.ContainsFunc(e.writing(fn, by), func(in ssa.Instruction) bool { return e.effectOf(in).fresh == nil })
		})
	}
	return nil, false
}

// globalThen returns what a package variable holds when the instruction at reads
// it.
func (e *Evaluator) globalThen(at ssa.Instruction, g *ssa.Global) *value.Value {
	first := e.Global(g)
	if first.Kind != value.Sym {
		return first
	}
	loc := e.globalAt(g)
	if loc.id != first.ID || !e.changes(at, loc) {
		return first
	}
	return e.marked(g.Object(), e.stateAt(at, loc, func() *value.Value { return first }))
}

// pointedTo returns what a pointer points to when the instruction at reads it.
func (e *Evaluator) pointedTo(at ssa.Instruction, p *value.Value, t types.Type) *value.Value {
	if _, ok := t.Underlying().(*types.Pointer); !ok || p.Kind != value.Sym {
		return p
	}
	switch pointee(t).Underlying().(type) {
	case *types.Struct, *types.Array:
		return p // see asOf
	}
	loc := e.pointeeAt(p, t)
	if !e.changes(at, loc) {
		return p
	}
	return e.stateAt(at, loc, func() *value.Value { return p })
}

// address evaluates a pointer to a part of a value as that part.
func (e *Evaluator) address(v ssa.Value) *value.Value {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return e.fieldOf(v, v.X, fieldVar(v.X.Type(), v.Field))
	case *ssa.IndexAddr:
		return e.elem(v, v.X, v.Index)
	case *ssa.Global:
		return e.Global(v)
	}
	return nil
}
