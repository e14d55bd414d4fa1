package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// entering completes the substitution of a call with what memory holds when it is
// made: the callee names what it finds there by its parameters, or as the package
// does. fn is the callee, nil if it is known by its facts only; args are the
// arguments, nil where they are no values of the function.
func (e *Evaluator) entering(fn *ssa.Function, s *value.Substitution, call ssa.Instruction, args []ssa.Value) *value.Substitution {
	if call == nil || call.Parent() == nil {
		return s
	}
	literal := fn != nil && fn.Parent() != nil && root(fn) == root(call.Parent())
	s.State = func(id string) *value.Value { return e.stateOf(call, id, literal) }
	s.Enter = func(n int) func(v *value.Value, field, index string) *value.Value {
		if n >= len(args) {
			return nil
		}
		arg := Source(args[n])
		w := &partWalk{e: e, call: call, arg: arg, typ: arg.Type()}
		return w.step
	}
	return s
}

// stateOf returns what something that a callee names without its parameters holds
// when it is called, nil if that is what the name says. A function literal that the
// function calls itself names its arguments and what it captured as the function does,
// as they are: only what the literal reads itself is found at the call.
func (e *Evaluator) stateOf(call ssa.Instruction, id string, literal bool) *value.Value {
	if in, ok := e.entered[id]; ok {
		if root(in.fn) != root(call.Parent()) || in.fn == call.Parent() {
			return nil
		}
		return e.stateAt(call, in.loc, in.entry)
	}
	if !value.IsGlobal(id) || literal {
		return nil
	}
	g, steps := e.globalNamed(id)
	if g == nil {
		return e.foreignState(call, id)
	}
	sym := &value.Value{Kind: value.Sym, ID: globalID(g), Name: g.Name(), Hole: holeKind(pointee(g.Type()))}
	loc := e.globalAt(g)
	v, changed := sym, false
	if e.changes(call, loc) {
		v = e.stateAt(call, loc, func() *value.Value { return sym })
		changed = v != sym
	}
	w := &partWalk{e: e, call: call, typ: types.NewPointer(pointee(g.Type()))}
	for steps != "" && v != nil {
		field, index, tail := value.CutStep(steps)
		now := w.step(v, field, index)
		switch {
		case now != nil:
			v, changed = now, true
		case field != "":
			v = v.Select(field)
		case v.Kind == value.Sym:
			v = v.Index(index)
		default:
			return nil
		}
		steps = tail
	}
	if w.typ != nil && w.memory {
		if now := e.content(call, nil, w.typ, v); now != v {
			return now
		}
	}
	if !changed {
		return nil
	}
	return v
}

// foreignState is stateOf for a variable that another package does not export: it is
// known by its name alone.
func (e *Evaluator) foreignState(call ssa.Instruction, id string) *value.Value {
	var of *types.Package
	for _, p := range e.pkg.Pkg.Imports() {
		if prefix := value.Global(p.Path(), ""); strings.HasPrefix(id, prefix) && (of == nil || len(p.Path()) > len(of.Path())) {
			of = p
		}
	}
	if of == nil {
		return nil
	}
	name := id[strings.LastIndexByte(id, '.')+1:]
	loc := &location{kind: aGlobal, id: id, base: id, typ: types.Typ[types.String], name: name, places: []place{{of: of}}}
	if !e.changes(call, loc) {
		return nil
	}
	sym := &value.Value{Kind: value.Sym, ID: id, Name: name}
	if held := e.stateAt(call, loc, func() *value.Value { return sym }); held != sym {
		return held
	}
	return nil
}

