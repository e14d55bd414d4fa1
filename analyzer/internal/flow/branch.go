package flow

import (
	"go/token"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// phi joins the values of several branches. At the head of a loop the values
// that come back are those of one round more.
func (e *Evaluator) phi(v *ssa.Phi) *value.Value {
	head := v.Block()
	loop := e.loop(head)
	var in, back []*value.Value
	var edges []int
	for i, x := range v.Edges {
		if x == ssa.Value(v) {
			continue
		}
		val := e.Eval(x)
		if loop[head.Preds[i]] {
			back = append(back, val)
		} else {
			in, edges = append(in, val), append(edges, i)
		}
	}
	in, under := e.underEdges(head, in, edges)
	if isList(v.Type()) {
		return e.joinLists(v, in, under, back, loop)
	}
	if len(back) > 0 {
		// The text or number of a loop's variable is another one each round.
		for _, b := range back {
			if !(len(in) == 1 && b.Same(in[0])) {
				return e.unrolled(v, append(in, back...))
			}
		}
	}
	if len(in) > 1 && len(back) == 0 && in[0].Kind == value.Struct || len(in) > 1 && in[0].IsNil() {
		return e.joinStructs(e.local(v), v.Type(), under, in)
	}
	if len(in) > 0 && (in[0].Kind == value.Struct || in[0].Kind == value.Map || in[0].Kind == value.Func) {
		return e.local(v)
	}
	alts := &value.Value{Kind: value.Text}
	if len(in) > 0 {
		alts.Type = value.JoinTypes(in)
	}
	for _, x := range in {
		if x.Kind != value.Text && x.Kind != value.Sym {
			return e.local(v)
		}
		alts.Alts = append(alts.Alts, x.Texts()...)
	}
	if len(in) == 1 {
		return in[0]
	}
	if !isScalar(v.Type()) || len(alts.Alts) == 0 || len(alts.Alts) > value.MaxAlts {
		return e.local(v)
	}
	return alts
}

// underEdges returns the values that come into a join by edges, each under the
// conditions of its edge, and the conditions: without those that cannot come by
// their edge, and as one without a condition where all are one value.
func (e *Evaluator) underEdges(head *ssa.BasicBlock, in []*value.Value, edges []int) ([]*value.Value, [][]value.Cond) {
	plain := !slices.ContainsFunc(in, func(x *value.Value) bool { return !x.Same(in[0]) || x.Type != in[0].Type })
	if plain && len(in) > 0 {
		return in[:1], [][]value.Cond{nil}
	}
	var out []*value.Value
	var under [][]value.Cond
	at := e.joinID(head)
	for i, val := range in {
		conds, ok := e.edge(head, edges[i], at)
		if had := val.Under(conds...); ok && (had.Kind != value.Unknown || val.Kind == value.Unknown) {
			out, under = append(out, had), append(under, conds)
		}
	}
	return out, under
}

// joinID names a join of branches whose conditions are not known: it is an atom,
// as each activation and each round comes to it anew. Another activation with the
// same arguments may take the same branches.
func (e *Evaluator) joinID(b *ssa.BasicBlock) string {
	return e.branchID(b.Parent(), b)
}

// branchID names a decision of one activation of a function: the block that the
// branches lead to, nil for the return.
func (e *Evaluator) branchID(fn *ssa.Function, b *ssa.BasicBlock) string {
	name := "ret"
	if b != nil {
		name = "b" + strconv.Itoa(b.Index)
		e.atoms[value.Call(e.number(fn), name)] = b
	}
	id := value.Local(e.number(fn), name)
	if b == nil || !reach(b, nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[b] {
		args := make([]string, len(fn.Params))
		for i := range fn.Params {
			args[i] = e.ParamID(fn, i)
		}
		if alias := value.Op("join"+strconv.Itoa(e.number(fn))+name, args...); len(alias) <= value.MaxID {
			return value.Maybe(alias, id)
		}
	}
	return id
}

// growsBy reports whether a text that a loop makes longer is made of nothing but
// constants.
func growsBy(phi *ssa.Phi, v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.BinOp:
		return depth < 8 && v.Op == token.ADD && growsBy(phi, v.X, depth+1) && growsBy(phi, v.Y, depth+1)
	case *ssa.Phi:
		if v != phi {
			return false
		}
		return depth > 0 || !slices.ContainsFunc(v.Edges, func(x ssa.Value) bool { return !growsBy(phi, x, 1) })
	}
	return false
}

// unrolled is a text that a loop makes longer or exchanges each round, of which
// vals are what is known.
func (e *Evaluator) unrolled(v ssa.Value, vals []*value.Value) *value.Value {
	sym := *e.local(v)
	if phi, ok := v.(*ssa.Phi); ok && isString(v.Type()) && growsBy(phi, phi, 0) {
		// How often the loop runs decides which constant it is.
		sym.ID = value.Op(value.MayPrint("rounds"), sym.ID)
		return &sym
	}
	for _, x := range vals {
		if strings.ContainsAny(value.Describe(x), "{}") {
			sym.ID = value.MayHoldTag(sym.ID)
			break
		}
	}
	return &sym
}
