package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// loop returns the blocks of the loop that head is the head of, nil if it is
// none: what head dominates and what leads back to it.
func (e *Evaluator) loop(head *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	if l, ok := e.loops[head]; ok {
		return l
	}
	var body map[*ssa.BasicBlock]bool
	var add func(b *ssa.BasicBlock)
	add = func(b *ssa.BasicBlock) {
		if body[b] {
			return
		}
		body[b] = true
		if b != head {
			for _, p := range b.Preds {
				add(p)
			}
		}
	}
	for _, p := range head.Preds {
		if head.Dominates(p) {
			if body == nil {
				body = map[*ssa.BasicBlock]bool{head: true}
			}
			add(p)
		}
	}
	e.loops[head] = body
	return body
}

// cycle returns the blocks that run again and again together with b, without
// the block made being run in between; nil if b runs once for each run of made.
func (e *Evaluator) cycle(b, made *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	key := [2]*ssa.BasicBlock{b, made}
	if c, ok := e.cycles[key]; ok {
		return c
	}
	var body map[*ssa.BasicBlock]bool
	if b.Parent() == made.Parent() && b != made {
		from := reach(b, made, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
		if from[b] {
			body = make(map[*ssa.BasicBlock]bool)
			for x := range reach(b, made, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds }) {
				if from[x] {
					body[x] = true
				}
			}
		}
	}
	e.cycles[key] = body
	return body
}

// reach returns the blocks that edges lead to from b, b itself only if they
// lead back to it, without passing through the block avoid.
func reach(b, avoid *ssa.BasicBlock, edges func(*ssa.BasicBlock) []*ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range edges(x) {
			if s != avoid && !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return seen
}

// Looped returns v as it differs from round to round, if a loop runs block
// again and again and none of the blocks anew in between.
func (e *Evaluator) Looped(v *value.Value, block *ssa.BasicBlock, anew []*ssa.BasicBlock) (*value.Value, bool) {
	loop := e.cycleWithout(block, anew)
	if v == nil || loop == nil {
		return v, false
	}
	return e.vary(v, loop), true
}

// cycleWithout is cycle for several blocks that make anew: the smallest loop
// around b that leaves one of them out, nil if there is one in every loop.
func (e *Evaluator) cycleWithout(b *ssa.BasicBlock, anew []*ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	var loop map[*ssa.BasicBlock]bool
	for _, made := range anew {
		if made.Parent() != b.Parent() {
			continue
		}
		l := e.cycle(b, made)
		if l == nil {
			return nil
		}
		if loop == nil || len(l) < len(loop) {
			loop = l
		}
	}
	return loop
}
