package value

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// replace evaluates strings.Replace and ReplaceAll of a constant string: the
// literals, and each hole by itself, where no replacement can begin in the one
// and end in the other.
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
	if !separable(p, old) {
		return nil
	}
	with := vs[2].Identity()
	var parts []*Value
	for _, part := range p {
		if part.Hole != nil {
			if n == 0 || cannotHold(part.Hole, old) {
				parts = append(parts, Of(pattern.Pattern{part}))
				continue
			}
			if n > 0 || with == "" {
				return nil // it is not known how many are left
			}
			// The new string must hold no brace of its own either.
			kind := pattern.Text
			if text, ok := vs[2].Constant(); ok && part.Hole.NoBrace() && !HasBrace(text) {
				kind = pattern.Word
			}
			parts = append(parts, onHole(part.Hole, "strings.ReplaceAll", kind, strconv.Quote(old), with))
			continue
		}
		text := part.Lit
		for n != 0 {
			before, after, ok := strings.Cut(text, old)
			if !ok {
				break
			}
			parts = append(parts, Literal(before), vs[2])
			text = after
			n--
		}
		parts = append(parts, Literal(text))
	}
	return Concat(parts...)
}

// onHole is the result of a function without effects on a hole.
func onHole(h *pattern.Hole, op string, kind pattern.Kind, more ...string) *Value {
	g := *h
	g.ID, g.Kind = Bounded(Op(OpName(op), append([]string{h.ID}, more...)...), "0"), kind
	return Of(pattern.Of(g))
}

// cannotHold reports whether the string of a hole cannot hold text. A hole is taken
// to hold no brace, as everywhere, but where one is known to be possible.
func cannotHold(h *pattern.Hole, text string) bool {
	if HasBrace(text) && !MayTag(h.ID) {
		return true
	}
	switch h.Kind {
	case pattern.Int:
		return strings.Trim(text, "-0123456789") != ""
	case pattern.Bool:
		return !strings.Contains("true", text) && !strings.Contains("false", text)
	}
	return false
}

// separable reports whether no occurrence of text lies over the border of two
// parts of p.
func separable(p pattern.Pattern, text string) bool {
	for i, part := range p {
		if part.Hole != nil {
			if len(text) > 1 && i > 0 && p[i-1].Hole != nil && !(cannotHold(part.Hole, text[len(text)-1:]) || cannotHold(p[i-1].Hole, text[:1])) {
				return false
			}
			continue
		}
		for n := 1; n < len(text); n++ {
			if i+1 < len(p) && strings.HasSuffix(part.Lit, text[:n]) && !cannotHold(p[i+1].Hole, text[n:n+1]) ||
				i > 0 && strings.HasPrefix(part.Lit, text[n:]) && !cannotHold(p[i-1].Hole, text[n-1:n]) {
				return false
			}
		}
	}
	return true
}

// replaced evaluates the method Replace of a strings.Replacer, where vs is the
// replacer, the string, and the list of what the replacer was made of, if that
// is at hand. What it looks for is constant.
func replaced(op string, vs []*Value) *Value {
	var olds, marked []string
	var news []*Value
	pairs := madeWith(vs)
	p, ok := vs[1].Single()
	if len(pairs) == 0 || len(pairs)%2 != 0 || !ok {
		return nil
	}
	for i := 0; i < len(pairs); i += 2 {
		old, ok := pairs[i].Constant()
		if !ok || old == "" || pairs[i+1].Texts() == nil || !separable(p, old) {
			return nil
		}
		olds, news = append(olds, old), append(news, pairs[i+1])
		marked = append(marked, old, "\x00"+strconv.Itoa(i/2)+"\x00")
	}
	r := strings.NewReplacer(marked...)
	var parts []*Value
	for _, part := range p {
		switch {
		case part.Hole == nil && strings.Contains(part.Lit, "\x00"):
			return nil
		case part.Hole == nil:
			for i, text := range strings.Split(r.Replace(part.Lit), "\x00") {
				if n, err := strconv.Atoi(text); err == nil && i%2 == 1 {
					parts = append(parts, news[n])
				} else {
					parts = append(parts, Literal(text))
				}
			}
		case slices.ContainsFunc(olds, func(old string) bool { return !cannotHold(part.Hole, old) }):
			h := *part.Hole
			h.ID, h.Kind = Bounded(Op(op, vs[0].Identity(), h.ID), "0"), pattern.Text
			parts = append(parts, Of(pattern.Of(h)))
		default:
			parts = append(parts, Of(pattern.Pattern{part}))
		}
	}
	return Concat(parts...)
}

