package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A location is what a read reads: a field of one object, a variable, an element
// of one list or map, what one pointer points to.
type location struct {
	kind locationKind
	// id is the identity of what it holds when the function is entered, and the
	// alias of all that it may hold later.
	id     string
	base   string // identity of the object, the pointer, the list or map
	index  string // of an element: a number, or an identity
	places []place
	cell   *ssa.Alloc // the variable of the function that it is, or is a field of
	field  *types.Var
	global *ssa.Global
	typ    types.Type
	name   string
}

type locationKind uint8

const (
	aField locationKind = iota
	aGlobal
	aCell
	anElement
	aPointee
)

// fieldAt returns the location of the field f of an object, which x is, or points
// to.
func (e *Evaluator) fieldAt(object *value.Value, x types.Type, f *types.Var) *location {
	loc := &location{kind: aField, base: object.ID, field: f.Origin(), typ: f.Type(), name: nameOfField(object.Name, f), cell: e.cellOf[object.ID]}
	loc.places = append(loc.places, fieldPlace(f))
	if owner := ownerOf(x); owner != nil {
		loc.places = append(loc.places, place{of: owner})
		if f.Exported() {
			loc.places = append(loc.places, place{of: owner, elem: exportedFields})
		}
	}
	loc.places = e.withPointee(loc.places, f.Type())
	return loc
}

// nameOfField spells the field of an object, by itself where that has no name.
func nameOfField(object string, f *types.Var) string {
	switch object {
	case "", "complit", "new", noName:
		return f.Name()
	}
	return object + "." + f.Name()
}

// withPointee adds the place that a pointer to the location has, if its address is
// taken.
func (e *Evaluator) withPointee(ps []place, t types.Type) []place {
	if e.effects().taken[ps[0]] {
		ps = append(ps, e.pointeePlace(t))
	}
	return ps
}

func (e *Evaluator) globalAt(g *ssa.Global) *location {
	loc := &location{kind: aGlobal, id: globalID(g), base: globalID(g), global: g, typ: pointee(g.Type()), name: g.Name(), places: []place{{of: g}}}
	if g.Pkg != e.pkg {
		loc.places = append(loc.places, place{of: g.Pkg.Pkg})
	}
	loc.places = e.withPointee(loc.places, loc.typ)
	return loc
}

// elementAt returns the location of the element of a list or map.
func (e *Evaluator) elementAt(list *value.Value, t types.Type, index string) *location {
	loc := &location{kind: anElement, id: value.ElementOf(list.ID, index), base: list.ID, index: index, name: list.Name + "[i]", places: []place{e.elementPlace(t)}}
	switch u := pointee(t).Underlying().(type) {
	case *types.Slice:
		loc.typ = u.Elem()
	case *types.Array:
		loc.typ = u.Elem()
	case *types.Map:
		loc.typ = u.Elem()
	default:
		loc.typ = types.Typ[types.String]
	}
	loc.places = e.withPointee(append(loc.places, place{elem: "[]?"}), loc.typ)
	return loc
}

// cellAt returns the location of a variable that function literals capture.
func (e *Evaluator) cellAt(cell *ssa.Alloc) *location {
	sym := e.local(cell)
	t := pointee(cell.Type())
	return &location{kind: aCell, id: sym.ID, base: sym.ID, cell: cell, typ: t, name: sym.Name, places: []place{{of: cell}, e.pointeePlace(t)}}
}

// pointeeAt returns the location that a pointer points to.
func (e *Evaluator) pointeeAt(p *value.Value, t types.Type) *location {
	return &location{kind: aPointee, id: p.ID, base: p.ID, typ: pointee(t), name: p.Name, places: []place{e.pointeePlace(pointee(t)), {elem: "*?"}}}
}

// unsettledAt is what a location holds behind a write of which it is not known
// whether it changes it: it may be what the location held before. The name tells
// apart what writes.
func (e *Evaluator) unsettledAt(loc *location, b *ssa.BasicBlock, name string) *value.Value {
	n := e.number(b.Parent())
	e.atoms[value.Call(n, name)] = b
	if loc.kind == aField && loc.cell != nil {
		if val := e.assignedAt(loc, value.Distinct(value.Local(n, name), loc.field.Name())); val != nil {
			return val
		}
	}
	own := value.Since(loc.id, value.Local(n, name))
	if e.mayHoldTag(loc) {
		own = value.MayHoldTag(own)
	}
	return &value.Value{Kind: value.Sym, ID: value.Maybe(loc.id, own), Name: loc.name, Hole: holeKind(loc.typ)}
}

// assignedAt returns what the package assigns to the field of any object, as the
// one that a local variable holds since the write of that name; nil if it does not
// say more than that it is something.
func (e *Evaluator) assignedAt(loc *location, write string) *value.Value {
	sym := &value.Value{Kind: value.Sym, ID: write, Name: loc.name, Hole: holeKind(loc.typ)}
	val := e.assigned(sym, write, loc.field)
	if val == sym || val.Kind != value.Text {
		return nil
	}
	return val.MapIDs(func(id string) string {
		if !value.Contains(id, write) {
			return id
		}
		return value.Maybe(strings.ReplaceAll(id, write, loc.base), id)
	})
}

// mayHoldTag reports whether something that the package assigns to a location has
// a brace.
func (e *Evaluator) mayHoldTag(loc *location) bool {
	if holeKind(loc.typ) != pattern.Text {
		return false
	}
	var stores []*ssa.Store
	switch loc.kind {
	case aField:
		stores = e.stores().field[loc.field]
	case aGlobal:
		stores = e.stores().global[loc.global]
	case aCell:
		for _, w := range e.cells[loc.cell].inside {
			if e.braced(w.val) {
				return true
			}
		}
		for _, ref := range *loc.cell.Referrers() {
			if s, ok := ref.(*ssa.Store); ok && s.Addr == ssa.Value(loc.cell) {
				stores = append(stores, s)
			}
		}
	}
	for _, s := range stores {
		if e.braced(s.Val) {
			return true
		}
	}
	return false
}

// braced reports whether a brace is visible in a value that is assigned.
func (e *Evaluator) braced(v ssa.Value) bool {
	if held, ok := e.bracedIn[v]; ok {
		return held
	}
	e.bracedIn[v] = false // of one that is made of itself
	var val *value.Value
	e.apart(func() { val = e.Eval(v) })
	held := val != nil && value.HasBrace(spelledOut(val))
	e.bracedIn[v] = held
	return held
}

// spelledOut returns all literal text of a value.
func spelledOut(v *value.Value) string {
	text := ""
	for _, a := range v.Texts() {
		for _, part := range a.Pattern {
			text += part.Lit
		}
	}
	return text
}
