package flow

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// makeSlice evaluates make([]T, n): its elements are what is stored into them.
func (e *Evaluator) makeSlice(v *ssa.MakeSlice) *value.Value { return e.indexed(v, v) }

// indexed evaluates an array or slice by the stores into its elements.
func (e *Evaluator) indexed(v ssa.Value, made ssa.Instruction) *value.Value {
	a := &array{e: e, made: made, seen: make(map[ssa.Value]bool), low: make(map[ssa.Value]int)}
	a.visit(v)
	if a.whole != nil && a.whole.Kind == value.Sym && len(a.slots) == 1 && len(a.loose) == 0 {
		return a.whole
	}
	if _, array := v.(*ssa.Alloc); array && a.rewritten {
		a.slots = nil // a loop over the elements gave each a new value
	}
	slices.SortStableFunc(a.slots, func(x, y slot) int { return cmp.Compare(x.at, y.at) })
	items := make([]value.Item, 0, a.n())
	if a.exchanged() {
		out := value.NewListed(a.first())
		return out.Rearranged()
	}
	for _, s := range a.slots {
		if s.at < len(items) || s.at >= value.MaxListed {
			return nil // written twice: which of them is read is not followed
		}
		for len(items) < s.at {
			items = append(items, value.Item{Value: &value.Value{}})
		}
		items = append(items, s.it)
	}
	out := value.NewListed(append(items, a.loose...))
	// Where the loose ones went, and what they took the place of, is not known.
	out.Partial = out.Partial || len(items) > 0 && len(a.loose) > 0
	out.Loose = len(a.loose) > 1
	if n := len(items); len(a.loose) == 0 && n != length(v) {
		if out.Partial = true; n > 0 {
			items[n-1].Optional = true // it is not the last one
		}
	}
	return out
}

// length returns the number of elements of an array or a made slice, -1 if it is not
// known.
func length(v ssa.Value) int {
	if m, ok := v.(*ssa.MakeSlice); ok {
		if n, ok := constIndex(m.Len, 0); ok {
			return n
		}
		return -1
	}
	if t, ok := pointee(v.Type()).Underlying().(*types.Array); ok {
		return int(t.Len())
	}
	return -1
}

// An array is what is stored into the elements of an array or slice.
type array struct {
	e    *Evaluator
	made ssa.Instruction
	seen map[ssa.Value]bool
	low  map[ssa.Value]int // where a part begins, -1 if it is not known

	slots     []slot       // at known indexes
	loose     []value.Item // at others
	whole     *value.Value // of an array that is assigned
	rewritten bool         // a loop stores into all elements
}

// A slot is an item at a known index.
type slot struct {
	at int
	it value.Item
	by *ssa.Store
}

func (a *array) n() int { return len(a.loose) + len(a.slots) }

// exchanged reports whether all that is stored into elements that have a value is
// what others had: the elements change places.
func (a *array) exchanged() bool {
	byPlace := func(x, y slot) int {
		return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(a.e.position(x.by), a.e.position(y.by)))
	}
	places := func(x, y slot) bool { return x.at == y.at }
	if len(slices.CompactFunc(slices.Clone(a.slots), places)) == len(a.slots) {
		return false // each has one value
	}
	if len(a.loose) > 0 || slices.ContainsFunc(a.slots, func(s slot) bool { return s.by.Block() != a.made.Block() }) {
		return false
	}
	slots := slices.SortedFunc(slices.Values(a.slots), byPlace)
	var before, after []string
	for i, s := range slots {
		id := s.it.Value.Identity()
		if id == "" {
			return false
		}
		if i == 0 || slots[i-1].at != s.at {
			before = append(before, id)
		}
		if i == len(slots)-1 || slots[i+1].at != s.at {
			after = append(after, id)
		}
	}
	if len(before) == len(slots) {
		return false
	}
	slices.Sort(before)
	slices.Sort(after)
	return slices.Equal(before, after)
}

// first returns what is stored first into each element.
func (a *array) first() []value.Item {
	var out []value.Item
	at := -1
	for _, s := range a.slots {
		if s.at != at {
			out = append(out, s.it)
		}
		at = s.at
	}
	return out
}

