package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// A contained is a list or map in a function.
type contained struct {
	made   ssa.Instruction   // what makes it, nil if it may have other names
	writes []ssa.Instruction // what may write an element
	late   []ssa.Instruction // those that may come after a read
}

// containerOf returns what a function does to the list or map x.
func (e *Evaluator) containerOf(x ssa.Value, fn *ssa.Function) *contained {
	key := any(x)
	made := container(x)
	if made != nil {
		key = made
	}
	if c := e.containers[key]; c != nil {
		return c
	}
	c := &contained{made: made}
	e.containers[key] = c
	u := &containerUses{e: e, seen: make(map[ssa.Value]bool)}
	open := made == nil
	if made != nil {
		u.visit(made.(ssa.Value))
		open = len(u.opens) > 0
	} else {
		u.reads = readsLike(fn, x)
	}
	c.writes = u.writes
	for _, in := range e.writing(fn, &location{places: []place{e.elementPlace(x.Type()), {elem: "[]?"}}}) {
		to, _, _ := elementWrite(in)
		if of := container(to); of != made && (!open || of != nil && (made != nil || !e.known(of, in))) {
			continue // it writes into another one
		}
		c.writes = append(c.writes, in)
	}
	for _, w := range c.writes {
		if slices.ContainsFunc(u.reads, func(r ssa.Instruction) bool { return e.precedes(r, w) }) {
			c.late = append(c.late, w)
		}
	}
	return c
}

// known reports whether a list or map that a function makes may have another name when
// the instruction at writes it.
func (e *Evaluator) known(made, at ssa.Instruction) bool {
	u := &containerUses{e: e, seen: make(map[ssa.Value]bool)}
	u.visit(made.(ssa.Value))
	return slices.ContainsFunc(u.opens, func(open ssa.Instruction) bool { return e.precedes(open, at) })
}

// precedes reports whether w may run after r.
func (e *Evaluator) precedes(r, w ssa.Instruction) bool {
	if r.Block() == w.Block() && e.position(r) < e.position(w) {
		return true
	}
	return reach(r.Block(), nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[w.Block()]
}

// containerUses collects how a list or map that a function made is used there.
type containerUses struct {
	e             *Evaluator
	seen          map[ssa.Value]bool
	reads, writes []ssa.Instruction
	opens         []ssa.Instruction // those that may give it another name
}

func (u *containerUses) visit(v ssa.Value) {
	if u.seen[v] {
		return
	}
	u.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			u.visit(ref)
		case *ssa.ChangeType:
			u.visit(ref)
		case *ssa.MakeInterface:
			u.visit(ref)
		case *ssa.IndexAddr:
			u.address(ref)
		case *ssa.Lookup:
			u.reads = append(u.reads, ref)
		case ssa.CallInstruction:
			u.call(ref, v)
		case *ssa.Range, *ssa.MapUpdate, *ssa.DebugRef, *ssa.Return, *ssa.UnOp:
			if m, ok := ref.(*ssa.MapUpdate); ok && m.Map != v {
				u.opens = append(u.opens, ref)
			}
		case *ssa.Store:
			if ref.Val == v {
				u.opens = append(u.opens, ref)
			}
		default:
			u.opens = append(u.opens, ref)
		}
	}
}

func (u *containerUses) address(a *ssa.IndexAddr) {
	for _, use := range *a.Referrers() {
		switch use := use.(type) {
		case *ssa.UnOp:
			u.reads = append(u.reads, use)
		case *ssa.Store:
			if use.Val == ssa.Value(a) {
				u.opens = append(u.opens, use)
			}
		case *ssa.DebugRef:
		default:
			u.writes, u.opens = append(u.writes, use), append(u.opens, use)
		}
	}
}

func (u *containerUses) call(call ssa.CallInstruction, v ssa.Value) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "copy", "delete", "clear":
			if common.Args[0] == v {
				u.writes = append(u.writes, call)
			}
		case "append":
			if result, ok := call.(ssa.Value); ok && common.Args[0] == v {
				u.visit(result)
			}
		}
		return
	}
	obj := u.e.foreignCallee(common)
	if obj != nil && (isPure(obj) || onlyReads(obj) || libraries.Owns(obj.Pkg().Path())) {
		return
	}
	u.opens = append(u.opens, call)
	if obj != nil {
		u.writes = append(u.writes, call)
	}
}

// readsLike returns the reads of elements of lists or maps of the type of x that may
// have other names.
func readsLike(fn *ssa.Function, x ssa.Value) (out []ssa.Instruction) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Lookup:
				if in.X.Type() == x.Type() && container(in.X) == nil {
					out = append(out, in)
				}
			case *ssa.UnOp:
				if a, ok := in.X.(*ssa.IndexAddr); ok && a.X.Type() == x.Type() && container(a.X) == nil {
					out = append(out, in)
				}
			}
		}
	}
	return out
}

// container returns what makes the list or map x, nil if it may have other names.
func container(x ssa.Value) ssa.Instruction {
	for range 8 {
		switch v := x.(type) {
		case *ssa.MakeMap, *ssa.MakeSlice, *ssa.Alloc:
			return v.(ssa.Instruction)
		case *ssa.Slice:
			x = v.X
		case *ssa.ChangeType:
			x = v.X
		case *ssa.Call:
			b, ok := v.Call.Value.(*ssa.Builtin)
			if !ok || b.Name() != "append" {
				return nil
			}
			if c, nothing := v.Call.Args[0].(*ssa.Const); nothing && c.IsNil() {
				return v
			}
			x = v.Call.Args[0]
		default:
			return nil
		}
	}
	return nil
}

// appendTo returns the append that makes x of a list or map, nil if none does.
func appendTo(x ssa.Value) *ssa.Call {
	for {
		switch v := x.(type) {
		case *ssa.Slice:
			x = v.X
		case *ssa.ChangeType:
			x = v.X
		case *ssa.Call:
			return v
		default:
			return nil
		}
	}
}

// shifted reports whether the first element of x is not the first of what it is a
// part of.
func shifted(x ssa.Value) bool {
	s, ok := x.(*ssa.Slice)
	return ok && (s.Low != nil || shifted(s.X))
}

// foreignCallee returns the function of another package that a call names, nil if it
// names none.
func (e *Evaluator) foreignCallee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		if c.Method.Pkg() == e.pkg.Pkg {
			return nil
		}
		return c.Method
	}
	fn := c.StaticCallee()
	if fn == nil || e.declared(fn) != nil {
		return nil
	}
	obj := object(fn)
	if obj == nil || obj.Pkg() == nil {
		return nil
	}
	return obj
}