// globalNamed returns the package variable that an identity begins with, and what
// follows; nil if nothing assigns it.
func (e *Evaluator) globalNamed(id string) (*ssa.Global, string) {
	if e.byGlobal == nil {
		e.byGlobal = make(map[string]*ssa.Global)
		for _, fn := range e.funcs {
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					for _, op := range in.Operands(nil) {
						if g, ok := (*op).(*ssa.Global); ok {
							e.byGlobal[globalID(g)] = g
						}
					}
				}
			}
		}
		for _, p := range e.pkg.Pkg.Imports() {
			if imported := e.prog.ImportedPackage(p.Path()); imported != nil {
				for _, m := range imported.Members {
					if g, ok := m.(*ssa.Global); ok {
						e.byGlobal[globalID(g)] = g
					}
				}
			}
		}
	}
	for name := id; name != ""; {
		if g := e.byGlobal[name]; g != nil {
			return g, id[len(name):]
		}
		i := strings.LastIndexAny(name, ".[")
		if i < 0 {
			break
		}
		name = name[:i]
	}
	return nil, ""
}

// A partWalk reads a part of an argument when a call is made, one step after the
// other.
type partWalk struct {
	e      *Evaluator
	call   ssa.Instruction
	arg    ssa.Value // until the first step
	typ    types.Type
	memory bool // the part is in memory that others can write
}

func (w *partWalk) step(v *value.Value, field, index string) *value.Value {
	e, arg, t := w.e, w.arg, w.typ
	w.arg = nil
	if t == nil {
		return nil
	}
	if field == "" && index == "" {
		if now := e.content(w.call, arg, t, v); now != v {
			return now
		}
		return w.pointedTo(arg, v)
	}
	t = e.behind(t, field)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		w.memory, w.typ = true, p.Elem()
	}
	if field != "" {
		f := fieldNamed(w.typ, field)
		if w.typ = nil; f == nil {
			return nil
		}
		w.typ = f.Type()
		if !w.memory {
			return nil
		}
		if cell, ok := arg.(*ssa.Alloc); ok {
			if at, ok := w.call.(ssa.Value); ok && e.rewrites(cell, f) {
				return e.localField(at, cell, f)
			}
			return nil
		}
		if v.ID == "" || len(v.ID) > value.MaxID || !e.changes(w.call, e.fieldAt(v, t, f)) {
			return nil
		}
		held := e.fieldThen(w.call, v, t, f)
		if held != nil && held.ID == value.OpenField(e.fieldNumber(f), value.FieldOf(v.ID, f.Name())) {
			return nil
		}
		return held
	}
	list := w.typ
	switch u := list.Underlying().(type) {
	case *types.Slice:
		w.typ, w.memory = u.Elem(), true
	case *types.Map:
		w.typ, w.memory = u.Elem(), true
	case *types.Array:
		w.typ = u.Elem()
	default:
		w.typ = nil
		return nil
	}
	if v.Kind == value.Map && arg != nil {
		return e.passedEntry(w.call, arg, v, index)
	}
	if !w.memory || v.Kind != value.Sym || len(v.ID)+len(index) > value.MaxID || !e.changes(w.call, e.elementAt(v, list, index)) {
		return nil
	}
	first := v.Index(index).As(holeKind(w.typ))
	if _, ok := list.Underlying().(*types.Map); ok {
		key := index
		if fixedIndex(index) {
			key = value.Literal(index).Identity()
		}
		first.ID = value.AtKey(v.ID, key)
	}
	return e.elementThen(w.call, v, list, index, first)
}

// pointedTo returns what an argument points to that is a pointer to a string or a
// number: the callee names both alike.
func (w *partWalk) pointedTo(arg ssa.Value, v *value.Value) *value.Value {
	e := w.e
	if _, ok := w.typ.Underlying().(*types.Pointer); !ok || arg == nil || !isScalar(pointee(w.typ)) {
		return nil
	}
	at, ok := w.call.(ssa.Value)
	if !ok {
		return nil
	}
	switch arg.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		if held := e.load(at, arg); held != nil && held.Kind != value.Rest {
			return held
		}
		return nil
	}
	if held := e.pointedTo(w.call, v, w.typ); held != v {
		return held
	}
	return nil
}

// fieldNamed returns the field of a struct type, nil if it has none of that name.
func fieldNamed(t types.Type, name string) *types.Var {
	s := structOf(t)
	for i := range s.NumFields() {
		if f := s.Field(i); f.Name() == name {
			return f
		}
	}
	return nil
}
