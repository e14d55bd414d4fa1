package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// maxDecisions is the number of blocks that are looked at for one condition.
const maxDecisions = 3 * value.MaxCases

// edge returns the conditions for coming into a join by one of its edges: what
// the decisions since the block that dominates it say where all of them are
// known, and else that the join at was reached by that edge. ok is false where
// they contradict each other.
func (e *Evaluator) edge(head *ssa.BasicBlock, i int, at string) (conds []value.Cond, ok bool) {
	opaque := []value.Cond{{At: at, Edge: i}}
	d := head.Idom()
	if d == nil {
		return opaque, true
	}
	r := &region{e: e, top: d, outcome: func(from *ssa.BasicBlock, k int) outcome {
		switch {
		case from.Succs[k] != head:
			return undecided
		case from != head.Preds[i]:
			return other
		case len(from.Succs) == 2 && from.Succs[0] == from.Succs[1]:
			return unclear
		}
		return reached
	}}
	f := r.after(d)
	if f == nil || r.unclear {
		return opaque, true
	}
	return f.Conds()
}

// returned returns the conditions under which a function returns by the i-th of
// returns, as edge does.
func (e *Evaluator) returned(returns []*ssa.Return, i int, at string) (conds []value.Cond, ok bool) {
	opaque := []value.Cond{{At: at, Edge: i}}
	goals := make(map[*ssa.BasicBlock]outcome, len(returns))
	for j, ret := range returns {
		goals[ret.Block()] = other
		if j == i {
			goals[ret.Block()] = reached
		}
	}
	top := returns[i].Parent().Blocks[0]
	if goals[top] != undecided {
		return nil, goals[top] == reached
	}
	r := &region{e: e, top: top, outcome: func(from *ssa.BasicBlock, k int) outcome { return goals[from.Succs[k]] }}
	f := r.after(top)
	if f == nil || r.unclear {
		return opaque, true
	}
	return f.Conds()
}

// An outcome is what an edge says of the question whether a place is reached.
type outcome uint8

const (
	undecided outcome = iota
	reached
	other   // another of the places that count
	unclear // both, or it is not known
)

// A region is the blocks between a decision and the places that it leads to.
type region struct {
	e       *Evaluator
	top     *ssa.BasicBlock
	outcome func(from *ssa.BasicBlock, succ int) outcome

	memo    map[*ssa.BasicBlock]*value.Formula
	steps   int
	unclear bool
}

// after returns the condition under which the flow comes from the beginning of b
// to the place, where it comes to one that counts; nil where it comes to none.
func (r *region) after(b *ssa.BasicBlock) *value.Formula {
	if f, ok := r.memo[b]; ok {
		return f
	}
	r.e.Work++
	if r.steps++; r.steps > maxDecisions {
		r.unclear = true
	}
	if r.unclear {
		return nil
	}
	if r.memo == nil {
		r.memo = make(map[*ssa.BasicBlock]*value.Formula)
	}
	r.memo[b] = nil // a way back to b decides nothing: see looped
	var f *value.Formula
	if loop := r.e.loop(b); loop != nil && b != r.top && !loop[r.top] {
		f = r.looped(loop)
	} else {
		f = r.branches(b)
	}
	r.memo[b] = f
	return f
}

// branches is after for a block that is the head of no loop.
func (r *region) branches(b *ssa.BasicBlock) *value.Formula {
	fs := make([]*value.Formula, len(b.Succs))
	for k := range b.Succs {
		fs[k] = r.along(b, k)
	}
	switch {
	case len(fs) == 1:
		return fs[0]
	case len(fs) != 2 || r.unclear:
		return nil
	case fs[0] == nil:
		return fs[1]
	case fs[1] == nil || fs[0].String() == fs[1].String():
		return fs[0]
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		r.unclear = true
		return nil
	}
	cond := r.e.condition(branch.Cond)
	if cond == nil {
		r.unclear = true
		return nil
	}
	f := value.Choose(cond, fs[0], fs[1])
	r.unclear = f.Large()
	return f
}

// condition returns what is known of the condition of a branch, nil where it has
// no identity.
func (e *Evaluator) condition(v ssa.Value) *value.Formula {
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		if f := e.condition(not.X); f != nil {
			return value.Not(f)
		}
		return nil
	}
	if cmp, ok := v.(*ssa.BinOp); ok && (e.unsure(cmp.X, 4) || e.unsure(cmp.Y, 4)) || e.unsure(v, 4) {
		return value.Truth(e.local(v))
	}
	return value.Truth(e.Eval(v))
}

// unsure reports whether a summary leaves out some of what v may be: empty strings
// beside others, and what goes with an error.
func (e *Evaluator) unsure(v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Call:
		if _, ok := v.Call.Value.(*ssa.Builtin); ok {
			return slices.ContainsFunc(v.Call.Args, func(a ssa.Value) bool { return e.unsure(a, depth-1) })
		}
		fn, _ := e.Callee(v.Common())
		switch {
		case fn == nil:
			return false // nothing is known of it
		case fn.Blocks == nil:
			obj := object(fn)
			return isString(v.Type()) && !(obj != nil && isPure(obj))
		}
		e.Summary(fn)
		return e.emptied[fn]
	case *ssa.Extract:
		switch v.Tuple.(type) {
		case *ssa.Lookup, *ssa.TypeAssert:
			return false
		}
		return true
	case *ssa.Phi:
		return depth > 0 && slices.ContainsFunc(v.Edges, func(x ssa.Value) bool { return e.unsure(x, depth-1) })
	}
	return false
}

// along is after for an edge.
func (r *region) along(b *ssa.BasicBlock, k int) *value.Formula {
	switch r.outcome(b, k) {
	case reached:
		return value.Constant(true)
	case other:
		return value.Constant(false)
	case unclear:
		r.unclear = true
		return nil
	}
	if next := b.Succs[k]; next != r.top && r.top.Dominates(next) {
		return r.after(next)
	}
	return nil // the way comes by the top again
}

// looped is after for a loop: what all ways out of it say. Which of several a
// round takes is not followed.
func (r *region) looped(loop map[*ssa.BasicBlock]bool) *value.Formula {
	var out *value.Formula
	for _, b := range r.top.Parent().Blocks {
		if !loop[b] {
			continue
		}
		for k, next := range b.Succs {
			if loop[next] && r.outcome(b, k) == undecided {
				continue
			}
			switch f := r.along(b, k); {
			case f == nil:
			case out == nil:
				out = f
			case out.String() != f.String():
				r.unclear = true
			}
		}
	}
	return out
}
