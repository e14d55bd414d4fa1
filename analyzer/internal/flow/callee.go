package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A callee gathers what a call may write that leaves the package, or of which it
// is not known which function it runs.
type callee struct {
	e   *Evaluator
	eff *effect
}

func (c *callee) add(fn *ssa.Function) {
	if fn != nil && !slices.Contains(c.eff.fns, fn) {
		c.eff.fns = append(c.eff.fns, fn)
	}
}

func (c *callee) place(p place) {
	if !slices.Contains(c.eff.places, p) {
		c.eff.places = append(c.eff.places, p)
	}
}

// unseen adds what the functions of the package write whose body is not built.
func (c *callee) unseen() {
	for v := range c.e.Unseen {
		if v.IsField() {
			c.place(fieldPlace(v))
		} else if g, ok := c.e.pkg.Members[v.Name()].(*ssa.Global); ok {
			c.place(place{of: g})
		}
	}
}

// methods adds the methods of the package that a call of an interface's method
// may run.
func (c *callee) methods(t types.Type, m *types.Func) {
	for _, fn := range c.e.methodsBehind(t, m) {
		c.add(fn)
	}
}

// methodsBehind returns the methods of the package that a call of the method m of an
// interface t may run.
func (e *Evaluator) methodsBehind(t types.Type, m *types.Func) []*ssa.Function {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || m.Pkg() == nil {
		return nil
	}
	found, ok := e.effects().methods[m]
	if ok {
		return found
	}
	scope := e.pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || types.IsInterface(tn.Type()) {
			continue
		}
		p := types.NewPointer(tn.Type())
		obj, _, _ := types.LookupFieldOrMethod(p, false, m.Pkg(), m.Name())
		if fn, ok := obj.(*types.Func); ok && fn.Pkg() == e.pkg.Pkg && (types.Implements(p, iface) || hasTypeParam(tn.Type(), 0)) {
			if f := e.prog.FuncValue(fn.Origin()); f != nil && e.declared(f) != nil {
				found = append(found, e.declared(f))
			}
		}
	}
	e.effects().methods[m] = found
	return found
}

// value adds the functions that a function value may be: those of its type that
// the package uses as values, and what code outside can call.
func (c *callee) value(v ssa.Value) {
	e := c.e
	switch f := v.(type) {
	case *ssa.MakeClosure:
		c.known(f.Fn.(*ssa.Function), f.Bindings)
		return
	case *ssa.Function:
		c.known(f, nil)
		return
	}
	sig, ok := v.Type().Underlying().(*types.Signature)
	generic := !ok || hasTypeParam(v.Type(), 0)
	for _, x := range e.effectsOf.values {
		if generic || types.Identical(x.sig, withoutRecv(sig)) {
			c.add(x.fn)
		}
	}
	if open(v) {
		c.add(e.effectsOf.outside)
	}
}

// known adds what a function does that is used as a value, with what it is bound to.
func (c *callee) known(fn *ssa.Function, bound []ssa.Value) {
	if own := c.e.declared(fn); own != nil {
		c.add(own)
	} else if obj := object(fn); obj != nil && obj.Pkg() != c.e.pkg.Pkg {
		c.foreign(obj, obj.Signature(), bound)
	}
}

// open reports whether a function value may come from another package.
func open(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		return v.Call.StaticCallee() == nil
	case *ssa.UnOp:
		_, local := v.X.(*ssa.Alloc)
		_, captured := v.X.(*ssa.FreeVar)
		return !local && !captured
	}
	return true
}

func withoutRecv(s *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())
}
