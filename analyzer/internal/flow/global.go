package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Global returns the value of a package variable: what its declaration gives
// it, if nothing else in its package assigns it.
func (e *Evaluator) Global(g *ssa.Global) *value.Value { return e.marked(g.Object(), e.global(g)) }

func (e *Evaluator) global(g *ssa.Global) *value.Value {
	if v, ok := e.globals[g]; ok {
		return v
	}
	name := g.Name()
	if g.Pkg != e.pkg {
		name = g.Pkg.Pkg.Name() + "." + name
	}
	id := globalID(g)
	elem := g.Type().Underlying().(*types.Pointer).Elem()
	sym := &value.Value{Kind: value.Sym, ID: id, Name: name, Hole: holeKind(elem)}
	e.globals[g] = sym
	if g.Pkg != e.pkg {
		if v := e.importedVar(g); v != nil {
			e.globals[g] = v
		}
		return e.globals[g]
	}
	stores := e.stores().global[g]
	if len(stores) == 0 && e.Embedded != nil && !e.stores().parts[g] {
		if text, ok := e.Embedded(g); ok {
			e.globals[g] = value.Literal(text)
			return e.globals[g]
		}
	}
	if v, ok := g.Object().(*types.Var); ok && e.Unseen[v] {
		return sym
	}
	if len(stores) != 1 || stores[0].Parent() != e.pkg.Func("init") || e.stores().parts[g] {
		e.apart(func() {
			if v := e.scriptVar(g, elem); v != nil {
				e.globals[g] = v.Freeze(id)
			}
		})
		return e.globals[g]
	}
	// The evaluation of a variable's value is one of its own: it may start in
	// the middle of another.
	e.apart(func() {
		if val := e.Expand(e.Eval(stores[0].Val)); val.Kind != value.Sym && val.Kind != value.Rest {
			e.globals[g] = val.Freeze(id)
		}
	})
	return e.globals[g]
}

func globalID(g *ssa.Global) string {
	return value.Global(g.Pkg.Pkg.Path(), g.Name())
}
