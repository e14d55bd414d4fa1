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
// if it is a parameter, of this activation or of the one that built the object
// whose field it is.
func (e *Evaluator) Leading(id string) Lead { return e.leading(id, 4) }

func (e *Evaluator) leading(id string, depth int) Lead {
	id = value.Frozen(id)
	if len(id) < 2 || depth == 0 {
		return LeadOpen
	}
	vals, open := e.given(id)
	lead := LeadClosed
	if len(vals) == 0 || open {
		lead = LeadOpen
	}
	for _, v := range vals {
		alts := e.Eval(v).Texts()
		if len(alts) == 0 {
			lead = LeadOpen
		}
		for _, a := range alts {
			for j, part := range a.Pattern {
				switch {
				case strings.Contains(part.Lit, "{"):
					return LeadTagged
				case part.Hole == nil || part.Hole.NoBrace() || j > 0:
				default:
					switch e.leading(part.Hole.ID, depth-1) {
					case LeadTagged:
						return LeadTagged
					case LeadOpen:
						lead = LeadOpen
					}
				}
			}
		}
	}
	return lead
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
	if e.callers == nil {
		e.callers = make(map[*ssa.Function][]ssa.CallInstruction)
		e.asValue = make(map[*ssa.Function]bool)
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
							e.asValue[f] = true
						}
					}
				}
			}
		}
	}
	if e.asValue[fn] {
		return nil
	}
	return e.callers[fn]
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
