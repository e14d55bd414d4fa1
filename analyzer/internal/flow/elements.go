package flow

import (
	"go/constant"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// slice evaluates x[a:b].
func (e *Evaluator) slice(v *ssa.Slice) *value.Value {
	x := e.Eval(v.X)
	cut := cutOf(v)
	if isList(v.Type()) && cut.fixed && cut.high == 0 {
		return &value.Value{Kind: value.List} // emptied, whatever it held
	}
	switch x.Kind {
	case value.Rest:
		return x
	case value.List:
		return cut.list(x)
	case value.Text:
		if text, ok := x.Constant(); ok {
			if low, high, ok := cut.of(len(text)); ok {
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
			return x.AsList()
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

// A cut is what a slice expression keeps: from low to high, which is -1 for the
// end.
type cut struct {
	low, high int
	known     bool // both are
	fixed     bool // high is
}

func cutOf(v *ssa.Slice) (c cut) {
	var ok bool
	c.low, ok = constIndex(v.Low, 0)
	c.high, c.fixed = constIndex(v.High, -1)
	c.known = ok && c.fixed
	return c
}

// of returns the bounds of the cut in something of n elements, ok is false where
// they are not known or not inside.
func (c cut) of(n int) (low, high int, ok bool) {
	low, high = c.low, c.high
	if high < 0 {
		high = n
	}
	return low, high, c.known && low <= high && high <= n
}

// list returns the part of a known list.
func (c cut) list(x *value.Value) *value.Value {
	repeats := slices.ContainsFunc(x.Items, func(it value.Item) bool { return it.Repeat })
	if low, high, ok := c.of(len(x.Items)); ok && !repeats && !x.Partial {
		if low == 0 && high == len(x.Items) {
			return x
		}
		return value.NewList(x.Items[low:high])
	}
	if len(x.Items) == 1 && c.known && c.high == c.low+1 {
		return value.NewList([]value.Item{{Value: x.Items[0].Value}}) // one of many alike
	}
	return x
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
