package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A place is a kind of memory that one write may change: a field of any object of
// a type, a variable, the elements of lists of a type. What two places hold is
// never the same memory, so that a write to one leaves the others as they are.
type place struct {
	// of is the field (*types.Var), the variable (*ssa.Global, or *ssa.Alloc for
	// one that function literals capture), the struct type any field of which is
	// meant (*types.TypeName), or the package any variable of which is
	// (*types.Package).
	of any
	// elem is the type of the elements of lists or maps, or of what a pointer
	// points to. It is "exported" beside a struct type for its exported fields.
	elem string
}

// exportedFields stands for the exported fields of a struct type.
const exportedFields = "exported"

func fieldPlace(f *types.Var) place { return place{of: f.Origin()} }

func (e *Evaluator) elementPlace(list types.Type) place {
	switch t := list.Underlying().(type) {
	case *types.Slice:
		return place{elem: "[]" + e.spelled(t.Elem())}
	case *types.Array:
		return place{elem: "[]" + e.spelled(t.Elem())}
	case *types.Map:
		return place{elem: "map" + e.spelled(t.Elem())}
	case *types.Pointer:
		return e.elementPlace(t.Elem()) // to an array
	}
	return place{elem: "[]?"}
}

func (e *Evaluator) pointeePlace(t types.Type) place { return place{elem: "*" + e.spelled(t)} }

// spelled returns the name that t has in places. All that is of the type of a
// type parameter has one name.
func (e *Evaluator) spelled(t types.Type) string {
	t = types.Unalias(t)
	s, ok := e.spellings[t]
	if !ok {
		if s = types.TypeString(t, nil); hasTypeParam(t, 0) {
			s = "?"
		}
		e.spellings[t] = s
	}
	return s
}

func hasTypeParam(t types.Type, depth int) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return depth < 4 && hasTypeParam(t.Elem(), depth+1)
	case *types.Slice:
		return depth < 4 && hasTypeParam(t.Elem(), depth+1)
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			if depth < 4 && hasTypeParam(t.TypeArgs().At(i), depth+1) {
				return true
			}
		}
	}
	return false
}

// ownerOf returns the name of the struct type that t is or points to, nil if it
// has none.
func ownerOf(t types.Type) *types.TypeName {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return n.Origin().Obj()
	}
	return nil
}

// wholePlaces adds the places inside a value of type t that is written as a whole.
func (e *Evaluator) wholePlaces(t types.Type, add func(place)) {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			add(fieldPlace(u.Field(i)))
			e.wholePlaces(u.Field(i).Type(), add)
		}
	case *types.Array:
		add(e.elementPlace(t))
		e.wholePlaces(u.Elem(), add)
	}
}

// storePlaces adds the places that a store to an address writes.
func (e *Evaluator) storePlaces(addr ssa.Value, add func(place)) {
	t := pointee(addr.Type())
	e.wholePlaces(t, add)
	taken := false
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		f := fieldVar(addr.X.Type(), addr.Field)
		add(fieldPlace(f))
		taken = e.effects().taken[fieldPlace(f)]
	case *ssa.IndexAddr:
		p := e.elementPlace(addr.X.Type())
		add(p)
		taken = e.effects().taken[p]
	case *ssa.Global:
		add(place{of: addr})
		taken = e.effects().taken[place{of: addr}]
	case *ssa.Alloc:
		add(place{of: addr})
		taken = true
	case *ssa.FreeVar:
		if cell := e.capturedCell(addr); cell != nil {
			add(place{of: cell})
		}
		taken = true
	default:
		taken = true
	}
	if taken {
		add(e.pointeePlace(t))
	}
}

// capturedCell returns the variable that a function literal captured, nil if it
// is not known.
func (e *Evaluator) capturedCell(v ssa.Value) *ssa.Alloc {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Alloc:
			return x
		case *ssa.FreeVar:
			if v = e.Captured(x); v == nil {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// fresh returns the variable, or the list or map, that fn made itself and that an
// address is inside, nil if it is inside another.
func fresh(addr ssa.Value) ssa.Value {
	for range 8 {
		switch x := addr.(type) {
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.IndexAddr:
			addr = x.X
		case *ssa.Slice:
			addr = x.X
		case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
			return x
		case *ssa.Phi, *ssa.Call:
			if grown(x, make(map[ssa.Value]bool)) {
				return x
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}

// grown reports whether a list is made by appends to nothing, or to a list that
// the function made.
func grown(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch x := v.(type) {
	case *ssa.Const:
		return x.IsNil()
	case *ssa.MakeSlice, *ssa.Alloc:
		return true
	case *ssa.Slice:
		return grown(x.X, seen)
	case *ssa.Call:
		b, ok := x.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && grown(x.Call.Args[0], seen)
	case *ssa.Phi:
		if _, list := x.Type().Underlying().(*types.Slice); !list {
			return false
		}
		for _, edge := range x.Edges {
			if !grown(edge, seen) {
				return false
			}
		}
		return true
	}
	return false
}
