package flow

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// byteArray evaluates a read of an array of numbers, such as a uuid.UUID, that is a
// variable of the function or a field of one, and that is written in parts: by what is
// given a slice of it, or its address. Two reads give one value if no write is between
// them. ok is false for other reads.
func (e *Evaluator) byteArray(v ssa.Value, addr ssa.Value) (val *value.Value, ok bool) {
	in, isInstr := v.(ssa.Instruction)
	array, isArray := pointee(addr.Type()).Underlying().(*types.Array)
	if !isArray || !isInstr || !isInteger(array.Elem()) {
		return nil, false
	}
	cell, field := localArray(addr)
	if cell == nil || cell.Parent() != in.Parent() {
		return nil, false
	}
	w := partWrites(cell, field)
	if len(w.parts) == 0 && !w.given {
		return nil, false
	}
	sym := *e.local(v)
	sym.Name = e.NameOf(v)
	if w.given {
		sym.ID = value.Maybe(e.local(cell).ID, sym.ID)
		return &sym, true
	}
	ids := []string{e.local(cell).ID, strconv.Itoa(field)}
	n := e.number(in.Parent())
	e.reaching(v, in.Parent(), func(x ssa.Instruction) (ssa.Value, bool) {
		if x == ssa.Instruction(cell) {
			return nil, true
		}
		if !slices.Contains(w.parts, x) && !slices.Contains(w.wholes, x) {
			return nil, false
		}
		name := "w" + strconv.Itoa(x.Block().Index) + "_" + strconv.Itoa(slices.Index(x.Block().Instrs, x))
		e.atoms[value.Call(n, name)] = x.Block()
		ids = append(ids, value.Local(n, name))
		return nil, true
	})
	slices.Sort(ids[2:])
	sym.ID = value.Bounded(value.Op("state", slices.Compact(ids)...), strconv.Itoa(n))
	return &sym, true
}

// localArray returns the variable that an address is, or is a field of; field is -1
// for the variable itself.
func localArray(addr ssa.Value) (cell *ssa.Alloc, field int) {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return addr, -1
	case *ssa.FieldAddr:
		if cell, ok := addr.X.(*ssa.Alloc); ok {
			return cell, addr.Field
		}
	}
	return nil, 0
}

// arrayWrites are the instructions of a function that write an array: in parts, or as a
// whole. given says that others may write it, too.
type arrayWrites struct {
	parts, wholes []ssa.Instruction
	given         bool
}

// partWrites returns what writes the array that a variable is, or its field.
func partWrites(cell *ssa.Alloc, field int) *arrayWrites {
	w := &arrayWrites{}
	if field < 0 {
		w.at(cell)
		return w
	}
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if ref.Field == field {
				w.at(ref)
			}
		case *ssa.Store:
			w.whole(ref, cell)
		case ssa.CallInstruction:
			w.parts = append(w.parts, ref)
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			w.given = true
		}
	}
	return w
}

func (w *arrayWrites) whole(s *ssa.Store, addr ssa.Value) {
	if s.Addr == addr {
		w.wholes = append(w.wholes, s)
	} else {
		w.given = true
	}
}

// at adds what writes through an address of the array.
func (w *arrayWrites) at(addr ssa.Value) {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			w.whole(ref, addr)
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				switch use := use.(type) {
				case *ssa.Store:
					w.parts = append(w.parts, use)
				case *ssa.UnOp, *ssa.DebugRef:
				default:
					w.given = true
				}
			}
		case *ssa.Slice:
			w.slice(ref, 0)
		case ssa.CallInstruction:
			w.parts = append(w.parts, ref)
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				w.given = w.given || b == addr && !readOnly(ref.Fn.(*ssa.Function).FreeVars[i])
			}
		default:
			w.given = true
		}
	}
}

