package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// advancing reports whether every round of the loop with that head makes a new
// value of what a location held before, as a counter does.
func (e *Evaluator) advancing(head *ssa.BasicBlock, loc *location) bool {
	loop := e.loop(head)
	if loop == nil {
		return false
	}
	vs := e.versionsOf(head.Parent(), loc)
	for _, p := range head.Preds {
		if !loop[p] {
			continue
		}
		v := vs.before(p, len(p.Instrs))
		if v.in == nil || !loop[v.in.Block()] || e.writesTo(v.in, loc) != mustWrite || !e.advances(v.in, loc) {
			return false
		}
	}
	return true
}

// advances reports whether a write makes the value of a location of the one that
// it held before.
func (e *Evaluator) advances(in ssa.Instruction, loc *location) bool {
	switch in := in.(type) {
	case *ssa.Store:
		op, ok := in.Val.(*ssa.BinOp)
		return ok && (readsFrom(op.X, in.Addr) || readsFrom(op.Y, in.Addr))
	case ssa.CallInstruction:
		if fn := in.Common().StaticCallee(); fn != nil && object(fn) != nil {
			if addr, _, adds := atomicWrite(object(fn), in.Common().Args); addr != nil {
				return adds
			}
		}
		fn, args := e.only(in, e.effectOf(in))
		if fn == nil {
			return false
		}
		inner := e.inside(fn, in, args, loc)
		out := e.exitOf(fn, in, args, loc)
		return inner != nil && out.val != nil && out.val.Identity() != inner.id && value.Mentions(out.val, inner.id)
	}
	return false
}

// readsFrom reports whether a value is read from an address.
func readsFrom(v, addr ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		b, ok := load.X.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && (a.X == b.X || readsFrom(a.X, loadOf(b.X)))
	case *ssa.IndexAddr:
		b, ok := load.X.(*ssa.IndexAddr)
		return ok && a.X == b.X && a.Index == b.Index
	}
	return load.X == addr
}

// loadOf returns the address that a value is read from, nil if it is from none.
func loadOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		return load.X
	}
	return nil
}

// anotherEachRound is what a location holds in a round of a loop that makes it
// another one each round.
func (e *Evaluator) anotherEachRound(loc *location, head *ssa.BasicBlock) *value.Value {
	val := e.unsettledAt(loc, head, "b"+strconv.Itoa(head.Index))
	if val.Kind != value.Sym {
		return val
	}
	w := *val
	w.ID = value.Unaliased(val.ID)
	return &w
}

// joined returns what a location holds behind several branches that all must write
// it, nil if one of them may not, or a loop is among them.
func (e *Evaluator) joined(b *ssa.BasicBlock, loc *location) *value.Value {
	vs := e.versionsOf(b.Parent(), loc)
	var vals []*value.Value
	var add func(v version) bool
	add = func(v version) bool {
		switch {
		case len(vals) > value.MaxAlts || v.join != nil && e.loop(v.join) != nil:
			return false
		case v.join != nil:
			for _, p := range v.join.Preds {
				if !add(vs.before(p, len(p.Instrs))) {
					return false
				}
			}
			return true
		case v.in == nil || v.in == ssa.Instruction(loc.cell) || e.writesTo(v.in, loc) != mustWrite:
			return false
		}
		val := e.putBy(v.in, loc)
		vals = append(vals, val)
		return val != nil && val.Kind != value.Rest && val.Kind != value.Unknown
	}
	if !add(version{join: b}) || len(vals) > value.MaxAlts {
		return nil
	}
	n := e.number(b.Parent())
	return value.Join(value.Since(loc.id, value.Local(n, "b"+strconv.Itoa(b.Index))), vals)
}
