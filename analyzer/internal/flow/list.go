package flow

import (
	"go/constant"
	"sort"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

func newList(items []Item) *Value {
	if len(items) > maxItems {
		return &Value{Kind: List, Items: items[:maxItems], Partial: true}
	}
	return &Value{Kind: List, Items: items}
}

// asList returns v as a list: an unknown list holds any number of elements that
// differ from each other. It is nil where v is no list.
func (e *Evaluator) asList(v *Value) *Value {
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
		l := e.asList(x)
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
		l := e.asList(x)
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
	idx := e.Eval(index).identity()
	if text, ok := e.Eval(index).constant(); ok {
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

// slice evaluates x[a:b].
func (e *Evaluator) slice(v *ssa.Slice) *Value {
	x := e.Eval(v.X)
	low, lowOK := constIndex(v.Low, 0)
	high, highOK := constIndex(v.High, -1)
	switch x.Kind {
	case rest:
		return x
	case Text:
		if text, ok := x.constant(); ok && lowOK && highOK {
			if high < 0 {
				high = len(text)
			}
			if low <= high && high <= len(text) {
				return literal(text[low:high])
			}
		}
		if v.Low == nil && v.High == nil {
			return x
		}
	case Sym:
		if v.Low == nil && v.High == nil {
			return x
		}
		if isList(v.Type()) && !isBytes(v.Type()) {
			l := e.asList(x)
			return l
		}
	case List:
		fixed := true
		for _, it := range x.Items {
			fixed = fixed && !it.Repeat
		}
		if fixed && !x.Partial && lowOK && highOK {
			if high < 0 {
				high = len(x.Items)
			}
			if low <= high && high <= len(x.Items) {
				if low == 0 && high == len(x.Items) {
					return x
				}
				return newList(x.Items[low:high])
			}
		}
		return x
	}
	if isString(v.Type()) {
		vs := []*Value{x, literal(""), literal("")}
		for i, b := range []ssa.Value{v.Low, v.High} {
			if b != nil {
				vs[i+1] = e.Eval(b)
			}
		}
		return e.pureOf(v, "slice", vs...)
	}
	return nil
}

func constIndex(v ssa.Value, absent int) (int, bool) {
	if v == nil {
		return absent, true
	}
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		n, ok := constant.Int64Val(constant.ToInt(c.Value))
		return int(n), ok
	}
	return 0, false
}

// makeSlice evaluates make([]T, n): its elements are what is stored into them.
func (e *Evaluator) makeSlice(v *ssa.MakeSlice) *Value { return e.indexed(v, v) }

// indexed evaluates an array or slice by the stores into its elements.
func (e *Evaluator) indexed(v ssa.Value, made ssa.Instruction) *Value {
	type slot struct {
		at int
		it Item
	}
	var slots []slot
	var loose []Item
	var whole *Value // of an array that is assigned
	rewritten := false
	var visit func(v ssa.Value)
	seen := make(map[ssa.Value]bool)
	visit = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.IndexAddr:
				for _, use := range *ref.Referrers() {
					s, ok := use.(*ssa.Store)
					if !ok || s.Addr != ref {
						continue
					}
					val := e.Eval(s.Val)
					if val.Kind == rest {
						continue
					}
					if n, ok := constIndex(ref.Index, 0); ok {
						slots = append(slots, slot{n, Item{Value: val}})
						continue
					}
					items := []Item{{Value: val}}
					if loop := e.cycle(s.Block(), made.Block()); loop != nil {
						items = e.repeat(items, loop)
						rewritten = true
					}
					loose = append(loose, items...)
				}
			case *ssa.Store:
				if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && len(loose)+len(slots) < maxItems {
					for _, use := range *cell.Referrers() { // a captured variable
						if load, ok := use.(*ssa.UnOp); ok && load.X == ssa.Value(cell) {
							visit(load)
						}
					}
				}
				if ref.Addr == v {
					whole = e.Eval(ref.Val)
				}
				if l := e.asList(e.Eval(ref.Val)); l != nil && ref.Addr == v {
					for i, it := range l.Items { // *array = literal
						slots = append(slots, slot{i, it})
					}
				}
			case *ssa.Slice:
				if ref.X == v && len(loose)+len(slots) < maxItems {
					visit(ref)
				}
			case *ssa.Call:
				if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == v {
					if l := e.asList(e.Eval(ref.Call.Args[1])); l != nil {
						loose = append(loose, l.Items...)
					}
				}
			}
		}
	}
	visit(v)
	if whole != nil && whole.Kind == Sym && len(slots) == 1 && len(loose) == 0 {
		return whole
	}
	if _, array := v.(*ssa.Alloc); array && rewritten {
		slots = nil // a loop over the elements gave each a new value
	}
	sort.SliceStable(slots, func(i, j int) bool { return slots[i].at < slots[j].at })
	items := make([]Item, 0, len(slots)+len(loose))
	for _, s := range slots {
		if s.at < len(items) || s.at >= maxItems {
			return nil // written twice: which of them is read is not followed
		}
		for len(items) < s.at {
			items = append(items, Item{Value: &Value{}})
		}
		items = append(items, s.it)
	}
	return newList(append(items, loose...))
}

