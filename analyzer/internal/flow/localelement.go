package flow

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// lastPut returns what the function put last into the element or entry key of the list or
// map x before the instruction at reads it, nil if that is not known. What all stores put
// into x then still says what may be there, unless since is not empty: it names what may
// have written the element since another one was read, or what is no such store.
func (e *Evaluator) lastPut(at, x, index ssa.Value, key string) (put *value.Value, since string) {
	read := instruction(at)
	if read == nil || key == "" || !e.steady(index, read) {
		return nil, ""
	}
	elements := []place{e.elementPlace(x.Type())}
	c := e.containerOf(x, read.Parent())
	if c.made == nil && len(c.late) == 0 {
		if e.capturedWrites(x, elements) {
			return nil, e.local(at).ID
		}
		return nil, ""
	}
	matters := false
	var by []ssa.Instruction
	ws, zero := e.reaching(at, read.Parent(), func(in ssa.Instruction) (ssa.Value, bool) {
		val, hit, own := e.putsInto(in, c, x, key)
		if hit {
			matters = matters || slices.Contains(c.late, in) || !own && in != c.made && e.edits(in, elements)
			if !slices.Contains(by, in) {
				by = append(by, in)
			}
		}
		return val, hit
	})
	if len(ws) == 1 && !zero {
		val := e.Eval(ws[0].val)
		if _, whole := ws[0].val.Type().Underlying().(*types.Array); whole && val.Kind == value.List {
			val = val.Pick(key)
		}
		if val != nil && val.Kind != value.Rest && val.Kind != value.Unknown {
			return val, ""
		}
	}
	switch {
	case !matters:
		return nil, ""
	case c.made == nil || len(by) > 1 || e.later(by[0]):
		return nil, e.local(at).ID
	}
	n, name := e.number(read.Parent()), e.nameOfWrite(by[0])
	e.atoms[value.Call(n, name)] = by[0].Block()
	return nil, value.Since(value.ElementOf(e.local(c.made.(ssa.Value)).ID, key), value.Local(n, name))
}

// capturedWrites reports whether x is what a variable, or a field of one, holds that
// function literals capture, and something in the function or its literals may write such elements: in
// which order they run is not followed.
func (e *Evaluator) capturedWrites(x ssa.Value, elements []place) bool {
	load, ok := x.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	from := load.X
	for field, ok := from.(*ssa.FieldAddr); ok; field, ok = from.(*ssa.FieldAddr) {
		from = field.X
	}
	switch cell := from.(type) {
	case *ssa.FreeVar:
	case *ssa.Alloc:
		if !captured(cell) {
			return false
		}
	default:
		return false
	}
	for _, fn := range family(root(load.Parent())) {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if eff := e.effectOf(in); eff != nil && e.writes(eff, elements) && !fills(in, eff.fresh) {
					return true
				}
			}
		}
	}
	return false
}

// fills reports whether an instruction fills in the list or map of a literal, which
// has no name yet.
func fills(in ssa.Instruction, made ssa.Value) bool {
	maker := instruction(made)
	if maker == nil || maker.Block() != in.Block() {
		return false
	}
	if a, ok := made.(*ssa.Alloc); ok && a.Comment != "slicelit" && a.Comment != "arraylit" && a.Comment != "varargs" {
		return false
	}
	begun := false
	for _, before := range in.Block().Instrs {
		switch before := before.(type) {
		case *ssa.IndexAddr:
		case *ssa.MapUpdate:
			begun = begun && before.Value != made
		default:
			begun = begun && !slices.ContainsFunc(before.Operands(nil), func(op *ssa.Value) bool { return *op == made })
		}
		if before == in {
			return begun
		}
		begun = begun || before == maker
	}
	return false
}

// later reports whether an instruction may write at any time after it.
func (e *Evaluator) later(in ssa.Instruction) bool {
	eff := e.effectOf(in)
	return eff != nil && eff.later
}

// edits reports whether an instruction that may write a list or map is known to write the
// elements of some: a function of another package that is given it seldom does.
func (e *Evaluator) edits(in ssa.Instruction, elements []place) bool {
	if eff := e.effectOf(in); eff != nil && e.writes(eff, elements) {
		return true
	}
	call, ok := in.(ssa.CallInstruction)
	if !ok {
		return false
	}
	obj := e.foreignCallee(call.Common())
	return obj != nil && slices.Contains([]string{"maps", "slices", "sort", "golang.org/x/exp/maps", "golang.org/x/exp/slices"}, obj.Pkg().Path())
}

