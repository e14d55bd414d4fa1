package flow

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A hit says what an instruction does to a location.
type hit uint8

const (
	noWrite hit = iota
	mayWrite
	mustWrite // it gives it a value that is known to be it
)

// stateAt returns what a location holds before the instruction at: entry is what it
// held when the function was entered.
func (e *Evaluator) stateAt(at ssa.Instruction, loc *location, entry func() *value.Value) *value.Value {
	fn := at.Parent()
	b := at.Block()
	vs := e.versionsOf(fn, loc)
	v := vs.before(b, e.position(at))
	return e.heldIn(at, v, loc, entry)
}

// changes reports whether something in the function of an instruction, or in the
// literals around and inside it, may write a location.
func (e *Evaluator) changes(at ssa.Instruction, loc *location) bool {
	if at == nil || at.Parent() == nil {
		return false
	}
	fn := at.Parent()
	if loc.cell != nil && loc.kind == aField && loc.cell.Parent() == fn {
		return slices.ContainsFunc(e.writing(fn, loc), func(in ssa.Instruction) bool { return e.writesTo(in, loc) != noWrite })
	}
	if e.touches(fn, loc.places) {
		return true
	}
	top := root(fn)
	if top == fn && len(fn.AnonFuncs) == 0 {
		return false
	}
	return fn.Parent() != nil && slices.ContainsFunc(family(top), func(f *ssa.Function) bool { return f != fn && e.touches(f, loc.places) })
}

// family returns a function and the literals inside it.
func family(fn *ssa.Function) []*ssa.Function {
	out := []*ssa.Function{fn}
	for _, f := range fn.AnonFuncs {
		out = append(out, family(f)...)
	}
	return out
}

// heldIn returns what a location holds in a version, where the instruction at reads
// it.
func (e *Evaluator) heldIn(at ssa.Instruction, v version, loc *location, entry func() *value.Value) *value.Value {
	switch {
	case v.join != nil && e.advancing(v.join, loc):
		return e.anotherEachRound(loc, v.join)
	case v.join != nil:
		if val := e.joined(v.join, loc); val != nil {
			return val
		}
		return e.unsettledAt(loc, v.join, "b"+strconv.Itoa(v.join.Index))
	case v.in == nil:
		if fn := at.Parent(); fn.Parent() != nil {
			return e.enteredWith(at, fn, loc, entry)
		}
		return entry()
	case v.in == ssa.Instruction(loc.cell):
		return zeroOf(loc.typ, e.unsettledAt(loc, v.in.Block(), e.nameOfWrite(v.in)))
	}
	if e.writesTo(v.in, loc) == mustWrite {
		if val := e.putBy(v.in, loc); val != nil && val.Kind != value.Rest && val.Kind != value.Unknown {
			return val
		}
	}
	if eff := e.effectOf(v.in); eff != nil && eff.later {
		// Others may write it at any time from here on.
		return e.unsettledAt(loc, at.Block(), e.nameOfWrite(at))
	}
	return e.unsettledAt(loc, v.in.Block(), e.nameOfWrite(v.in))
}

// enteredWith returns what a location holds when a function literal is called.
func (e *Evaluator) enteredWith(at ssa.Instruction, fn *ssa.Function, loc *location, entry func() *value.Value) *value.Value {
	if strings.HasPrefix(loc.base, e.ParamPrefix(fn)) || value.InFrame(loc.base, e.number(fn)) {
		return entry() // the literal itself has it since it was called
	}
	inside := slices.ContainsFunc(family(fn), func(f *ssa.Function) bool { return e.touches(f, loc.places) })
	others := slices.ContainsFunc(family(root(fn)), func(f *ssa.Function) bool {
		return f != fn && f.Parent() != nil && !slices.Contains(family(fn), f) && !encloses(f, fn) && e.touches(f, loc.places)
	})
	mc := e.madeBy[fn]
	if !inside && mc != nil {
		at := calledAtOnce(mc)
		if at == nil && !others && !e.writtenAfter(mc, loc) {
			at = mc
		}
		if at != nil {
			if !e.changes(at, loc) {
				return entry()
			}
			return e.stateAt(at, loc, entry)
		}
	}
	name := "entry"
	if others || mc == nil || e.writtenAfter(mc, loc) {
		name = e.nameOfWrite(at)
	}
	val := e.unsettledAt(loc, fn.Blocks[0], name)
	e.entered[val.ID] = enteredAt{fn, loc, entry}
	return val
}