// slice adds what writes through a slice of the array.
func (w *arrayWrites) slice(s ssa.Value, depth int) {
	const deep = 4
	for _, ref := range *s.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Convert, *ssa.DebugRef, *ssa.Range:
		case *ssa.Slice:
			if depth == deep {
				w.given = true
			} else {
				w.slice(ref, depth+1)
			}
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if st, ok := use.(*ssa.Store); ok {
					w.parts = append(w.parts, st)
				}
			}
		case *ssa.Call:
			if !readsOnly(ref, s) {
				w.parts = append(w.parts, ref)
			}
			if keeps(ref.Type()) || isList(ref.Type()) {
				w.given = true // the result may be a part of it
			}
		default:
			w.given = true
		}
	}
}

// readsOnly reports whether a call only reads the list v that it is given.
func readsOnly(call *ssa.Call, v ssa.Value) bool {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return b.Name() == "len" || b.Name() == "copy" && call.Call.Args[0] != v
	}
	fn := call.Call.StaticCallee()
	return fn != nil && object(fn) != nil && fn.Blocks == nil && isPure(object(fn))
}

// bytesAt returns the text of bytes, some of which may be written one by one.
func (e *Evaluator) bytesAt(at ssa.Instruction, x ssa.Value, val *value.Value) *value.Value {
	root := x
	for s, ok := root.(*ssa.Slice); ok; s, ok = root.(*ssa.Slice) {
		root = s.X
	}
	if !e.bytesWritten(root, 0) && !addressGiven(root) {
		return val
	}
	own := value.Local(e.number(at.Parent()), e.nameOfWrite(at))
	e.atoms[value.Call(e.number(at.Parent()), e.nameOfWrite(at))] = at.Block()
	if id := val.Identity(); id != "" {
		own = value.Maybe(id, own)
	}
	return &value.Value{Kind: value.Sym, ID: own, Name: e.NameOf(x)}
}

// addressGiven reports whether x is read from a variable of the function whose address
// something else gets, as json.Unmarshal does.
func addressGiven(x ssa.Value) bool {
	load, ok := x.(*ssa.UnOp)
	if !ok {
		return false
	}
	cell, ok := load.X.(*ssa.Alloc)
	return ok && slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			return true
		case ssa.CallInstruction:
			return slices.Contains(ref.Common().Args, ssa.Value(cell))
		}
		return false
	})
}

// storesTo returns the stores to a variable as a whole, in its function.
func storesTo(cell *ssa.Alloc) []*ssa.Store {
	var out []*ssa.Store
	for _, ref := range *cell.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == ssa.Value(cell) {
			out = append(out, s)
		}
	}
	return out
}

// bytesWritten reports whether something writes bytes of x.
func (e *Evaluator) bytesWritten(x ssa.Value, depth int) bool {
	refs := x.Referrers()
	if refs == nil || depth > 4 {
		return false
	}
	return slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			return slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				s, ok := use.(*ssa.Store)
				return ok && s.Addr == ssa.Value(ref)
			})
		case *ssa.Slice:
			return e.bytesWritten(ref, depth+1)
		case *ssa.Store: // an array, as a whole
			if cell, ok := x.(*ssa.Alloc); ok && len(storesTo(cell)) == 1 {
				return false // it is made so
			}
			return ref.Addr == x
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok {
				return (b.Name() == "copy" || b.Name() == "clear") && ref.Call.Args[0] == x
			}
			if fn := ref.Call.StaticCallee(); fn != nil && e.declared(fn) != nil {
				return e.effects().written[e.declared(fn)][e.elementPlace(x.Type())]
			}
			return rearranges(ref, x) || writesBytes(ref)
		}
		return false
	})
}

// writesBytes reports whether a function of another package puts bytes into a buffer
// that it is given: those that do are called Read, Encode, Decode or PutUint64.
func writesBytes(call *ssa.Call) bool {
	name := ""
	if m := call.Call.Method; m != nil {
		name = m.Name()
	} else if fn := call.Call.StaticCallee(); fn != nil {
		name = fn.Name()
	}
	return name == "Encode" || name == "Decode" || strings.HasPrefix(name, "Read") || strings.HasPrefix(name, "PutU") || strings.HasPrefix(name, "PutV")
}
