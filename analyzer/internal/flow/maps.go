package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// makeMap evaluates a map by the updates of it under its own name: which of those
// under other names came last is not followed.
func (e *Evaluator) makeMap(v *ssa.MakeMap) *value.Value {
	names := namesOf(v)
	own := updates(names[:1])
	out := e.entriesBy(v, own)
	out.Partial = len(updates(names)) > len(own) || e.filledElsewhere(v, names)
	return out
}

// allEntries returns the map that v makes with what all updates of it put there, whenever
// they do.
func (e *Evaluator) allEntries(v *ssa.MakeMap) *value.Value {
	names := namesOf(v)
	out := e.entriesBy(v, updates(names))
	out.Partial = out.Partial || e.filledElsewhere(v, names)
	return out
}

// entriesBy returns the map that v makes with the entries of updates.
func (e *Evaluator) entriesBy(v *ssa.MakeMap, by []*ssa.MapUpdate) *value.Value {
	out := &value.Value{Kind: value.Map, ID: e.local(v).ID, Name: e.NameOf(v)}
	anew := []*ssa.BasicBlock{v.Block()}
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(*ssa.Call); ok {
			if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "clear" {
				anew = append(anew, call.Block())
			}
		}
	}
	for _, ref := range by {
		if len(out.Items) >= value.MaxListed {
			break
		}
		body := ref.Parent()
		if body != v.Parent() && len(body.Params) > 0 {
			out.Partial = true // each call may put something else there
			continue
		}
		items := []value.Item{{Key: e.Eval(ref.Key), Value: e.Eval(ref.Value)}}
		if l := items[0].Value; l.Kind == value.List && appendsTo(ref.Map, ref.Value) {
			// An entry holds what any number of rounds appended to it.
			gathered := *l
			gathered.Items = make([]value.Item, len(l.Items))
			for i, it := range l.Items {
				gathered.Items[i] = value.Item{Value: it.Value, Repeat: true}
			}
			items[0].Value = &gathered
		}
		if e.IsSlot(ref.Key) {
			out.Grouped = true
		}
		if body != v.Parent() {
			items = repeated(items)
		} else if loop := e.cycleWithout(ref.Block(), anew); loop != nil {
			items = e.repeat(items, loop)
		}
		out.Items = append(out.Items, items...)
	}
	return out
}

