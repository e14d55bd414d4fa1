package flow

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// fieldOf returns the value of the field f of the struct, or pointer to one, x.
func (e *Evaluator) fieldOf(v ssa.Value, x ssa.Value, f *types.Var) *value.Value {
	r := e.readField(v, x, f)
	if r != nil && r.Kind == value.List {
		r = e.listThen(instruction(v), r, f.Type(), value.FieldOf(e.Eval(x).ID, f.Name()))
	}
	if r == nil && e.mark(f) != 0 {
		r = e.local(v)
	}
	return e.marked(f, e.presetTag(f, r))
}

func (e *Evaluator) readField(v ssa.Value, x ssa.Value, f *types.Var) *value.Value {
	if alloc, ok := x.(*ssa.Alloc); ok {
		return e.localField(v, alloc, f)
	}
	if held := e.nestedField(v, x, f); held != nil {
		return held
	}
	base := e.Eval(x)
	if base.Kind == value.Rest {
		return nil
	}
	if _, memory := x.Type().Underlying().(*types.Pointer); !memory || base.ID == "" {
		return e.fieldValue(base, f)
	}
	return e.fieldThen(instruction(v), base, x.Type(), f)
}

// fieldThen returns the field f of the object base, which is of type t, as it is
// when the instruction at reads it.
func (e *Evaluator) fieldThen(at ssa.Instruction, base *value.Value, t types.Type, f *types.Var) *value.Value {
	loc := e.fieldAt(base, t, f)
	if !e.changes(at, loc) {
		return e.fieldValue(base, f)
	}
	first := e.fieldValue(base, f)
	if first == nil || first.Kind != value.Sym && base.Kind != value.Struct {
		// What the package assigns to the field of any object is asked when nobody
		// knows more.
		first = &value.Value{Kind: value.Sym, ID: value.OpenField(e.fieldNumber(f), value.FieldOf(base.ID, f.Name())), Name: strings.TrimPrefix(base.Name+"."+f.Name(), "."), Hole: holeKind(f.Type())}
	}
	if loc.id = first.Identity(); first.Kind != value.Sym || loc.id == "" {
		loc.id = value.FieldOf(base.ID, f.Name())
	}
	return e.marked(f, e.stateAt(at, loc, func() *value.Value { return first }))
}

// fieldValue returns the field f of a value.
func (e *Evaluator) fieldValue(base *value.Value, f *types.Var) *value.Value {
	return e.marked(f, e.presetTag(f, e.partOf(base, f)))
}

func (e *Evaluator) partOf(base *value.Value, f *types.Var) *value.Value {
	if base.Kind == value.Struct {
		if val := base.Field(f.Name()); val != nil {
			return val
		}
		if !base.Partial {
			if isString(f.Type()) {
				return value.Literal("")
			}
			if isList(f.Type()) {
				return &value.Value{Kind: value.List}
			}
		}
	}
	if base.ID == "" || len(base.ID) > value.MaxID {
		return nil
	}
	sym := &value.Value{Kind: value.Sym, ID: value.FieldOf(base.ID, f.Name()), Name: strings.TrimPrefix(base.Name+"."+f.Name(), "."), Hole: holeKind(f.Type()), Grouped: base.Grouped || ofGroup(f)}
	if value.OfParam(base.ID) && isBasic(f.Type()) && f.Pkg() == e.pkg.Pkg && len(e.stores().field[f]) > 0 {
		// The caller may know the very object; what the package assigns to
		// the field of any object is asked when nobody does.
		sym.ID = value.OpenField(e.fieldNumber(f), sym.ID)
		return sym
	}
	if value.OfParam(base.ID) && !isBasic(f.Type()) && e.reassigned(f) {
		return sym // a caller may know which of them it is when it calls
	}
	return e.assigned(sym, base.ID, f)
}

