package value

import (
	"slices"
	"strconv"
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

// perRune is a function that works character by character.
func perRune(f func(string) string) maker {
	return func(op string, args []*Value) *Value {
		v := args[0]
		if v.isNumber() {
			return v
		}
		if v.Kind != Text {
			return nil
		}
		return v.Transform(func(h *pattern.Hole) *Value {
			g := *h
			if h.Kind == pattern.Text || h.Kind == pattern.Word {
				g.ID = Op(op, h.ID)
			}
			return Of(pattern.Of(g))
		}, func(s *Value) *Value { return s }, func(s string) string { return s }).mapLits(f)
	}
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

// replace evaluates strings.Replace and ReplaceAll of a constant string, taking
// holes not to hold it.
func replace(_ string, vs []*Value) *Value {
	old, ok := vs[1].Constant()
	p, ok2 := vs[0].Single()
	if !ok || !ok2 || old == "" || vs[2].Texts() == nil {
		return nil
	}
	n := -1
	if len(vs) == 4 {
		t, ok := vs[3].Constant()
		if !ok {
			return nil
		}
		n, _ = strconv.Atoi(t)
	}
	var parts []*Value
	found := false
	for _, part := range p {
		if part.Hole != nil {
			parts = append(parts, Of(pattern.Pattern{part}))
			continue
		}
		text := part.Lit
		for n != 0 {
			before, after, ok := strings.Cut(text, old)
			if !ok {
				break
			}
			parts = append(parts, Literal(before), vs[2])
			text, found = after, true
			n--
		}
		parts = append(parts, Literal(text))
	}
	if !found && len(p) > 0 && p[0].Hole != nil && len(p) == 1 {
		return nil // nothing but a hole
	}
	return Concat(parts...)
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

// isNumber reports whether v is known to be a number or a boolean.
func (v *Value) isNumber() bool {
	p, ok := v.Single()
	return ok && len(p) == 1 && p[0].Hole != nil && (p[0].Hole.Kind == pattern.Int || p[0].Hole.Kind == pattern.Bool)
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