// appendCall evaluates append(list, tail...).
func (e *Evaluator) appendCall(v *ssa.Call) *Value {
	args := v.Call.Args
	base := e.Eval(args[0])
	if isBytes(v.Type()) {
		if len(args) < 2 {
			return base
		}
		if base.Kind == List && len(base.Items) == 0 {
			base = literal("")
		}
		tail := e.Eval(args[1])
		if tail.Kind == List {
			if tail = bytesOf(tail); tail == nil {
				return nil
			}
		}
		return e.concat(v, base, tail)
	}
	l := e.asList(base)
	if l == nil {
		return nil
	}
	if len(args) < 2 {
		return l
	}
	t := e.asList(e.Eval(args[1]))
	if t == nil {
		return nil
	}
	if len(l.Items) == 0 && !l.Partial {
		return t
	}
	out := newList(append(l.Items[:len(l.Items):len(l.Items)], t.Items...))
	out.Partial = out.Partial || l.Partial || t.Partial
	return out
}

// bytesOf is the text of a list of constant bytes, nil if it is none.
func bytesOf(list *Value) *Value {
	var b []byte
	for _, it := range list.Items {
		text, ok := it.Value.constant()
		n, err := strconv.ParseUint(text, 10, 8)
		if !ok || err != nil || it.Repeat {
			return nil
		}
		b = append(b, byte(n))
	}
	return literal(string(b))
}

// makeMap evaluates a map by the updates of it.
func (e *Evaluator) makeMap(v *ssa.MakeMap) *Value {
	out := &Value{Kind: Map, ID: e.local(v).ID, Name: e.spell(v)}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map != ssa.Value(v) || len(out.Items) >= maxItems {
				continue
			}
			items := []Item{{Key: e.Eval(ref.Key), Value: e.Eval(ref.Value)}}
			if e.slotKey(ref.Key) {
				out.Grouped = true
			}
			if loop := e.cycle(ref.Block(), v.Block()); loop != nil {
				items = e.repeat(items, loop)
			}
			out.Items = append(out.Items, items...)
		}
	}
	return out
}

// lookup evaluates m[k].
func (e *Evaluator) lookup(v *ssa.Lookup) *Value {
	m := e.Eval(v.X)
	key := e.Eval(v.Index)
	if m.Kind == Map {
		if text, ok := key.constant(); ok {
			if val := e.entry(v, text); val != nil {
				return val
			}
			var found []*Value
			for _, it := range m.Items {
				if k, ok := it.Key.constant(); !ok || k == text {
					found = append(found, it.Value)
				}
			}
			if len(found) == 1 {
				return found[0]
			}
			if len(found) > 1 {
				return nil // which of them came last is not followed
			}
		}
	}
	if m.Grouped || e.slotKey(v.Index) {
		return &Value{Kind: Sym, ID: e.local(v).ID, Name: e.spell(v), Grouped: true}
	}
	if m.Kind == Map && !m.Partial && len(m.Items) > 0 {
		id := key.identity()
		if id == "" {
			return nil
		}
		vals := make([]*Value, len(m.Items))
		for i, it := range m.Items {
			vals[i] = it.Value
		}
		if val := join("{"+id+"}", vals); val != nil || m.ID == "" {
			return val
		}
		return e.elemAt(v, &Value{Kind: Sym, ID: m.ID, Name: m.Name}, id)
	}
	if id := m.identity(); id != "" && key.identity() != "" && len(id) < maxID {
		return e.pureOf(v, "at", m, key)
	}
	return nil
}

