package value

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// Sprintf evaluates fmt.Sprintf(format, args...), where vs is the format and the
// list of arguments. It is nil where the format cannot be followed.
func Sprintf(vs []*Value) *Value {
	f, ok := newFormatter(vs)
	if !ok || !f.format() || !f.extra() {
		return nil
	}
	return Concat(f.parts...)
}

// SprintfSome is [Sprintf] for a list that may have more operands than the
// format asks for. It is nil where it has fewer.
func SprintfSome(vs []*Value) *Value {
	f, ok := newFormatter(vs)
	if !ok || !f.format() || f.wrong {
		return nil
	}
	return Concat(f.parts...)
}

// A formatter does what fmt.Sprintf does, on values.
type formatter struct {
	form  pattern.Pattern // the format
	rest  string          // of the literal of it that is being read
	args  []*Value
	next  int // the next operand
	parts []*Value

	indexed bool // the format has explicit indexes
	wrong   bool // the format does not fit the operands
}

func newFormatter(vs []*Value) (f *formatter, ok bool) {
	if len(vs) < 1 {
		return nil, false
	}
	f = new(formatter)
	if f.form, ok = vs[0].Single(); !ok {
		return nil, false
	}
	if len(vs) > 1 {
		if vs[1].Kind != List || vs[1].Partial {
			return nil, false
		}
		for _, it := range vs[1].Items {
			if it.Repeat {
				return nil, false
			}
			f.args = append(f.args, it.Value)
		}
	}
	return f, true
}

func (f *formatter) literal(text string) { f.parts = append(f.parts, Literal(text)) }

// format evaluates the format, taking its holes to hold no percent sign. It is
// false where that cannot be followed.
func (f *formatter) format() bool {
	if len(f.form) == 1 && f.form[0].Hole != nil {
		return false // nothing is known of it
	}
	for i, part := range f.form {
		if part.Hole != nil {
			f.parts = append(f.parts, Of(pattern.Pattern{part}))
			continue
		}
		for f.rest = part.Lit; f.rest != ""; {
			before, after, found := strings.Cut(f.rest, "%")
			f.literal(before)
			f.rest = after
			if found && !f.verb(i == len(f.form)-1) {
				return false
			}
		}
	}
	return true
}

// verb evaluates the verb whose % was read. It is false where that goes on in a
// hole: last says that the format ends with the literal.
func (f *formatter) verb(last bool) bool {
	n := 0
	for n < len(f.rest) && strings.IndexByte("+-# 0", f.rest[n]) >= 0 {
		n++
	}
	spec := "%" + f.rest[:n]
	f.rest = f.rest[n:]
	width, ok := f.number()
	if !ok {
		return false
	}
	if strings.HasPrefix(width, "-") {
		spec += "-" // a negative width is one to the left
		width = width[1:]
	}
	spec += width
	if strings.HasPrefix(f.rest, ".") {
		f.rest = f.rest[1:]
		precision, ok := f.number()
		if !ok || strings.HasPrefix(precision, "-") {
			return false
		}
		spec += "." + precision
	}
	if !f.index() {
		return false
	}
	if f.rest == "" {
		if !last {
			return false
		}
		f.wrong = true
		f.literal("%!(NOVERB)")
		return true
	}
	c, size := utf8.DecodeRuneInString(f.rest)
	f.rest = f.rest[size:]
	switch {
	case c == '%':
		f.literal("%")
		return true
	case c >= utf8.RuneSelf:
		return false
	case f.next >= len(f.args):
		f.wrong = true
		f.literal("%!" + string(c) + "(MISSING)")
		return true
	}
	part := formatVerb(spec+string(c), f.args[f.next])
	f.next++
	f.parts = append(f.parts, part)
	return part != nil && part.Texts() != nil
}

