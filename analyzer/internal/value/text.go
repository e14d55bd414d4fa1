package value

import (
	"path"
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

// joinPath evaluates path.Join, taking holes not to be empty or dots, and to hold
// no slash where one is cut: cleaning leaves them alone.
func joinPath(_ string, vs []*Value) *Value {
	if vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var holes []*Value
	var segments []string
	for _, it := range vs[0].Items {
		p, ok := it.Value.Single()
		if !ok || it.Repeat {
			return nil
		}
		var b strings.Builder
		for _, part := range p {
			if part.Hole != nil {
				b.WriteString("\x00" + strconv.Itoa(len(holes)) + "\x00")
				holes = append(holes, Of(pattern.Pattern{part}))
			} else {
				b.WriteString(strings.ReplaceAll(part.Lit, "\x00", ""))
			}
		}
		segments = append(segments, b.String())
	}
	var parts []*Value
	for i, text := range strings.Split(path.Join(segments...), "\x00") {
		if n, err := strconv.Atoi(text); err == nil && i%2 == 1 && n < len(holes) {
			parts = append(parts, holes[n])
		} else {
			parts = append(parts, Literal(text))
		}
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
