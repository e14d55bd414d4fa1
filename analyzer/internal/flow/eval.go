package flow

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Eval returns what is known of v, in terms of the parameters of the named
// function around it.
func (e *Evaluator) Eval(v ssa.Value) *value.Value {
	if r, ok := e.memo[v]; ok {
		return r
	}
	if depth, ok := e.busy[v]; ok {
		e.low = min(e.low, depth)
		return &value.Value{Kind: value.Rest}
	}
	e.Work++
	switch {
	case len(e.busy) >= MaxDepth || e.deep >= maxDeep:
		return e.unfollowed(v, value.BoundDepth)
	case e.Work > e.limit:
		return e.unfollowed(v, value.BoundWork)
	}
	e.grown(v)
	depth, low := len(e.busy), e.low
	e.busy[v], e.low = depth, MaxDepth
	e.deep++
	r := e.eval(v)
	e.deep--
	if r != nil && r.Kind == value.List {
		r = e.sequenced(v, e.filled(v, e.patched(v, r)))
	}
	delete(e.busy, v)
	if r == nil || r.Kind == value.Unknown {
		r = e.local(v)
	}
	// A value computed inside a loop that is still open holds only part of the
	// truth; it is computed again when asked for from outside.
	if e.low >= depth {
		e.memo[v] = r
		e.low = low
	} else {
		e.low = min(e.low, low)
	}
	return r
}

// grown evaluates what v appends to, from the beginning on: a list that grows in
// a loop is entered at the head of the loop, where all that it holds comes
// together, and a long row of appends is no deep nesting.
func (e *Evaluator) grown(v ssa.Value) {
	var before []ssa.Value
	for call, ok := v.(*ssa.Call); ok; call, ok = v.(*ssa.Call) {
		if b, is := call.Call.Value.(*ssa.Builtin); !is || b.Name() != "append" {
			break
		}
		v = call.Call.Args[0]
		if e.memo[v] != nil {
			break
		}
		before = append(before, v)
	}
	for i := len(before) - 1; i >= 0; i-- {
		if _, busy := e.busy[before[i]]; !busy {
			e.Eval(before[i])
		}
	}
}

func (e *Evaluator) eval(v ssa.Value) *value.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return constValue(v)
	case *ssa.Parameter:
		return e.param(v)
	case *ssa.FreeVar:
		if b := e.Captured(v); b != nil {
			return e.Eval(b)
		}
	case *ssa.Function:
		return value.Function(v)
	case *ssa.MakeClosure:
		return value.Function(v.Fn.(*ssa.Function))
	case *ssa.Phi:
		return e.phi(v)
	case *ssa.BinOp:
		return e.binary(v)
	case *ssa.Call:
		return e.call(v, 0)
	case *ssa.Extract:
		return e.extract(v)
	case *ssa.UnOp:
		return e.unary(v)
	case *ssa.Field:
		return e.fieldOf(v, v.X, fieldVar(v.X.Type(), v.Field))
	case *ssa.Index:
		return e.elem(v, v.X, v.Index)
	case *ssa.Lookup:
		return e.lookup(v)
	case *ssa.Slice:
		return e.slice(v)
	case *ssa.Alloc:
		return e.alloc(v)
	case *ssa.MakeSlice:
		return e.makeSlice(v)
	case *ssa.MakeMap:
		return e.makeMap(v)
	case *ssa.MakeInterface:
		return e.boxed(v)
	case *ssa.MultiConvert:
		return e.convert(v, v.X)
	case *ssa.Convert:
		return e.convert(v, v.X)
	case *ssa.ChangeInterface:
		return e.reboxed(v)
	case *ssa.TypeAssert:
		return e.asserted(v)
	case *ssa.ChangeType, *ssa.SliceToArrayPointer:
		return e.Eval(*v.(ssa.Instruction).Operands(nil)[0]) // the same under another type
	case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Global:
		// Pointers to parts: what they point to is read by load.
		return e.address(v)
	}
	return nil
}

func (e *Evaluator) binary(v *ssa.BinOp) *value.Value {
	if v.Op == token.ADD && isString(v.Type()) {
		return e.concat(v, e.Eval(v.X), e.Eval(v.Y))
	}
	op := v.Op.String()
	if isString(v.X.Type()) && v.Op != token.EQL && v.Op != token.NEQ {
		op = "str" + op // the order of strings is not that of numbers
	}
	return e.pure(v, op, v.X, v.Y)
}

func (e *Evaluator) unary(v *ssa.UnOp) *value.Value {
	switch v.Op {
	case token.MUL:
		return e.load(v, v.X)
	case token.ARROW:
		return nil // each receive yields another value
	}
	return e.pure(v, v.Op.String(), v.X)
}