// number reads a width or precision: digits, or a constant operand.
func (f *formatter) number() (digits string, ok bool) {
	if !f.index() {
		return "", false
	}
	if strings.HasPrefix(f.rest, "*") {
		f.rest = f.rest[1:]
		if f.next >= len(f.args) {
			return "", false
		}
		text, ok := f.args[f.next].Constant()
		if n, err := strconv.Atoi(text); !ok || err != nil || n < -1000 || n > 1000 || !isIntType(basicType(f.args[f.next].Type)) {
			return "", false
		}
		f.next++
		return text, true
	}
	n := 0
	for n < len(f.rest) && '0' <= f.rest[n] && f.rest[n] <= '9' {
		n++
	}
	digits, f.rest = f.rest[:n], f.rest[n:]
	return digits, n < 5
}

// index reads an explicit index, if there is one.
func (f *formatter) index() bool {
	if !strings.HasPrefix(f.rest, "[") {
		return true
	}
	text, after, ok := strings.Cut(f.rest[1:], "]")
	n, err := strconv.Atoi(text)
	if !ok || err != nil || n < 1 || n > len(f.args) {
		return false
	}
	f.next, f.rest, f.indexed = n-1, after, true
	return true
}

// extra adds what fmt says of operands that the format does not ask for.
func (f *formatter) extra() bool {
	if f.indexed || f.next >= len(f.args) {
		return true
	}
	f.literal("%!(EXTRA ")
	for i, v := range f.args[f.next:] {
		part := formatVerb("%v", v)
		if part == nil || v.Type == "" || v.Type != basicType(v.Type) {
			return false // it names the type
		}
		if i > 0 {
			f.literal(", ")
		}
		f.parts = append(f.parts, Literal(v.Type+"="), part)
	}
	f.literal(")")
	return true
}

// Sprint evaluates fmt.Sprint(args...), where vs is the list of arguments: the
// operands in a row, with a space between two that are both no strings. Where it
// is not known which are, the neighbors are one string together. It is nil where
// the list is not known.
func Sprint(vs []*Value) *Value {
	if len(vs) != 1 || vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	items := vs[0].Items
	for i := 0; i < len(items); {
		if items[i].Repeat {
			return nil
		}
		n := i + 1
		for n < len(items) && !items[n].Repeat {
			if _, known := spaceBetween(items[n-1].Value, items[n].Value); known {
				break
			}
			n++
		}
		part := formatVerb("%v", items[i].Value)
		if n > i+1 {
			part = together(items[i:n])
		}
		if part == nil || part.Texts() == nil {
			return nil
		}
		if i > 0 {
			if space, _ := spaceBetween(items[i-1].Value, items[i].Value); space {
				parts = append(parts, Literal(" "))
			}
		}
		parts = append(parts, part)
		i = n
	}
	return Concat(parts...)
}

// spaceBetween reports whether fmt.Sprint puts a space between two operands.
func spaceBetween(v, w *Value) (yes, known bool) {
	a, ok := v.isString()
	b, ok2 := w.isString()
	if ok && a || ok2 && b {
		return false, true
	}
	return true, ok && ok2
}

// together is what fmt.Sprint makes of operands of which it is not known between
// which of them it puts spaces.
func together(items []Item) *Value {
	list := &Value{Kind: List, Items: items}
	id := list.Identity()
	if id == "" {
		return nil
	}
	op := Printing(OpName("fmt.Sprint"), []*Value{list})
	return &Value{Kind: Sym, ID: Bounded(Op(op, id), "0"), Name: "fmt.Sprint(…)"}
}

// Sprintln evaluates fmt.Sprintln(args...): spaces between all operands.
func Sprintln(vs []*Value) *Value {
	if len(vs) != 1 || vs[0].Kind != List || vs[0].Partial {
		return nil
	}
	var parts []*Value
	for i, it := range vs[0].Items {
		part := formatVerb("%v", it.Value)
		if it.Repeat || part == nil {
			return nil
		}
		if i > 0 {
			parts = append(parts, Literal(" "))
		}
		parts = append(parts, part)
	}
	return Concat(append(parts, Literal("\n"))...)
}
