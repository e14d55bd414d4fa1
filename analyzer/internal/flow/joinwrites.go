package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// joinWrites returns what the writes that reach the instruction at leave in a variable,
// as a phi would: each under the conditions of the branches by which it comes. held is
// what a write leaves, and zero what the variable holds before the first one; nil if
// that is not known. The result is nil if a loop is among the ways, or the values
// cannot be joined.
func (e *Evaluator) joinWrites(at ssa.Value, match func(ssa.Instruction) (ssa.Value, bool), held func(write) *value.Value, zero *value.Value) *value.Value {
	in, ok := at.(ssa.Instruction)
	if !ok {
		return nil
	}
	j := &writeJoin{e: e, match: match, held: held, zero: zero, atEnd: make(map[*ssa.BasicBlock]*value.Value)}
	return j.before(in.Block(), slices.Index(in.Block().Instrs, in))
}

type writeJoin struct {
	e     *Evaluator
	match func(ssa.Instruction) (ssa.Value, bool)
	held  func(write) *value.Value
	zero  *value.Value
	atEnd map[*ssa.BasicBlock]*value.Value
}

// before returns what the variable holds before the instruction number n of a block.
func (j *writeJoin) before(b *ssa.BasicBlock, n int) *value.Value {
	for i := n - 1; i >= 0; i-- {
		if j.e.Work++; j.e.Work > j.e.limit {
			return nil
		}
		if val, stop := j.match(b.Instrs[i]); stop {
			if val == nil {
				return j.zero
			}
			_, store := b.Instrs[i].(*ssa.Store)
			return j.held(write{val, b, !store})
		}
	}
	switch len(b.Preds) {
	case 0:
		return j.zero
	case 1:
		return j.end(b.Preds[0])
	}
	loop := j.e.loop(b)
	if slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool { return loop[p] }) && j.writtenIn(loop) {
		return nil
	}
	var vals []*value.Value
	var edges []int
	for i, p := range b.Preds {
		if loop[p] {
			continue // the loop leaves the variable as it is
		}
		v := j.end(p)
		if v == nil {
			return nil
		}
		vals, edges = append(vals, v), append(edges, i)
	}
	vals, under := j.e.underEdges(b, vals, edges)
	if len(vals) == 0 {
		return nil
	}
	return value.JoinUnder(under, vals)
}

// end returns what the variable holds at the end of a block, nil if that is not known.
func (j *writeJoin) end(b *ssa.BasicBlock) *value.Value {
	v, ok := j.atEnd[b]
	if !ok {
		j.atEnd[b] = nil // a way that comes back here
		v = j.before(b, len(b.Instrs))
		j.atEnd[b] = v
	}
	return v
}

// writtenIn reports whether a block of a loop writes the variable.
func (j *writeJoin) writtenIn(loop map[*ssa.BasicBlock]bool) bool {
	for b := range loop {
		if slices.ContainsFunc(b.Instrs, func(in ssa.Instruction) bool { _, stop := j.match(in); return stop }) {
			return true
		}
	}
	return false
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
