package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// selection returns the constants of a list or map that v is an element of, as
// names of kinds are: more of them than other values may have alternatives. A
// call that gives the index selects one. It is val where v is no such element.
func (e *Evaluator) selection(v ssa.Value, val *value.Value) *value.Value {
	var x, index ssa.Value
	switch v := v.(type) {
	case *ssa.Index:
		x, index = v.X, v.Index
	case *ssa.Lookup:
		x, index = v.X, v.Index
	case *ssa.UnOp:
		if at, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			x, index = at.X, at.Index
		}
	}
	if x == nil {
		return val
	}
	list, key := e.Eval(x), e.Eval(index)
	id := key.Identity()
	if !value.HasParam(id) || len(list.Items) <= value.MaxAlts {
		return val
	}
	var all *value.Value
	switch {
	case list.Kind == value.List:
		all = list.SelectElement(id)
	case list.Kind == value.Map && !list.Partial:
		all = value.Select(entries(list, key, id))
	}
	if all == nil {
		return val
	}
	return all
}
