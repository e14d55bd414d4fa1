package flow

import (
	"go/ast"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Lead says what may stand in a hole that a key begins with.
type Lead uint8

const (
	LeadOpen   Lead = iota // nothing visible gives it a value
	LeadClosed             // all that gives it a value is visible, and holds no brace
	LeadTagged             // something visible puts a brace there
)

// Leading returns what the callers of the package give a hole of that identity,
// if it is a parameter or an element of one, of this activation or of the one that
// built the object whose field it is.
func (e *Evaluator) Leading(id string) Lead { return e.lead(id, false) }

// BringsTag reports whether something visible gives a hole inside a key a brace:
// a caller that passes a key with a tag to a function that puts text before it.
func (e *Evaluator) BringsTag(id string) bool { return e.lead(id, true) == LeadTagged }

type leadOf struct {
	id     string
	inside bool
}

func (e *Evaluator) lead(id string, inside bool) Lead {
	if len(e.busy) > 0 || e.nesting > 0 {
		return e.leading(id, 4, inside)
	}
	key := leadOf{id, inside}
	lead, ok := e.leads[key]
	if !ok {
		if lead = e.leading(id, 4, inside); lead == LeadOpen && !inside && e.offersTag() {
			lead = LeadTagged
		}
		e.leads[key] = lead
	}
	return lead
}

// offersTag reports whether the package offers other packages a function that
// makes a prefix with a hash tag: what they pass may be made by it.
func (e *Evaluator) offersTag() bool {
	if e.offers == nil {
		offers := slices.ContainsFunc(e.funcs, func(fn *ssa.Function) bool {
			if fn.Parent() != nil || !ast.IsExported(fn.Name()) || fn.Signature.Results().Len() != 1 || !isString(fn.Signature.Results().At(0).Type()) {
				return false
			}
			name := strings.ToLower(fn.Name())
			if !slices.ContainsFunc([]string{"prefix", "namespace", "hashtag"}, func(s string) bool { return strings.Contains(name, s) }) {
				return false
			}
			sum := e.Summary(fn)
			return sum != nil && sum.Results[0] != nil && slices.ContainsFunc(sum.Results[0].Texts(), func(a value.Alt) bool { _, tagged, _ := a.Pattern.Hashed(); return tagged })
		})
		e.offers = &offers
	}
	return *e.offers
}

// leading is Leading; where inside is set, a tag may also come with what is not at
// the beginning of what is given.
func (e *Evaluator) leading(id string, depth int, inside bool) Lead {
	id = value.OutsidePath(value.Frozen(id))
	if len(id) < 2 || depth == 0 {
		return LeadOpen
	}
	if v := e.anyObject(id, ""); v != nil {
		if v.Identity() == id || v.Kind == value.Sym {
			return LeadOpen
		}
		return e.leadAmong([]*value.Value{v}, LeadClosed, false, depth, inside)
	}
	id, isElement := value.CutElement(id)
	vals, open := e.given(id)
	lead := LeadClosed
	if len(vals) == 0 || open {
		lead = LeadOpen
	}
	return e.leadAmong(e.evalAll(vals), lead, isElement, depth, inside)
}

// leadAmong returns what the values may put in front, lead if that is nothing.
func (e *Evaluator) leadAmong(vals []*value.Value, lead Lead, isElement bool, depth int, inside bool) Lead {
	for _, v := range vals {
		val := e.Expand(v)
		alts := val.Texts()
		if isElement {
			alts = textsOf(val)
		}
		if len(alts) == 0 {
			lead = LeadOpen
		}
		for _, a := range alts {
			for j, part := range a.Pattern {
				switch {
				case strings.Contains(part.Lit, "{"):
					return LeadTagged
				case part.Hole == nil || part.Hole.NoBrace():
				case value.MayTag(part.Hole.ID):
					return LeadTagged
				case value.MayPrintTag(part.Hole.ID):
					lead = LeadOpen
				default:
					switch e.leading(part.Hole.ID, depth-1, inside || j > 0) {
					case LeadTagged:
						return LeadTagged
					case LeadOpen:
						// A text inside a key is taken to hold no brace, but a prefix
						// is where programs put their tags.
						if j == 0 || inside || wide(part.Hole) {
							lead = LeadOpen
						}
					}
				}
			}
		}
	}
	return lead
}

// textsOf returns the strings that the elements of a list may be.
func textsOf(v *value.Value) []value.Alt {
	list := v.AsList()
	if list == nil {
		return nil
	}
	var out []value.Alt
	for _, it := range list.Items {
		out = append(out, it.Value.Texts()...)
	}
	return out
}

// given returns what the package gives a parameter or package variable, and
// whether others may give it more.
func (e *Evaluator) given(id string) (vals []ssa.Value, open bool) {
	if value.IsGlobal(id) {
		for g, stores := range e.stores().global {
			if g.Pkg == e.pkg && globalID(g) == id {
				for _, s := range stores {
					vals = append(vals, s.Val)
				}
				return vals, ast.IsExported(g.Name()) || e.stores().parts[g]
			}
		}
	}
	n, i, ok := value.Parameter(id)
	fn := e.byNumber(n)
	if !ok || fn == nil || i >= len(fn.Params) {
		return nil, true
	}
	for _, call := range e.Callers(fn) {
		if i >= len(call.Common().Args) {
			return nil, true
		}
		vals = append(vals, call.Common().Args[i])
	}
	return vals, fn.Parent() != nil || ast.IsExported(fn.Name()) && fn.Pkg.Pkg.Name() != "main"
}

// byNumber returns the function that identities name by n.
func (e *Evaluator) byNumber(n int) *ssa.Function {
	if n < 1 || n > len(e.byNum) {
		return nil
	}
	return e.byNum[n-1]
}

// Callers returns the calls of fn in the package, in source order; none if it
// is used as a value, so that calls may be hidden.
func (e *Evaluator) Callers(fn *ssa.Function) []ssa.CallInstruction {
	e.findCallers()
	if len(e.asValue[fn]) > 0 {
		return nil
	}
	return e.callers[fn]
}

// ValueUses returns the instructions of the package that use the function fn as a
// value, in source order.
func (e *Evaluator) ValueUses(fn *ssa.Function) []ssa.Instruction {
	e.findCallers()
	return e.asValue[fn]
}

func (e *Evaluator) findCallers() {
	if e.callers != nil {
		return
	}
	e.callers = make(map[*ssa.Function][]ssa.CallInstruction)
	e.asValue = make(map[*ssa.Function][]ssa.Instruction)
	for _, g := range e.funcs {
		for _, b := range g.Blocks {
			for _, in := range b.Instrs {
				call, isCall := in.(ssa.CallInstruction)
				if isCall && !call.Common().IsInvoke() {
					if callee, _ := e.Callee(call.Common()); callee != nil {
						e.callers[callee] = append(e.callers[callee], call)
					}
				}
				for _, op := range in.Operands(nil) {
					if f, ok := (*op).(*ssa.Function); ok && !(isCall && call.Common().Value == *op) && !onlyCalled(in) {
						e.asValue[f] = append(e.asValue[f], in)
					}
				}
			}
		}
	}
}

// onlyCalled reports whether in makes a function literal that is called where
// it stands, and not used otherwise.
func onlyCalled(in ssa.Instruction) bool {
	mc, ok := in.(*ssa.MakeClosure)
	return ok && !slices.ContainsFunc(*mc.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		return !ok || call.Common().Value != mc || slices.Contains(call.Common().Args, ssa.Value(mc))
	})
}
