package flow

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// overwritten returns the element of a list or map of which the function knows how it
// was made, where something may have written it since an element was first read:
// first is what it was then, and key its index or key in x. It returns nil where
// nothing did, and first still holds.
//
// A list is what all stores put there, whenever they did. So only a write that may
// come between two reads matters.
func (e *Evaluator) overwritten(at, x, index ssa.Value, key string, first *value.Value) *value.Value {
	in := instruction(at)
	if in == nil || first == nil || first.Kind == value.Rest || first.Grouped || !e.steady(index, in) {
		return nil
	}
	c := e.containerOf(x, in.Parent())
	if len(c.late) == 0 && (first.Kind != value.Sym || c.made == nil) {
		return nil
	}
	late, part := false, shifted(x)
	ws, zero := e.reaching(at, in.Parent(), func(in ssa.Instruction) (ssa.Value, bool) {
		if in == c.made {
			return nil, true
		}
		to, by, val := elementWrite(in)
		if to != nil && c.made != nil && container(to) == c.made {
			of, k := constantIndex(to, e.indexID(by))
			switch {
			case part || shifted(of):
			case k == key:
				late = late || slices.Contains(c.late, in)
				return val, true
			case fixedIndex(k) && fixedIndex(key):
				return nil, false
			}
		}
		late = late || slices.Contains(c.late, in)
		return nil, slices.Contains(c.writes, in)
	})
	if !late && first.Kind != value.Sym {
		return nil
	}
	if len(ws) == 1 && !zero {
		if val := e.Eval(ws[0].val); val.Kind != value.Rest && val.Kind != value.Unknown {
			return val
		}
	}
	if !late {
		return nil
	}
	// It may be what it was, or anything else.
	return e.mayBe(first, e.local(at).ID, holeKind(at.Type()))
}

func (e *Evaluator) indexID(index ssa.Value) string {
	v := e.Eval(index)
	if text, ok := v.Constant(); ok {
		return text
	}
	return v.Identity()
}

// steady reports whether an index is the same in all rounds of the loops around an
// instruction.
func (e *Evaluator) steady(index ssa.Value, in ssa.Instruction) bool {
	switch x := index.(type) {
	case *ssa.Const, *ssa.Parameter:
		return true
	case ssa.Instruction:
		return e.cycle(x.Block(), in.Parent().Blocks[0]) == nil
	}
	return false
}

// A contained is a list or map in a function.
type contained struct {
	made   ssa.Instruction   // what makes it, nil if it may have other names
	writes []ssa.Instruction // what may write an element
	late   []ssa.Instruction // those that may come after a read
}

// containerOf returns what a function does to the list or map x.
func (e *Evaluator) containerOf(x ssa.Value, fn *ssa.Function) *contained {
	key := any(x)
	made := container(x)
	if made != nil {
		key = made
	}
	if c := e.containers[key]; c != nil {
		return c
	}
	c := &contained{made: made}
	e.containers[key] = c
	u := &containerUses{e: e, seen: make(map[ssa.Value]bool), open: made == nil}
	if made != nil {
		u.visit(made.(ssa.Value))
	} else {
		u.reads = readsLike(fn, x)
	}
	c.writes = u.writes
	for _, in := range e.writing(fn, &location{places: []place{e.elementPlace(x.Type()), {elem: "[]?"}}}) {
		to, _, _ := elementWrite(in)
		if of := container(to); of != made && (!u.open || of != nil && (made != nil || !e.known(of))) {
			continue // it writes into another one
		}
		c.writes = append(c.writes, in)
	}
	for _, w := range c.writes {
		if slices.ContainsFunc(u.reads, func(r ssa.Instruction) bool { return e.precedes(r, w) }) {
			c.late = append(c.late, w)
		}
	}
	return c
}

// known reports whether a list or map that a function makes may get another name.
func (e *Evaluator) known(made ssa.Instruction) bool {
	u := &containerUses{e: e, seen: make(map[ssa.Value]bool)}
	u.visit(made.(ssa.Value))
	return u.open
}

