package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A Summary is what a function tells its callers of its results, in terms of
// its parameters. A result of which nothing is known is nil.
type Summary struct {
	Results []*Value
}

// Summary returns the summary of a function, nil if it has no body and no fact.
func (e *Evaluator) Summary(fn *ssa.Function) *Summary {
	if s, ok := e.summaries[fn]; ok {
		return s
	}
	e.summaries[fn] = nil // a function that calls itself knows nothing of itself
	if fn.Blocks == nil {
		if obj := object(fn); obj != nil && e.facts != nil {
			e.summaries[fn] = e.facts.Summary(obj)
		}
		return e.summaries[fn]
	}
	if e.nesting >= maxDepth {
		delete(e.summaries, fn)
		return nil
	}
	var s *Summary
	e.apart(func() { s = e.summarize(fn) })
	e.summaries[fn] = s
	return s
}

func (e *Evaluator) summarize(fn *ssa.Function) *Summary {
	results := fn.Signature.Results()
	s := &Summary{Results: make([]*Value, results.Len())}
	if results.Len() == 0 {
		return s
	}
	var returns []*ssa.Return
	for _, b := range fn.Blocks {
		if r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !failed(r) && b != fn.Recover {
			returns = append(returns, r)
		}
	}
	for i := range s.Results {
		t := results.At(i).Type()
		if !carriesKeys(t, 0) {
			continue
		}
		vals := make([]*Value, 0, len(returns))
		for _, r := range returns {
			v := e.Eval(r.Results[i])
			if v.Kind == Unknown || v.Kind == rest {
				vals = nil
				break
			}
			vals = append(vals, v)
		}
		s.Results[i] = e.joinReturns(fn, i, t, vals)
	}
	return s
}

// joinReturns unites what the return statements of a function give.
func (e *Evaluator) joinReturns(fn *ssa.Function, i int, t types.Type, vals []*Value) *Value {
	at := e.branchID(fn, "ret")
	vals = withoutEmpty(vals)
	switch {
	case len(vals) == 0:
		return nil
	case len(vals) == 1:
		return vals[0]
	}
	if v := join(at, vals); v != nil {
		return v
	}
	if !isList(t) {
		return nil
	}
	var out []Item
	partial := false
	for j, v := range vals {
		l := e.asList(v)
		if l == nil {
			return nil
		}
		partial = partial || l.Partial
		out = append(out, under(l.Items, Cond{at, j})...)
	}
	r := newList(out)
	r.Partial = r.Partial || partial
	return r
}

// failed reports whether a function returns with an error: its other results
// are not used then.
func failed(r *ssa.Return) bool {
	if len(r.Results) < 2 {
		return false
	}
	last := r.Results[len(r.Results)-1]
	// return "", err and return "", false, whatever err is
	zero := !slices.ContainsFunc(r.Results[:len(r.Results)-1], func(v ssa.Value) bool {
		k, ok := v.(*ssa.Const)
		return !ok || k.Value != nil && constant.Compare(k.Value, token.NEQ, zeroValue(k.Value))
	})
	if k, ok := last.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool {
		return zero && !constant.BoolVal(k.Value)
	}
	if !types.Identical(last.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	if _, ok := last.(*ssa.Const); !ok && zero {
		return true
	}
	switch last := last.(type) {
	case *ssa.Const:
		return !last.IsNil()
	case *ssa.MakeInterface:
		return true
	case *ssa.Call:
		fn := last.Call.StaticCallee()
		return fn != nil && (strings.HasSuffix(fn.Name(), "rrorf") || fn.Name() == "New" || strings.HasPrefix(fn.Name(), "Wrap"))
	}
	return false
}

func zeroValue(v constant.Value) constant.Value {
	switch v.Kind() {
	case constant.String:
		return constant.MakeString("")
	case constant.Bool:
		return constant.MakeBool(false)
	}
	return constant.MakeInt64(0)
}

// carriesKeys reports whether a value of type t may hold keys, or the parts
// that keys are made of.
func carriesKeys(t types.Type, depth int) bool {
	if depth > 3 {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsString|types.IsInteger) != 0
	case *types.Slice:
		return carriesKeys(t.Elem(), depth+1)
	case *types.Array:
		return carriesKeys(t.Elem(), depth+1)
	case *types.Map:
		return carriesKeys(t.Key(), depth+1) || carriesKeys(t.Elem(), depth+1)
	case *types.Pointer:
		return carriesKeys(t.Elem(), depth+1)
	case *types.Struct:
		for i := range t.NumFields() {
			if carriesKeys(t.Field(i).Type(), depth+1) {
				return true
			}
		}
		return false
	case *types.Interface:
		return true // a key as any, or the pipeline that commands are queued on
	}
	return false
}

