package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// load returns the value at an address.
func (e *Evaluator) load(v ssa.Value, addr ssa.Value) *value.Value {
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
	if loc.id = val.ID; !e.changes(at, loc) {
		return val
	}
	return e.stateAt(at, loc, func() *value.Value { return val })
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

// reaching returns the writes that may be the last before the instruction at:
// match tells for an instruction the value it writes, and whether it ends the
// search. zero says that a path without a write leads there.
func (e *Evaluator) reaching(at ssa.Value, owner *ssa.Function, match func(ssa.Instruction) (ssa.Value, bool)) (ws []write, zero bool) {
	in, ok := at.(ssa.Instruction)
	if !ok || at.Parent() != owner {
		return nil, false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var back func(b *ssa.BasicBlock, from int)
	back = func(b *ssa.BasicBlock, from int) {
		for i := from; i >= 0; i-- {
			if e.Work++; e.Work > e.limit {
				return
			}
			if val, stop := match(b.Instrs[i]); stop {
				if val == nil {
					zero = true
				} else if !slices.ContainsFunc(ws, func(w write) bool { return w.val == val && w.block == b }) {
					_, store := b.Instrs[i].(*ssa.Store)
					ws = append(ws, write{val, b, !store})
				}
				return
			}
		}
		if len(b.Preds) == 0 {
			zero = true
		}
		for _, p := range b.Preds {
			if !seen[p] {
				seen[p] = true
				back(p, len(p.Instrs)-1)
			}
		}
	}
	b := in.Block()
	back(b, slices.Index(b.Instrs, in)-1)
	return ws, zero
}

// joinStores returns the value of a memory cell of which ws are the writes.
func (e *Evaluator) joinStores(at ssa.Value, cell ssa.Value, ws []write, zero bool) *value.Value {
	if len(ws) == 0 {
		if zero {
			if alloc, ok := cell.(*ssa.Alloc); ok {
				return zeroOf(alloc.Type().Underlying().(*types.Pointer).Elem(), e.alloc(alloc))
			}
		}
		return nil
	}
	key := e.local(cell).ID
	if isList(at.Type()) {
		if in, ok := cell.(ssa.Instruction); ok && len(ws) == 1 && !zero && e.cycle(ws[0].block, in.Block()) == nil {
			if val := e.value(ws[0], cell); val.Kind != value.Rest {
				return e.storedLater(cell, val)
			}
		}
		var out []value.Item
		for i, w := range ws {
			val := e.value(w, cell).AsList()
			if val == nil {
				return nil
			}
			items := val.Items
			if in, ok := cell.(ssa.Instruction); ok && w.block.Parent() == cell.Parent() {
				if loop := e.cycle(w.block, in.Block()); loop != nil {
					items = e.repeat(items, loop)
				} else if len(ws) > 1 && !zero {
					items = value.Under(items, value.Cond{At: key, Edge: i})
				}
			} else if body := w.block.Parent(); e.runsOften(body) {
				items = e.varyIn(items, body)
			}
			out = append(out, items...)
		}
		return e.storedLater(cell, value.NewList(out))
	}
	vals := make([]*value.Value, len(ws))
	for i, w := range ws {
		vals[i] = e.value(w, cell)
	}
	if zero && isString(at.Type()) {
		vals = append(vals, value.Literal(""))
	}
	if len(vals) == 1 {
		if vals[0].Kind == value.Rest {
			return nil
		}
		return vals[0]
	}
	if alloc, ok := cell.(*ssa.Alloc); ok && isString(at.Type()) && slices.ContainsFunc(ws, func(w write) bool { return e.cycle(w.block, alloc.Block()) != nil }) {
		// A loop makes another one each round.
		if read := e.readAt(at, alloc, ws); read != nil {
			return e.cellThen(read, alloc)
		}
		return e.unsettled(at, alloc)
	}
	if alloc, ok := cell.(*ssa.Alloc); ok && at.Parent() == alloc.Parent() && !slices.ContainsFunc(ws, func(w write) bool { return w.block.Parent() != at.Parent() }) {
		var first *value.Value
		if zero && isString(at.Type()) {
			first = value.Literal("")
		}
		if val := e.joinWrites(at, writesTo(alloc), func(w write) *value.Value { return e.value(w, cell) }, first); val != nil {
			return val
		}
	}
	return value.Join(key, vals)
}

// readAt returns an instruction at which a variable has the value that the instruction
// at reads: at itself in the variable's own function, and in a literal that writes the
// variable; else where the literal around at is made or called. It is nil if that is
// not known.
func (e *Evaluator) readAt(at ssa.Value, cell *ssa.Alloc, ws []write) ssa.Instruction {
	fn := at.Parent()
	if fn == cell.Parent() || slices.ContainsFunc(ws, func(w write) bool { return w.block.Parent() == fn }) {
		return instruction(at)
	}
	for ; fn != nil && fn.Parent() != nil; fn = fn.Parent() {
		mc := e.madeBy[fn]
		if mc == nil {
			return nil
		}
		if fn.Parent() != cell.Parent() {
			continue
		}
		if len(e.writesAfter(cell, mc)) == 0 {
			return mc
		}
		return calledAtOnce(mc)
	}
	return nil
}

// zeroOf is the zero value of a type, or val for a type that has parts.
func zeroOf(t types.Type, val *value.Value) *value.Value {
	switch {
	case isString(t):
		return value.Literal("")
	case isInteger(t):
		return value.Literal("0")
	case isList(t):
		if _, array := t.Underlying().(*types.Array); !array {
			return &value.Value{Kind: value.List}
		}
	}
	return val
}
