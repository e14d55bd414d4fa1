package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Summary is what a function tells its callers of its results, in terms of
// its parameters. A result of which nothing is known is nil.
type Summary struct {
	Results []*value.Value
	// Writes says that the function may write memory that was there before. It is
	// set for functions of other packages only.
	Writes bool
	// Edits says that it assigns elements of a list or map that it is given.
	Edits bool
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
	if e.tooDeep(fn) {
		delete(e.summaries, fn)
		return nil
	}
	var s *Summary
	e.apart(func() { s = e.summarize(fn) })
	e.summaries[fn] = s
	return s
}

// tooDeep reports whether a function is not evaluated, because too many evaluations
// are under way.
func (e *Evaluator) tooDeep(fn *ssa.Function) bool {
	return fn.Blocks != nil && (e.nesting >= MaxDepth || e.deep >= maxDeep)
}

func (e *Evaluator) summarize(fn *ssa.Function) *Summary {
	results := fn.Signature.Results()
	s := &Summary{Results: make([]*value.Value, results.Len())}
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
		if !carriesKeys(t, 0) && !(len(s.Results) == 1 && isBoolean(t)) {
			continue
		}
		vals := make([]*value.Value, 0, len(returns))
		for _, r := range returns {
			v := e.Eval(r.Results[i])
			if len(returns) == 1 {
				v = e.selection(r.Results[i], v)
			}
			if v.Kind == value.Unknown || v.Kind == value.Rest {
				vals = nil
				break
			}
			vals = append(vals, v)
		}
		s.Results[i] = e.joinReturns(returns, t, vals)
	}
	return s
}

// joinReturns unites what the return statements of a function give: vals, or
// nothing where one of them gives nothing that is known.
func (e *Evaluator) joinReturns(returns []*ssa.Return, t types.Type, vals []*value.Value) *value.Value {
	n := len(vals)
	returns, vals = withoutEmpty(returns, vals)
	if len(vals) < n {
		e.emptied[returns[0].Parent()] = true
	}
	switch {
	case len(vals) == 0:
		return nil
	case len(vals) == 1:
		return vals[0]
	}
	if !slices.ContainsFunc(vals, func(v *value.Value) bool { return !v.Same(vals[0]) }) {
		return vals[0]
	}
	under := e.underReturns(returns)
	if v := value.Select(under, vals); v != nil {
		return v
	}
	if _, ok := pointee(t).Underlying().(*types.Struct); ok {
		sym := e.returnedSym(returns[0].Parent(), t)
		if joined := e.joinStructs(sym, t, under, vals); joined != sym {
			return joined
		}
		return nil
	}
	if !isList(t) {
		return nil
	}
	var out []value.Item
	partial := false
	for j, v := range vals {
		l := v.AsList()
		if l == nil {
			return nil
		}
		partial = partial || l.Partial
		out = append(out, value.Under(l.Items, under[j]...)...)
	}
	r := value.NewList(out)
	r.Partial = r.Partial || partial
	return r
}

// underReturns returns the conditions under which a function returns by each of
// returns, all of those that count.
func (e *Evaluator) underReturns(returns []*ssa.Return) [][]value.Cond {
	at := e.branchID(returns[0].Parent(), nil)
	if len(returns) > value.MaxCases {
		return value.Edges(at, len(returns))
	}
	out := make([][]value.Cond, len(returns))
	for i := range returns {
		out[i], _ = e.returned(returns, i, at)
	}
	return out
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
	if libraries.IsScript(t) {
		return true
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

func (e *Evaluator) importedVar(g *ssa.Global) *value.Value {
	if v, ok := g.Object().(*types.Var); ok && e.facts != nil {
		return e.facts.Var(v)
	}
	return nil
}

// withoutEmpty leaves out empty texts where there are others: a function that
// returns one for want of anything to name returns no key then.
func withoutEmpty(returns []*ssa.Return, vals []*value.Value) ([]*ssa.Return, []*value.Value) {
	var from []*ssa.Return
	var out []*value.Value
	for i, v := range vals {
		if text, ok := v.Constant(); !ok || text != "" {
			from, out = append(from, returns[i]), append(out, v)
		}
	}
	if len(out) == 0 {
		return returns, vals
	}
	return from, out
}
