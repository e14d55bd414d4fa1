package flow

import (
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