// reassigned reports whether the package assigns a field in objects that were there
// before.
func (e *Evaluator) reassigned(f *types.Var) bool {
	return slices.ContainsFunc(e.stores().field[f], func(s *ssa.Store) bool { return fresh(s.Addr) == nil })
}

// fieldNumber returns the number that identities name a field by.
func (e *Evaluator) fieldNumber(f *types.Var) int {
	n, ok := e.fieldNumbers[f]
	if !ok {
		n = len(e.fields)
		e.fields = append(e.fields, f)
		e.fieldNumbers[f] = n
	}
	return n
}

// anyObject returns what the package assigns to a field, the identity of which
// is "field(n,base.Name)", in any object; also where path.Join cleaned it.
func (e *Evaluator) anyObject(id, name string) *value.Value {
	if inner := value.OutsidePath(id); inner != id {
		v := e.anyObject(inner, name)
		if v == nil {
			return nil
		}
		return value.InPath(id, v)
	}
	n, ref, ok := value.ReadOpenField(id)
	if !ok || n >= len(e.fields) {
		return nil
	}
	base, _, ok := value.CutField(ref)
	if !ok {
		return nil
	}
	f := e.fields[n]
	if v := e.inOuter(base, f); v != nil {
		return v
	}
	return e.assigned(&value.Value{Kind: value.Sym, ID: ref, Name: name, Hole: holeKind(f.Type())}, base, f)
}

// Expand returns v with the fields of objects that nobody knows replaced by what
// the package assigns to them.
func (e *Evaluator) Expand(v *value.Value) *value.Value { return e.expandBut(v, nil) }

// ExpandAll is [Evaluator.Expand] for values that are compared: what one of them
// may be stays in the others as it is called.
func (e *Evaluator) ExpandAll(vs []*value.Value) []*value.Value {
	var aliases []string
	for _, v := range vs {
		if v != nil && v.HasOpenField() {
			v.MapIDs(func(id string) string {
				if alias := value.Alias(value.OutsidePath(id)); value.HasOpenField(alias) {
					aliases = append(aliases, alias)
				}
				return id
			})
		}
	}
	out := make([]*value.Value, len(vs))
	for i, v := range vs {
		out[i] = e.expandBut(v, aliases)
	}
	return out
}

// expandBut is Expand but for the fields that the aliases name.
func (e *Evaluator) expandBut(v *value.Value, aliases []string) *value.Value {
	if v == nil || !v.HasOpenField() {
		return v
	}
	kept := func(id string) bool {
		return slices.ContainsFunc(aliases, func(alias string) bool { return value.Contains(alias, id) })
	}
	return v.Transform(func(h *pattern.Hole) *value.Value {
		if kept(h.ID) {
			return value.Of(pattern.Of(*h))
		}
		if r := e.anyObject(h.ID, h.Name); r != nil && r.Texts() != nil {
			return r
		}
		return value.Of(pattern.Of(*h))
	}, func(s *value.Value) *value.Value {
		if kept(s.ID) {
			return s
		}
		if r := e.anyObject(s.ID, s.Name); r != nil {
			return r
		}
		return s
	}, func(s string) string { return s })
}

// changedOnly reports whether all that is known of a field are constants that are
// assigned to it in objects which were there before: it held something else.
func changedOnly(stores []*ssa.Store, vals []*value.Value) bool {
	for i, s := range stores {
		if _, constant := vals[i].Constant(); !constant || fresh(s.Addr) != nil {
			return false
		}
	}
	return true
}

// remade returns a field that the package makes of what the field held before: of
// that nothing is known but that it may hold a tag if a brace is among it.
func (e *Evaluator) remade(sym *value.Value, f *types.Var, stores []*ssa.Store) *value.Value {
	if !slices.ContainsFunc(stores, func(s *ssa.Store) bool { return e.braced(s.Val) }) {
		return sym
	}
	own := *sym
	own.ID = value.MayHoldTag(sym.ID)
	return &own
}

