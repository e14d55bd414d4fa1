package flow

import (
	"golang.org/x/tools/go/ssa"
)

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