// precedes reports whether w may run after r.
func (e *Evaluator) precedes(r, w ssa.Instruction) bool {
	if r.Block() == w.Block() && e.position(r) < e.position(w) {
		return true
	}
	return reach(r.Block(), nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[w.Block()]
}

// containerUses collects how a list or map that a function made is used there.
type containerUses struct {
	e             *Evaluator
	seen          map[ssa.Value]bool
	reads, writes []ssa.Instruction
	open          bool // others may know it
}

func (u *containerUses) visit(v ssa.Value) {
	if u.seen[v] {
		return
	}
	u.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			u.visit(ref)
		case *ssa.ChangeType:
			u.visit(ref)
		case *ssa.MakeInterface:
			u.visit(ref)
		case *ssa.IndexAddr:
			u.address(ref)
		case *ssa.Lookup:
			u.reads = append(u.reads, ref)
		case ssa.CallInstruction:
			u.call(ref, v)
		case *ssa.Range, *ssa.MapUpdate, *ssa.DebugRef, *ssa.Return, *ssa.UnOp:
			if m, ok := ref.(*ssa.MapUpdate); ok && m.Map != v {
				u.open = true
			}
		case *ssa.Store:
			u.open = u.open || ref.Val == v
		default:
			u.open = true
		}
	}
}

func (u *containerUses) address(a *ssa.IndexAddr) {
	for _, use := range *a.Referrers() {
		switch use := use.(type) {
		case *ssa.UnOp:
			u.reads = append(u.reads, use)
		case *ssa.Store:
			u.open = u.open || use.Val == ssa.Value(a)
		case *ssa.DebugRef:
		default:
			u.writes, u.open = append(u.writes, use), true
		}
	}
}

func (u *containerUses) call(call ssa.CallInstruction, v ssa.Value) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "copy", "delete", "clear":
			if common.Args[0] == v {
				u.writes = append(u.writes, call)
			}
		case "append":
			if result, ok := call.(ssa.Value); ok && common.Args[0] == v {
				u.visit(result)
			}
		}
		return
	}
	obj := u.e.foreignCallee(common)
	if obj != nil && (isPure(obj) || onlyReads(obj) || libraries.Owns(obj.Pkg().Path())) {
		return
	}
	u.open = true
	if obj != nil {
		u.writes = append(u.writes, call)
	}
}

// readsLike returns the reads of elements of lists or maps of the type of x that may
// have other names.
func readsLike(fn *ssa.Function, x ssa.Value) (out []ssa.Instruction) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Lookup:
				if in.X.Type() == x.Type() && container(in.X) == nil {
					out = append(out, in)
				}
			case *ssa.UnOp:
				if a, ok := in.X.(*ssa.IndexAddr); ok && a.X.Type() == x.Type() && container(a.X) == nil {
					out = append(out, in)
				}
			}
		}
	}
	return out
}

// container returns what makes the list or map x, nil if it may have other names.
func container(x ssa.Value) ssa.Instruction {
	for range 8 {
		switch v := x.(type) {
		case *ssa.MakeMap, *ssa.MakeSlice, *ssa.Alloc:
			return v.(ssa.Instruction)
		case *ssa.Slice:
			x = v.X
		case *ssa.ChangeType:
			x = v.X
		case *ssa.Call:
			b, ok := v.Call.Value.(*ssa.Builtin)
			if !ok || b.Name() != "append" {
				return nil
			}
			if c, nothing := v.Call.Args[0].(*ssa.Const); nothing && c.IsNil() {
				return v
			}
			x = v.Call.Args[0]
		default:
			return nil
		}
	}
	return nil
}

// shifted reports whether the first element of x is not the first of what it is a
// part of.
func shifted(x ssa.Value) bool {
	s, ok := x.(*ssa.Slice)
	return ok && (s.Low != nil || shifted(s.X))
}

