package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// storeIndex lists who assigns the fields and the variables of the package.
type storeIndex struct {
	field  map[*types.Var][]*ssa.Store
	global map[*ssa.Global][]*ssa.Store
	// elements has the fields whose elements are assigned, of lists that were there.
	elements map[*types.Var]bool
	// parts has the variables whose elements or entries are assigned, and those
	// whose address is given away.
	parts map[*ssa.Global]bool
}

// stores indexes the assignments of the package on first use.
func (e *Evaluator) stores() *storeIndex {
	if e.index != nil {
		return e.index
	}
	e.index = &storeIndex{field: make(map[*types.Var][]*ssa.Store), global: make(map[*ssa.Global][]*ssa.Store), elements: make(map[*types.Var]bool), parts: make(map[*ssa.Global]bool)}
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				switch in := in.(type) {
				case *ssa.MapUpdate:
					e.index.parts[globalOf(in.Map)] = true
				case *ssa.MakeInterface:
					if g, ok := in.X.(*ssa.Global); ok {
						e.index.parts[g] = true
					}
				case ssa.CallInstruction:
					if b, ok := in.Common().Value.(*ssa.Builtin); ok && (b.Name() == "copy" || b.Name() == "clear") {
						e.index.elements[fieldRead(in.Common().Args[0])] = true
					}
					for _, a := range in.Common().Args {
						if g, ok := a.(*ssa.Global); ok {
							e.index.parts[g] = true
						}
					}
				}
				s, ok := in.(*ssa.Store)
				if !ok {
					continue
				}
				switch addr := s.Addr.(type) {
				case *ssa.FieldAddr:
					f := fieldVar(addr.X.Type(), addr.Field)
					e.index.field[f] = append(e.index.field[f], s)
				case *ssa.IndexAddr:
					e.index.parts[globalOf(addr.X)] = true
					e.index.elements[fieldRead(addr.X)] = true
				case *ssa.Global:
					e.index.global[addr] = append(e.index.global[addr], s)
				}
			}
		}
	}
	return e.index
}

// fieldRead returns the field that v is read from, or is a part of, nil if it is none.
func fieldRead(v ssa.Value) *types.Var {
	for s, ok := v.(*ssa.Slice); ok; s, ok = v.(*ssa.Slice) {
		v = s.X
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.FieldAddr); ok {
			return fieldVar(a.X.Type(), a.Field)
		}
	}
	return nil
}

// globalOf returns the package variable that v is read from, nil if it is not.
func globalOf(v ssa.Value) *ssa.Global {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	g, _ := v.(*ssa.Global)
	return g
}

// ownerExported reports whether the struct that the store writes to has an
// exported name, so that other packages can fill it in.
func ownerExported(s *ssa.Store) bool {
	t := s.Addr.(*ssa.FieldAddr).X.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Exported()
}

// root returns the named function around fn.
func root(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// surviving returns the stores to a field that its function does not always
// overwrite before it returns.
func (e *Evaluator) surviving(f *types.Var) []*ssa.Store {
	all := e.stores().field[f]
	if len(all) < 2 || len(all) > value.MaxAlts {
		return all
	}
	if s, ok := e.survivors[f]; ok {
		return s
	}
	var out []*ssa.Store
	for _, s := range all {
		if !overwritten(s, all) {
			out = append(out, s)
		}
	}
	e.survivors[f] = out
	return out
}

// overwritten reports whether every path from the store s to a return passes
// another one of stores, to the same object as far as the address tells.
func overwritten(s *ssa.Store, stores []*ssa.Store) bool {
	same := make(map[ssa.Instruction]bool)
	for _, o := range stores {
		if o != s && o.Parent() == s.Parent() && o.Addr.(*ssa.FieldAddr).X == s.Addr.(*ssa.FieldAddr).X {
			same[o] = true
		}
	}
	if len(same) == 0 {
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var escapes func(b *ssa.BasicBlock, from int) bool
	escapes = func(b *ssa.BasicBlock, from int) bool {
		for _, in := range b.Instrs[from:] {
			if same[in] {
				return false
			}
			if _, ok := in.(*ssa.Return); ok {
				return true
			}
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if escapes(succ, 0) {
					return true
				}
			}
		}
		return false
	}
	return !escapes(s.Block(), slices.Index(s.Block().Instrs, ssa.Instruction(s))+1)
}

// Assigned returns what the package assigns to the variable or the field at an
// address, in any object: all that it can be, if only the package can assign it
// (it is not exported); else nothing.
func (e *Evaluator) Assigned(addr ssa.Value) []*ssa.Store {
	switch addr := addr.(type) {
	case *ssa.Global:
		if addr.Pkg == e.pkg && !addr.Object().Exported() && !e.stores().parts[addr] {
			return e.stores().global[addr]
		}
	case *ssa.FieldAddr:
		if f := fieldVar(addr.X.Type(), addr.Field); f.Pkg() == e.pkg.Pkg && !f.Exported() {
			return e.stores().field[f]
		}
	}
	return nil
}
