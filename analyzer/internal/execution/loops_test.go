package execution

import (
	"fmt"
	"strings"
)

// A source is a list among the inputs.
type source struct {
	expr, typ string
	kind      kind
}

// source returns one of the lists that the function was given.
func (f *fn) source() source { return pick(f.module, f.sources...) }

// once declares a helper of the package.
func (f *fn) once(name, decl string) {
	if k := f.dir + "." + name; !f.have[k] {
		f.have[k] = true
		f.declare("%s", decl)
	}
}

// perItem returns s with the item of a list in place of one of its values; a
// shape without values gets the item at its end.
func (f *fn) perItem(s shape, item *value) shape {
	vs := s.values()
	if len(vs) == 0 {
		return join(s, lit(":"), val(item))
	}
	return s.replaced(map[*value]*value{pick(f.module, vs...): item})
}

// listOf writes a list with a key of the shape for each element of an input.
func (f *fn) listOf(s shape) list {
	for {
		c := f.choose(f.perElement)
		if e := c.write(f, s); e != "" {
			f.use(c.name)
			l := list{expr: e}
			if f.chance(15) {
				f.use("more than the loop")
				name := f.fresh("keys")
				f.line("%s := append([]string{%s}, %s...)", name, f.text(f.similar(s)), e)
				l.expr = name
			}
			if f.chance(10) {
				l = f.disturbList(l, []shape{s})
			}
			return l
		}
	}
}

// loop writes a loop that makes a list.
func (f *fn) loop(s shape, form string) string {
	src := f.source()
	item := &value{expr: f.fresh("x"), typ: strings.TrimPrefix(src.typ, "[]"), kind: src.kind}
	keys, i := f.fresh("keys"), f.fresh("i")
	inner := f.perItem(s, item)
	switch form {
	case "range":
		f.line("%s", pick(f.module, "var "+keys+" []string", fmt.Sprintf("%s := make([]string, 0, len(%s))", keys, src.expr)))
		f.line("for _, %s := range %s {", item.expr, src.expr)
		if f.chance(20) {
			f.use("continue")
			f.line("if %s {\ncontinue\n}", pick(f.module, fmt.Sprintf("fmt.Sprint(%s) == \"\"", item.expr), fmt.Sprintf("len(%s) > 2", keys)))
		}
		f.line("%s = append(%s, %s)", keys, keys, f.text(inner))
		if f.chance(20) {
			f.use("several keys a round")
			f.line("%s = append(%s, %s)", keys, keys, f.text(f.perItem(f.similar(s), item)))
		}
		f.line("}")
	case "index":
		f.line("%s := make([]string, len(%s))\nfor %s, %s := range %s {", keys, src.expr, i, item.expr, src.expr)
		f.line("%s[%s] = %s\n}", keys, i, f.text(inner))
	case "count":
		item.expr = fmt.Sprintf("%s[%s]", src.expr, i)
		f.line("%s := []string{}\nfor %s := 0; %s < len(%s); %s++ {", keys, i, i, src.expr, i)
		if f.chance(30) {
			// The number of the round is in the key.
			n := &value{expr: i, typ: "int", kind: integer}
			inner = join(s, lit(":"), val(n))
		}
		f.line("%s = append(%s, %s)\n}", keys, keys, f.text(inner))
	}
	return keys
}