// local returns the value of which only the identity is known: that it is v, in
// one activation of v's function.
func (e *Evaluator) local(v ssa.Value) *value.Value {
	fn := v.Parent()
	if fn == nil {
		return &value.Value{Kind: value.Sym, ID: value.Global("", v.Name()), Name: v.Name(), Hole: holeKind(v.Type())}
	}
	if in, ok := v.(ssa.Instruction); ok {
		e.atoms[value.Call(e.number(fn), v.Name())] = in.Block()
	}
	return &value.Value{Kind: value.Sym, ID: value.Local(e.number(fn), v.Name()), Name: e.NameOf(v), Hole: holeKind(v.Type())}
}

// param returns the value of a parameter: a reference that callers replace, or,
// in a function literal, the value that the visible caller passes.
func (e *Evaluator) param(p *ssa.Parameter) *value.Value {
	fn := p.Parent()
	for i, q := range fn.Params {
		if q == p {
			if calls := e.Callers(fn); fn.Parent() != nil && len(calls) == 1 {
				return e.Eval(calls[0].Common().Args[i])
			}
			if e.runsOften(fn) {
				return e.ofRound(p, i)
			}
			return e.marked(p.Object(), &value.Value{Kind: value.Sym, ID: e.ParamID(fn, i), Name: p.Name(), Hole: holeKind(p.Type())})
		}
	}
	return nil
}

// Captured returns the value that a function literal captured as v, nil if
// it is not known.
func (e *Evaluator) Captured(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	mc := e.madeBy[fn]
	if mc == nil {
		return nil
	}
	for i, fv := range fn.FreeVars {
		if fv == v {
			return mc.Bindings[i]
		}
	}
	return nil
}

// concat is the text of vs in a row; where that is not known, the hole v.
func (e *Evaluator) concat(v ssa.Value, vs ...*value.Value) *value.Value {
	out := make([]*value.Value, len(vs))
	for i, x := range vs {
		if x.Kind != value.Text && x.Kind != value.Sym {
			x = e.local(v)
			if len(vs) == 1 {
				return x
			}
			x = &value.Value{Kind: value.Sym, ID: value.Distinct(x.ID, strconv.Itoa(i)), Name: x.Name}
		}
		out[i] = x
	}
	return value.Concat(out...)
}

// pure is the result of an operation without effects: equal for equal operands.
func (e *Evaluator) pure(v ssa.Value, op string, operands ...ssa.Value) *value.Value {
	vs := make([]*value.Value, len(operands))
	for i, x := range operands {
		vs[i] = e.Eval(x)
	}
	op = value.OpName(op)
	if r := value.Fold(op, vs); r != nil && isBasic(v.Type()) {
		if r.Kind == value.Sym {
			r.Hole, r.Name = holeKind(v.Type()), e.NameOf(v)
		}
		return r
	}
	return e.pureOf(v, op, vs...)
}

func (e *Evaluator) pureOf(v ssa.Value, op string, vs ...*value.Value) *value.Value {
	ids := make([]string, len(vs))
	for i, x := range vs {
		if ids[i] = x.Identity(); ids[i] == "" {
			if slices.ContainsFunc(vs, showsBrace) {
				return nil // the result may hold a hash tag
			}
			return value.OfEach(vs, i, func(vs []*value.Value) *value.Value {
				if r := value.Fold(op, vs); r != nil {
					return r
				}
				return e.pureOf(v, op, vs...)
			})
		}
	}
	frame := ""
	if fn := v.Parent(); fn != nil {
		frame = strconv.Itoa(e.number(fn))
	}
	return &value.Value{Kind: value.Sym, ID: value.Bounded(value.Op(op, ids...), frame), Name: e.NameOf(v), Hole: holeKind(v.Type())}
}

func (e *Evaluator) extract(v *ssa.Extract) *value.Value {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return e.call(t, v.Index)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return e.asserted(t)
		}
		return e.pureOf(v, "is", value.Literal(types.TypeString(t.AssertedType, nil)), e.Eval(t.X))
	case *ssa.Lookup:
		if v.Index == 0 {
			return e.lookup(t)
		}
		return e.found(t)
	case *ssa.Next:
		return e.next(v, t)
	}
	return nil
}

// unfollowed is a value that lies past a bound: of all such, nothing is known
// but that they may be equal.
func (e *Evaluator) unfollowed(v ssa.Value, by value.Bound) *value.Value {
	if c, ok := v.(*ssa.Const); ok {
		if val := constValue(c); val != nil {
			return val
		}
	}
	sym := *e.local(v)
	sym.ID = value.Past(by, sym.ID)
	return &sym
}
