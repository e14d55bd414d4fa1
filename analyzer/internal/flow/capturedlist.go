package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

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
