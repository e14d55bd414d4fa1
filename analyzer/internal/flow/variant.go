package flow

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// pureOfEach is a function without effects of a list that branches made differently:
// of each of the lists, under the conditions of its branch. It is nil for other
// arguments.
func (e *Evaluator) pureOfEach(v *ssa.Call, op string, args []ssa.Value, vs []*value.Value, t types.Type) *value.Value {
	if len(args) == 0 || vs[0].Kind != value.List || vs[0].Fixed() || vs[0] != e.Eval(args[0]) {
		return nil
	}
	of := e.variants(args[0], 0)
	if len(of) < 2 {
		return nil
	}
	vals := make([]*value.Value, len(of))
	under := make([][]value.Cond, len(of))
	for i, x := range of {
		if len(x.list.Items) == 0 {
			return nil
		}
		under[i] = x.conds
		if vals[i] = e.pureValue(v, op, append([]*value.Value{x.list}, vs[1:]...), t); vals[i] == nil {
			return nil
		}
	}
	return value.JoinUnder(under, vals)
}

// A variant is what a list is on one of several branches.
type variant struct {
	list  *value.Value
	conds []value.Cond
}

// variants returns the lists that branches make of x, and what is appended behind
// them; nil where a loop makes it, or they are too many.
func (e *Evaluator) variants(x ssa.Value, depth int) (out []variant) {
	if depth > value.MaxAlts {
		return nil
	}
	switch x := x.(type) {
	case *ssa.Phi:
		if e.loop(x.Block()) != nil {
			return nil
		}
		at := e.joinID(x.Block())
		for i, edge := range x.Edges {
			conds, ok := e.edge(x.Block(), i, at)
			if !ok {
				continue
			}
			of := e.variants(edge, depth+1)
			if of == nil {
				return nil
			}
			for _, v := range of {
				both := value.Literal("").Under(conds...).Under(v.conds...)
				if both.Kind == value.Unknown {
					continue
				}
				out = append(out, variant{v.list, both.Alts[0].Conds})
			}
		}
	case *ssa.Call:
		b, ok := x.Call.Value.(*ssa.Builtin)
		if !ok || b.Name() != "append" || len(x.Call.Args) != 2 {
			return e.onlyVariant(x)
		}
		tail := e.Eval(x.Call.Args[1]).AsList()
		of := e.variants(x.Call.Args[0], depth+1)
		if tail == nil || of == nil {
			return nil
		}
		for _, v := range of {
			out = append(out, variant{appended(v.list, tail), v.conds})
		}
	default:
		return e.onlyVariant(x)
	}
	if len(out) > value.MaxAlts {
		return nil
	}
	return out
}

func (e *Evaluator) onlyVariant(x ssa.Value) []variant {
	if l := e.Eval(x).AsList(); l != nil && l.Kind == value.List {
		return []variant{{list: l}}
	}
	return nil
}

// printed returns the value x as it is when it is printed at once, if v makes an
// operand of it and that is what v is for.
func (e *Evaluator) printed(v *ssa.MakeInterface) *value.Value {
	x := e.Eval(v.X)
	switch v.X.Type().Underlying().(type) {
	case *types.Slice, *types.Map:
	default:
		return x
	}
	if call := readingCall(v); call != nil {
		return e.content(call, v.X, v.X.Type(), x)
	}
	return x
}

// readingCall returns the one call that is given an operand and only reads it, nil if
// there is no such.
func readingCall(v *ssa.MakeInterface) *ssa.Call {
	refs := *v.Referrers()
	if len(refs) != 1 {
		return nil
	}
	s, ok := refs[0].(*ssa.Store)
	if !ok {
		return nil
	}
	at, ok := s.Addr.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	for _, ref := range *at.X.Referrers() {
		if whole, ok := ref.(*ssa.Slice); ok && len(*whole.Referrers()) == 1 {
			call, ok := (*whole.Referrers())[0].(*ssa.Call)
			if fn := staticCallee(call, ok); fn != nil && object(fn) != nil && isPure(object(fn)) {
				return call
			}
		}
	}
	return nil
}

