package client

import "go/types"

// Params returns the parameters that selectors count: all but a leading
// context.Context, which some versions and libraries do without.
func Params(sig *types.Signature) []*types.Var {
	var params []*types.Var
	for v := range sig.Params().Variables() {
		if len(params) == 0 && isContext(v.Type()) {
			continue
		}
		params = append(params, v)
	}
	return params
}

// FirstParam returns the index among a method's parameters of the one that
// selectors count as 0: 1 after a leading context.Context, else 0.
func FirstParam(sig *types.Signature) int {
	return sig.Params().Len() - len(Params(sig))
}

func isContext(t types.Type) bool {
	n := Named(t)
	return n != nil && n.Obj().Name() == "Context" && PackagePath(n) == "context"
}

// Named returns the named type of t, or of what t points to; else nil.
func Named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// PackagePath returns the path of the package of a type, "" for error.
func PackagePath(n *types.Named) string {
	if n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path()
}
