package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A write is what gives a variable in memory a value: a store, or a call that
// got its address.
type write struct {
	val   ssa.Value
	block *ssa.BasicBlock
	call  bool
}

// value returns the value that a write gives the variable cell.
func (e *Evaluator) value(w write, cell ssa.Value) *value.Value {
	if !w.call {
		return e.Eval(w.val)
	}
	sym := *e.local(cell)
	sym.ID = value.Distinct(sym.ID, w.val.Name())
	return &sym
}

// cell returns the value that a local variable in memory has when it is read by
// the instruction at, in the variable's function or in a literal inside it.
func (e *Evaluator) cell(at ssa.Value, cell *ssa.Alloc) *value.Value {
	inside, only := e.writers(cell)
	if only != nil {
		return e.joinStores(at, cell, []write{*only}, false)
	}
	fn := at.Parent()
	if (len(inside) > 0 || e.lent(cell)) && isScalar(pointee(cell.Type())) {
		return e.cellThen(instruction(at), cell)
	}
	if fn == cell.Parent() {
		if len(inside) > 0 && !isList(at.Type()) {
			return e.unsettled(at, cell)
		}
		ws, zero := e.reaching(at, fn, writesTo(cell))
		return e.joinStores(at, cell, append(ws, inside...), zero)
	}
	ws, zero := e.writesHere(at, cell)
	if len(ws) > 0 && !zero {
		return e.joinStores(at, cell, ws, false)
	}
	if len(ws) > 0 && !isList(at.Type()) {
		return e.unsettled(at, cell)
	}
	// The literal finds what the variable held when the literal was made, or
	// what others have written since.
	var maker ssa.Value
	for f := fn; f != nil && f.Parent() != nil; f = f.Parent() {
		if f.Parent() == cell.Parent() && e.madeBy[f] != nil {
			maker = e.madeBy[f]
		}
	}
	if maker == nil {
		return nil
	}
	before, unset := e.reaching(maker, cell.Parent(), writesTo(cell))
	others := false
	for _, w := range append(slices.Clone(inside), e.writesAfter(cell, maker.(ssa.Instruction))...) {
		if !slices.ContainsFunc(before, func(b write) bool { return b.val == w.val && b.block == w.block }) && w.block.Parent() != fn {
			before = append(before, w)
			others = true
		}
	}
	if others && isScalar(pointee(cell.Type())) {
		return e.cellThen(instruction(at), cell)
	}
	if others && !isList(at.Type()) {
		return e.unsettled(at, cell)
	}
	return e.joinStores(at, cell, before, unset)
}

// cellThen returns what a variable that others may write holds when the instruction
// at reads it.
func (e *Evaluator) cellThen(at ssa.Instruction, cell *ssa.Alloc) *value.Value {
	loc := e.cellAt(cell)
	return e.stateAt(at, loc, func() *value.Value { return e.local(cell).As(holeKind(loc.typ)) })
}

// writesTo matches the writes to a variable in its own function, for
// [Evaluator.reaching].
func writesTo(cell ssa.Value) func(ssa.Instruction) (ssa.Value, bool) {
	return func(in ssa.Instruction) (ssa.Value, bool) {
		switch in := in.(type) {
		case *ssa.Store:
			if in.Addr == cell && !idle(in) {
				return in.Val, true
			}
		case *ssa.Call:
			if givesAddress(in, cell) {
				return in, true
			}
		case *ssa.Alloc:
			return nil, ssa.Value(in) == cell
		}
		return nil, false
	}
}

// givesAddress reports whether a call gets the address of a variable that it may
// write through. A struct is given by address for many reasons, and seldom to
// have its keys changed.
func givesAddress(call *ssa.Call, cell ssa.Value) bool {
	p, ok := cell.Type().Underlying().(*types.Pointer)
	if _, fixed := call.Call.Value.(*ssa.Builtin); fixed || !ok || !isScalar(p.Elem()) {
		return false
	}
	return slices.Contains(call.Call.Args, cell)
}

