package flow

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// phi joins the values of several branches. At the head of a loop the values
// that come back are those of one round more.
func (e *Evaluator) phi(v *ssa.Phi) *value.Value {
	head := v.Block()
	at := e.joinID(head)
	loop := e.loop(head)
	var in, back []*value.Value
	for i, x := range v.Edges {
		if x == ssa.Value(v) {
			continue
		}
		val := e.Eval(x)
		if loop[head.Preds[i]] {
			back = append(back, val)
		} else {
			in = append(in, val.Under(e.edge(head, i, at)))
		}
	}
	if len(in) == 1 {
		in[0] = e.Eval(v.Edges[e.entryEdge(head, loop)])
	}
	if isList(v.Type()) {
		return e.joinLists(v, in, back, loop)
	}
	if len(back) > 0 {
		// The text or number of a loop's variable is another one each round.
		for _, b := range back {
			if !(len(in) == 1 && b.Same(in[0])) {
				return e.unrolled(v, append(in, back...))
			}
		}
	}
	if len(in) > 0 && (in[0].Kind == value.Struct || in[0].Kind == value.Map || in[0].Kind == value.Func) {
		return e.local(v)
	}
	alts := &value.Value{Kind: value.Text}
	if len(in) > 0 {
		alts.Type = value.JoinTypes(in)
	}
	plain := true
	for _, x := range in {
		if x.Kind != value.Text && x.Kind != value.Sym {
			return e.local(v)
		}
		alts.Alts = append(alts.Alts, x.Texts()...)
		plain = plain && x.Same(in[0]) && x.Type == in[0].Type
	}
	if plain && len(in) > 0 {
		return e.Eval(v.Edges[e.entryEdge(head, loop)])
	}
	if !isScalar(v.Type()) || len(alts.Alts) == 0 || len(alts.Alts) > value.MaxAlts {
		return e.local(v)
	}
	return alts
}

// entryEdge returns the first edge into head from outside its loop.
func (e *Evaluator) entryEdge(head *ssa.BasicBlock, loop map[*ssa.BasicBlock]bool) int {
	for i, p := range head.Preds {
		if !loop[p] {
			return i
		}
	}
	return 0
}

// edge returns the condition for coming into a join by one of its edges. Where
// one decision leads to the join, the condition is that of the decision: another
// join under the same one is correlated.
func (e *Evaluator) edge(head *ssa.BasicBlock, i int, at string) value.Cond {
	d := head.Idom()
	if d == nil || len(head.Preds) != 2 {
		return value.Cond{At: at, Edge: i}
	}
	branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return value.Cond{At: at, Edge: i}
	}
	cond := e.Eval(branch.Cond).Identity()
	if cond == "" || len(cond) > value.MaxID {
		return value.Cond{At: at, Edge: i}
	}
	sides := [2]int{}
	for j, p := range head.Preds {
		switch yes, no := d.Succs[0], d.Succs[1]; {
		case p == d && yes == head, yes != head && yes.Dominates(p) && len(yes.Preds) == 1:
			sides[j] = 1
		case p == d && no == head, no != head && no.Dominates(p) && len(no.Preds) == 1:
			sides[j] = 2
		default:
			return value.Cond{At: at, Edge: i}
		}
	}
	if sides[0] == sides[1] {
		return value.Cond{At: at, Edge: i}
	}
	return value.Cond{At: "if " + cond, Edge: sides[i]}
}

// joinID names a join of branches. In a loop it is an atom, as each round comes to
// it anew; elsewhere it goes by the parameters, as two calls of a function with
// the same arguments take the same branches.
func (e *Evaluator) joinID(b *ssa.BasicBlock) string {
	if !reach(b, nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[b] {
		return e.branchID(b.Parent(), strconv.Itoa(b.Index))
	}
	name := "b" + strconv.Itoa(b.Index)
	e.atoms[value.Call(e.number(b.Parent()), name)] = b
	return value.Local(e.number(b.Parent()), name)
}

// branchID names a decision of one activation of a function.
func (e *Evaluator) branchID(fn *ssa.Function, which string) string {
	id := fmt.Sprintf("join%d_%s(", e.number(fn), which)
	for i := range fn.Params {
		id += e.ParamID(fn, i) + ","
	}
	return id + ")"
}

// unrolled is a text that a loop makes longer or exchanges each round, of which
// vals are what is known.
func (e *Evaluator) unrolled(v ssa.Value, vals []*value.Value) *value.Value {
	sym := *e.local(v)
	for _, x := range vals {
		if strings.ContainsAny(value.Describe(x), "{}") {
			sym.ID = value.MayHoldTag(sym.ID)
			break
		}
	}
	return &sym
}
