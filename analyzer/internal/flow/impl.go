package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// implementation returns the one method of the package that an interface call
// can run, nil if there is none or more than one. Stand-ins for tests do not
// count, and interfaces of other modules are not looked at: what implements
// those is seldom all in sight.
func (e *Evaluator) implementation(common *ssa.CallCommon) *ssa.Function {
	iface, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok || !e.ownInterface(common.Value.Type()) {
		return nil
	}
	if fn, ok := e.impls[common.Method]; ok {
		return fn
	}
	var found *ssa.Function
	n := 0
	for _, named := range e.candidates() {
		m := methodNamed(named, common.Method)
		if m == nil || !types.Implements(types.NewPointer(named), iface) {
			continue
		}
		n++
		found = e.prog.FuncValue(m)
	}
	if n != 1 || found != nil && found.Pkg != e.pkg {
		found = nil
	}
	e.impls[common.Method] = found
	return found
}

// behind returns the type of the package that stands behind the interface t, where
// it has that field and is the only one that has; t where it is no interface, or
// that is not known.
func (e *Evaluator) behind(t types.Type, field string) types.Type {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || field == "" {
		return t
	}
	found := t
	for _, named := range e.candidates() {
		p := types.NewPointer(named)
		if fieldNamed(named, field) == nil || !types.Implements(p, iface) {
			continue
		}
		if found != t {
			return t
		}
		found = p
	}
	return found
}

// ownInterface reports whether t is an interface of this package, or of one
// that belongs to the same module as far as the paths tell.
func (e *Evaluator) ownInterface(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return true // written where it is used
	}
	pkg := n.Obj().Pkg()
	return pkg != nil && (pkg == e.pkg.Pkg || samePrefix(pkg.Path(), e.pkg.Pkg.Path()))
}

// samePrefix reports whether two import paths begin with the same elements: all
// three of a hosted module's path, or the one of a local module's.
func samePrefix(a, b string) bool {
	pa, pb := strings.SplitN(a, "/", 4), strings.SplitN(b, "/", 4)
	n := 1
	if strings.Contains(pa[0], ".") {
		n = 3
	}
	return len(pa) >= n && len(pb) >= n && slices.Equal(pa[:n], pb[:n])
}

// candidates returns the types of the package that may stand behind interfaces.
func (e *Evaluator) candidates() []*types.Named {
	if e.named != nil {
		return e.named
	}
	e.named = []*types.Named{}
	scope := e.pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) || isStandIn(name) {
			continue
		}
		if named, ok := tn.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
			e.named = append(e.named, named)
		}
	}
	return e.named
}

// methodNamed returns the method that t declares under the name of m, nil if it
// has none of its own.
func methodNamed(t *types.Named, m *types.Func) *types.Func {
	for i := range t.NumMethods() {
		if f := t.Method(i); f.Name() == m.Name() {
			return f
		}
	}
	return nil
}

func isStandIn(name string) bool {
	name = strings.ToLower(name)
	for _, s := range []string{"mock", "fake", "stub", "noop", "dummy", "test"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}
