package execution

import (
	"fmt"
	"strconv"
	"strings"
)

// statements returns the ways to make a text by statements: they return the
// variable that has it in the end.
func statements() []construct {
	return []construct{
		{"local", 14, func(f *fn, s shape) string {
			e := f.text(s)
			name := f.fresh("key")
			f.line("%s := %s", name, e)
			return name
		}},
		{"declared local", 5, func(f *fn, s shape) string {
			name := f.fresh("key")
			f.line("var %s string", name)
			f.line("%s = %s", name, f.text(s))
			return name
		}},
		{"+=", 8, func(f *fn, s shape) string {
			a, b := f.cut(s)
			e := f.text(a)
			name := f.fresh("key")
			f.line("%s := %s", name, e)
			f.line("%s += %s", name, f.text(b))
			return name
		}},
		{"overwritten", 3, func(f *fn, s shape) string {
			name := f.fresh("key")
			f.line("%s := %q", name, "unused")
			f.line("%s = %s", name, f.text(s))
			return name
		}},
		{"optional part", 6, func(f *fn, s shape) string {
			e := f.text(s)
			name := f.fresh("key")
			f.line("%s := %s", name, e)
			f.branch(func() { f.line("%s += %s", name, f.text(f.suffix())) }, nil)
			return name
		}},
		{"branch", 8, func(f *fn, s shape) string {
			name := f.fresh("key")
			f.line("var %s string", name)
			f.branch(
				func() { f.line("%s = %s", name, f.text(s)) },
				func() { f.line("%s = %s", name, f.text(f.similar(s))) })
			return name
		}},
		{"default and branch", 5, func(f *fn, s shape) string {
			e := f.text(s)
			name := f.fresh("key")
			f.line("%s := %s", name, e)
			f.branch(func() { f.line("%s = %s", name, f.text(f.similar(s))) }, nil)
			return name
		}},
		{"switch", 4, func(f *fn, s shape) string {
			v := f.anyText()
			if v == nil {
				return ""
			}
			e := f.text(f.similar(s))
			name := f.fresh("key")
			f.line("%s := %s\nswitch %s {", name, e, v.string())
			f.line("case \"\":\n%s", f.inside(func() { f.line("%s = %s", name, f.text(s)) }))
			f.line("case \"a\", \"b\":\n%s", f.inside(func() { f.line("%s = %s", name, f.text(f.similar(s))) }))
			f.line("}")
			return name
		}},
		{"Builder", 8, func(f *fn, s shape) string {
			return f.buffer(s, f.fresh("b"), pick(f.module, "strings.Builder", "strings.Builder", "bytes.Buffer"))
		}},
		{"append to bytes", 5, func(f *fn, s shape) string {
			name := f.fresh("buf")
			f.line("%s := %s", name, pick(f.module, "[]byte(nil)", "[]byte{}", "make([]byte, 0, 64)"))
			for i := range s {
				f.line("%s = %s", name, f.appended(name, s[i:i+1]))
			}
			return "string(" + name + ")"
		}},
		{"Appendf", 3, func(f *fn, s shape) string {
			format, operands := f.format(s)
			return fmt.Sprintf("string(fmt.Appendf(nil, %s))", args(strconv.Quote(format), operands))
		}},
		{"loop over parts", 3, func(f *fn, s shape) string {
			var parts []string
			for i := range s {
				parts = append(parts, f.text(s[i:i+1]))
			}
			name := f.fresh("key")
			f.line("%s := \"\"\nfor _, part := range []string{%s} {\n%s += part\n}", name, strings.Join(parts, ", "), name)
			return name
		}},
		{"closure", 5, func(f *fn, s shape) string {
			a, b := f.cut(s)
			name, part := f.fresh("build"), f.fresh("part")
			var e string
			body := f.literal(`return ""`, func() { e = f.text(join(a, val(&value{expr: part, typ: "string"}))) })
			f.line("%s := func(%s string) string {\n%sreturn %s\n}", name, part, body, e)
			return fmt.Sprintf("%s(%s)", name, f.text(b))
		}},
		{"captured", 3, func(f *fn, s shape) string {
			name := f.fresh("build")
			var e string
			body := f.literal(`return ""`, func() { e = f.text(s) })
			f.line("%s := func() string {\n%sreturn %s\n}", name, body, e)
			return name + "()"
		}},
		{"assigned by a closure", 2, func(f *fn, s shape) string {
			name, set := f.fresh("key"), f.fresh("set")
			body := f.literal("return", func() { f.line("%s = %s", name, f.text(s)) })
			f.line("var %s string\n%s := func() {\n%s}\n%s()", name, set, body, set)
			return name
		}},
		{"several results", 3, func(f *fn, s shape) string {
			e, other := f.text(s), f.text(f.similar(s))
			a, b := f.fresh("key"), f.fresh("key")
			f.line("%s, %s := %s, %s", a, b, e, other)
			if f.chance(40) {
				f.line("%s, %s = %s, %s", a, b, b, a)
			}
			f.line("_ = %s", b)
			return a
		}},
		{"text of a list", 3, func(f *fn, s shape) string {
			name := f.fresh("list")
			f.line("%s := []string{%s, %s}", name, f.text(f.similar(s)), f.text(s))
			return name + "[1]"
		}},
		{"text of a map", 2, func(f *fn, s shape) string {
			name := f.fresh("known")
			f.line("%s := map[string]string{}", name)
			f.line("%s[\"key\"] = %s", name, f.text(s))
			return name + `["key"]`
		}},
	}
}

// buffer writes s into a buffer of the type.
func (f *fn) buffer(s shape, name, typ string) string {
	f.line("var %s %s", name, typ)
	for i := 0; i < len(s); i++ {
		switch t, ok := s[i : i+1].literal(); {
		case ok && len(t) == 1:
			f.line("%s.WriteByte('%s')", name, t)
		case i+1 < len(s) && f.chance(20):
			format, operands := f.format(s[i : i+2])
			f.line("fmt.Fprintf(&%s, %s)", name, args(strconv.Quote(format), operands))
			i++
		default:
			f.line("%s.WriteString(%s)", name, f.text(s[i:i+1]))
		}
	}
	return name + ".String()"
}

// appended writes a call that appends s to a variable of bytes.
func (f *fn) appended(name string, s shape) string {
	if v := s.value(); v != nil && v.kind == integer {
		return fmt.Sprintf("strconv.AppendInt(%s, %s, 10)", name, v.as("int64"))
	}
	if t, ok := s.literal(); ok && len(t) == 1 {
		return fmt.Sprintf("append(%s, '%s')", name, t)
	}
	return fmt.Sprintf("append(%s, %s...)", name, f.text(s))
}

// branch writes an if statement with a condition of the inputs.
func (f *fn) branch(then, otherwise func()) {
	f.line("if %s {\n%s", f.condition(), f.inside(then))
	if otherwise != nil {
		f.line("} else {\n%s", f.inside(otherwise))
	}
	f.line("}")
}

// condition writes a condition that holds for some inputs.
func (f *fn) condition() string {
	v := pick(f.module, f.values...)
	if v.kind == integer {
		return fmt.Sprintf(pick(f.module, "%s%%2 == 0", "%s > 100000", "%s >= 10", "%s != 3"), v.expr)
	}
	return fmt.Sprintf(pick(f.module, "len(%s) > 4", "%s != \"\"", "%s < \"m\""), v.expr)
}

// anyText returns a text among the values, nil if there is none.
func (f *fn) anyText() *value {
	for _, i := range f.rand.Perm(len(f.values)) {
		if v := f.values[i]; v.kind == text {
			return v
		}
	}
	return nil
}
