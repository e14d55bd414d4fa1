package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// An iterator has the value of the list of what it yields.

// collected evaluates slices.Collect and its like.
func (e *Evaluator) collected(v *ssa.Call, args []ssa.Value) *value.Value {
	return e.yielded(args[0])
}

// yielded returns what the iterator seq yields as a list, nil if that is not known.
func (e *Evaluator) yielded(seq ssa.Value) *value.Value {
	seq = Source(seq)
	if made, ok := seq.(*ssa.Call); ok {
		fn, args := e.Callee(made.Common())
		if fn == nil || fn.Blocks == nil || fn.Pkg != e.pkg {
			return e.asList(seq)
		}
		body := madeLiteral(fn)
		if body == nil {
			return e.asList(seq)
		}
		items := e.yields(body)
		if items == nil {
			return nil
		}
		return e.binder(fn, made, args).Bind(value.NewList(items))
	}
	if body := Function(e.Eval(seq)); body != nil && body.Blocks != nil {
		if items := e.yields(body); items != nil {
			return value.NewList(items)
		}
		return nil
	}
	return e.asList(seq)
}

func (e *Evaluator) asList(v ssa.Value) *value.Value {
	if l := e.Eval(v).AsList(); l != nil {
		return l
	}
	return nil
}

// madeLiteral returns the function literal that a function returns, nil if it returns
// something else.
func madeLiteral(fn *ssa.Function) *ssa.Function {
	var body *ssa.Function
	for _, v := range resultsOf(fn) {
		mc, ok := Source(v).(*ssa.MakeClosure)
		if !ok || body != nil {
			return nil
		}
		body = mc.Fn.(*ssa.Function)
	}
	return body
}

// resultsOf returns what a function with one result returns.
func resultsOf(fn *ssa.Function) (out []ssa.Value) {
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
			out = append(out, ret.Results[0])
		}
	}
	return out
}

// yields returns what the body of an iterator passes to its parameter, nil if that is
// not known.
func (e *Evaluator) yields(body *ssa.Function) []value.Item {
	if len(body.Params) != 1 {
		return nil
	}
	var items []value.Item
	for _, ref := range *body.Params[0].Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || call.Call.Value != ssa.Value(body.Params[0]) || len(call.Call.Args) == 0 {
			return nil // something else calls it
		}
		args := call.Call.Args
		item := value.Item{Value: e.Eval(args[len(args)-1])}
		if len(args) == 2 {
			item.Key = e.Eval(args[0])
		}
		if loop := e.cycle(call.Block(), body.Blocks[0]); loop != nil {
			items = append(items, e.repeat([]value.Item{item}, loop)...)
		} else {
			items = append(items, item)
		}
	}
	return items
}

// runner returns the call that runs a function literal once for each element of
// something: the iterator of a range over a function, or sync.Map.Range. It is nil
// if none is seen to.
func (e *Evaluator) runner(body *ssa.Function) *ssa.Call {
	mc := e.madeBy[body]
	if mc == nil {
		return nil
	}
	for _, ref := range *mc.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		if body.Synthetic == "range-over-func yield" {
			return call
		}
		if fn := call.Call.StaticCallee(); fn != nil && object(fn) != nil && object(fn).FullName() == "(*sync.Map).Range" {
			return call
		}
	}
	return nil
}

// runsOften reports whether a function literal is run once for each element of
// something.
func (e *Evaluator) runsOften(body *ssa.Function) bool { return e.runner(body) != nil }

// ofRound returns what is passed to such a literal, as one round has it: an element
// of what the iterator yields, where that is known.
func (e *Evaluator) ofRound(p *ssa.Parameter, i int) *value.Value {
	round := value.Call(e.number(p.Parent()), p.Name())
	e.atoms[round] = p.Parent().Blocks[0]
	own := e.local(p)
	if p.Parent().Synthetic == "" {
		return own
	}
	list := e.yielded(e.runner(p.Parent()).Call.Value)
	if list == nil || len(list.Items) == 0 {
		return own
	}
	of := make([]value.Item, len(list.Items))
	for j, it := range list.Items {
		if of[j].Value = it.Value; len(p.Parent().Params) == 2 && i == 0 {
			if of[j].Value = it.Key; it.Key == nil {
				return own
			}
		}
	}
	switch v := of[0].Value; {
	case len(of) > 1:
		if any := value.AnyOf(of); any != nil {
			return any
		}
		return own
	case v.Kind == value.List:
		return v // its elements differ in each round
	default:
		return v.Settle(round, nil)
	}
}

// varyIn returns items as they are after any number of runs of a function literal.
func (e *Evaluator) varyIn(items []value.Item, body *ssa.Function) []value.Item {
	out := make([]value.Item, len(items))
	inside := func(instruction string) bool {
		b := e.atoms[instruction]
		return b != nil && b.Parent() == body
	}
	for i, it := range items {
		out[i] = value.Item{Key: it.Key.Vary(inside), Value: it.Value.Vary(inside), Repeat: true}
	}
	return out
}

// chunks evaluates slices.Chunk.
func (e *Evaluator) chunks(v *ssa.Call, args []ssa.Value) *value.Value {
	x := e.asList(args[0])
	if x == nil {
		return nil
	}
	part := e.someOf(v, x).Rearranged()
	if n, ok := constIndex(args[1], 0); ok && n == 1 && len(part.Items) == 1 {
		part = value.NewList([]value.Item{{Value: part.Items[0].Value}})
	}
	return value.Repeated(part)
}

// inserted evaluates slices.Insert.
func (e *Evaluator) inserted(v *ssa.Call, args []ssa.Value) *value.Value {
	l, t := e.asList(args[0]), e.asList(args[2])
	if l == nil || t == nil {
		return nil
	}
	if at, ok := constIndex(args[1], 0); ok && l.Fixed() && 0 <= at && at <= len(l.Items) {
		head := value.NewListed(l.Items[:at:at])
		return appended(appended(head, t), value.NewListed(l.Items[at:]))
	}
	return appended(l, t).Rearranged()
}

// appendSeq evaluates slices.AppendSeq.
func (e *Evaluator) appendSeq(v *ssa.Call, args []ssa.Value) *value.Value {
	l, t := e.asList(args[0]), e.yielded(args[1])
	if l == nil || t == nil {
		return nil
	}
	return appended(l, t)
}

// deleted evaluates slices.Delete.
func (e *Evaluator) deleted(v *ssa.Call, args []ssa.Value) *value.Value {
	x := e.asList(args[0])
	if x == nil {
		return nil
	}
	from, ok := constIndex(args[1], 0)
	to, ok2 := constIndex(args[2], 0)
	if ok && ok2 && x.Fixed() && 0 <= from && from <= to && to <= len(x.Items) {
		return value.NewListed(slices.Concat(x.Items[:from], x.Items[to:]))
	}
	return e.someOf(v, x).Rearranged()
}

// arranged evaluates functions that return the elements of a list in another order,
// or each once.
func (e *Evaluator) arranged(v *ssa.Call, args []ssa.Value) *value.Value {
	if x := e.yielded(args[0]); x != nil {
		return x.Rearranged()
	}
	return nil
}
