package value

import (
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// asString reads an empty list of bytes as the empty string.
func asString(v *Value) *Value {
	if v.Kind == List && len(v.Items) == 0 {
		return Literal("")
	}
	return v
}

// decimal is the decimal string of a number.
func decimal(v *Value) *Value {
	if v.Kind == Sym {
		w := *v
		w.Hole = pattern.Int
		return &w
	}
	if v.Kind == Text {
		return v
	}
	return nil
}

func (v *Value) mapLits(f func(string) string) *Value {
	out := &Value{Kind: Text}
	for _, a := range v.Alts {
		p := make(pattern.Pattern, len(a.Pattern))
		for i, part := range a.Pattern {
			part.Lit = f(part.Lit)
			p[i] = part
		}
		out.Alts = append(out.Alts, Alt{pattern.Concat(p), a.Conds})
	}
	return out
}

// joinStrings evaluates strings.Join of a list of known length.
func joinStrings(_ string, vs []*Value) *Value {
	if vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	for i, it := range vs[0].Items {
		if it.Repeat {
			return nil
		}
		if i > 0 {
			parts = append(parts, vs[1])
		}
		parts = append(parts, it.Value)
	}
	return Concat(parts...)
}

// trimSuffix evaluates strings.TrimSuffix where the end that it cuts is literal.
func trimSuffix(_ string, vs []*Value) *Value {
	p, cut, ok := trimmed(vs)
	if !ok {
		return nil
	}
	last := &p[len(p)-1]
	if last.Hole != nil || len(last.Lit) < len(cut) && len(p) > 1 {
		return nil
	}
	last.Lit = strings.TrimSuffix(last.Lit, cut)
	return Of(pattern.Concat(p))
}

// trimPrefix evaluates strings.TrimPrefix where the beginning is literal.
func trimPrefix(_ string, vs []*Value) *Value {
	p, cut, ok := trimmed(vs)
	if !ok {
		return nil
	}
	first := &p[0]
	if first.Hole != nil || len(first.Lit) < len(cut) && len(p) > 1 {
		return nil
	}
	first.Lit = strings.TrimPrefix(first.Lit, cut)
	return Of(pattern.Concat(p))
}

// trimSides is strings.TrimLeft, TrimRight or Trim, where the ends that they cut
// are literal.
func trimSides(left, right bool) maker {
	return func(_ string, vs []*Value) *Value {
		p, cut, ok := trimmed(vs)
		if !ok {
			return nil
		}
		if right && !trimEnd(p, &p[len(p)-1], cut, strings.TrimRight) {
			return nil
		}
		if left && !trimEnd(p, &p[0], cut, strings.TrimLeft) {
			return nil
		}
		return Of(pattern.Concat(p))
	}
}

// trimEnd trims the part of p that is one of its ends. It reports false where
// more than that part may be cut.
func trimEnd(p pattern.Pattern, end *pattern.Part, cut string, trim func(s, cutset string) string) bool {
	if end.Hole != nil {
		return false
	}
	end.Lit = trim(end.Lit, cut)
	return end.Lit != "" || len(p) == 1
}

// trimmed returns the arguments of a function that trims: a copy of its one
// pattern, which is not empty, and what it cuts.
func trimmed(vs []*Value) (p pattern.Pattern, cut string, ok bool) {
	cut, ok = vs[1].Constant()
	p, ok2 := vs[0].Single()
	if !ok || !ok2 || len(p) == 0 {
		return nil, "", false
	}
	return slices.Clone(p), cut, true
}
