package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"
)

func newList(items []Item) *Value {
	if len(items) > maxItems {
		return &Value{Kind: List, Items: items[:maxItems], Partial: true}
	}
	return &Value{Kind: List, Items: items}
}

// AsList returns v as a list: an unknown list holds any number of elements that
// differ from each other. It is nil where v is no list.
func (e *Evaluator) AsList(v *Value) *Value {
	switch v.Kind {
	case List:
		return v
	case rest:
		return &Value{Kind: List}
	case Sym:
		if v.ID == "nil" {
			return &Value{Kind: List}
		}
		elem := Element(v)
		return &Value{Kind: List, Items: []Item{{Value: elem, Repeat: true}}, Partial: true, Grouped: v.Grouped}
	}
	return nil
}

// under adds a condition to every item.
func under(items []Item, c Cond) []Item {
	out := make([]Item, 0, len(items))
	for _, it := range items {
		it.Value = it.Value.under(c)
		if it.Value.Kind != Unknown {
			out = append(out, it)
		}
	}
	return out
}

// joinLists unites the lists that come to a join by its branches: in from
// outside of the loop, back from a round before.
func (e *Evaluator) joinLists(v *ssa.Phi, in, back []*Value, loop map[*ssa.BasicBlock]bool) *Value {
	at := e.joinID(v.Block())
	lists := make([][]Item, 0, len(in))
	partial, grouped := false, false
	for _, x := range in {
		l := e.AsList(x)
		if l == nil {
			return e.local(v)
		}
		partial, grouped = partial || l.Partial, grouped || l.Grouped
		lists = append(lists, l.Items)
	}
	if len(in) == 1 && len(back) == 0 {
		return in[0]
	}
	common := 0
	for len(lists) > 0 && common < len(lists[0]) && sharedItem(lists, common) {
		common++
	}
	var out []Item
	if len(lists) > 0 {
		out = append(out, lists[0][:common]...)
	}
	for i, l := range lists {
		tail := l[common:]
		if len(lists) > 1 {
			tail = under(tail, Cond{at, i})
		}
		out = append(out, tail...)
	}
	before := len(out)
	for _, x := range back {
		l := e.AsList(x)
		if l == nil {
			return e.local(v)
		}
		partial = partial || l.Partial
		out = append(out, e.repeat(l.Items, loop)...)
	}
	val := newList(out)
	val.Partial = val.Partial || partial
	// Who groups the keys on one branch knows what the other is for.
	val.Grouped = grouped && before == len(out)
	return val
}

// sharedItem reports whether the i-th items of all lists are one.
func sharedItem(lists [][]Item, i int) bool {
	for _, l := range lists[1:] {
		if i >= len(l) || l[i].Repeat != lists[0][i].Repeat || !l[i].Value.same(lists[0][i].Value) {
			return false
		}
	}
	return true
}

// repeat returns items as they are after any number of rounds of a loop: what
// is computed inside the loop differs from round to round.
func (e *Evaluator) repeat(items []Item, loop map[*ssa.BasicBlock]bool) []Item {
	out := make([]Item, len(items))
	for i, it := range items {
		out[i] = Item{Key: e.vary(it.Key, loop), Value: e.vary(it.Value, loop), Repeat: true}
	}
	return out
}

// vary marks the atoms of v that are computed inside the loop as varying.
func (e *Evaluator) vary(v *Value, loop map[*ssa.BasicBlock]bool) *Value {
	if v == nil {
		return nil
	}
	return v.mapIDs(func(id string) string {
		return rewriteDeep(id, func(t atom) string {
			if t.sigil == '%' && loop[e.blockOf(t)] {
				return "*" + t.body
			}
			return string(t.sigil) + t.body
		})
	})
}

// elem returns an element of a list: the one at a constant index, or the
// element of this round.
func (e *Evaluator) elem(v, x, index ssa.Value) *Value {
	list := e.Eval(x)
	if list.Kind == rest {
		return nil
	}
	idx := e.Eval(index).Identity()
	if text, ok := e.Eval(index).Constant(); ok {
		idx = text
	}
	if idx == "" {
		return nil
	}
	if val := e.elemAt(v, list, idx); val != nil && val.Kind != Unknown {
		if list.Kind == List {
			val = e.settle(val, index, nil)
		}
		return val
	}
	// It is not known which, but it is the same whenever it is read.
	return e.elemAt(v, e.local(x), idx)
}

func (e *Evaluator) elemAt(v ssa.Value, list *Value, idx string) *Value {
	switch list.Kind {
	case Sym:
		if len(list.ID)+len(idx) > maxID {
			return nil
		}
		return &Value{Kind: Sym, ID: list.ID + "[" + idx + "]", Name: list.Name + "[" + indexName(idx) + "]", Hole: holeKind(v.Type()), Grouped: list.Grouped}
	case List:
		return pick(list, idx)
	}
	return nil
}

func indexName(idx string) string {
	if _, err := strconv.Atoi(idx); err == nil {
		return idx
	}
	return "i"
}

// pick returns the element of a known list at an index that may be unknown: one
// of its items.
func pick(list *Value, idx string) *Value {
	n, err := strconv.Atoi(idx)
	if err == nil && n >= 0 {
		for i, it := range list.Items {
			if it.Repeat {
				break
			}
			if i == n {
				return it.Value
			}
		}
	}
	if list.Partial || len(list.Items) == 0 {
		return nil
	}
	vals := make([]*Value, len(list.Items))
	for i, it := range list.Items {
		vals[i] = it.Value
	}
	return join("["+idx+"]", vals)
}
