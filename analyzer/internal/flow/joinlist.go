package flow

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// joinLists unites the lists that come to a join by its branches: in from
// outside of the loop, under the conditions under, back from a round before.
func (e *Evaluator) joinLists(v *ssa.Phi, in []*value.Value, under [][]value.Cond, back []*value.Value, loop map[*ssa.BasicBlock]bool) *value.Value {
	lists := make([][]value.Item, 0, len(in))
	partial, grouped, loose := false, false, false
	for _, x := range in {
		l := x.AsList()
		if l == nil {
			return e.local(v)
		}
		partial, grouped, loose = partial || l.Partial, grouped || l.Grouped, loose || l.Loose
		lists = append(lists, l.Items)
	}
	if len(in) == 1 && len(back) == 0 {
		return in[0]
	}
	out := value.JoinItems(under, lists)
	before := len(out)
	for _, x := range back {
		l := x.AsList()
		if l == nil {
			return e.local(v)
		}
		partial, loose = partial || l.Partial, loose || l.Loose
		out = append(out, e.repeat(l.Items, loop)...)
	}
	val := value.NewList(out)
	val.Partial, val.Loose = val.Partial || partial, loose
	// Who groups the keys on one branch knows what the other is for.
	val.Grouped = grouped && before == len(out)
	return val
}

// repeat returns items as they are after any number of rounds of a loop: what
// is computed inside the loop differs from round to round.
func (e *Evaluator) repeat(items []value.Item, loop map[*ssa.BasicBlock]bool) []value.Item {
	out := make([]value.Item, len(items))
	for i, it := range items {
		out[i] = value.Item{Key: e.vary(it.Key, loop), Value: e.vary(it.Value, loop), Repeat: true}
	}
	return out
}

// vary marks the atoms of v that are computed inside the loop as varying.
func (e *Evaluator) vary(v *value.Value, loop map[*ssa.BasicBlock]bool) *value.Value {
	return v.Vary(func(instruction string) bool { return loop[e.atoms[instruction]] })
}

// elem returns an element of a list: the one at a constant index, or the
// element of this round.
func (e *Evaluator) elem(v, x, index ssa.Value) *value.Value {
	idx := e.Eval(index).Identity()
	if text, ok := e.Eval(index).Constant(); ok {
		idx = text
	}
	if idx == "" {
		return nil
	}
	x, idx = constantIndex(x, idx)
	since := ""
	if container(x) != nil {
		var put *value.Value
		if put, since = e.lastPut(v, x, index, idx); put != nil {
			return put
		}
	}
	list := e.Eval(x)
	if list.Kind == value.Rest {
		return nil
	}
	if list.Kind != value.Sym && container(x) == nil {
		_, since = e.lastPut(v, x, index, idx)
	}
	val := e.anyTime(v, x, index, list, idx)
	if val != nil && val.Kind == value.Sym && (val.Name == noName || strings.HasPrefix(val.Name, noName+"[")) {
		own := *val
		own.Name = e.NameOf(v)
		val = &own
	}
	if since != "" && val != nil && val.Kind != value.Rest && !val.Grouped {
		return e.mayBe(val, since, e.NameOf(v), holeKind(v.Type()))
	}
	return val
}

// anyTime returns an element of the list that x is, whenever it is stored there.
func (e *Evaluator) anyTime(v, x, index ssa.Value, list *value.Value, idx string) *value.Value {
	if _, err := strconv.Atoi(idx); err == nil && list.Loose {
		// Any of the elements may be at the place.
		return &value.Value{Kind: value.Sym, ID: value.Op(value.MayPrint("element"), e.local(x).ID, idx), Name: e.NameOf(v), Hole: holeKind(v.Type())}
	}
	if val := e.elemAt(v, list, idx); val != nil && val.Kind != value.Unknown {
		if list.Kind == value.Sym && container(x) == nil {
			return e.elementThen(instruction(v), list, x.Type(), idx, val)
		}
		if list.Kind == value.List {
			val = e.settle(val, index, nil)
		}
		return val
	}
	// It is not known which, but it is the same whenever it is read.
	return e.elemAt(v, e.local(x), idx)
}

func (e *Evaluator) elemAt(v ssa.Value, list *value.Value, idx string) *value.Value {
	switch list.Kind {
	case value.Sym:
		if len(list.ID)+len(idx) > value.MaxID {
			return nil
		}
		elem := list.Index(idx)
		elem.Hole, elem.Grouped = holeKind(v.Type()), list.Grouped
		return elem
	case value.List:
		return list.Pick(idx)
	}
	return nil
}

// elementThen returns the element of a list or map, which is first when the
// function is entered, as it is when the instruction at reads it.
func (e *Evaluator) elementThen(at ssa.Instruction, list *value.Value, t types.Type, index string, first *value.Value) *value.Value {
	loc := e.elementAt(list, t, index)
	loc.id = first.ID
	if first.Kind != value.Sym || !e.changes(at, loc) {
		return first
	}
	r := e.stateAt(at, loc, func() *value.Value { return first })
	if list.Grouped && r.Kind == value.Sym {
		r = r.InOneSlot()
	}
	return r
}