// enteredAt is what a location held when a function literal was called.
type enteredAt struct {
	fn    *ssa.Function
	loc   *location
	entry func() *value.Value
}

func encloses(outer, fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

// calledAtOnce returns the one call during which a function literal runs: that of
// itself, or one of a client that it is given to. It is nil if there may be others.
func calledAtOnce(mc *ssa.MakeClosure) ssa.Instruction {
	refs := *mc.Referrers()
	if len(refs) != 1 {
		return nil
	}
	if call, ok := refs[0].(*ssa.Call); ok && (call.Call.Value == mc || ofClient(call)) {
		return call
	}
	return nil
}

// writtenAfter reports whether the function around a literal may write a location
// after the literal was made.
func (e *Evaluator) writtenAfter(mc *ssa.MakeClosure, loc *location) bool {
	var after map[*ssa.BasicBlock]bool
	for _, in := range e.writing(mc.Parent(), loc) {
		if call, ok := in.(ssa.CallInstruction); ok && (call.Common().Value == ssa.Value(mc) || slices.Contains(call.Common().Args, ssa.Value(mc))) {
			continue // what the literal itself writes
		}
		if e.writesTo(in, loc) == noWrite {
			continue
		}
		if after == nil {
			after = reach(mc.Block(), nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
		}
		instrs := mc.Block().Instrs
		if after[in.Block()] || in.Block() == mc.Block() && slices.Index(instrs, in) > slices.Index(instrs, ssa.Instruction(mc)) {
			return true
		}
	}
	return mc.Parent().Parent() != nil && slices.ContainsFunc(family(root(mc.Parent())), func(f *ssa.Function) bool {
		return encloses(f, mc.Parent()) && f != mc.Parent() && e.touches(f, loc.places)
	})
}

// writesTo returns what an instruction does to a location.
func (e *Evaluator) writesTo(in ssa.Instruction, loc *location) hit {
	eff := e.effectOf(in)
	if eff == nil || !e.writes(eff, loc.places) {
		return noWrite
	}
	e.Work++
	if eff.fresh != nil && !captured(eff.fresh) && eff.fresh != ssa.Value(loc.cell) && loc.base != e.local(eff.fresh).ID && !(e.alias(eff.fresh, loc) && e.afterJoin(in, loc) && !fills(in, eff.fresh)) {
		return noWrite
	}
	if v, ok := in.(*ssa.Call); ok && value.MadeIn(loc.base, e.local(v).ID) {
		return noWrite // what it returned is known as it returned it
	}
	switch in := in.(type) {
	case *ssa.Store:
		return e.storesTo(in.Addr, loc)
	case *ssa.MapUpdate:
		return e.indexes(e.Eval(in.Map), e.Eval(in.Key), loc)
	case *ssa.Call:
		return e.callsTo(in, eff, loc)
	case *ssa.RunDefers:
		if d := onlyDefer(in); d != nil {
			return e.callsTo(d, eff, loc)
		}
	}
	return mayWrite
}

// onlyDefer returns the one call that a function defers, whatever happens; nil if
// there may be others or none.
func onlyDefer(in *ssa.RunDefers) *ssa.Defer {
	var only *ssa.Defer
	for i, b := range in.Parent().Blocks {
		for _, d := range b.Instrs {
			if d, ok := d.(*ssa.Defer); ok {
				if only != nil || i > 0 {
					return nil
				}
				only = d
			}
		}
	}
	return only
}

// captured reports whether a function literal captures a variable.
func captured(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(in ssa.Instruction) bool {
		_, ok := in.(*ssa.MakeClosure)
		return ok
	})
}

// storesTo returns what a store to an address does to a location.
func (e *Evaluator) storesTo(addr ssa.Value, loc *location) hit {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return e.ofCell(addr, loc)
	case *ssa.FreeVar:
		if cell := e.capturedCell(addr); cell != nil {
			return e.ofCell(cell, loc)
		}
	case *ssa.Global:
		if loc.global == addr || loc.kind == aField && loc.base == globalID(addr) {
			return mustWrite
		}
		if loc.kind == aGlobal || loc.kind == aCell {
			return noWrite
		}
	case *ssa.FieldAddr:
		f := fieldVar(addr.X.Type(), addr.Field)
		if loc.kind == aField && loc.field == f.Origin() {
			return e.based(addr.X, loc)
		}
		if loc.kind == aField && loc.base == value.FieldOf(e.Eval(addr.X).ID, f.Name()) {
			return mustWrite // the struct that the field is in
		}
	case *ssa.IndexAddr:
		return e.indexes(e.Eval(addr.X), e.Eval(addr.Index), loc)
	default:
		if loc.kind == aPointee || loc.kind == aField {
			return e.based(addr, loc)
		}
	}
	return mayWrite
}

