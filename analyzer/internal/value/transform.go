package value

import (
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// MapIDs returns v with every identity in it replaced by what f returns for it.
func (v *Value) MapIDs(f func(string) string) *Value {
	return v.Transform(func(h *pattern.Hole) *Value {
		g := *h
		g.ID = f(h.ID)
		return Of(pattern.Of(g))
	}, func(s *Value) *Value {
		w := *s
		w.ID = f(s.ID)
		return &w
	}, f)
}

// Transform returns v with its holes and its Syms replaced; at rewrites the
// names of joins in conditions, and the identities of structs and maps. A string
// whose conditions cannot hold then is left out.
func (v *Value) Transform(hole func(*pattern.Hole) *Value, sym func(*Value) *Value, at func(string) string) *Value {
	r := v.transform(hole, sym, at)
	if v.Type == "" && v.Raw == nil || r.Kind == Unknown {
		return r
	}
	w := *r
	if w.Type == "" {
		w.Type = v.Type
	}
	if w.Type == v.Type && v.Raw != nil {
		w.Raw = v.Raw.Transform(hole, sym, at)
	}
	return &w
}

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
			r := Concat(vs...)
			if len(vs) == 0 {
				r = Literal("")
			}
			if r == nil {
				return &Value{}
			}
			conds, ok := mapConds(a.Conds, sym, at)
			if !ok {
				continue
			}
			for _, ra := range r.Alts {
				if merged, ok := mergeConds(conds, ra.Conds); ok {
					out.Alts = append(out.Alts, Alt{ra.Pattern, merged})
				}
			}
		}
		if len(out.Alts) == 0 || len(out.Alts) > MaxAlts*MaxAlts {
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
				it.Key = it.Key.Transform(hole, sym, at)
			}
			it.Value = it.Value.Transform(hole, sym, at)
			out.Items[i] = it
		}
		out.Fields = make([]Field, len(v.Fields))
		for i, f := range v.Fields {
			out.Fields[i] = Field{f.Name, f.Value.Transform(hole, sym, at)}
		}
		return &out
	}
	return v
}

// Mentions reports whether an identity in v contains the text.
func Mentions(v *Value, text string) bool {
	switch v.Kind {
	case Text:
		for _, a := range v.Alts {
			if slices.ContainsFunc(a.Pattern, func(p pattern.Part) bool { return p.Hole != nil && strings.Contains(p.Hole.ID, text) }) ||
				slices.ContainsFunc(a.Conds, func(c Cond) bool { return strings.Contains(c.At, text) }) {
				return true
			}
		}
	case Sym:
		if strings.Contains(v.ID, text) {
			return true
		}
	case List, Map, Struct:
		if strings.Contains(v.ID, text) ||
			slices.ContainsFunc(v.Items, func(it Item) bool { return it.Key != nil && Mentions(it.Key, text) || Mentions(it.Value, text) }) ||
			slices.ContainsFunc(v.Fields, func(f Field) bool { return Mentions(f.Value, text) }) {
			return true
		}
	}
	return v.Raw != nil && Mentions(v.Raw, text)
}

// Instance returns the pattern p as the n-th of two elements of one list has it.
func Instance(p pattern.Pattern, n int) pattern.Pattern {
	return p.Map(func(h *pattern.Hole) pattern.Pattern {
		g := *h
		g.ID = instance(h.ID, n)
		return pattern.Of(g)
	})
}

// HasOpenField reports whether v is made of a field that the callers may know.
// See [OpenField].
func (v *Value) HasOpenField() bool { return Mentions(v, opField+"(") }

// MentionsElement reports whether v is made of elements of the list or map of
// that identity.
func MentionsElement(v *Value, id string) bool { return Mentions(v, id+"[") }
