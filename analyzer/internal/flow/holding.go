package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Feasible returns what a value may be where the instruction at runs: without the
// strings of branches that the decisions which lead there exclude, and under those that
// ask for a hash tag. ok is false where none is left.
func (e *Evaluator) Feasible(at ssa.Instruction, v *value.Value) (feasible *value.Value, ok bool) {
	if v == nil {
		return nil, true
	}
	holding := e.holding(at.Block())
	if len(holding) > 0 && v.Conditional() {
		if v, ok = v.Where(holding); !ok {
			return v, false
		}
	}
	asking := slices.DeleteFunc(slices.Clone(holding), func(c value.Cond) bool { return value.AskedTag([]value.Cond{c}) == nil })
	return v.Under(asking...), true
}

// holding returns the conditions that hold in a block: what the decisions say that all
// ways to it take alike.
func (e *Evaluator) holding(b *ssa.BasicBlock) []value.Cond {
	if conds, ok := e.holds[b]; ok {
		return conds
	}
	var out []value.Cond
	for d := b.Idom(); d != nil; d = d.Idom() {
		branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d.Succs[0] == d.Succs[1] || e.leaves(d, b) {
			continue
		}
		for k, next := range d.Succs {
			if len(next.Preds) != 1 || !next.Dominates(b) {
				continue
			}
			f := e.condition(branch.Cond)
			if f != nil && k == 1 {
				f = value.Not(f)
			}
			if f == nil || f.Large() {
				continue
			}
			if conds, ok := f.Conds(); ok && len(out)+len(conds) <= maxDecisions {
				out = append(out, conds...)
			}
		}
	}
	e.holds[b] = out
	return out
}

// leaves reports whether a way from d to b leaves a loop: what a round decided is not
// what the next one does.
func (e *Evaluator) leaves(d, b *ssa.BasicBlock) bool {
	for head := d; head != nil; head = head.Idom() {
		if loop := e.loop(head); loop[d] && !loop[b] {
			return true
		}
	}
	return false
}
