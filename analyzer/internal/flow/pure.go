package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// replaced evaluates the method Replace of a strings.Replacer: it never changes,
// so a package variable is what it was made of.
func (e *Evaluator) replaced(v *ssa.Call, args []ssa.Value) *value.Value {
	made := e.onceMade(args[0])
	r := e.Eval(made)
	vs := []*value.Value{r, e.Eval(args[1])}
	op := value.OpName("(*strings.Replacer).Replace")
	if call, ok := made.(*ssa.Call); ok && calls(call, "strings.NewReplacer") {
		if done := value.Fold(op, append(vs, e.Eval(call.Call.Args[0]))); done != nil {
			return done
		}
	}
	return e.pureValue(v, op, vs, types.Typ[types.String])
}

// calls reports whether a call is of the library function of that name.
func calls(call *ssa.Call, name string) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && object(fn) != nil && object(fn).FullName() == name
}

// onceMade returns what the declaration gives the package variable that v is read
// from, if nothing else assigns it, and v itself otherwise: for types whose values
// never change.
func (e *Evaluator) onceMade(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Pkg != e.pkg || e.stores().parts[g] {
		return v
	}
	stores := e.stores().global[g]
	if len(stores) != 1 || stores[0].Parent() != e.pkg.Func("init") {
		return v
	}
	return stores[0].Val
}
