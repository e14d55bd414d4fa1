package value

import (
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Concat returns the strings of vs one after the other: every combination of
// their alternatives that can be. It is nil where one of vs is no string, and
// where no combination is left. More than [MaxAlts] combinations become what
// all of them begin with, and a hole.
func Concat(vs ...*Value) *Value {
	acc := []Alt{{}}
	for i, v := range vs {
		alts := v.Texts()
		if alts == nil || len(acc)*len(alts) > MaxAlts*MaxAlts {
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
		if len(next) > MaxAlts {
			return widen(next, vs[i+1:])
		}
		acc = next
	}
	return &Value{Kind: Text, Alts: acc}
}

// widen returns a string of too many alternatives as what all of them begin with,
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
	op := opAny
	if _, tagged, _ := head.Hashed(); brace && !tagged {
		op = opTagged
	}
	return Of(pattern.Concat(head, pattern.Of(pattern.Hole{ID: Bounded(op+"("+id.String()+")", "0"), Name: "…"})))
}

func commonPrefix(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// mergeConds returns the conditions of both, and whether they can hold at once.
func mergeConds(a, b []Cond) ([]Cond, bool) {
	if len(a) == 0 {
		return b, true
	}
	if len(b) == 0 {
		return a, true
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
	if contradict(out) {
		return nil, false
	}
	return out, true
}

// Compatible reports whether two strings can be had on one path; if elements, on
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

// Under returns v with the conditions c added to all its strings; the Value is
// Unknown where c contradicts them all.
func (v *Value) Under(c ...Cond) *Value {
	if len(c) == 0 {
		return v
	}
	if v.Kind != Text && v.Kind != Sym {
		return v
	}
	out := &Value{Kind: Text, Type: v.Type, Raw: v.Raw}
	for _, a := range v.Texts() {
		if conds, ok := mergeConds(a.Conds, c); ok {
			out.Alts = append(out.Alts, Alt{a.Pattern, conds})
		}
	}
	if len(out.Alts) == 0 {
		return &Value{}
	}
	return out
}

// Join returns the alternatives of vs, each under its own edge of at. It is nil
// when there are none, their kinds cannot be joined, or the bound is passed.
func Join(at string, vs []*Value) *Value { return JoinUnder(Edges(at, len(vs)), vs) }

// Edges returns the conditions of the n edges into a join of which only the name
// is known.
func Edges(at string, n int) [][]Cond {
	out := make([][]Cond, n)
	for i := range out {
		out[i] = []Cond{{at, i}}
	}
	return out
}

// JoinUnder is Join with the conditions of each edge.
func JoinUnder(under [][]Cond, vs []*Value) *Value { return joinUnder(under, vs, MaxAlts) }

// Select is JoinUnder for many constants, one of which the arguments of a call
// select. See [Value.Selected].
func Select(under [][]Cond, vs []*Value) *Value {
	if slices.ContainsFunc(vs, func(v *Value) bool { _, ok := v.Constant(); return !ok }) {
		return JoinUnder(under, vs)
	}
	return joinUnder(under, vs, MaxCases)
}

// Selected reports whether no more is left of a value than a string may have
// alternatives.
func (v *Value) Selected() bool { return len(v.Alts) <= MaxAlts }

func joinUnder(under [][]Cond, vs []*Value, most int) *Value {
	switch len(vs) {
	case 0:
		return nil
	case 1:
		return vs[0]
	}
	if !slices.ContainsFunc(vs[1:], func(v *Value) bool { return !v.Same(vs[0]) || v.Type != vs[0].Type }) {
		return vs[0]
	}
	out := &Value{Kind: Text, Type: JoinTypes(vs)}
	for i, v := range vs {
		if v.Kind != Text && v.Kind != Sym {
			return nil
		}
		out.Alts = append(out.Alts, v.Under(under[i]...).Texts()...)
	}
	if len(out.Alts) == 0 || len(out.Alts) > most {
		return nil
	}
	return out
}

// Same reports whether v and w are known to be one value.
func (v *Value) Same(w *Value) bool {
	if v == w {
		return true
	}
	p, ok := v.Single()
	q, ok2 := w.Single()
	return ok && ok2 && p.Equal(q)
}

// JoinTypes returns the type of an operand that is one of vs.
func JoinTypes(vs []*Value) string {
	typ := vs[0].Type
	if typ == TypePrinted {
		return ""
	}
	for _, v := range vs[1:] {
		switch {
		case v.Type == typ:
		case (typ == TypeScalar || basicType(typ) != "") && (v.Type == TypeScalar || basicType(v.Type) != ""):
			typ = TypeScalar
		default:
			return ""
		}
	}
	return typ
}
