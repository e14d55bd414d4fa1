package flow

import (
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// mapIDs returns v with every identity replaced by f.
func (v *Value) mapIDs(f func(string) string) *Value {
	return v.transform(func(h *pattern.Hole) *Value {
		g := *h
		g.ID = f(h.ID)
		return textOf(pattern.Of(g))
	}, func(s *Value) *Value {
		w := *s
		w.ID = f(s.ID)
		return &w
	}, f)
}

// transform returns v with its holes and its Syms replaced; at rewrites the
// names of joins in conditions, and the identities of structs and maps.
func (v *Value) transform(hole func(*pattern.Hole) *Value, sym func(*Value) *Value, at func(string) string) *Value {
	switch v.Kind {
	case Text:
		out := &Value{Kind: Text}
		for _, a := range v.Alts {
			vs := make([]*Value, len(a.Pattern))
			for i, part := range a.Pattern {
				if part.Hole != nil {
					vs[i] = hole(part.Hole)
				} else {
					vs[i] = Literal(part.Lit)
				}
			}
			r := concat(vs...)
			if len(vs) == 0 {
				r = Literal("")
			}
			if r == nil {
				return &Value{}
			}
			conds := make([]Cond, len(a.Conds))
			for i, c := range a.Conds {
				conds[i] = Cond{at(c.At), c.Edge}
			}
			for _, ra := range r.Alts {
				if merged, ok := mergeConds(conds, ra.Conds); ok {
					out.Alts = append(out.Alts, Alt{ra.Pattern, merged})
				}
			}
		}
		if len(out.Alts) == 0 || len(out.Alts) > maxAlts*maxAlts {
			return &Value{}
		}
		return out
	case Sym:
		return sym(v)
	case List, Map, Struct:
		out := *v
		out.ID = at(v.ID)
		out.Items = make([]Item, len(v.Items))
		for i, it := range v.Items {
			if it.Key != nil {
				it.Key = it.Key.transform(hole, sym, at)
			}
			it.Value = it.Value.transform(hole, sym, at)
			out.Items[i] = it
		}
		out.Fields = make([]Field, len(v.Fields))
		for i, f := range v.Fields {
			out.Fields[i] = Field{f.Name, f.Value.transform(hole, sym, at)}
		}
		return &out
	}
	return v
}

// Repeated returns the list of any number of elements like v.
func Repeated(v *Value) *Value {
	return &Value{Kind: List, Items: []Item{{Value: v, Repeat: true}}}
}

// Symbol returns the value of which only the identity is known.
func Symbol(id string) *Value { return &Value{Kind: Sym, ID: id} }

// ParamPrefix returns the text that the identities of fn's parameters, and of
// nothing else, begin with.
func (e *Evaluator) ParamPrefix(fn *ssa.Function) string {
	return "$" + strconv.Itoa(e.number(fn)) + ":"
}

// Mentions reports whether an identity in v contains the text.
func Mentions(v *Value, text string) bool {
	found := false
	v.mapIDs(func(id string) string {
		found = found || strings.Contains(id, text)
		return id
	})
	return found
}

// Instance returns the text a as the n-th of two elements of one list has it.
func Instance(p pattern.Pattern, n int) pattern.Pattern {
	return p.Map(func(h *pattern.Hole) pattern.Pattern {
		g := *h
		g.ID = instance(h.ID, n)
		return pattern.Of(g)
	})
}

// Alias returns the identity that two values which may be one share, "" if id
// is of no such value.
func Alias(id string) string {
	out := id
	for i := strings.Index(out, "maybe("); i >= 0; i = strings.Index(out, "maybe(") {
		end := opEnd(out, i+len("maybe"))
		_, args, ok := splitOp(out[i:end])
		if !ok || len(args) != 2 {
			return ""
		}
		out = out[:i] + args[0] + out[end:]
	}
	if out == id {
		return ""
	}
	return out
}

// Function returns the body of a function value, nil if it is not at hand.
func Function(v *Value) *ssa.Function { return v.fn.fn }

// Source returns the value that conversions to interfaces made v of.
func Source(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}
