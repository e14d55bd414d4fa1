package flow

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A version is what was the last to write a location before an instruction: an
// instruction, a join behind several, or nothing since the function was entered.
type version struct {
	in   ssa.Instruction
	join *ssa.BasicBlock
}

// versions finds the version that a location has at the instructions of one
// function: two reads of one version find one value.
type versions struct {
	writes map[*ssa.BasicBlock][]int // the instructions that may write it, by their index
	joins  map[*ssa.BasicBlock]bool  // the blocks where several versions come together
}

// maxAsked is how often instructions of a package are asked whether they write a
// location. Past it, all that may write anything are taken to write it.
const maxAsked = 20_000

// versionsOf returns the versions of a location in a function.
func (e *Evaluator) versionsOf(fn *ssa.Function, loc *location) *versions {
	vs := &versions{writes: make(map[*ssa.BasicBlock][]int)}
	writing := e.writing(fn)
	e.asked += len(writing)
	for _, in := range writing {
		if e.asked > maxAsked || e.writesTo(in, loc) != noWrite {
			b := in.Block()
			vs.writes[b] = append(vs.writes[b], slices.Index(b.Instrs, in))
		}
	}
	if loc.cell != nil && loc.cell.Parent() == fn {
		b := loc.cell.Block()
		vs.writes[b] = append(vs.writes[b], slices.Index(b.Instrs, ssa.Instruction(loc.cell)))
		slices.Sort(vs.writes[b])
	}
	vs.joins = e.joinsOf(fn, vs.writes)
	return vs
}

// joinsOf returns the blocks of a function where several of what the blocks of
// writes left come together: their iterated dominance frontier.
func (e *Evaluator) joinsOf(fn *ssa.Function, writes map[*ssa.BasicBlock][]int) map[*ssa.BasicBlock]bool {
	if len(writes) == 0 {
		return nil
	}
	frontier, ok := e.frontiers[fn]
	if !ok {
		frontier = make(map[*ssa.BasicBlock][]*ssa.BasicBlock)
		for _, b := range fn.Blocks {
			for _, p := range b.Preds {
				for at := p; len(b.Preds) > 1 && at != nil && at != b.Idom(); at = at.Idom() {
					if !slices.Contains(frontier[at], b) {
						frontier[at] = append(frontier[at], b)
					}
				}
			}
		}
		e.frontiers[fn] = frontier
	}
	joins := make(map[*ssa.BasicBlock]bool)
	var work []*ssa.BasicBlock
	for b := range writes {
		work = append(work, b)
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, j := range frontier[b] {
			if !joins[j] {
				joins[j] = true
				work = append(work, j)
			}
		}
	}
	return joins
}

// writing returns the instructions of a function that write memory.
func (e *Evaluator) writing(fn *ssa.Function) []ssa.Instruction {
	ins, ok := e.writings[fn]
	if !ok {
		e.effects()
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if e.effectOf(in) != nil {
					ins = append(ins, in)
				}
			}
		}
		e.writings[fn] = ins
	}
	e.Work += len(ins) / 8
	return ins
}

// before returns the version before the i-th instruction of b.
func (vs *versions) before(b *ssa.BasicBlock, i int) version {
	for ; b != nil; b = b.Idom() {
		ws := vs.writes[b]
		for j := len(ws) - 1; j >= 0; j-- {
			if i < 0 || ws[j] < i {
				return version{in: b.Instrs[ws[j]]}
			}
		}
		if vs.joins[b] {
			return version{join: b}
		}
		i = -1 // all of the block before
	}
	return version{}
}

// nameOfWrite names an instruction in identities.
func nameOfWrite(in ssa.Instruction) string {
	b := in.Block()
	return fmt.Sprintf("m%d_%d", b.Index, slices.Index(b.Instrs, in))
}
