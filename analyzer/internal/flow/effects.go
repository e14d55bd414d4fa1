package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// effectIndex says what the functions of the package may write.
type effectIndex struct {
	// taken has the places of which an address is used otherwise than to read or
	// write there.
	taken map[place]bool
	// values are the functions and function literals that are used as values.
	values []funcValue
	// outside stands for all functions that other packages can call.
	outside *ssa.Function
	methods map[*types.Func][]*ssa.Function // that a call of an interface's method may run
	// written has, for a function, all that it may write of what was there before
	// it was called, in functions that it calls too.
	written map[*ssa.Function]map[place]bool
	// touched has, for a function, the same, and what it may write of its own
	// variables that function literals capture.
	touched map[*ssa.Function]map[place]bool
	// of has the effects of instructions, as far as they were asked for.
	of map[ssa.Instruction]*effect
}

// A funcValue is a function that is used as a value, and its type.
type funcValue struct {
	fn  *ssa.Function
	sig *types.Signature
}

// An effect is what an instruction may write: places, and what functions of the
// package write.
type effect struct {
	places []place
	fns    []*ssa.Function
	// fresh is what the function made itself and the instruction writes into.
	fresh ssa.Value
	// later says that the functions may run at any time after the instruction.
	later bool
}

// effects indexes what the functions of the package write, on first use.
func (e *Evaluator) effects() *effectIndex {
	if e.effectsOf != nil {
		return e.effectsOf
	}
	x := &effectIndex{taken: make(map[place]bool), written: make(map[*ssa.Function]map[place]bool), touched: make(map[*ssa.Function]map[place]bool), of: make(map[ssa.Instruction]*effect), outside: new(ssa.Function), methods: make(map[*types.Func][]*ssa.Function)}
	e.effectsOf = x
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				e.takenBy(in)
			}
		}
	}
	uses := make(map[*ssa.Function][]*ssa.Function) // by callee
	x.written[x.outside] = make(map[place]bool)
	for _, fn := range e.funcs {
		written := make(map[place]bool)
		x.written[fn] = written
		if obj := object(fn); obj != nil && obj.Exported() && fn.Parent() == nil && e.pkg.Pkg.Name() != "main" {
			uses[fn] = append(uses[fn], x.outside)
		}
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				eff := e.effectOf(in)
				if eff == nil {
					continue
				}
				if eff.fresh == nil {
					for _, p := range eff.places {
						written[p] = true
					}
				}
				for _, callee := range eff.fns {
					if callee != fn && !slices.Contains(uses[callee], fn) {
						uses[callee] = append(uses[callee], fn)
					}
				}
			}
		}
	}
	work := slices.Clone(e.funcs)
	for len(work) > 0 {
		callee := work[len(work)-1]
		work = work[:len(work)-1]
		for _, fn := range uses[callee] {
			n := len(x.written[fn])
			for p := range x.written[callee] {
				x.written[fn][p] = true
			}
			if len(x.written[fn]) > n {
				work = append(work, fn)
			}
		}
	}
	return x
}

// takenBy notes of which places an instruction takes the address, and which
// functions it uses as values.
func (e *Evaluator) takenBy(in ssa.Instruction) {
	x := e.effectsOf
	if v, ok := in.(ssa.Value); ok {
		switch v.(type) {
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if escapes(v) {
				e.addressPlace(v, func(p place) { x.taken[p] = true })
			}
		}
	}
	call, isCall := in.(ssa.CallInstruction)
	for _, op := range in.Operands(nil) {
		switch v := (*op).(type) {
		case *ssa.Global:
			if usesAddress(in, v) {
				x.taken[place{of: v}] = true
			}
		case *ssa.Function:
			if !(isCall && call.Common().Value == *op) && !onlyCalled(in) {
				if fn := e.declared(v); fn != nil && !slices.ContainsFunc(x.values, func(v funcValue) bool { return v.fn == fn }) {
					x.values = append(x.values, funcValue{fn, withoutRecv(fn.Signature)})
				}
			}
		}
	}
}

func (e *Evaluator) addressPlace(v ssa.Value, add func(place)) {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		add(fieldPlace(fieldVar(v.X.Type(), v.Field)))
	case *ssa.IndexAddr:
		add(e.elementPlace(v.X.Type()))
	}
}

// escapes reports whether an address is used otherwise than to read or write
// there.
func escapes(addr ssa.Value) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(in ssa.Instruction) bool { return usesAddress(in, addr) })
}

func usesAddress(in ssa.Instruction, addr ssa.Value) bool {
	switch in := in.(type) {
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		return false
	case *ssa.Store:
		return in.Val == addr
	case *ssa.Slice:
		return false
	}
	return true
}

// declared returns the function of the package that fn runs: what a method value
// or a wrapper stands for. It is nil for those of other packages.
func (e *Evaluator) declared(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Synthetic != "" || fn.Blocks == nil {
		if obj := object(fn); obj != nil {
			fn = e.prog.FuncValue(obj)
		}
	}
	if fn == nil || fn.Pkg != e.pkg || fn.Blocks == nil {
		return nil
	}
	return fn
}

