package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// namesOf returns what a map is known as that v makes: v, and what is read from a
// variable that holds it and that function literals capture.
func namesOf(v *ssa.MakeMap) []ssa.Value {
	names := []ssa.Value{v}
	var variable func(cell ssa.Value)
	variable = func(cell ssa.Value) {
		for _, ref := range *cell.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp:
				names = append(names, ref)
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == cell {
						variable(ref.Fn.(*ssa.Function).FreeVars[i])
					}
				}
			}
		}
	}
	for _, ref := range *v.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Val == ssa.Value(v) {
			if cell, ok := s.Addr.(*ssa.Alloc); ok {
				variable(cell)
			}
		}
	}
	return names
}

// madeMap returns what makes the map that m is, or is read from a variable that is
// assigned once; nil if that is not known.
func (e *Evaluator) madeMap(m ssa.Value) *ssa.MakeMap {
	if load, ok := m.(*ssa.UnOp); ok {
		cell := e.capturedCell(load.X)
		if cell == nil {
			return nil
		}
		if _, only := e.writers(cell); only == nil || only.call {
			return nil
		} else {
			m = only.val
		}
	}
	made, _ := m.(*ssa.MakeMap)
	return made
}

// updates returns the assignments to entries of a map with these names.
func updates(names []ssa.Value) []*ssa.MapUpdate {
	var out []*ssa.MapUpdate
	for _, m := range names {
		for _, ref := range *m.Referrers() {
			if u, ok := ref.(*ssa.MapUpdate); ok && u.Map == m {
				out = append(out, u)
			}
		}
	}
	return out
}

// filledElsewhere reports whether something may write entries of the map that v makes
// under a name that is not one of names.
func (e *Evaluator) filledElsewhere(v *ssa.MakeMap, names []ssa.Value) bool {
	if v.Parent().Name() == "init" && v.Parent().Synthetic != "" {
		return false // of a package variable: see storeIndex
	}
	aliased := false
	for _, m := range names {
		for _, ref := range *m.Referrers() {
			switch ref := ref.(type) {
			case ssa.CallInstruction:
				if e.writesMap(ref, m) {
					return true
				}
				aliased = aliased || e.keeping(ref, m)
			case *ssa.Store:
				_, variable := ref.Addr.(*ssa.Alloc)
				aliased = aliased || !variable
			case *ssa.MapUpdate:
				aliased = aliased || ref.Value == m
			case *ssa.Phi, *ssa.MakeInterface, *ssa.MakeClosure, *ssa.Send:
				aliased = true
			}
		}
	}
	return aliased && e.writesMapsOf(v.Type(), names)
}

// writesMap reports whether a call may write entries of a map that it is given.
func (e *Evaluator) writesMap(call ssa.CallInstruction, m ssa.Value) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return b.Name() == "copy"
	}
	if obj := e.foreignCallee(common); obj != nil {
		return !isPure(obj) && !onlyReads(obj) && !libraries.Owns(obj.Pkg().Path())
	}
	e.effects()
	eff := e.effectOf(call)
	return eff != nil && e.writes(eff, []place{e.elementPlace(m.Type())})
}

// writesMapsOf reports whether the package writes entries of a map of a type under
// another name than these, or one that it made where it writes it.
func (e *Evaluator) writesMapsOf(t types.Type, names []ssa.Value) bool {
	return slices.ContainsFunc(e.funcs, func(fn *ssa.Function) bool {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				u, ok := in.(*ssa.MapUpdate)
				if !ok || !types.Identical(u.Map.Type(), t) || slices.Contains(names, u.Map) {
					continue
				}
				if _, own := u.Map.(*ssa.MakeMap); !own {
					return true
				}
			}
		}
		return false
	})
}

// repeated returns the items that a function literal adds to a map, any number of times:
// what it computes, or captured, may differ each time.
func repeated(items []value.Item) []value.Item {
	out := make([]value.Item, len(items))
	all := func(string) bool { return true }
	for i, it := range items {
		out[i] = value.Item{Key: it.Key.Vary(all), Value: it.Value.Vary(all), Repeat: true}
	}
	return out
}