// putsInto reports whether an instruction makes c, which is x, or may write its element
// key, with what it puts there: nil if that is not known. It is c's own if the value of x
// has it.
func (e *Evaluator) putsInto(in ssa.Instruction, c *contained, x ssa.Value, key string) (val ssa.Value, hit, own bool) {
	if in == c.made {
		return nil, true, false
	}
	if s, ok := in.(*ssa.Store); ok && c.made != nil && instruction(s.Addr) == c.made {
		return s.Val, true, false
	}
	to, by, val := elementWrite(in)
	if to != nil && c.made != nil && container(to) == c.made {
		same := appendTo(to) == appendTo(x) // append may have copied it
		own = val != nil && same
		of, k := constantIndex(to, e.indexID(by))
		switch {
		case shifted(x) || shifted(of):
		case k == key && same:
			return val, true, own
		case k != key && fixedIndex(k) && fixedIndex(key):
			return nil, false, own
		}
	}
	return nil, slices.Contains(c.writes, in), own
}

func (e *Evaluator) indexID(index ssa.Value) string {
	v := e.Eval(index)
	if text, ok := v.Constant(); ok {
		return text
	}
	return v.Identity()
}

// steady reports whether an index is the same in all rounds of the loops around an
// instruction.
func (e *Evaluator) steady(index ssa.Value, in ssa.Instruction) bool {
	switch x := index.(type) {
	case *ssa.Const, *ssa.Parameter:
		return true
	case ssa.Instruction:
		return e.cycle(x.Block(), in.Parent().Blocks[0]) == nil
	}
	return false
}

// passedEntry returns the entry of a map that a function made and passes to a call, nil
// if it is not known what the function put there. It may be another one where something
// else than that one assignment may have written it before the call.
func (e *Evaluator) passedEntry(call ssa.Instruction, arg ssa.Value, m *value.Value, index string) *value.Value {
	c := e.containerOf(arg, call.Parent())
	if !fixedIndex(index) || m.Partial && c.made == nil {
		return nil
	}
	if c.made == nil {
		return e.capturedEntry(arg, m, index, c)
	}
	var put *ssa.MapUpdate
	settled := true
	for _, w := range c.writes {
		if !e.precedes(w, call) {
			continue
		}
		u, ok := w.(*ssa.MapUpdate)
		if ok && container(u.Map) == c.made {
			k := e.indexID(u.Key)
			if k == index && put == nil {
				put = u
				continue
			}
			ok = k != index && fixedIndex(k)
		}
		settled = settled && ok
	}
	if put == nil || put.Block() != c.made.Block() {
		return nil
	}
	val := e.Eval(put.Value)
	if settled {
		return val
	}
	return e.mayBe(val, value.Op("passed", e.local(c.made.(ssa.Value)).ID, strconv.Quote(index), value.Local(e.number(call.Parent()), e.nameOfWrite(call))), m.Name, holeKind(put.Value.Type()))
}

// capturedEntry returns the entry of a map that a captured variable holds and that
// nothing writes, nil if that is not known.
func (e *Evaluator) capturedEntry(arg ssa.Value, m *value.Value, index string, c *contained) *value.Value {
	if _, load := arg.(*ssa.UnOp); !load || len(c.writes) > 0 || e.capturedWrites(arg, []place{e.elementPlace(arg.Type())}) {
		return nil
	}
	if found := entriesAt(m, index); len(found) == 1 {
		return found[0]
	}
	return nil
}

// mayBe returns what may be the value first or anything else, with an identity and a
// name of its own.
func (e *Evaluator) mayBe(first *value.Value, own, name string, hole pattern.Kind) *value.Value {
	id := value.MayHoldTag(own)
	if alias := first.Identity(); alias != "" && len(alias) < value.MaxID {
		id = value.Maybe(alias, id)
	}
	return &value.Value{Kind: value.Sym, ID: id, Name: cmp.Or(first.Name, name), Hole: hole}
}

// elementWrite returns the list or map that an instruction writes one element of,
// with its index and value: no value if it deletes the element.
func elementWrite(in ssa.Instruction) (to, index, val ssa.Value) {
	switch in := in.(type) {
	case *ssa.MapUpdate:
		return in.Map, in.Key, in.Value
	case *ssa.Store:
		if a, ok := in.Addr.(*ssa.IndexAddr); ok {
			return a.X, a.Index, in.Val
		}
	case *ssa.Call:
		if b, ok := in.Call.Value.(*ssa.Builtin); ok && b.Name() == "delete" {
			return in.Call.Args[0], in.Call.Args[1], nil
		}
	}
	return nil, nil, nil
}
