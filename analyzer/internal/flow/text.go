package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// asText reads an empty list of bytes as the empty text.
func asText(v *Value) *Value {
	if v.Kind == List && len(v.Items) == 0 {
		return Literal("")
	}
	return v
}

// numberText is the decimal text of a number.
func numberText(v *Value) *Value {
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

// mapText applies a function to a text that works character by character.
func mapText(op string, v *Value, f func(string) string) *Value {
	if v.isNumber() {
		return v
	}
	if v.Kind != Text {
		return nil
	}
	return v.transform(func(h *pattern.Hole) *Value {
		g := *h
		if h.Kind == pattern.Text || h.Kind == pattern.Word {
			g.ID = op + "(" + h.ID + ")"
		}
		return textOf(pattern.Of(g))
	}, func(s *Value) *Value { return s }, func(s string) string { return s }).mapLits(f)
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

// replace evaluates strings.Replace and ReplaceAll of a constant text, taking
// holes not to hold it.
func replace(vs []*Value) *Value {
	old, ok := vs[1].Constant()
	p, ok2 := vs[0].single()
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
			parts = append(parts, textOf(pattern.Pattern{part}))
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
	return concat(parts...)
}

// joinText evaluates strings.Join of a list of known length.
func joinText(vs []*Value) *Value {
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
	return concat(parts...)
}

// sprint evaluates fmt.Sprint: the operands in a row, with a space between two
// that are both no strings.
func sprint(vs []*Value) *Value {
	if len(vs) != 1 || vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	for i, it := range vs[0].Items {
		if it.Repeat || it.Value.Texts() == nil {
			return nil
		}
		if i > 0 && it.Value.isNumber() && vs[0].Items[i-1].Value.isNumber() {
			parts = append(parts, Literal(" "))
		}
		parts = append(parts, it.Value)
	}
	return concat(parts...)
}

// isNumber reports whether v is known to be a number or a boolean.
func (v *Value) isNumber() bool {
	if v.Number {
		return true
	}
	p, ok := v.single()
	return ok && len(p) == 1 && p[0].Hole != nil && (p[0].Hole.Kind == pattern.Int || p[0].Hole.Kind == pattern.Bool)
}

// trim evaluates the Trim functions where the end that they cut is literal.
func trim(op string, vs []*Value) *Value {
	cut, ok := vs[1].Constant()
	p, ok2 := vs[0].single()
	if !ok || !ok2 || len(p) == 0 {
		return nil
	}
	out := slices.Clone(p)
	first, last := &out[0], &out[len(out)-1]
	switch op {
	case "strings.TrimSuffix":
		if last.Hole != nil || len(last.Lit) < len(cut) && len(p) > 1 {
			return nil
		}
		last.Lit = strings.TrimSuffix(last.Lit, cut)
	case "strings.TrimPrefix":
		if first.Hole != nil || len(first.Lit) < len(cut) && len(p) > 1 {
			return nil
		}
		first.Lit = strings.TrimPrefix(first.Lit, cut)
	default:
		right, left := op != "strings.TrimLeft", op != "strings.TrimRight"
		if right {
			if last.Hole != nil {
				return nil
			}
			last.Lit = strings.TrimRight(last.Lit, cut)
			if last.Lit == "" && len(p) > 1 {
				return nil
			}
		}
		if left {
			if first.Hole != nil {
				return nil
			}
			first.Lit = strings.TrimLeft(first.Lit, cut)
			if first.Lit == "" && len(p) > 1 {
				return nil
			}
		}
	}
	return textOf(pattern.Concat(out))
}
