package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// concat returns the texts of vs one after the other: every combination of
// their alternatives that can be, or nil where there are too many.
func concat(vs ...*Value) *Value {
	acc := []Alt{{}}
	for i, v := range vs {
		alts := v.Texts()
		if alts == nil || len(acc)*len(alts) > maxAlts*maxAlts {
			return nil
		}
		var next []Alt
		for _, a := range acc {
			for _, b := range alts {
				if conds, ok := mergeConds(a.Conds, b.Conds); ok {
					p := pattern.Concat(a.Pattern, b.Pattern)
					if len(p) > maxParts {
						return nil
					}
					next = append(next, Alt{p, conds})
				}
			}
		}
		if len(next) == 0 {
			return nil
		}
		if len(next) > maxAlts {
			return widen(next, vs[i+1:])
		}
		acc = next
	}
	return &Value{Kind: Text, Alts: acc}
}

// Concat returns the text of vs one after the other, nil if one is no text.
func Concat(vs ...*Value) *Value { return concat(vs...) }

// widen returns a text of too many alternatives as what all of them begin with,
// and a hole for the rest. If a brace may be in the rest, the hole says so.
func widen(alts []Alt, more []*Value) *Value {
	head := alts[0].Pattern
	for _, a := range alts[1:] {
		n := 0
		for n < len(head) && n < len(a.Pattern) && head[n:n+1].Equal(a.Pattern[n:n+1]) {
			n++
		}
		if n < len(head) && n < len(a.Pattern) && head[n].Hole == nil && a.Pattern[n].Hole == nil {
			if same := commonPrefix(head[n].Lit, a.Pattern[n].Lit); same != "" {
				head = pattern.Concat(head[:n], pattern.Lit(same))
				continue
			}
		}
		head = head[:n]
	}
	id, brace := strings.Builder{}, false
	note := func(p pattern.Pattern) {
		for _, part := range p {
			brace = brace || strings.ContainsAny(part.Lit, "{}")
			if part.Hole != nil {
				id.WriteString(part.Hole.ID)
			} else {
				id.WriteString(strconv.Quote(part.Lit))
			}
		}
		id.WriteByte('|')
	}
	for _, a := range alts {
		note(a.Pattern[min(len(a.Pattern), max(len(head)-1, 0)):])
	}
	for _, v := range more {
		for _, a := range v.Texts() {
			note(a.Pattern)
		}
		if v.Texts() == nil {
			return nil
		}
	}
	op := "any("
	if _, tagged, _ := head.Hashed(); brace && !tagged {
		op = "tagged("
	}
	return textOf(pattern.Concat(head, pattern.Of(pattern.Hole{ID: bounded(op+id.String()+")", "0"), Name: "…"})))
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// MayTag reports whether an identity is of a hole that may hold a brace for all
// that is visible: one is in what it is made of.
func MayTag(id string) bool { return strings.Contains(id, "tagged") || strings.ContainsAny(id, "{}") }

// mergeConds returns the conditions of both, and whether they can hold at once.
func mergeConds(a, b []Cond) ([]Cond, bool) {
	if len(a) == 0 {
		return b, true
	}
	out := slices.Clone(a)
	for _, c := range b {
		i := slices.IndexFunc(out, func(o Cond) bool { return o.At == c.At })
		switch {
		case i < 0:
			out = append(out, c)
		case out[i].Edge != c.Edge:
			return nil, false
		}
	}
	return out, true
}

// Compatible reports whether two texts can be had on one path; if elements, on
// the paths of two elements of a list, which may have taken the branches inside
// the loop differently.
func Compatible(a, b []Cond, elements bool) bool {
	if elements {
		b = slices.Clone(b)
		for i := range b {
			b[i].At = instance(b[i].At, 1)
		}
	}
	_, ok := mergeConds(a, b)
	return ok
}

// under returns v with the condition c added to all its texts.
func (v *Value) under(c Cond) *Value {
	if v.Kind != Text && v.Kind != Sym {
		return v
	}
	out := &Value{Kind: Text}
	for _, a := range v.Texts() {
		if conds, ok := mergeConds(a.Conds, []Cond{c}); ok {
			out.Alts = append(out.Alts, Alt{a.Pattern, conds})
		}
	}
	if len(out.Alts) == 0 {
		return &Value{}
	}
	return out
}

// join returns the alternatives of vs, each under its own edge of at. It is nil
// when their kinds cannot be joined or the bound is passed.
func join(at string, vs []*Value) *Value {
	if len(vs) == 1 {
		return vs[0]
	}
	if !slices.ContainsFunc(vs[1:], func(v *Value) bool { return !v.same(vs[0]) }) {
		return vs[0]
	}
	out := &Value{Kind: Text}
	for i, v := range vs {
		if v.Kind != Text && v.Kind != Sym {
			return nil
		}
		out.Alts = append(out.Alts, v.under(Cond{at, i}).Alts...)
	}
	if len(out.Alts) == 0 || len(out.Alts) > maxAlts {
		return nil
	}
	return out
}

// same reports whether v and w are known to be one value.
func (v *Value) same(w *Value) bool {
	if v == w {
		return true
	}
	p, ok := v.single()
	q, ok2 := w.single()
	return ok && ok2 && p.Equal(q)
}
