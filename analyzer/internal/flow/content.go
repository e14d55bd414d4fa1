package flow

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// sequenced returns the list r, which v is, with an identity for what it holds as a
// whole, where its items do not say that. Two values that list the same may hold it
// in another order, or more often; two reads of one variable may give one list.
func (e *Evaluator) sequenced(v ssa.Value, r *value.Value) *value.Value {
	if r.Ordered() {
		return r
	}
	own := r.ID
	if own == "" {
		own = e.local(v).ID
	}
	if len(r.Items) > 0 && !slices.ContainsFunc(r.Items, func(it value.Item) bool { _, ok := it.Value.Constant(); return !ok }) {
		if value.MayPrintTag(own) {
			return r
		}
		return r.InSequence(value.Op(value.MayPrint("list"), own)) // any text that the constants make
	}
	if r.ID != "" {
		return r
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return r.InSequence(own)
	case *ssa.Call:
		if _, builtin := v.Call.Value.(*ssa.Builtin); builtin {
			return r.InSequence(own)
		}
	}
	if alias := r.LooseIdentity(); alias != "" && len(alias)+len(own) < value.MaxID {
		own = value.Maybe(alias, own)
	}
	return r.InSequence(own)
}

// contents returns the arguments of a call that reads all that a list or a map
// holds, as it finds them.
func (e *Evaluator) contents(call *ssa.Call, args []ssa.Value) []*value.Value {
	out := e.evalAll(args)
	for i, a := range args {
		out[i] = e.content(call, a, a.Type(), out[i])
	}
	return out
}

// content returns the value x of type t, which is read as a whole, as the
// instruction at finds it. x is nil where it is part of an argument.
func (e *Evaluator) content(at ssa.Instruction, x ssa.Value, t types.Type, val *value.Value) *value.Value {
	if at == nil || val == nil || val.Kind == value.Rest {
		return val
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		if isBytes(t) {
			if x == nil {
				return val
			}
			return e.bytesAt(at, x, val)
		}
	case *types.Map:
	default:
		return val
	}
	switch val.Kind {
	case value.Sym, value.List, value.Map:
	default:
		return val
	}
	id := val.Identity()
	object, name, made := id, val.Name, ssa.Value(nil)
	if x != nil {
		name, made = e.NameOf(x), fresh(x)
		if own := e.owner(x); own != "" {
			object = own
		}
	}
	if object == "" || len(object) > value.MaxID {
		return val
	}
	loc := e.elementAt(&value.Value{ID: object, Name: name}, t, "*")
	loc.id = object
	if made != nil {
		if by := e.order(at, x); by != "" {
			return &value.Value{Kind: value.Sym, ID: value.Maybe(object, value.Op(value.MayPrint("content"), object, by)), Name: name, Grouped: val.Grouped}
		}
		if e.settledBefore(at, made, loc) {
			return val
		}
	} else if !e.changes(at, loc) || e.untouched(at, x, loc) {
		return val
	}
	held := e.stateAt(at, loc, func() *value.Value { return val })
	if held == val || held.Kind == value.Rest {
		return val
	}
	own := held.Identity()
	if id != "" && id != object {
		own = value.Maybe(id, value.Op("content", value.Unaliased(own)))
	}
	return &value.Value{Kind: value.Sym, ID: own, Name: name, Grouped: val.Grouped}
}

// owner returns the identity of a list or map that the function made itself: it may
// hold what another one holds. It is "" for others.
func (e *Evaluator) owner(x ssa.Value) string {
	if made := fresh(x); made != nil {
		return e.local(made).ID
	}
	if call, ok := x.(*ssa.Call); ok && (calls(call, "slices.Clone") || calls(call, "maps.Clone")) {
		return e.local(call).ID
	}
	return ""
}

// untouched reports whether nothing may have written what a call returned since.
func (e *Evaluator) untouched(at ssa.Instruction, x ssa.Value, loc *location) bool {
	switch x.(type) {
	case *ssa.Call, *ssa.Extract:
	default:
		return false
	}
	born := x.(ssa.Instruction)
	if born.Parent() != at.Parent() {
		return false
	}
	earlier := reach(at.Block(), born.Block(), func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds })
	return !slices.ContainsFunc(e.writing(at.Parent(), loc), func(in ssa.Instruction) bool {
		return e.between(born, in, at, earlier) && e.writesTo(in, loc) != noWrite
	})
}

// between reports whether an instruction may run after the one that makes a value and
// before the one that reads it. earlier are the blocks that lead to that without making
// the value anew.
func (e *Evaluator) between(born, in, at ssa.Instruction, earlier map[*ssa.BasicBlock]bool) bool {
	b := in.Block()
	if b == born.Block() && e.position(in) <= e.position(born) || in == at {
		return false
	}
	if b == at.Block() {
		return e.position(in) < e.position(at) || earlier[b]
	}
	return b == born.Block() || earlier[b]
}

