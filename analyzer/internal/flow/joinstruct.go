package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// joinStructs unites the structs, or pointers to ones, that come to a join by its
// branches, field by field. sym names what comes out; it is returned where one of them
// is not known. A nil is left out: nobody reads its fields.
func (e *Evaluator) joinStructs(sym *value.Value, t types.Type, under [][]value.Cond, vs []*value.Value) *value.Value {
	s, ok := pointee(t).Underlying().(*types.Struct)
	if !ok {
		return sym
	}
	var in []*value.Value
	var conds [][]value.Cond
	for i, v := range vs {
		if v.IsNil() {
			continue
		}
		if v.Kind != value.Struct {
			return sym
		}
		in, conds = append(in, v), append(conds, under[i])
	}
	if len(in) == 0 || len(in) > value.MaxAlts {
		return sym
	}
	out := &value.Value{Kind: value.Struct, ID: sym.ID, Name: sym.Name, Partial: true}
	for f := range s.Fields() {
		fields := make([]*value.Value, len(in))
		for i, v := range in {
			fields[i] = e.fieldValue(v, f)
		}
		if val := e.joinField(value.FieldOf(sym.ID, f.Name()), f, conds, fields); val != nil {
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: val})
		}
	}
	if len(out.Fields) == 0 {
		return sym
	}
	return out
}

// joinField unites the values of a field; it is nil where they are not known.
func (e *Evaluator) joinField(id string, f *types.Var, under [][]value.Cond, vs []*value.Value) *value.Value {
	for _, v := range vs {
		if v == nil || v.Kind == value.Rest || v.Kind == value.Unknown || v.Kind == value.Func || v.Kind == value.Map {
			return nil
		}
	}
	if _, ok := pointee(f.Type()).Underlying().(*types.Struct); ok {
		sym := &value.Value{Kind: value.Sym, ID: id, Name: f.Name()}
		if joined := e.joinStructs(sym, f.Type(), under, vs); joined != sym {
			return joined
		}
		return nil
	}
	if isList(f.Type()) {
		return joinKnown(under, vs)
	}
	return value.JoinUnder(under, vs)
}

// joinKnown unites the lists that branches make, as one list; nil where one of them is
// not known.
func joinKnown(under [][]value.Cond, vs []*value.Value) *value.Value {
	if same := vs[0].Identity(); same != "" && len(vs) > 1 {
		for _, v := range vs[1:] {
			if v.Identity() != same {
				same = ""
				break
			}
		}
		if same != "" {
			return vs[0]
		}
	}
	lists := make([][]value.Item, len(vs))
	partial, loose := false, false
	for i, v := range vs {
		if v.Kind != value.List {
			return nil
		}
		lists[i] = v.Items
		partial, loose = partial || v.Partial, loose || v.Loose
	}
	out := value.NewList(value.JoinItems(under, lists))
	out.Partial, out.Loose = out.Partial || partial, loose
	return out
}

// returnedSym names what a function returns in one activation.
func (e *Evaluator) returnedSym(fn *ssa.Function, t types.Type) *value.Value {
	e.atoms[value.Call(e.number(fn), "ret")] = fn.Blocks[0]
	return &value.Value{Kind: value.Sym, ID: value.Local(e.number(fn), "ret"), Name: fn.Name(), Hole: holeKind(t)}
}