// entry returns what the function itself put into a local map under a constant
// key before the instruction at, nil if that is not known.
func (e *Evaluator) entry(at *ssa.Lookup, key string) *Value {
	m, ok := at.X.(*ssa.MakeMap)
	if !ok {
		return nil
	}
	ws, zero := e.reaching(at, m.Parent(), func(in ssa.Instruction) (ssa.Value, bool) {
		if u, ok := in.(*ssa.MapUpdate); ok && u.Map == at.X {
			k, fixed := e.Eval(u.Key).constant()
			if !fixed {
				return nil, true
			}
			return u.Value, k == key
		}
		return nil, in == ssa.Instruction(m)
	})
	if len(ws) != 1 || zero {
		return nil
	}
	return e.Eval(ws[0].val)
}

// next evaluates the key or value that range yields over a map.
func (e *Evaluator) next(v *ssa.Extract, n *ssa.Next) *Value {
	r, ok := n.Iter.(*ssa.Range)
	if !ok || v.Index == 0 {
		return nil
	}
	m := e.Eval(r.X)
	if m.Grouped && v.Index == 2 {
		return &Value{Kind: Sym, ID: e.local(v).ID, Name: e.spell(v), Grouped: true}
	}
	if m.Kind == Map && len(m.Items) == 1 && !m.Partial {
		key := m.Items[0].Key
		if v.Index == 1 {
			return e.settle(key, n, nil)
		}
		// What an entry shares with its key is the same in all that was
		// gathered under the key; the rest is not.
		return e.settle(m.Items[0].Value, n, func(body string) bool { return Mentions(key, "*"+body) })
	}
	return nil
}

// settle returns an element of a list or map as one round of the loop over it
// has it, the round that the value at tells: it varies with that, and no longer
// from element to element. Only the atoms that are chosen are settled, all where
// chosen is nil.
func (e *Evaluator) settle(v *Value, at ssa.Value, chosen func(body string) bool) *Value {
	if _, constant := at.(*ssa.Const); constant || v == nil {
		return v
	}
	round := "/" + e.callID(at)
	return v.mapIDs(func(id string) string {
		return rewriteDeep(id, func(t atom) string {
			if t.sigil == '*' && (chosen == nil || chosen(t.body)) {
				return "%" + t.body + round
			}
			return string(t.sigil) + t.body
		})
	})
}

// patched returns the list r, which v was evaluated to, with what is stored into
// its elements afterwards. Arrays and made slices have it from the start.
func (e *Evaluator) patched(v ssa.Value, r *Value) *Value {
	switch v.(type) {
	case *ssa.Call, *ssa.Phi:
	default:
		return r
	}
	var stored []Item
	all := false
	for _, ref := range *v.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *at.Referrers() {
			s, ok := use.(*ssa.Store)
			if !ok || s.Addr != ssa.Value(at) {
				continue
			}
			items := []Item{{Value: e.Eval(s.Val)}}
			if loop := e.cycle(s.Block(), v.(ssa.Instruction).Block()); loop != nil {
				items = e.repeat(items, loop)
				all = true
			}
			stored = append(stored, items...)
		}
	}
	switch {
	case len(stored) == 0:
		return r
	case all:
		return newList(stored)
	}
	out := newList(append(r.Items[:len(r.Items):len(r.Items)], stored...))
	out.Partial = out.Partial || r.Partial
	return out
}