// appendsTo reports whether val is append(m[k], ...).
func appendsTo(m, val ssa.Value) bool {
	call, ok := val.(*ssa.Call)
	if !ok || len(call.Call.Args) == 0 {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	before, lookup := call.Call.Args[0].(*ssa.Lookup)
	return ok && b.Name() == "append" && lookup && sameMap(before.X, m)
}

// sameMap reports whether two values are one map, or are read from one variable.
func sameMap(a, b ssa.Value) bool {
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	return a == b || ok && ok2 && x.X == y.X
}

// lookup evaluates m[k].
func (e *Evaluator) lookup(v *ssa.Lookup) *value.Value {
	r := e.mapEntry(v)
	if r != nil && r.Kind == value.List && isList(v.Type()) {
		return e.listThen(v, r, v.Type(), e.Eval(v.X).ID)
	}
	return r
}

func (e *Evaluator) mapEntry(v *ssa.Lookup) *value.Value {
	m := e.Eval(v.X)
	if m.Kind == value.Rest {
		return m // the entry that is appended to
	}
	if m.Kind != value.Map {
		return e.entryOf(v, m)
	}
	put, since := e.lastPut(v, v.X, v.Index, e.indexID(v.Index))
	if put != nil {
		return put
	}
	val := e.entryOf(v, m)
	if since != "" && val != nil && val.Kind != value.Rest && !val.Grouped {
		return e.mayBe(val, since, e.NameOf(v), holeKind(v.Type()))
	}
	return val
}

// entryOf returns what the map m has under the key that v looks up.
func (e *Evaluator) entryOf(v *ssa.Lookup, m *value.Value) *value.Value {
	key := e.Eval(v.Index)
	if m.Kind == value.Map {
		if text, ok := key.Constant(); ok {
			switch found := entriesAt(m, text); len(found) {
			case 0:
			case 1:
				return found[0]
			default:
				return nil // which of them came last is not followed
			}
		}
	}
	if m.Grouped || e.IsSlot(v.Index) {
		return &value.Value{Kind: value.Sym, ID: e.local(v).ID, Name: e.NameOf(v), Grouped: true}
	}
	if m.Kind == value.Map && !m.Partial && len(m.Items) > 0 {
		id := key.Identity()
		if id == "" {
			return nil
		}
		under, vals := entries(m, key, id)
		if val := value.JoinUnder(under, vals); val != nil || m.ID == "" {
			return val
		}
		return e.elemAt(v, &value.Value{Kind: value.Sym, ID: m.ID, Name: m.Name}, id)
	}
	if id := m.Identity(); id != "" && key.Identity() != "" && len(id) < value.MaxID {
		first := e.pureOf(v, "at", m, key)
		if m.Kind != value.Sym || first == nil {
			return first
		}
		index := key.Identity()
		if text, ok := key.Constant(); ok {
			index = text
		}
		return e.elementThen(instruction(v), m, v.X.Type(), index, first)
	}
	return nil
}

// entriesAt returns the values of a map that may be those under a constant key.
func entriesAt(m *value.Value, key string) (found []*value.Value) {
	for _, it := range m.Items {
		if k, ok := it.Key.Constant(); !ok || k == key {
			found = append(found, it.Value)
		}
	}
	return found
}

// entries returns the values of a map, each under the condition that the key is
// its own, where that is known.
func entries(m, key *value.Value, id string) (under [][]value.Cond, vals []*value.Value) {
	vals = make([]*value.Value, len(m.Items))
	under = value.Edges("{"+id+"}", len(m.Items))
	for i, it := range m.Items {
		vals[i] = it.Value
		if is := value.Equal(key, it.Key); is != nil && !it.Repeat {
			if conds, ok := is.Conds(); ok {
				under[i] = conds
			}
		}
	}
	return under, vals
}

// found returns whether a map of which all is known has an entry.
func (e *Evaluator) found(v *ssa.Lookup) *value.Value {
	m, key := e.Eval(v.X), e.Eval(v.Index)
	if m.Kind != value.Map || m.Partial {
		return nil
	}
	any := value.Constant(false)
	for _, it := range m.Items {
		is := value.Equal(key, it.Key)
		if is == nil || it.Repeat {
			return nil
		}
		any = value.Or(any, is)
	}
	id := any.String()
	if len(id) > value.MaxID {
		return nil
	}
	return &value.Value{Kind: value.Sym, ID: id, Name: "ok", Hole: pattern.Bool}
}

// next evaluates the key or value that range yields over a map.
func (e *Evaluator) next(v *ssa.Extract, n *ssa.Next) *value.Value {
	r, ok := n.Iter.(*ssa.Range)
	if !ok || v.Index == 0 {
		return nil
	}
	m := e.Eval(r.X)
	if m.Grouped && v.Index == 2 {
		return &value.Value{Kind: value.Sym, ID: e.local(v).ID, Name: e.NameOf(v), Grouped: true}
	}
	if m.Kind == value.Map && len(m.Items) > 1 && !m.Partial && v.Index == 1 {
		keys := make([]value.Item, len(m.Items))
		for i, it := range m.Items {
			keys[i].Value = it.Key
		}
		return value.AnyOf(keys)
	}
	if m.Kind == value.Map && len(m.Items) == 1 && !m.Partial {
		key := m.Items[0].Key
		if v.Index == 1 {
			return e.settle(key, n, nil)
		}
		if m.Items[0].Value.Kind == value.List {
			return value.SettleEntry(m.Items[0], e.callID(n))
		}
		return e.settle(m.Items[0].Value, n, key)
	}
	return nil
}

// settle returns an element of a list or map as one round of the loop over it
// has it, the round that the value at tells. See [value.Value.Settle].
func (e *Evaluator) settle(v *value.Value, at ssa.Value, with *value.Value) *value.Value {
	if _, constant := at.(*ssa.Const); constant || v == nil {
		return v
	}
	return v.Settle(e.callID(at), with)
}
