package flow

import (
	"go/constant"
	"sort"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// slice evaluates x[a:b].
func (e *Evaluator) slice(v *ssa.Slice) *value.Value {
	x := e.Eval(v.X)
	low, lowOK := constIndex(v.Low, 0)
	high, highOK := constIndex(v.High, -1)
	if isList(v.Type()) && !isBytes(v.Type()) && high == 0 && highOK {
		return &value.Value{Kind: value.List} // emptied, whatever it held
	}
	switch x.Kind {
	case value.Rest:
		return x
	case value.Text:
		if text, ok := x.Constant(); ok && lowOK && highOK {
			if high < 0 {
				high = len(text)
			}
			if low <= high && high <= len(text) {
				return value.Literal(text[low:high])
			}
		}
		if v.Low == nil && v.High == nil {
			return x
		}
	case value.Sym:
		if v.Low == nil && v.High == nil {
			return x
		}
		if isList(v.Type()) && !isBytes(v.Type()) {
			l := x.AsList()
			return l
		}
	case value.List:
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
				return value.NewList(x.Items[low:high])
			}
		}
		if len(x.Items) == 1 && lowOK && highOK && high == low+1 {
			return value.NewList([]value.Item{{Value: x.Items[0].Value}}) // one of many alike
		}
		return x
	}
	if isString(v.Type()) {
		vs := []*value.Value{x, value.Literal(""), value.Literal("")}
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
func (e *Evaluator) makeSlice(v *ssa.MakeSlice) *value.Value { return e.indexed(v, v) }

// indexed evaluates an array or slice by the stores into its elements.
func (e *Evaluator) indexed(v ssa.Value, made ssa.Instruction) *value.Value {
	type slot struct {
		at int
		it value.Item
	}
	var slots []slot
	var loose []value.Item
	var whole *value.Value // of an array that is assigned
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
					if val.Kind == value.Rest {
						continue
					}
					if n, ok := constIndex(ref.Index, 0); ok {
						slots = append(slots, slot{n, value.Item{Value: val}})
						continue
					}
					items := []value.Item{{Value: val}}
					if loop := e.cycle(s.Block(), made.Block()); loop != nil {
						items = e.repeat(items, loop)
						rewritten = true
					}
					loose = append(loose, items...)
				}
			case *ssa.Store:
				if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && len(loose)+len(slots) < value.MaxItems {
					for _, use := range *cell.Referrers() { // a captured variable
						if load, ok := use.(*ssa.UnOp); ok && load.X == ssa.Value(cell) {
							visit(load)
						}
					}
				}
				if ref.Addr == v {
					whole = e.Eval(ref.Val)
				}
				if l := e.Eval(ref.Val).AsList(); l != nil && ref.Addr == v {
					for i, it := range l.Items { // *array = literal
						slots = append(slots, slot{i, it})
					}
				}
			case *ssa.Slice:
				if ref.X == v && len(loose)+len(slots) < value.MaxItems {
					visit(ref)
				}
			case *ssa.Call:
				if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == v {
					if l := e.Eval(ref.Call.Args[1]).AsList(); l != nil {
						loose = append(loose, l.Items...)
					}
				}
			}
		}
	}
	visit(v)
	if whole != nil && whole.Kind == value.Sym && len(slots) == 1 && len(loose) == 0 {
		return whole
	}
	if _, array := v.(*ssa.Alloc); array && rewritten {
		slots = nil // a loop over the elements gave each a new value
	}
	sort.SliceStable(slots, func(i, j int) bool { return slots[i].at < slots[j].at })
	items := make([]value.Item, 0, len(slots)+len(loose))
	for _, s := range slots {
		if s.at < len(items) || s.at >= value.MaxItems {
			return nil // written twice: which of them is read is not followed
		}
		for len(items) < s.at {
			items = append(items, value.Item{Value: &value.Value{}})
		}
		items = append(items, s.it)
	}
	out := value.NewList(append(items, loose...))
	// Where the loose ones went, and what they took the place of, is not known.
	out.Partial = out.Partial || len(items) > 0 && len(loose) > 0
	return out
}

// appendCall evaluates append(list, tail...).
func (e *Evaluator) appendCall(v *ssa.Call) *value.Value {
	args := v.Call.Args
	base := e.Eval(args[0])
	if isBytes(v.Type()) {
		if len(args) < 2 {
			return base
		}
		if base.Kind == value.List && len(base.Items) == 0 {
			base = value.Literal("")
		}
		tail := e.Eval(args[1])
		if tail.Kind == value.List {
			if tail = bytesOf(tail); tail == nil {
				return nil
			}
		}
		return e.concat(v, base, tail)
	}
	l := base.AsList()
	if l == nil {
		return nil
	}
	if len(args) < 2 {
		return l
	}
	t := e.Eval(args[1]).AsList()
	if t == nil {
		return nil
	}
	if len(l.Items) == 0 && !l.Partial {
		return t
	}
	out := value.NewList(append(l.Items[:len(l.Items):len(l.Items)], t.Items...))
	out.Partial = out.Partial || l.Partial || t.Partial
	return out
}

// bytesOf is the text of a list of constant bytes, nil if it is none.
func bytesOf(list *value.Value) *value.Value {
	var b []byte
	for _, it := range list.Items {
		text, ok := it.Value.Constant()
		n, err := strconv.ParseUint(text, 10, 8)
		if !ok || err != nil || it.Repeat {
			return nil
		}
		b = append(b, byte(n))
	}
	return value.Literal(string(b))
}

// uses returns the instructions that use v, also through variables in memory
// that hold it.
func uses(v ssa.Value) []ssa.Instruction {
	refs := v.Referrers()
	if refs == nil {
		return nil
	}
	out := *refs
	for _, ref := range *refs {
		s, ok := ref.(*ssa.Store)
		if !ok || s.Val != v {
			continue
		}
		cell, ok := s.Addr.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, use := range *cell.Referrers() {
			if load, ok := use.(*ssa.UnOp); ok && load.X == ssa.Value(cell) {
				out = append(out[:len(out):len(out)], *load.Referrers()...)
			}
		}
	}
	return out
}

// patched returns the list r, which v was evaluated to, with what is stored into
// its elements afterwards. Arrays and made slices have it from the start.
func (e *Evaluator) patched(v ssa.Value, r *value.Value) *value.Value {
	switch v.(type) {
	case *ssa.Call, *ssa.Phi:
	default:
		return r
	}
	var stored []value.Item
	all := false
	for _, ref := range uses(v) {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *at.Referrers() {
			s, ok := use.(*ssa.Store)
			if !ok || s.Addr != ssa.Value(at) {
				continue
			}
			items := []value.Item{{Value: e.Eval(s.Val)}}
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
		return value.NewList(stored)
	}
	out := value.NewList(append(r.Items[:len(r.Items):len(r.Items)], stored...))
	out.Partial = out.Partial || r.Partial
	return out
}