// lent reports whether a function of the package gets the address of a variable.
func (e *Evaluator) lent(cell *ssa.Alloc) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(in ssa.Instruction) bool {
		call, ok := in.(*ssa.Call)
		if !ok || !givesAddress(call, cell) {
			return false
		}
		fn := call.Call.StaticCallee()
		return fn != nil && e.declared(fn) != nil
	})
}

// writers returns the stores to a variable by function literals, and, if it is
// written once and for all, the one store that does.
func (e *Evaluator) writers(cell *ssa.Alloc) (inside []write, only *write) {
	if w, ok := e.cells[cell]; ok {
		return w.inside, w.only
	}
	var w cellWrites
	w.inside = e.writesInside(cell)
	n := 0
	match := writesTo(cell)
	for _, ref := range *cell.Referrers() {
		if val, ok := match(ref); ok && val != nil {
			_, store := ref.(*ssa.Store)
			w.only = &write{val, ref.Block(), !store}
			n++
		}
	}
	if n != 1 || len(w.inside) > 0 || w.only.call || e.cycle(w.only.block, cell.Block()) != nil || w.only.block != cell.Block() {
		w.only = nil
	}
	e.cells[cell] = w
	return w.inside, w.only
}

// cellWrites is what writers found of one variable.
type cellWrites struct {
	inside []write
	only   *write
	all    []write // nil until asked for
}

// writesInside returns the writes to a variable by the function literals that
// captured it.
func (e *Evaluator) writesInside(cell *ssa.Alloc) []write {
	var ws []write
	var visit func(v ssa.Value, inside bool)
	visit = func(v ssa.Value, inside bool) {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if inside && ref.Addr == v {
					ws = append(ws, write{ref.Val, ref.Block(), false})
				}
			case *ssa.Call:
				if inside && givesAddress(ref, v) {
					ws = append(ws, write{ref, ref.Block(), true})
				}
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == v {
						visit(ref.Fn.(*ssa.Function).FreeVars[i], true)
					}
				}
			}
		}
	}
	visit(cell, false)
	return ws
}

// writesHere returns the writes to a captured variable that reach the
// instruction at in the literal that it is in.
func (e *Evaluator) writesHere(at ssa.Value, cell *ssa.Alloc) ([]write, bool) {
	for _, fv := range at.Parent().FreeVars {
		v := ssa.Value(fv)
		for x, ok := v.(*ssa.FreeVar); ok; x, ok = v.(*ssa.FreeVar) {
			if v = e.Captured(x); v == nil {
				break
			}
		}
		if v == ssa.Value(cell) {
			return e.reaching(at, at.Parent(), writesTo(fv))
		}
	}
	return nil, true
}

// writesAfter returns the stores of a variable's own function that may run after
// the instruction made.
func (e *Evaluator) writesAfter(cell *ssa.Alloc, made ssa.Instruction) []write {
	var ws []write
	var after map[*ssa.BasicBlock]bool
	for _, ref := range *cell.Referrers() {
		s, ok := ref.(*ssa.Store)
		if !ok || s.Addr != ssa.Value(cell) {
			continue
		}
		if after == nil {
			after = reach(made.Block(), nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
		}
		instrs := made.Block().Instrs
		if after[s.Block()] || s.Block() == made.Block() && slices.Index(instrs, ssa.Instruction(s)) > slices.Index(instrs, made) {
			ws = append(ws, write{s.Val, s.Block(), false})
		}
	}
	return ws
}

// unsettled is a variable that something may write between two reads: each read
// is a value of its own, which may equal that of another.
func (e *Evaluator) unsettled(at ssa.Value, cell *ssa.Alloc) *value.Value {
	sym := *e.local(at)
	w := e.cells[cell]
	if w.all == nil {
		w.all = append(slices.Clone(w.inside), e.writesAfter(cell, cell)...)
		e.cells[cell] = w
	}
	own := sym.ID
	for _, w := range w.all {
		if _, busy := e.busy[w.val]; busy || strings.Contains(value.Describe(e.Eval(w.val)), "{") {
			own = value.MayHoldTag(sym.ID)
		}
	}
	sym.ID, sym.Name = value.Maybe(e.local(cell).ID, own), e.NameOf(cell)
	return &sym
}