// effectOf returns what an instruction may write, nil for nothing.
func (e *Evaluator) effectOf(in ssa.Instruction) *effect {
	switch in.(type) {
	case *ssa.Defer: // see RunDefers
		return nil
	case *ssa.Store, *ssa.MapUpdate, *ssa.RunDefers, ssa.CallInstruction:
	default:
		return nil
	}
	eff, ok := e.effectsOf.of[in]
	if !ok {
		eff = e.newEffect(in)
		e.effectsOf.of[in] = eff
	}
	return eff
}

func (e *Evaluator) newEffect(in ssa.Instruction) *effect {
	switch in := in.(type) {
	case *ssa.Store:
		if idle(in) {
			return nil
		}
		eff := &effect{fresh: fresh(in.Addr)}
		e.storePlaces(in.Addr, func(p place) { eff.places = append(eff.places, p) })
		return eff
	case *ssa.MapUpdate:
		return &effect{places: []place{e.elementPlace(in.Map.Type())}, fresh: fresh(in.Map)}
	case *ssa.RunDefers:
		return e.deferred(in)
	case ssa.CallInstruction:
		return e.callEffect(in)
	}
	return nil
}

// deferred returns what the deferred calls of a function may write.
func (e *Evaluator) deferred(in *ssa.RunDefers) *effect {
	all := &effect{}
	for _, b := range in.Parent().Blocks {
		for _, d := range b.Instrs {
			if d, ok := d.(*ssa.Defer); ok {
				if eff := e.callEffect(d); eff != nil {
					all.places = append(all.places, eff.places...)
					all.fns = append(all.fns, eff.fns...)
				}
			}
		}
	}
	return all
}

func (e *Evaluator) callEffect(call ssa.CallInstruction) *effect {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return e.builtinEffect(b.Name(), common.Args)
	}
	eff := &effect{}
	_, eff.later = call.(*ssa.Go)
	c := &callee{e: e, eff: eff}
	switch fn := common.StaticCallee(); {
	case common.IsInvoke():
		if x := Source(common.Value); x != common.Value && !types.IsInterface(x.Type()) {
			c.methodOf(x.Type(), common.Method)
		} else {
			c.methods(common.Value.Type(), common.Method)
		}
		c.foreign(common.Method, common.Signature(), append([]ssa.Value{common.Value}, common.Args...))
	case fn == nil:
		c.value(common.Value)
		for _, a := range common.Args {
			c.given(nil, a, nil, false)
		}
	case e.declared(fn) != nil:
		c.add(e.declared(fn))
	default:
		if obj := object(fn); obj != nil {
			args := common.Args
			if mc, ok := common.Value.(*ssa.MakeClosure); ok {
				args = slices.Concat(mc.Bindings, args) // the receiver of a method value
			}
			if recv := obj.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
				c.methods(recv.Type(), obj) // a method expression of an interface
			}
			c.foreign(obj, obj.Signature(), args)
			if obj.Pkg() == e.pkg.Pkg {
				c.unseen()
			}
		}
	}
	if len(eff.places) == 0 && len(eff.fns) == 0 {
		return nil
	}
	return eff
}

func (e *Evaluator) builtinEffect(name string, args []ssa.Value) *effect {
	switch name {
	case "copy", "clear", "delete":
	case "append":
		// append(list[:n], ...) writes over the elements behind n.
		if s, ok := args[0].(*ssa.Slice); !ok || s.High == nil {
			return nil
		}
	default:
		return nil
	}
	return &effect{places: []place{e.elementPlace(args[0].Type())}, fresh: fresh(args[0])}
}

// Writes reports whether a function may write memory that was there before it was
// called, where it matters to the keys of others: a client's own does not.
func (e *Evaluator) Writes(fn *ssa.Function) bool {
	for p := range e.effects().written[fn] {
		switch of := p.of.(type) {
		case *types.Package:
			if !libraries.Owns(of.Path()) && strings.Contains(of.Path(), ".") {
				return true
			}
		case *types.TypeName:
			if of.Pkg() == e.pkg.Pkg || !libraries.Owns(of.Pkg().Path()) && strings.Contains(of.Pkg().Path(), ".") {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// writes reports whether an effect may write one of the places.
func (e *Evaluator) writes(eff *effect, ps []place) bool {
	for _, p := range ps {
		if slices.Contains(eff.places, p) {
			return true
		}
		for _, fn := range eff.fns {
			if e.effects().written[fn][p] {
				return true
			}
		}
	}
	return false
}

// touches reports whether a function may write one of the places, in what it did
// not make itself.
func (e *Evaluator) touches(fn *ssa.Function, ps []place) bool {
	x := e.effects()
	all, ok := x.touched[fn]
	if !ok {
		all = make(map[place]bool)
		x.touched[fn] = all
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				eff := e.effectOf(in)
				if eff == nil {
					continue
				}
				if eff.fresh == nil || captured(eff.fresh) || e.shared(eff.fresh) && !fills(in, eff.fresh) {
					for _, p := range eff.places {
						all[p] = true
					}
				}
				for _, callee := range eff.fns {
					for p := range x.written[callee] {
						all[p] = true
					}
				}
			}
		}
	}
	return slices.ContainsFunc(ps, func(p place) bool { return all[p] })
}