// settledBefore reports whether all that is ever stored into a list or map that the
// function made is there when the instruction at reads it, and nothing else may have
// written it by then.
func (e *Evaluator) settledBefore(at ssa.Instruction, made ssa.Value, loc *location) bool {
	writers, kept := writersOf(made)
	if kept {
		writers = append(writers, e.writing(at.Parent(), loc)...)
	}
	if len(writers) == 0 {
		return true
	}
	born := made.(ssa.Instruction)
	later := reach(at.Block(), born.Block(), func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
	earlier := reach(at.Block(), born.Block(), func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds })
	return !slices.ContainsFunc(writers, func(in ssa.Instruction) bool {
		switch in.(type) {
		case *ssa.Store, *ssa.MapUpdate:
			return (later[in.Block()] || in.Block() == at.Block() && e.position(in) > e.position(at)) && e.writesTo(in, loc) != noWrite
		}
		return e.between(born, in, at, earlier) && e.writesTo(in, loc) != noWrite
	})
}

// writersOf returns the instructions that write a list or map that a function made, or
// are calls that are given it. kept says that it is stored where others find it.
func writersOf(made ssa.Value) (out []ssa.Instruction, kept bool) {
	work, seen := []ssa.Value{made}, map[ssa.Value]bool{made: true}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Slice, *ssa.Phi, *ssa.ChangeType, *ssa.MakeInterface, *ssa.IndexAddr:
				if w := ref.(ssa.Value); !seen[w] {
					seen[w] = true
					work = append(work, w)
				}
			case *ssa.Store:
				if ref.Addr == v {
					out = append(out, ref)
				} else {
					kept = true
				}
			case *ssa.MapUpdate:
				if ref.Map == v {
					out = append(out, ref)
				} else {
					kept = true
				}
			case *ssa.MakeClosure, *ssa.Send:
				kept = true
			case ssa.CallInstruction:
				out = append(out, ref)
			}
		}
	}
	return out, kept
}

// rearranges reports whether a call gives the elements of the list v another order.
func rearranges(call *ssa.Call, v ssa.Value) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || object(fn) == nil || object(fn).Pkg() == nil || len(call.Call.Args) == 0 {
		return false
	}
	if !holds(listGiven(call.Call.Args[0]), v) {
		return false
	}
	switch name := object(fn).Name(); object(fn).Pkg().Path() {
	case "slices", "golang.org/x/exp/slices":
		return name == "Reverse" || name == "Sort" || name == "SortFunc" || name == "SortStableFunc"
	case "sort":
		return slices.Contains([]string{"Strings", "Ints", "Float64s", "Slice", "SliceStable", "Sort", "Stable"}, name)
	}
	return false
}

// listGiven returns the list that an argument is under another type.
func listGiven(arg ssa.Value) ssa.Value {
	if boxed, ok := arg.(*ssa.MakeInterface); ok {
		arg = boxed.X
	}
	for c, ok := arg.(*ssa.ChangeType); ok; c, ok = arg.(*ssa.ChangeType) {
		arg = c.X
	}
	return arg
}

// order names what rearranged the list x, which the function made, before the
// instruction at; "" for nothing.
func (e *Evaluator) order(at ssa.Instruction, x ssa.Value) string {
	some := slices.ContainsFunc(uses(x), func(ref ssa.Instruction) bool {
		if boxed, ok := ref.(*ssa.MakeInterface); ok && len(*boxed.Referrers()) == 1 {
			ref = (*boxed.Referrers())[0]
		}
		call, ok := ref.(*ssa.Call)
		return ok && rearranges(call, x)
	})
	read, ok := at.(ssa.Value)
	if !some || !ok {
		return ""
	}
	var by []string
	e.reaching(read, at.Parent(), func(in ssa.Instruction) (ssa.Value, bool) {
		call, ok := in.(*ssa.Call)
		if !ok || !rearranges(call, x) {
			return nil, false
		}
		e.callID(call)
		by = append(by, value.Local(e.number(call.Parent()), call.Name()))
		return nil, true
	})
	slices.Sort(by)
	return strings.Join(slices.Compact(by), ",")
}

// constantIndex returns the index of an element of the list that x is a part of, and
// that list, for an index that is constant.
func constantIndex(x ssa.Value, index string) (ssa.Value, string) {
	for {
		s, ok := x.(*ssa.Slice)
		if !ok {
			return x, index
		}
		n, err := strconv.Atoi(index)
		low, fixed := constIndex(s.Low, 0)
		if err != nil || !fixed {
			return x, index
		}
		if _, array := s.X.Type().Underlying().(*types.Slice); !array {
			return x, index
		}
		x, index = s.X, strconv.Itoa(low+n)
	}
}