// assignedList is assigned for a field that is a list, to which vals are assigned.
func (e *Evaluator) assignedList(sym *value.Value, base string, by []value.Cond, vals []*value.Value, open bool) *value.Value {
	under := make([][]value.Cond, len(vals))
	for i, c := range by {
		under[i] = []value.Cond{{At: "of(" + base + ",list)", Edge: c.Edge*value.MaxAlts + i}}
	}
	out := joinKnown(under, vals)
	if out == nil || open || out != vals[0] && e.callersKnow(base) {
		return sym
	}
	return out
}

// callersKnow reports whether an object is a parameter, or a part of one, of a function
// that the package calls: its callers may know which one it is.
func (e *Evaluator) callersKnow(id string) bool {
	if !value.OfParam(id) {
		return false
	}
	if i := strings.IndexAny(id, ".["); i >= 0 {
		id = id[:i]
	}
	n, _, ok := value.Parameter(id)
	fn := e.byNumber(n)
	return !ok || fn == nil || len(e.Callers(fn)) > 0
}

// assigned returns the value that the package's assignments to the field f give
// it, in the object whose identity is base; sym if they do not say.
func (e *Evaluator) assigned(sym *value.Value, base string, f *types.Var) *value.Value {
	return e.stored(sym, base, f, !value.OfParam(base))
}

// stored is assigned. Where structs is set, it unites the structs that several
// assignments give the field; of a parameter a caller may know which one it is.
func (e *Evaluator) stored(sym *value.Value, base string, f *types.Var, structs bool) *value.Value {
	stores := e.surviving(f)
	if f.Pkg() != e.pkg.Pkg || len(stores) == 0 || len(stores) > value.MaxAlts || e.opening[f] || e.stores().elements[f] || e.Unseen[f] {
		return sym
	}
	e.opening[f] = true
	defer delete(e.opening, f)
	var fns []string
	vals := make([]*value.Value, 0, len(stores))
	var conds []value.Cond
	for _, s := range stores {
		var val *value.Value
		e.apart(func() { val = e.Eval(s.Val) })
		if value.Mentions(val, value.OpenField(e.fieldNumber(f), "")[:len(value.OpenField(e.fieldNumber(f), ""))-1]) {
			return e.remade(sym, f, stores)
		}
		e.apart(func() { val = e.Expand(val) })
		if val.Kind == value.Rest || val.Kind == value.Func {
			return sym
		}
		vals = append(vals, e.opened(val.Freeze(base), sym.ID, f.Type()))
		n := e.number(root(s.Parent()))
		fns = append(fns, fmt.Sprint(n))
		conds = append(conds, value.Cond{Edge: n})
	}
	// A struct that others fill in may hold anything besides.
	open := f.Exported() && ownerExported(stores[0]) || changedOnly(stores, vals)
	if len(vals) == 1 && !open {
		return vals[0]
	}
	if isList(f.Type()) {
		return e.assignedList(sym, base, conds, vals, open)
	}
	slices.Sort(fns)
	at := "of(" + base + "," + strings.Join(slices.Compact(fns), "+") + ")"
	times := make(map[int]int) // by function
	for _, c := range conds {
		times[c.Edge]++
	}
	for i, c := range conds {
		conds[i].At = at
		if times[c.Edge] > 1 {
			conds[i].Edge = c.Edge*value.MaxAlts + i // several assignments in one function
		}
	}
	if structs && !open && holdsStruct(f.Type()) {
		return e.assignedStruct(sym, f, conds, vals)
	}
	out := &value.Value{Kind: value.Text}
	for i, val := range vals {
		if val.Kind != value.Text && val.Kind != value.Sym {
			return sym
		}
		out.Alts = append(out.Alts, val.Under(conds[i]).Alts...)
	}
	if open {
		out.Alts = append(out.Alts, sym.Under(value.Cond{At: at, Edge: -1}).Alts...)
	}
	if len(out.Alts) == 0 || len(out.Alts) > value.MaxAlts {
		return sym
	}
	return out
}
