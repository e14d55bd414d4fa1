package confine

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// satisfies reports whether a method may be called through an interface: its type has
// methods with the names of all that the interface has, or is embedded in a struct, which
// may have the others.
func (p *Program) satisfies(method *ast.FuncDecl, iface types.Type) bool {
	i, ok := iface.Underlying().(*types.Interface)
	if !ok || method.Recv == nil || len(method.Recv.List) != 1 {
		return true
	}
	recv := client.Named(p.typeOf(method.Recv.List[0].Type))
	if recv == nil || p.isEmbedded(recv) {
		return true
	}
	own := make(map[string]bool)
	for m := range types.NewMethodSet(types.NewPointer(recv)).Methods() {
		own[m.Obj().Name()] = true
	}
	for m := range i.Methods() {
		if !own[m.Name()] {
			return false
		}
	}
	return true
}

// isEmbedded reports whether a struct of the program embeds a type.
func (p *Program) isEmbedded(n *types.Named) bool {
	at := p.of(n.Origin().Obj())
	return slices.ContainsFunc(p.structs, func(st *types.Struct) bool {
		for f := range st.Fields() {
			if of := client.Named(f.Type()); f.Embedded() && of != nil && p.of(of.Origin().Obj()) == at {
				return true
			}
		}
		return false
	})
}
