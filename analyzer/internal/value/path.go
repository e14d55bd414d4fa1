package value

import (
	"path"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// joinPath evaluates path.Join. It takes holes not to be dots. A text may still be
// empty, or have a slash at an end that path.Join takes away: such a hole is what
// path.Join leaves of it, see [cleaned].
func joinPath(_ string, vs []*Value) *Value {
	if vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var segments []string
	var m marks
	for i, it := range vs[0].Items {
		p, ok := it.Value.Single()
		if !ok || it.Repeat {
			return nil
		}
		op := opInPath
		if i > 0 && len(p) == 1 {
			op = opSegment
		}
		segments = append(segments, m.text(p, op))
	}
	return m.pattern(path.Join(segments...))
}

// cleaned is what path.Join leaves of a text that is known by now; nil if that
// depends on what is beside it. It cuts the slashes at both ends of a whole segment.
func cleaned(op string, args []*Value) *Value {
	out := &Value{Kind: Text}
	for _, a := range args[0].Texts() {
		var m marks
		text := ""
		if len(a.Pattern) == 1 {
			text = m.text(a.Pattern, op)
		} else {
			text = m.text(a.Pattern, opInPath)
		}
		if op == opSegment {
			text = strings.Trim(text, "/")
		}
		if text == "" || text == "." || path.Join("/", text) != "/"+text {
			return nil
		}
		p, _ := m.pattern(text).Single()
		out.Alts = append(out.Alts, Alt{p, a.Conds})
	}
	if len(out.Alts) == 0 {
		return nil
	}
	return out
}

// InPath returns what path.Join leaves of v, which is the value that it cleaned to
// one with that identity; nil if that is not known.
func InPath(id string, v *Value) *Value {
	op, _, ok := splitOp(id)
	if !ok {
		return nil
	}
	return cleaned(op, []*Value{v})
}

// marks are the holes of patterns that are handled as plain text for a while: a
// hole is its index between two zero bytes.
type marks struct{ holes []*Value }

// text returns p as plain text, with holes that are what the operation op leaves
// of them.
func (m *marks) text(p pattern.Pattern, op string) string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole == nil {
			b.WriteString(strings.ReplaceAll(part.Lit, "\x00", ""))
			continue
		}
		b.WriteString("\x00" + strconv.Itoa(len(m.holes)) + "\x00")
		h := part.Hole
		if h.Kind != pattern.Text || madeOf(h.ID, opSegment) || madeOf(h.ID, opInPath) {
			m.holes = append(m.holes, Of(pattern.Of(*h)))
		} else {
			m.holes = append(m.holes, onHole(h, op, h.Kind))
		}
	}
	return b.String()
}

// pattern returns what text stands for.
func (m *marks) pattern(text string) *Value {
	var parts []*Value
	for i, s := range strings.Split(text, "\x00") {
		if n, err := strconv.Atoi(s); err == nil && i%2 == 1 && n < len(m.holes) {
			parts = append(parts, m.holes[n])
		} else {
			parts = append(parts, Literal(s))
		}
	}
	return Concat(parts...)
}
