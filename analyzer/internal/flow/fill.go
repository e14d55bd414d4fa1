package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// filled returns the list r, which v is, as the functions leave it that it is
// given to: what they store into its elements, if it held nothing before, and
// else a list of which nothing is known, as it is not followed which of the
// elements were written over.
func (e *Evaluator) filled(v ssa.Value, r *value.Value) *value.Value {
	unknown := func() *value.Value {
		l := *e.unsettledItems(r, e.local(v))
		l.Grouped = r.Grouped
		return &l
	}
	if len(r.Items) > 0 && e.writtenElsewhere(v) {
		return unknown()
	}
	switch v.(type) {
	case *ssa.Call, *ssa.Phi:
		if len(r.Items) > 0 && rewritten(v) {
			return unknown()
		}
	}
	for _, ref := range uses(v) {
		if boxed, ok := ref.(*ssa.MakeInterface); ok && len(*boxed.Referrers()) == 1 {
			ref = (*boxed.Referrers())[0] // as sort.Slice is given it
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		fn, args := e.Callee(call.Common())
		n := slices.IndexFunc(args, func(a ssa.Value) bool { return holds(a, v) })
		if overwrites(call, v) && len(r.Items) > 0 {
			return unknown()
		}
		if rearranges(call, v) {
			r = r.Rearranged()
			continue
		}
		if fn != nil && n >= 0 && fn.Blocks == nil && len(r.Items) > 0 && e.editsList(fn) {
			return unknown()
		}
		if fn == nil || n < 0 || fn.Pkg != e.pkg || fn.Blocks == nil || n >= len(fn.Params) {
			continue
		}
		stored := e.fills(fn.Params[n])
		if len(stored) == 0 {
			continue
		}
		if len(r.Items) > 0 {
			return unknown()
		}
		b := e.binder(fn, call, args)
		var items []value.Item
		for _, it := range stored {
			if it.Value == nil || it.Value.Kind == value.Unknown {
				return unknown()
			}
			items = append(items, value.Item{Value: b.Bind(it.Value), Repeat: it.Repeat})
		}
		r = value.NewList(items).Rearranged()
	}
	return r
}

// editsList reports whether a function of another package assigns elements of a list
// that it is given.
func (e *Evaluator) editsList(fn *ssa.Function) bool {
	obj := object(fn)
	if obj == nil || e.facts == nil || obj.Pkg() == e.pkg.Pkg {
		return false
	}
	sum := e.facts.Summary(obj)
	return sum != nil && sum.Edits
}

// overwrites reports whether call is copy(v, ...) for a list that append or a
// join made. The elements of arrays and made slices are known by what is stored
// into them, copies included.
func overwrites(call *ssa.Call, v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Call, *ssa.Phi:
		b, ok := call.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "copy" && holds(call.Call.Args[0], v)
	}
	return false
}

// holds reports whether x is v, or read from a variable that v is stored in.
func holds(x, v ssa.Value) bool {
	load, ok := x.(*ssa.UnOp)
	if x == v || !ok {
		return x == v
	}
	cell, ok := load.X.(*ssa.Alloc)
	return ok && slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		s, ok := ref.(*ssa.Store)
		return ok && s.Addr == ssa.Value(cell) && s.Val == v
	})
}

// fills returns what a function stores into the elements of the slice that it is
// given as p, in terms of its parameters. An item without a value is not known:
// what a function makes of the elements themselves is not followed.
func (e *Evaluator) fills(p *ssa.Parameter) []value.Item {
	if items, ok := e.filling[p]; ok {
		return items
	}
	e.filling[p] = nil // for a function that calls itself
	var items []value.Item
	own := e.local(p).ID
	if sym := e.Eval(p); sym.Kind == value.Sym {
		own = sym.ID
	}
	for _, ref := range *p.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				s, ok := use.(*ssa.Store)
				if !ok || s.Addr != ssa.Value(ref) {
					continue
				}
				val := e.Eval(s.Val)
				if id := val.Identity(); id == "" || value.Contains(id, own) {
					val = nil
				}
				item := []value.Item{{Value: val}}
				if loop := e.cycle(s.Block(), p.Parent().Blocks[0]); loop != nil && val != nil {
					item = e.repeat(item, loop)
				}
				items = append(items, item...)
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == ssa.Value(p) {
				if l := e.Eval(ref.Call.Args[1]).AsList(); l != nil {
					items = append(items, l.Items...)
				}
			}
		}
	}
	e.filling[p] = items
	return items
}