func (e *Evaluator) importedVar(g *ssa.Global) *Value {
	if v, ok := g.Object().(*types.Var); ok && e.facts != nil {
		return e.facts.Var(v)
	}
	return nil
}

// spell returns how the source names a value, as far as SSA form remembers it.
func (e *Evaluator) spell(v ssa.Value) string {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Parameter:
			return x.Name()
		case *ssa.FreeVar:
			return x.Name()
		case *ssa.Global:
			return x.Name()
		case *ssa.Alloc:
			if x.Comment != "" && !strings.ContainsAny(x.Comment, " .(") {
				return x.Comment
			}
			return "value"
		case *ssa.Phi:
			if x.Comment == "rangeint.iter" || x.Comment == "rangeindex" {
				return "i"
			}
			if x.Comment != "" && !strings.ContainsAny(x.Comment, "&|.") {
				return x.Comment
			}
			return "value"
		case *ssa.Call:
			return e.spellCall(x)
		case *ssa.Const:
			if x.Value != nil && len(x.Value.String()) <= 16 {
				return x.Value.String()
			}
			return "value"
		case *ssa.BinOp:
			return e.spellShort(x.X) + x.Op.String() + e.spellShort(x.Y)
		case *ssa.Extract:
			if n, ok := x.Tuple.(*ssa.Next); ok {
				if r, ok := n.Iter.(*ssa.Range); ok {
					return e.spell(r.X) + "[i]"
				}
			}
			v = x.Tuple.(ssa.Value)
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			return e.spell(x.X) + "." + fieldVar(x.X.Type(), x.Field).Name()
		case *ssa.Field:
			return e.spell(x.X) + "." + fieldVar(x.X.Type(), x.Field).Name()
		case *ssa.IndexAddr:
			return e.spell(x.X) + "[i]"
		case *ssa.Index:
			return e.spell(x.X) + "[i]"
		case *ssa.Lookup:
			return e.spell(x.X) + "[…]"
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Convert:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		default:
			return "value"
		}
	}
	return "value"
}

// spellCall spells a call: in full where that is short, "…Result()" for a chain
// of calls.
func (e *Evaluator) spellCall(c *ssa.Call) string {
	if c.Call.IsInvoke() {
		return e.spellOn(c.Call.Value) + "." + c.Call.Method.Name() + "()"
	}
	if b, ok := c.Call.Value.(*ssa.Builtin); ok {
		return b.Name() + "()"
	}
	fn := c.Call.StaticCallee()
	switch {
	case fn == nil:
		return e.spell(c.Call.Value) + "()"
	case fn.Signature.Recv() != nil && len(c.Call.Args) > 0:
		return e.spellOn(c.Call.Args[0]) + "." + fn.Name() + "()"
	}
	name := fn.Name()
	if fn.Pkg != nil && fn.Pkg != e.pkg {
		name = fn.Pkg.Pkg.Name() + "." + name
	}
	arg := ""
	if n := len(c.Call.Args); n == 1 && !fn.Signature.Variadic() {
		arg = e.spellShort(c.Call.Args[0])
	} else if n > 0 {
		arg = "…"
	}
	return name + "(" + arg + ")"
}

// spellOn spells the receiver of a call.
func (e *Evaluator) spellOn(v ssa.Value) string {
	if _, ok := v.(*ssa.Call); ok {
		return "…"
	}
	return e.spellShort(v)
}

// spellShort spells a value, or an ellipsis for what has no short name.
func (e *Evaluator) spellShort(v ssa.Value) string {
	if s := e.spell(v); len(s) <= 24 && s != "value" {
		return s
	}
	return "…"
}

// withoutEmpty leaves out empty texts where there are others: a function that
// returns one for want of anything to name returns no key then.
func withoutEmpty(vals []*Value) []*Value {
	out := make([]*Value, 0, len(vals))
	for _, v := range vals {
		if text, ok := v.constant(); !ok || text != "" {
			out = append(out, v)
		}
	}
	if len(out) == 0 {
		return vals
	}
	return out
}