func (e *Evaluator) ofCell(cell *ssa.Alloc, loc *location) hit {
	if loc.cell == cell {
		return mustWrite
	}
	return noWrite
}

// based reports whether x is the object, or the pointer, of a location: it must
// be, it may be another name for it, or it cannot.
func (e *Evaluator) based(x ssa.Value, loc *location) hit {
	if id := e.Eval(x).ID; id != "" && id == loc.base || loc.cell != nil && e.capturedCell(x) == loc.cell {
		return mustWrite
	}
	if made := fresh(x); made != nil && made != ssa.Value(loc.cell) && !e.alias(made, loc) || loc.cell != nil && !e.escaped(loc.cell) {
		return noWrite
	}
	return mayWrite
}

// alias reports whether the object of a location may be what the function made: that
// has another name, and the object is none that the function was given.
func (e *Evaluator) alias(made ssa.Value, loc *location) bool {
	return loc.cell == nil && e.shared(made) && !value.IsParam(loc.base) && !value.IsGlobal(loc.base)
}

// afterJoin reports whether an instruction may run after the join that gave the object
// of a location its name: what was written before is what it was made of.
func (e *Evaluator) afterJoin(in ssa.Instruction, loc *location) bool {
	b := e.atoms[strings.TrimPrefix(loc.base, "%")]
	if b == nil || b.Parent() != in.Parent() || in.Block() == b {
		return true
	}
	return reach(b, nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[in.Block()]
}

// escaped reports whether the address of a variable gets to where another name for
// it may come from.
func (e *Evaluator) escaped(cell *ssa.Alloc) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.UnOp, *ssa.DebugRef, *ssa.Return:
			return false
		case *ssa.Store:
			return in.Val == ssa.Value(cell)
		}
		return true
	})
}

// indexes returns what a write to the element at key of a list or map does to a
// location.
func (e *Evaluator) indexes(list, key *value.Value, loc *location) hit {
	switch {
	case loc.kind != anElement || list.ID == "":
		return mayWrite
	case list.ID != loc.base && value.IsParam(list.ID) && value.IsParam(loc.base):
		return noWrite // two lists that a function is given
	case list.ID != loc.base:
		return mayWrite
	}
	index := key.Identity()
	if text, ok := key.Constant(); ok {
		index = text
	}
	switch {
	case index == loc.index:
		return mustWrite
	case fixedIndex(index) && fixedIndex(loc.index):
		return noWrite
	}
	return mayWrite
}

// fixedIndex reports whether an index or key is constant.
func fixedIndex(index string) bool { return index != "" && !strings.ContainsAny(index, "$%*!@(") }

// putBy returns the value that an instruction gives a location which it must
// write, nil if that is not known.
func (e *Evaluator) putBy(in ssa.Instruction, loc *location) *value.Value {
	switch in := in.(type) {
	case *ssa.Store:
		return e.partWritten(in, loc)
	case *ssa.MapUpdate:
		return e.Eval(in.Value)
	case *ssa.Call:
		return e.leftBy(in, in, e.effectOf(in), loc)
	case *ssa.RunDefers:
		// A deferred function finds what memory holds at the return.
		return e.leftBy(onlyDefer(in), in, e.effectOf(in), loc)
	}
	return nil
}

// partWritten returns what a store gives a location, which may be a part of what
// is stored.
func (e *Evaluator) partWritten(s *ssa.Store, loc *location) *value.Value {
	val := e.Eval(s.Val)
	if loc.kind != aField || val.Kind == value.Rest {
		return val
	}
	if a, ok := s.Addr.(*ssa.FieldAddr); ok && fieldVar(a.X.Type(), a.Field).Origin() == loc.field {
		return val
	}
	return e.fieldValue(val, loc.field)
}

// instruction returns the instruction that computes a value, nil if none does.
func instruction(v ssa.Value) ssa.Instruction {
	in, _ := v.(ssa.Instruction)
	return in
}
