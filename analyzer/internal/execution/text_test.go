package execution

import (
	"fmt"
	"strconv"
	"strings"
)

// A piece of a key is literal text or a value.
type piece struct {
	lit string
	val *value
}

// A shape is the text that an expression is meant to have: some pieces in a
// row. What the expression really has is seen when it runs.
type shape []piece

func lit(s string) shape    { return shape{{lit: s}} }
func val(v *value) shape    { return shape{{val: v}} }
func join(s ...shape) shape { return merged(concat(s)) }

func concat(list []shape) shape {
	var out shape
	for _, s := range list {
		out = append(out, s...)
	}
	return out
}

// merged returns s with neighbouring literals made one.
func merged(s shape) shape {
	var out shape
	for _, p := range s {
		n := len(out)
		switch {
		case p.val == nil && p.lit == "":
		case p.val == nil && n > 0 && out[n-1].val == nil:
			out[n-1].lit += p.lit
		default:
			out = append(out, p)
		}
	}
	return out
}

// literal returns the text of a shape without values.
func (s shape) literal() (string, bool) {
	text := ""
	for _, p := range s {
		if p.val != nil {
			return "", false
		}
		text += p.lit
	}
	return text, true
}

// value returns the value that the shape consists of.
func (s shape) value() *value {
	if len(s) == 1 {
		return s[0].val
	}
	return nil
}

// values returns the values of the shape, each once.
func (s shape) values() []*value {
	var out []*value
	seen := map[*value]bool{}
	for _, p := range s {
		if p.val != nil && !seen[p.val] {
			seen[p.val] = true
			out = append(out, p.val)
		}
	}
	return out
}

// replaced returns s with other values.
func (s shape) replaced(by map[*value]*value) shape {
	out := make(shape, len(s))
	for i, p := range s {
		if p.val != nil && by[p.val] != nil {
			p.val = by[p.val]
		}
		out[i] = p
	}
	return out
}

// fields splits s at a separator in its literals.
func (s shape) fields(sep string) []shape {
	out := []shape{nil}
	for _, p := range s {
		if p.val != nil {
			out[len(out)-1] = append(out[len(out)-1], p)
			continue
		}
		for i, part := range strings.Split(p.lit, sep) {
			if i > 0 {
				out = append(out, nil)
			}
			if part != "" {
				out[len(out)-1] = append(out[len(out)-1], piece{lit: part})
			}
		}
	}
	return out
}

// cut splits s in two at random; both have something.
func (f *fn) cut(s shape) (shape, shape) {
	if t, ok := s.literal(); ok {
		i := 1 + f.rand.IntN(len(t)-1)
		return lit(t[:i]), lit(t[i:])
	}
	i := 1 + f.rand.IntN(len(s)-1)
	return s[:i], s[i:]
}

// A construct is a way to write an expression for a shape; it returns "" if it
// does not fit.
type construct struct {
	name   string
	weight int
	write  func(f *fn, s shape) string
}

// maxDepth is how deep constructs stand in one another.
const maxDepth = 4

// text writes an expression of type string.
func (f *fn) text(s shape) string {
	s = merged(s)
	list := f.compounds
	if _, ok := s.literal(); ok {
		list = f.literals
	} else if s.value() != nil {
		list = f.singles
	}
	f.depth++
	defer func() { f.depth-- }()
	if f.depth <= maxDepth && len(s) > 0 {
		for range 8 {
			if c := f.choose(list); c != nil {
				n := f.body.Len()
				if e := c.write(f, s); e != "" {
					f.use(c.name)
					return e
				}
				f.body.Truncate(n)
			}
		}
	}
	return f.plain(s)
}

func (f *fn) choose(list []construct) *construct {
	total := 0
	for i := range list {
		total += list[i].weight
	}
	n := f.rand.IntN(total)
	for i := range list {
		if n -= list[i].weight; n < 0 {
			return &list[i]
		}
	}
	return nil
}

// plain writes the expression that a beginner would write.
func (f *fn) plain(s shape) string {
	if t, ok := s.literal(); ok {
		return strconv.Quote(t)
	}
	var out []string
	for _, p := range s {
		switch {
		case p.val == nil:
			out = append(out, strconv.Quote(p.lit))
		case p.val.kind == text:
			out = append(out, p.val.string())
		default:
			out = append(out, fmt.Sprintf("strconv.FormatInt(%s, 10)", p.val.as("int64")))
		}
	}
	return strings.Join(out, " + ")
}

// string spells a text value as a string.
func (v *value) string() string { return v.as("string") }

// as spells the value with a type.
func (v *value) as(typ string) string {
	if v.typ == typ {
		return v.expr
	}
	return typ + "(" + v.expr + ")"
}

// otherVerb is the construct of a format that pads, quotes or recodes.
const otherVerb = "format that pads or recodes"

// operand writes an operand of a formatting function, and its verb.
func (f *fn) operand(s shape) (verb, expr string) {
	v := s.value()
	if v == nil || f.chance(15) {
		return pick(f.module, "%s", "%s", "%v"), f.text(s)
	}
	switch {
	case !f.plainly && f.chance(8):
		// Texts that differ from the plain ones, though not for all values.
		f.use(otherVerb)
		verb = map[kind]string{integer: pick(f.module, "%05d", "%x", "%-3d", "%3d"), text: pick(f.module, "%q", "%x", "%-4s", "%8s")}[v.kind]
	case f.chance(15):
		verb = "%v"
	case v.kind == integer:
		verb = "%d"
	default:
		verb = "%s"
	}
	return verb, v.expr
}

// format writes a format for s, and its operands. Several pieces may be one
// operand.
func (f *fn) format(s shape) (format string, operands []string) {
	for i := 0; i < len(s); i++ {
		if s[i].val == nil && !f.chance(10) {
			format += strings.ReplaceAll(s[i].lit, "%", "%%")
			continue
		}
		n := 1
		if f.chance(20) && i+1 < len(s) {
			n = 2
		}
		verb, expr := f.operand(s[i : i+n])
		format += verb
		operands = append(operands, expr)
		i += n - 1
	}
	return format, operands
}

func args(format string, operands []string) string {
	return strings.Join(append([]string{format}, operands...), ", ")
}
