package flow

import (
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// sliced returns x[a:b] of a list, or of a symbol that is one.
func (e *Evaluator) sliced(v *ssa.Slice, x *value.Value) *value.Value {
	if v.Low == nil && v.High == nil {
		return x
	}
	part := e.partOfList(v, x)
	if part.Kind != value.List || part.Fixed() {
		return part
	}
	own := part.Rearranged()
	own.Loose = part.Loose
	bounds := []*value.Value{x, value.Literal("0"), value.Literal("")}
	for i, b := range []ssa.Value{v.Low, v.High} {
		if b != nil {
			bounds[i+1] = e.Eval(b)
		}
	}
	if r := e.pureOf(v, "slice", bounds...); r != nil {
		own.ID = r.ID
	}
	return own
}

func (e *Evaluator) partOfList(v *ssa.Slice, x *value.Value) *value.Value {
	n := -1
	if x.Kind == value.List && !x.Partial && !slices.ContainsFunc(x.Items, repeats) {
		n = len(x.Items)
	}
	low, high := e.bound(v, v.Low, 0, n), e.bound(v, v.High, n, n)
	if n >= 0 && 0 <= low && low <= high && high <= n {
		if low == 0 && high == n {
			return x
		}
		return value.NewListed(x.Items[low:high])
	}
	if index, ok := e.oneOf(v); ok {
		return e.onlyAt(v, x, index)
	}
	if x.Kind == value.Sym {
		return x.AsList()
	}
	if n < 0 && low >= 0 && (v.High == nil || high >= 0) {
		return ends(v, x, low, high)
	}
	return e.someOf(v, x)
}

func repeats(it value.Item) bool { return it.Repeat }

// ends returns the part of a list of unknown length between two bounds that are
// known, but for a high of -1, the end.
func ends(v *ssa.Slice, x *value.Value, low, high int) *value.Value {
	head := slices.IndexFunc(x.Items, repeats) // items whose places are known
	switch {
	case x.Partial:
		head = 0
	case head < 0:
		head = len(x.Items)
	}
	if v.High != nil && low <= high && high <= head {
		return value.NewList(x.Items[low:high])
	}
	out := *x
	out.Items = x.Items[min(low, head):]
	return &out
}

// bound returns the number that a bound of x[a:b] is, of a list of n elements, or
// -1. An absent bound is the number absent.
func (e *Evaluator) bound(v *ssa.Slice, b ssa.Value, absent, n int) int {
	if k, ok := constIndex(b, absent); ok {
		return k
	}
	if n < 0 {
		return -1
	}
	if e.isLen(b, v.X) {
		return n
	}
	if op, ok := b.(*ssa.BinOp); ok && op.Op == token.SUB && e.isLen(op.X, v.X) {
		if k, ok := constIndex(op.Y, 0); ok && k <= n {
			return n - k
		}
	}
	return -1
}

// oneOf returns the index of the one element that x[a:b] is; a nil index is that
// of the first. ok is false where there may be more.
func (e *Evaluator) oneOf(v *ssa.Slice) (index ssa.Value, ok bool) {
	low, lowKnown := constIndex(v.Low, 0)
	high, highKnown := constIndex(v.High, -1)
	switch {
	case lowKnown && highKnown:
		return v.Low, high == low+1
	case v.Low == nil:
		return nil, false
	case v.High == nil:
		op, is := v.Low.(*ssa.BinOp)
		return v.Low, is && op.Op == token.SUB && isOne(op.Y) && e.isLen(op.X, v.X)
	}
	if op, is := v.Low.(*ssa.BinOp); is && op.Op == token.SUB && isOne(op.Y) && e.equal(op.X, v.High) {
		return v.Low, true
	}
	return v.Low, e.atMostNext(v.Low, v.High, v.X)
}

// atMostNext reports whether high is at most low+1: it is that, or the smaller of
// it and the length of x.
func (e *Evaluator) atMostNext(low, high, x ssa.Value) bool {
	switch h := high.(type) {
	case *ssa.BinOp:
		return h.Op == token.ADD && (isOne(h.Y) && e.equal(h.X, low) || isOne(h.X) && e.equal(h.Y, low))
	case *ssa.Call:
		if b, ok := h.Call.Value.(*ssa.Builtin); ok && b.Name() == "min" {
			return slices.ContainsFunc(h.Call.Args, func(a ssa.Value) bool { return e.atMostNext(low, a, x) })
		}
	case *ssa.Phi:
		one := false
		for _, edge := range h.Edges {
			if e.isLen(edge, x) {
				continue
			}
			if _, again := edge.(*ssa.Phi); again || !e.atMostNext(low, edge, x) {
				return false
			}
			one = true
		}
		return one && clamps(h)
	}
	return false
}

// clamps reports whether the condition that leads to a join compares one of its
// edges: if end > len(x) { end = len(x) }.
func clamps(phi *ssa.Phi) bool {
	d := phi.Block().Idom()
	if d == nil {
		return false
	}
	branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	return ok && (slices.Contains(phi.Edges, cond.X) || slices.Contains(phi.Edges, cond.Y))
}

func isOne(v ssa.Value) bool {
	n, ok := constIndex(v, 0)
	return ok && n == 1
}

// equal reports whether two numbers of one function are one value.
func (e *Evaluator) equal(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	id := e.Eval(a).Identity()
	return id != "" && id == e.Eval(b).Identity()
}

// isLen reports whether v is the length of the list x.
func (e *Evaluator) isLen(v, x ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "len" {
		return false
	}
	arg := call.Call.Args[0]
	if arg == x {
		return true
	}
	l, ok := arg.(*ssa.UnOp)
	r, ok2 := x.(*ssa.UnOp)
	return ok && ok2 && l.Op == token.MUL && r.Op == token.MUL && l.X == r.X
}

// onlyAt returns the list of one element of x, that at the index.
func (e *Evaluator) onlyAt(v *ssa.Slice, x *value.Value, index ssa.Value) *value.Value {
	idx := "0"
	if index != nil {
		i := e.Eval(index)
		idx = i.Identity()
		if text, ok := i.Constant(); ok {
			idx = text
		}
	}
	var elem *value.Value
	if idx != "" {
		elem = e.elemAt(v, x, idx)
	}
	switch {
	case e.overwritten(v):
		elem = e.local(v)
	case elem == nil && len(x.Items) == 1:
		elem = x.Items[0].Value // one of many alike
	case elem == nil || elem.Kind == value.Unknown:
		elem = e.local(v)
	}
	if x.Kind == value.List && index != nil {
		elem = e.settle(elem, index, nil)
	}
	out := value.NewList([]value.Item{{Value: elem}})
	out.Grouped = x.Grouped
	return out
}

// overwritten reports whether elements of a part of a list are written through it.
func (e *Evaluator) overwritten(v *ssa.Slice) bool {
	u := &containerUses{e: e, seen: make(map[ssa.Value]bool)}
	u.visit(v)
	return len(u.writes) > 0 || slices.ContainsFunc(slices.Collect(maps.Keys(u.seen)), stored)
}

// stored reports whether something is stored into an element of a list, by its name.
func stored(list ssa.Value) bool {
	return slices.ContainsFunc(*list.Referrers(), func(ref ssa.Instruction) bool {
		at, ok := ref.(*ssa.IndexAddr)
		return ok && slices.ContainsFunc(*at.Referrers(), func(use ssa.Instruction) bool {
			s, ok := use.(*ssa.Store)
			return ok && s.Addr == ssa.Value(at)
		})
	})
}

// someOf returns a part of x of which it is not known where it begins or ends. Of
// elements of one kind it is any number of those; of others that are listed, any
// number of any of them; but where a hash tag is among them, parts that share a
// tag are what the program may be after.
func (e *Evaluator) someOf(v ssa.Value, x *value.Value) *value.Value {
	if !slices.ContainsFunc(x.Items, func(it value.Item) bool { return !it.Repeat }) {
		return x
	}
	any := value.AnyOf(x.Items)
	if any == nil {
		any = e.local(v).Element()
	}
	out := value.Repeated(any)
	out.Grouped, out.Partial = x.Grouped, x.Partial
	return out
}