func staticCallee(call *ssa.Call, ok bool) *ssa.Function {
	if !ok {
		return nil
	}
	return call.Call.StaticCallee()
}

// listThen returns the list val of type t, which is read from memory where it has the
// identity id, as the instruction at finds it: its elements may have been written.
func (e *Evaluator) listThen(at ssa.Instruction, val *value.Value, t types.Type, id string) *value.Value {
	if at == nil || val == nil || val.Kind != value.List || len(val.Items) == 0 || !isList(t) || id == "" || len(id) > value.MaxID {
		return val
	}
	loc := e.elementAt(&value.Value{ID: id}, t, "*")
	if loc.id = id; !e.changes(at, loc) {
		return val
	}
	if held := e.stateAt(at, loc, func() *value.Value { return val }); held.Kind == value.Sym {
		return e.unsettledItems(val, &value.Value{Kind: value.Sym, ID: held.ID, Name: id[strings.LastIndexByte(id, '.')+1:], Grouped: val.Grouped})
	}
	return val
}

// unsettledItems returns the list now, which was val before something may have written its
// elements: where the items of val say which element is where, each may be what it was.
func (e *Evaluator) unsettledItems(val, now *value.Value) *value.Value {
	out := now.AsList()
	if !val.Fixed() || len(val.Items) > value.MaxAlts || len(now.ID) > value.MaxID {
		return out
	}
	items := make([]value.Item, len(val.Items))
	for i, it := range val.Items {
		own := now.Index(strconv.Itoa(i))
		items[i].Value = e.mayBe(it.Value, value.Unaliased(own.ID), own.Name, it.Value.Hole)
	}
	out.Items = append(items, out.Items...)
	return out
}

// writtenElsewhere reports whether the elements of the list v, which the function made,
// may be written by a name that it has where it is kept: in a field or a map.
func (e *Evaluator) writtenElsewhere(v ssa.Value) bool {
	in, ok := v.(ssa.Instruction)
	if !ok || !isList(v.Type()) {
		return false
	}
	kept := slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			_, field := ref.Addr.(*ssa.FieldAddr)
			return ref.Val == v && field
		case *ssa.MapUpdate:
			return ref.Value == v
		}
		return false
	})
	if !kept {
		return false
	}
	places := []place{e.elementPlace(v.Type())}
	return e.touches(in.Parent(), places) && slices.ContainsFunc(e.writerOf(in.Parent()).all, func(w ssa.Instruction) bool {
		eff := e.effectOf(w)
		_, call := w.(ssa.CallInstruction)
		return (!call || len(eff.fns) > 0) && (eff.fresh == nil || e.shared(eff.fresh) && !fills(w, eff.fresh)) && e.writes(eff, places)
	})
}

// overwritesRest reports whether what is appended to a part of a list takes the place of
// what is behind it; list = append(list[:0], ...) begins anew.
func overwritesRest(part *ssa.Slice) bool {
	if part == nil || part.High == nil {
		return false
	}
	high, fixed := constIndex(part.High, -1)
	return !fixed || high != 0
}

// rewritten reports whether a part of the list v is written over: its elements, or what
// is behind the part, by append.
func rewritten(v ssa.Value) bool {
	return slices.ContainsFunc(uses(v), func(ref ssa.Instruction) bool {
		part, ok := ref.(*ssa.Slice)
		if !ok || part.X != v {
			return false
		}
		return slices.ContainsFunc(*part.Referrers(), func(use ssa.Instruction) bool {
			switch use := use.(type) {
			case *ssa.IndexAddr:
				return slices.ContainsFunc(*use.Referrers(), func(in ssa.Instruction) bool { s, ok := in.(*ssa.Store); return ok && s.Addr == ssa.Value(use) })
			case *ssa.Call:
				b, ok := use.Call.Value.(*ssa.Builtin)
				if !ok || use.Call.Args[0] != ssa.Value(part) {
					return false
				}
				return b.Name() == "copy" || b.Name() == "append" && overwritesRest(part)
			}
			return false
		})
	})
}
