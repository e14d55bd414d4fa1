package flow

import (
	"go/constant"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// slice evaluates x[a:b].
func (e *Evaluator) slice(v *ssa.Slice) *value.Value {
	x := e.Eval(v.X)
	if high, fixed := constIndex(v.High, -1); isList(v.Type()) && fixed && high == 0 {
		return &value.Value{Kind: value.List} // emptied, whatever it held
	}
	switch x.Kind {
	case value.Rest:
		return x
	case value.List:
		return e.sliced(v, x)
	case value.Text:
		if text, ok := x.Constant(); ok {
			low, ok := constIndex(v.Low, 0)
			high, ok2 := constIndex(v.High, len(text))
			if ok && ok2 && low <= high && high <= len(text) {
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
		if isList(v.Type()) {
			return e.sliced(v, x)
		}
	}
	if !isString(v.Type()) {
		return nil
	}
	vs := []*value.Value{x, value.Literal(""), value.Literal("")}
	for i, b := range []ssa.Value{v.Low, v.High} {
		if b != nil {
			vs[i+1] = e.Eval(b)
		}
	}
	return e.pureOf(v, "slice", vs...)
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
	return appended(l, t)
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
	out.Partial, out.Loose = out.Partial || r.Partial, true
	return out
}

// appended returns the list of the items of two. What one instruction appends is as
// long as a literal can be, and what many of them append is bounded: each copies what
// those before it made.
func appended(l, t *value.Value) *value.Value {
	items := append(l.Items[:len(l.Items):len(l.Items)], t.Items...)
	out := value.NewList(items)
	if len(l.Items) <= 1 || len(t.Items) > value.MaxItems {
		out = value.NewListed(items)
	}
	out.Partial, out.Loose = out.Partial || l.Partial || t.Partial, l.Loose || t.Loose
	if !out.Ordered() {
		if first, then := l.Identity(), t.Identity(); first != "" && then != "" && len(first)+len(then) < value.MaxID {
			out.ID = value.Op("append", first, then)
		}
	}
	return out
}