// madeWith returns the arguments of strings.NewReplacer, nil if they are not known.
func madeWith(vs []*Value) []*Value {
	var out []*Value
	if len(vs) == 3 && vs[2].Kind == List && !vs[2].Partial {
		for _, it := range vs[2].Items {
			if it.Repeat {
				return nil
			}
			out = append(out, it.Value)
		}
		return out
	}
	op, args, ok := splitOp(vs[0].ID)
	if !ok || len(args) != 1 || op != "strings.NewReplacer" {
		return nil
	}
	_, quoted, _ := splitOp(args[0])
	for _, q := range quoted {
		text, err := strconv.Unquote(q)
		if err != nil {
			return nil
		}
		out = append(out, Literal(text))
	}
	return out
}

// perRune is a function that works character by character, and leaves alone what
// it made itself.
func perRune(f func(string) string) maker {
	return func(op string, args []*Value) *Value {
		v := args[0]
		keeps := func(kind pattern.Kind, id string) bool {
			return kind == pattern.Int || kind == pattern.Bool && f("true") == "true" || madeOf(id, op)
		}
		if v.Kind == Sym && keeps(v.Hole, v.ID) {
			return v.text()
		}
		if v.Kind != Text {
			return nil
		}
		return v.text().Transform(func(h *pattern.Hole) *Value {
			if keeps(h.Kind, h.ID) {
				return Of(pattern.Of(*h))
			}
			kind := pattern.Text
			if h.NoBrace() {
				kind = pattern.Word
			}
			return onHole(h, op, kind)
		}, func(s *Value) *Value { return s }, func(s string) string { return s }).mapLits(f)
	}
}

// madeOf reports whether an identity is that of a result of the operation.
func madeOf(id, op string) bool {
	of, _, ok := splitOp(id)
	return ok && of == op
}

// trimSpace evaluates strings.TrimSpace: what is no hole at the ends is known.
func trimSpace(op string, args []*Value) *Value {
	if text, ok := args[0].Constant(); ok {
		return Literal(strings.TrimSpace(text))
	}
	p, ok := args[0].Single()
	if !ok {
		return nil
	}
	if len(p) == 1 && p[0].Hole != nil {
		h := p[0].Hole
		if h.Kind == pattern.Int || h.Kind == pattern.Bool || madeOf(h.ID, op) {
			return args[0].text()
		}
		// Of a string in lower case it is the lower case of the trimmed one.
		for _, other := range []string{"strings.ToLower", "strings.ToUpper"} {
			of, inner, ok := splitOp(h.ID)
			if !ok || of != other || len(inner) != 1 {
				continue
			}
			if !madeOf(inner[0], op) {
				inner[0] = Bounded(Op(op, inner[0]), "0")
			}
			g := *h
			g.ID = Bounded(Op(of, inner[0]), "0")
			return Of(pattern.Of(g))
		}
		return nil
	}
	q := make(pattern.Pattern, len(p))
	copy(q, p)
	for _, end := range []struct {
		at   int
		trim func(string) string
	}{
		{0, func(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }},
		{len(q) - 1, func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) }},
	} {
		switch h := q[end.at].Hole; {
		case h == nil:
			if q[end.at].Lit = end.trim(q[end.at].Lit); q[end.at].Lit == "" && len(q) > 1 {
				return nil
			}
		case h.Kind != pattern.Int && h.Kind != pattern.Bool:
			return nil
		}
	}
	return Of(pattern.Concat(q))
}
