package flow

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/ssa"
)

// makeMap evaluates a map by the updates of it.
func (e *Evaluator) makeMap(v *ssa.MakeMap) *Value {
	out := &Value{Kind: Map, ID: e.local(v).ID, Name: e.Spell(v)}
	anew := []*ssa.BasicBlock{v.Block()}
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(*ssa.Call); ok {
			if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "clear" {
				anew = append(anew, call.Block())
			}
		}
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MapUpdate:
			if ref.Map != ssa.Value(v) || len(out.Items) >= maxItems {
				continue
			}
			items := []Item{{Key: e.Eval(ref.Key), Value: e.Eval(ref.Value)}}
			if l := items[0].Value; l.Kind == List && appendsTo(v, ref.Value) {
				// An entry holds what any number of rounds appended to it.
				gathered := *l
				gathered.Items = make([]Item, len(l.Items))
				for i, it := range l.Items {
					gathered.Items[i] = Item{Value: it.Value, Repeat: true}
				}
				items[0].Value = &gathered
			}
			if e.IsSlot(ref.Key) {
				out.Grouped = true
			}
			if loop := e.cycleWithout(ref.Block(), anew); loop != nil {
				items = e.repeat(items, loop)
			}
			out.Items = append(out.Items, items...)
		}
	}
	return out
}

// appendsTo reports whether val is append(m[k], ...).
func appendsTo(m *ssa.MakeMap, val ssa.Value) bool {
	call, ok := val.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	before, lookup := call.Call.Args[0].(*ssa.Lookup)
	return ok && b.Name() == "append" && lookup && before.X == ssa.Value(m)
}

// lookup evaluates m[k].
func (e *Evaluator) lookup(v *ssa.Lookup) *Value {
	m := e.Eval(v.X)
	if m.Kind == rest {
		return m // the entry that is appended to
	}
	key := e.Eval(v.Index)
	if m.Kind == Map {
		if text, ok := key.Constant(); ok {
			if val := e.entry(v, text); val != nil {
				return val
			}
			var found []*Value
			for _, it := range m.Items {
				if k, ok := it.Key.Constant(); !ok || k == text {
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
	if m.Grouped || e.IsSlot(v.Index) {
		return &Value{Kind: Sym, ID: e.local(v).ID, Name: e.Spell(v), Grouped: true}
	}
	if m.Kind == Map && !m.Partial && len(m.Items) > 0 {
		id := key.Identity()
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
	if id := m.Identity(); id != "" && key.Identity() != "" && len(id) < maxID {
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
			k, fixed := e.Eval(u.Key).Constant()
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
		return &Value{Kind: Sym, ID: e.local(v).ID, Name: e.Spell(v), Grouped: true}
	}
	if m.Kind == Map && len(m.Items) == 1 && !m.Partial {
		key := m.Items[0].Key
		if v.Index == 1 {
			return e.settle(key, n, nil)
		}
		if m.Items[0].Value.Kind == List {
			return e.gathered(m.Items[0], n)
		}
		return e.settle(m.Items[0].Value, n, func(body string) bool { return Mentions(key, "*"+body) })
	}
	return nil
}

// gathered returns the list that a map holds under the key of one round of the
// loop at: what the elements share with their key is the same in all of them, and
// the rest is not.
func (e *Evaluator) gathered(entry Item, at *ssa.Next) *Value {
	var old, settled []string
	for _, a := range entry.Key.Texts() {
		for _, part := range a.Pattern {
			if part.Hole != nil && varies(part.Hole.ID) {
				old = append(old, part.Hole.ID)
				settled = append(settled, e.settle(&Value{Kind: Sym, ID: part.Hole.ID}, at, nil).Identity())
			}
		}
	}
	return entry.Value.mapIDs(func(id string) string {
		for i := range old {
			id = replaceWhole(id, old[i], settled[i])
		}
		return id
	})
}

// replaceWhole replaces the identity old inside another one, where it stands for
// itself and is no part of a longer name.
func replaceWhole(id, old, with string) string {
	name := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	var b strings.Builder
	for {
		i := strings.Index(id, old)
		if i < 0 {
			b.WriteString(id)
			return b.String()
		}
		before, _ := utf8.DecodeLastRuneInString(id[:i])
		after, _ := utf8.DecodeRuneInString(id[i+len(old):])
		b.WriteString(id[:i])
		if name(before) || name(after) {
			b.WriteString(old)
		} else {
			b.WriteString(with)
		}
		id = id[i+len(old):]
	}
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
