package flow

import (
	"cmp"
	"fmt"
	"go/types"
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
// function: two reads of one version find one value. It goes backwards from a
// read, and asks of no more instructions than it has to whether they write.
type versions struct {
	e     *Evaluator
	loc   *location
	asked map[*ssa.BasicBlock][]ssa.Instruction // the instructions that may write it by their places
	hits  map[ssa.Instruction]bool              // whether they write it
	joins map[*ssa.BasicBlock]bool              // whether several versions come together there
}

// versionsOf returns the versions of a location in a function.
func (e *Evaluator) versionsOf(fn *ssa.Function, loc *location) *versions {
	key := versionKey{fn, loc.kind, loc.base, loc.index, loc.field, loc.cell}
	if vs, ok := e.versions[key]; ok {
		return vs
	}
	vs := &versions{e: e, loc: loc, asked: make(map[*ssa.BasicBlock][]ssa.Instruction), hits: make(map[ssa.Instruction]bool), joins: make(map[*ssa.BasicBlock]bool)}
	for _, in := range e.writing(fn, loc) {
		vs.asked[in.Block()] = append(vs.asked[in.Block()], in)
	}
	if cell := loc.cell; cell != nil && cell.Parent() == fn {
		b := cell.Block()
		vs.asked[b] = slices.Insert(vs.asked[b], vs.search(vs.asked[b], e.position(cell)), ssa.Instruction(cell))
		vs.hits[cell] = true
	}
	e.versions[key] = vs
	return vs
}

// search returns the index in ins, instructions of one block in order, of the first
// that is not before position i.
func (vs *versions) search(ins []ssa.Instruction, i int) int {
	n, _ := slices.BinarySearchFunc(ins, i, func(in ssa.Instruction, n int) int { return cmp.Compare(vs.e.position(in), n) })
	return n
}

// writes reports whether an instruction may write the location.
func (vs *versions) writes(in ssa.Instruction) bool {
	hit, ok := vs.hits[in]
	if !ok && vs.e.settled(func() { hit = vs.e.writesTo(in, vs.loc) != noWrite }) {
		vs.hits[in] = hit
	}
	return hit
}

// before returns the version before the i-th instruction of b.
func (vs *versions) before(b *ssa.BasicBlock, i int) version {
	for ; b != nil; b = b.Idom() {
		ins := vs.asked[b]
		n := len(ins)
		if i >= 0 {
			n = vs.search(ins, i)
		}
		for j := n - 1; j >= 0; j-- {
			if vs.writes(ins[j]) {
				return version{in: ins[j]}
			}
		}
		if vs.joined(b) {
			return version{join: b}
		}
		i = -1 // all of the block before
	}
	return version{}
}

// joined reports whether several versions come together in a block: something
// writes the location between the block that dominates it and the block.
func (vs *versions) joined(b *ssa.BasicBlock) bool {
	if len(b.Preds) < 2 || len(vs.asked) == 0 {
		return false
	}
	if joined, ok := vs.joins[b]; ok {
		return joined
	}
	joined := false
	done := vs.e.settled(func() {
		for x := range reach(b, b.Idom(), func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds }) {
			if slices.ContainsFunc(vs.asked[x], vs.writes) {
				joined = true
				return
			}
		}
	})
	if done {
		vs.joins[b] = joined
	}
	return joined
}

type versionKey struct {
	fn          *ssa.Function
	kind        locationKind
	base, index string
	field       *types.Var
	cell        *ssa.Alloc
}

// settled runs f, and reports whether what it found holds outside of the loops
// too that are being evaluated.
func (e *Evaluator) settled(f func()) bool {
	low := e.low
	e.low = MaxDepth
	f()
	done := e.low == MaxDepth
	e.low = min(e.low, low)
	return done
}

// A writer is an index of the instructions of a function that write memory.
type writer struct {
	all     []ssa.Instruction
	places  map[place][]int // by what they may write, as indexes of all
	indexes map[ssa.Instruction]int
}

func (e *Evaluator) writerOf(fn *ssa.Function) *writer {
	w, ok := e.writings[fn]
	if !ok {
		w = &writer{places: make(map[place][]int), indexes: make(map[ssa.Instruction]int)}
		e.writings[fn] = w
		e.effects()
		for _, b := range fn.Blocks {
			for i, in := range b.Instrs {
				w.indexes[in] = i
				if e.effectOf(in) != nil {
					w.all = append(w.all, in)
				}
			}
		}
	}
	return w
}

// position returns the index of an instruction in its block.
func (e *Evaluator) position(in ssa.Instruction) int { return e.writerOf(in.Parent()).indexes[in] }

// writing returns the instructions of a function that may write one of the places
// of a location.
func (e *Evaluator) writing(fn *ssa.Function, loc *location) []ssa.Instruction {
	w := e.writerOf(fn)
	var found []int
	for _, p := range loc.places {
		ins, ok := w.places[p]
		if !ok {
			for i, in := range w.all {
				if e.writes(e.effectOf(in), []place{p}) {
					ins = append(ins, i)
				}
			}
			w.places[p] = ins
			e.Work += len(w.all) / 16
		}
		found = append(found, ins...)
	}
	slices.Sort(found)
	found = slices.Compact(found)
	out := make([]ssa.Instruction, len(found))
	for i, n := range found {
		out[i] = w.all[n]
	}
	return out
}

// nameOfWrite names an instruction in identities.
func (e *Evaluator) nameOfWrite(in ssa.Instruction) string {
	return fmt.Sprintf("m%d_%d", in.Block().Index, e.position(in))
}