// visit adds what is stored through v, a reference to the array.
func (a *array) visit(v ssa.Value) {
	if a.seen[v] {
		return
	}
	a.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			a.stored(ref)
		case *ssa.Store:
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && a.n() < value.MaxListed {
				a.loaded(cell)
			}
			a.assigned(ref, v)
		case *ssa.Slice:
			if ref.X == v && a.n() < value.MaxListed {
				a.low[ref] = a.low[v]
				if n, fixed := constIndex(ref.Low, 0); !fixed || a.low[v] < 0 {
					a.low[ref] = -1
				} else {
					a.low[ref] += n
				}
				a.visit(ref)
			}
		case *ssa.Call:
			part, _ := v.(*ssa.Slice)
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && ref.Call.Args[0] == v && overwritesRest(part) && len(ref.Call.Args) > 1 {
				// What is behind the part is written over.
				if l := a.e.Eval(ref.Call.Args[1]).AsList(); l != nil && a.n() > 0 {
					a.loose = append(a.loose, l.Items...)
				}
			}
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == v {
				if l := a.e.Eval(ref.Call.Args[1]).AsList(); l != nil {
					a.loose = append(a.loose, l.Items...)
				}
			}
		}
	}
}

// stored adds what is stored into an element.
func (a *array) stored(addr *ssa.IndexAddr) {
	for _, use := range *addr.Referrers() {
		s, ok := use.(*ssa.Store)
		if !ok || s.Addr != addr {
			continue
		}
		val := a.e.Eval(s.Val)
		if val.Kind == value.Rest {
			continue
		}
		if n, ok := constIndex(addr.Index, 0); ok && a.low[addr.X] >= 0 {
			n += a.low[addr.X]
			b := a.blockOf(s)
			sometimes := b != a.made.Block() && a.e.cycle(b, a.made.Block()) == nil
			a.slots = append(a.slots, slot{n, value.Item{Value: val, Optional: sometimes}, s})
			continue
		}
		items := []value.Item{{Value: val}}
		if loop := a.e.cycle(a.blockOf(s), a.made.Block()); loop != nil {
			items = a.e.repeat(items, loop)
			if a.refilled(a.blockOf(s), loop) {
				items[0].Value = items[0].Value.MapIDs(func(id string) string {
					if !value.Varies(id) || len(id) > value.MaxID/2 {
						return id
					}
					return value.Maybe(id, id)
				})
			}
			a.rewritten = true
		}
		a.loose = append(a.loose, items...)
	}
}

// refilled reports whether a round of a loop stores into elements by a loop of its own,
// in the block b, and then uses them: those of one round may be all that there are.
func (a *array) refilled(b *ssa.BasicBlock, loop map[*ssa.BasicBlock]bool) bool {
	made, ok := a.made.(ssa.Value)
	if !ok {
		return false
	}
	used := *made.Referrers()
	for _, use := range used {
		if whole, ok := use.(*ssa.Slice); ok {
			used = append(used[:len(used):len(used)], *whole.Referrers()...)
		}
	}
	return slices.ContainsFunc(used, func(use ssa.Instruction) bool {
		if _, store := use.(*ssa.IndexAddr); store || !loop[use.Block()] {
			return false
		}
		for head := range loop {
			if inner := a.e.loop(head); inner[b] && !inner[use.Block()] {
				return true
			}
		}
		return false
	})
}

// loaded adds what is stored through a captured variable that holds the array.
func (a *array) loaded(cell *ssa.Alloc) {
	for _, use := range *cell.Referrers() {
		switch use := use.(type) {
		case *ssa.UnOp:
			if use.X == ssa.Value(cell) {
				a.visit(use)
			}
		case *ssa.MakeClosure:
			a.captured(use, cell)
		}
	}
}

// captured adds what a function literal stores through the variable that it captured.
func (a *array) captured(mc *ssa.MakeClosure, cell *ssa.Alloc) {
	for i, b := range mc.Bindings {
		if b != ssa.Value(cell) {
			continue
		}
		for _, use := range *mc.Fn.(*ssa.Function).FreeVars[i].Referrers() {
			if load, ok := use.(*ssa.UnOp); ok {
				a.visit(load)
			}
		}
	}
}

// blockOf returns the block of the array's function in which an instruction runs: in
// a function literal, that which makes the literal.
func (a *array) blockOf(in ssa.Instruction) *ssa.BasicBlock {
	b := in.Block()
	for b.Parent() != a.made.Parent() {
		mc := a.e.madeBy[b.Parent()]
		if mc == nil {
			return in.Block()
		}
		b = mc.Block()
	}
	return b
}

// assigned adds the elements of what is assigned to the array as a whole.
func (a *array) assigned(s *ssa.Store, v ssa.Value) {
	if s.Addr == v {
		a.whole = a.e.Eval(s.Val)
	}
	if l := a.e.Eval(s.Val).AsList(); l != nil && s.Addr == v {
		for i, it := range l.Items { // *array = literal
			a.slots = append(a.slots, slot{i, it, s})
		}
	}
}