// storedLater returns the list that a captured variable holds with what is stored into
// its elements by way of the variable.
func (e *Evaluator) storedLater(cell ssa.Value, list *value.Value) *value.Value {
	if list.Kind != value.List || len(list.Items) == 0 {
		return list
	}
	var stored []value.Item
	for _, ref := range *cell.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, use := range *load.Referrers() {
			if call, ok := use.(*ssa.Call); ok {
				stored = append(stored, e.putInto(call, load)...)
				continue
			}
			at, ok := use.(*ssa.IndexAddr)
			if !ok {
				continue
			}
			for _, to := range *at.Referrers() {
				if s, ok := to.(*ssa.Store); ok && s.Addr == ssa.Value(at) {
					items := []value.Item{{Value: e.Eval(s.Val)}}
					if val := items[0].Value; val.Kind == value.Rest || val.Kind == value.Unknown {
						items[0].Value = e.local(at)
					}
					if loop := e.cycle(s.Block(), s.Parent().Blocks[0]); loop != nil {
						items = e.repeat(items, loop)
					}
					stored = append(stored, items...)
				}
			}
		}
	}
	if len(stored) == 0 {
		return list
	}
	out := value.NewList(append(list.Items[:len(list.Items):len(list.Items)], stored...))
	out.Partial = out.Partial || list.Partial
	return out
}

// putInto returns what a call puts into the list that it is given: what copy does, and
// something that is not known where a function writes elements.
func (e *Evaluator) putInto(call *ssa.Call, list ssa.Value) []value.Item {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() != "copy" || call.Call.Args[0] != list {
			return nil
		}
		if l := e.Eval(call.Call.Args[1]).AsList(); l != nil && !l.Partial {
			return l.Items
		}
		return []value.Item{{Value: e.local(call)}}
	}
	e.effects()
	eff := e.effectOf(call)
	if eff == nil || e.foreignCallee(call.Common()) != nil || !e.writes(eff, []place{e.elementPlace(list.Type())}) {
		return nil
	}
	return []value.Item{{Value: e.local(call)}}
}

// passedEntry returns the entry of a map that a function made and passes to a call, nil
// if it is not known what the function put there. It may be another one where something
// else than that one assignment may have written it before the call.
func (e *Evaluator) passedEntry(call ssa.Instruction, arg ssa.Value, m *value.Value, index string) *value.Value {
	c := e.containerOf(arg, call.Parent())
	if c.made == nil || m.Partial || !fixedIndex(index) {
		return nil
	}
	var put *ssa.MapUpdate
	settled := true
	for _, w := range c.writes {
		if !e.precedes(w, call) {
			continue
		}
		u, ok := w.(*ssa.MapUpdate)
		if ok && container(u.Map) == c.made {
			k := e.indexID(u.Key)
			if k == index && put == nil {
				put = u
				continue
			}
			ok = k != index && fixedIndex(k)
		}
		settled = settled && ok
	}
	if put == nil || put.Block() != c.made.Block() {
		return nil
	}
	val := e.Eval(put.Value)
	if settled {
		return val
	}
	return e.mayBe(val, value.Op("passed", e.local(c.made.(ssa.Value)).ID, strconv.Quote(index), value.Local(e.number(call.Parent()), e.nameOfWrite(call))), holeKind(put.Value.Type()))
}

// mayBe returns what may be the value first or anything else, with an identity of its
// own.
func (e *Evaluator) mayBe(first *value.Value, own string, hole pattern.Kind) *value.Value {
	id := value.MayHoldTag(own)
	if alias := first.Identity(); alias != "" && len(alias) < value.MaxID {
		id = value.Maybe(alias, id)
	}
	return &value.Value{Kind: value.Sym, ID: id, Name: first.Name, Hole: hole}
}

// elementWrite returns the list or map that an instruction writes one element of,
// with its index and value: no value if it deletes the element.
func elementWrite(in ssa.Instruction) (to, index, val ssa.Value) {
	switch in := in.(type) {
	case *ssa.MapUpdate:
		return in.Map, in.Key, in.Value
	case *ssa.Store:
		if a, ok := in.Addr.(*ssa.IndexAddr); ok {
			return a.X, a.Index, in.Val
		}
	case *ssa.Call:
		if b, ok := in.Call.Value.(*ssa.Builtin); ok && b.Name() == "delete" {
			return in.Call.Args[0], in.Call.Args[1], nil
		}
	}
	return nil, nil, nil
}

// foreignCallee returns the function of another package that a call names, nil if it
// names none.
func (e *Evaluator) foreignCallee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		if c.Method.Pkg() == e.pkg.Pkg {
			return nil
		}
		return c.Method
	}
	fn := c.StaticCallee()
	if fn == nil || e.declared(fn) != nil {
		return nil
	}
	obj := object(fn)
	if obj == nil || obj.Pkg() == nil {
		return nil
	}
	return obj
}
