package flow

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// phi joins the values of several branches. At the head of a loop the values
// that come back are those of one round more.
func (e *Evaluator) phi(v *ssa.Phi) *Value {
	head := v.Block()
	at := e.joinID(head)
	loop := e.loop(head)
	var in, back []*Value
	for i, x := range v.Edges {
		if x == ssa.Value(v) {
			continue
		}
		val := e.Eval(x)
		if loop[head.Preds[i]] {
			back = append(back, val)
		} else {
			in = append(in, val.under(e.edge(head, i, at)))
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
			if !(len(in) == 1 && b.same(in[0])) {
				return e.unrolled(v, append(in, back...))
			}
		}
	}
	if len(in) > 0 && (in[0].Kind == Struct || in[0].Kind == Map || in[0].Kind == Func) {
		return e.local(v)
	}
	alts := &Value{Kind: Text}
	plain := true
	for _, x := range in {
		if x.Kind != Text && x.Kind != Sym {
			return e.local(v)
		}
		alts.Alts = append(alts.Alts, x.Texts()...)
		plain = plain && x.same(in[0])
	}
	if plain && len(in) > 0 {
		return e.Eval(v.Edges[e.entryEdge(head, loop)])
	}
	if !isScalar(v.Type()) || len(alts.Alts) == 0 || len(alts.Alts) > maxAlts {
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
func (e *Evaluator) edge(head *ssa.BasicBlock, i int, at string) Cond {
	d := head.Idom()
	if d == nil || len(head.Preds) != 2 {
		return Cond{at, i}
	}
	branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return Cond{at, i}
	}
	cond := e.Eval(branch.Cond).Identity()
	if cond == "" || len(cond) > maxID {
		return Cond{at, i}
	}
	sides := [2]int{}
	for j, p := range head.Preds {
		switch yes, no := d.Succs[0], d.Succs[1]; {
		case p == d && yes == head, yes != head && yes.Dominates(p) && len(yes.Preds) == 1:
			sides[j] = 1
		case p == d && no == head, no != head && no.Dominates(p) && len(no.Preds) == 1:
			sides[j] = 2
		default:
			return Cond{at, i}
		}
	}
	if sides[0] == sides[1] {
		return Cond{at, i}
	}
	return Cond{"if " + cond, sides[i]}
}

// joinID names a join of branches. In a loop it is an atom, as each round comes to
// it anew; elsewhere it goes by the parameters, as two calls of a function with
// the same arguments take the same branches.
func (e *Evaluator) joinID(b *ssa.BasicBlock) string {
	if !reach(b, nil, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })[b] {
		return e.branchID(b.Parent(), strconv.Itoa(b.Index))
	}
	id := fmt.Sprintf("%d:b%d", e.number(b.Parent()), b.Index)
	e.atoms[id] = b
	return "%" + id
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
func (e *Evaluator) unrolled(v ssa.Value, vals []*Value) *Value {
	sym := *e.local(v)
	for _, x := range vals {
		if strings.ContainsAny(Describe(x), "{}") {
			sym.ID = "tagged(" + sym.ID + ")"
			break
		}
	}
	return &sym
}
