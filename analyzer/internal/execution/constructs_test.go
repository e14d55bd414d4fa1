package execution

import (
	"fmt"
	"strconv"
	"strings"
)

// literals returns the ways to write a constant text.
func literals() []construct {
	return []construct{
		{"literal", 40, func(f *fn, s shape) string { return f.plain(s) }},
		{"local constant", 6, func(f *fn, s shape) string {
			name := f.fresh("key")
			f.line("const %s = %s", name, f.plain(s))
			return name
		}},
		{"package constant", 10, func(f *fn, s shape) string {
			to, q := f.place()
			name := exported(fmt.Sprint("key", f.number()), q)
			to.declare("const %s = %s", name, f.plain(s))
			return q + name
		}},
		{"constant expression", 5, func(f *fn, s shape) string {
			t, _ := s.literal()
			if len(t) < 3 {
				return ""
			}
			n, i := f.number(), 1+f.rand.IntN(len(t)-1)
			f.declare("const (\nbase%d = %q\nfull%d = base%d + %q\n)", n, t[:i], n, n, t[i:])
			return fmt.Sprint("full", n)
		}},
		{"typed constant", 4, func(f *fn, s shape) string {
			n := f.number()
			f.declare("type kind%d string\n\nconst kindOf%d kind%d = %s", n, n, n, f.plain(s))
			return fmt.Sprintf("string(kindOf%d)", n)
		}},
		{"package variable", 5, func(f *fn, s shape) string {
			to, q := f.place()
			name := exported(fmt.Sprint("name", f.number()), q)
			to.declare("var %s = %s", name, f.plain(s))
			return q + name
		}},
		{"variable of names", 4, func(f *fn, s shape) string {
			to, q := f.place()
			name := exported(fmt.Sprint("names", f.number()), q)
			to.declare("var %s = struct{ First, Second string }{%s, \"other\"}", name, f.plain(s))
			return q + name + ".First"
		}},
		{"array of names", 3, func(f *fn, s shape) string {
			n := f.number()
			f.declare("var table%d = [...]string{\"none\", %s}", n, f.plain(s))
			return fmt.Sprintf("table%d[1]", n)
		}},
		{"map of names", 3, func(f *fn, s shape) string {
			n := f.number()
			f.declare("var byName%d = map[string]string{\"a\": %s, \"b\": \"other\"}", n, f.plain(s))
			return fmt.Sprintf("byName%d[\"a\"]", n)
		}},
		{"ToLower", 3, func(f *fn, s shape) string {
			t, _ := s.literal()
			return fmt.Sprintf("strings.ToLower(%q)", strings.ToUpper(t))
		}},
		{"Trim", 3, func(f *fn, s shape) string {
			t, _ := s.literal()
			switch f.rand.IntN(4) {
			case 0:
				return fmt.Sprintf("strings.TrimSpace(%q)", " "+t+"\n")
			case 1:
				return fmt.Sprintf("strings.TrimSuffix(%q, \"!\")", t+"!")
			case 2:
				return fmt.Sprintf("strings.TrimPrefix(%q, \"go:\")", "go:"+t)
			}
			return fmt.Sprintf("strings.Trim(%q, \"+*\")", "++"+t+"*")
		}},
		{"Split of a constant", 2, func(f *fn, s shape) string {
			t, _ := s.literal()
			return fmt.Sprintf("strings.Split(%q, \",\")[1]", "x,"+t)
		}},
		{"slice of a constant", 2, func(f *fn, s shape) string {
			t, _ := s.literal()
			name := f.fresh("names")
			f.line("%s := %q", name, t+"rest")
			return fmt.Sprintf("%s[:%d]", name, len(t))
		}},
	}
}

// singles returns the ways to write the text of one value.
func singles() []construct {
	return []construct{
		{"value", 40, func(f *fn, s shape) string { return f.plain(s) }},
		{"Sprint", 6, func(f *fn, s shape) string { return fmt.Sprintf("fmt.Sprint(%s)", s.value().expr) }},
		{"Sprintf", 6, func(f *fn, s shape) string {
			verb, expr := f.operand(s)
			return fmt.Sprintf("fmt.Sprintf(%q, %s)", verb, expr)
		}},
		{"Itoa", 6, func(f *fn, s shape) string {
			if s.value().kind != integer {
				return ""
			}
			return fmt.Sprintf("strconv.Itoa(%s)", s.value().as("int"))
		}},
		{"local copy", 6, func(f *fn, s shape) string {
			v := f.copied(s.value())
			return f.text(val(v))
		}},
		{"pointer", 3, func(f *fn, s shape) string {
			v := f.copied(s.value())
			p := f.fresh("p")
			f.line("%s := &%s", p, v.expr)
			return f.text(val(&value{expr: "*" + p, typ: v.typ, kind: v.kind}))
		}},
		{"interface", 3, func(f *fn, s shape) string {
			v := s.value()
			name := f.fresh("v")
			f.line("var %s any = %s", name, v.expr)
			if f.chance(50) {
				return fmt.Sprintf("fmt.Sprint(%s)", name)
			}
			return f.text(val(&value{expr: fmt.Sprintf("%s.(%s)", name, v.typ), typ: v.typ, kind: v.kind}))
		}},
		{"local struct", 4, func(f *fn, s shape) string {
			v := s.value()
			name, n := f.fresh("rec"), f.number()
			f.declare("type record%d struct {\nID %s\nNote string\n}", n, v.typ)
			f.line("%s := %srecord%d{ID: %s}", name, pick(f.module, "", "&"), n, v.expr)
			return f.text(val(&value{expr: name + ".ID", typ: v.typ, kind: v.kind}))
		}},
		{"function literal", 3, func(f *fn, s shape) string {
			name := f.fresh("get")
			f.line("%s := func() string { return %s }", name, f.plain(s))
			return name + "()"
		}},
		{"case of a value", 2, func(f *fn, s shape) string {
			return fmt.Sprintf("strings.%s(%s)", pick(f.module, "ToLower", "ToUpper", "TrimSpace"), f.plain(s))
		}},
		{"Quote", 1, func(f *fn, s shape) string { return fmt.Sprintf("strconv.Quote(%s)", f.plain(s)) }},
		{"channel", 1, func(f *fn, s shape) string {
			name := f.fresh("ch")
			f.line("%s := make(chan string, 1)\n%s <- %s", name, name, f.plain(s))
			v := f.fresh("v")
			f.line("%s := <-%s", v, name)
			return v
		}},
		{"local map", 2, func(f *fn, s shape) string {
			name := f.fresh("m")
			f.line("%s := map[string]string{\"id\": %s}", name, f.plain(s))
			return name + `["id"]`
		}},
	}
}

// copied declares a variable with the value.
func (f *fn) copied(v *value) *value {
	name := f.fresh("v")
	f.line("%s := %s", name, v.expr)
	return &value{expr: name, typ: v.typ, kind: v.kind, set: true}
}

// compounds returns the ways to write a text of several pieces.
func compounds() []construct {
	return []construct{
		{"concatenation", 30, func(f *fn, s shape) string {
			a, b := f.cut(s)
			return f.text(a) + " + " + f.text(b)
		}},
		{"Sprintf", 40, func(f *fn, s shape) string {
			format, operands := f.format(s)
			return fmt.Sprintf("fmt.Sprintf(%s)", args(strconv.Quote(format), operands))
		}},
		{"named format", 8, func(f *fn, s shape) string {
			format, operands := f.format(s)
			to, q := f.place()
			name := exported(fmt.Sprint("format", f.number()), q)
			to.declare("%s %s = %q", pick(f.module, "const", "const", "var"), name, format)
			return fmt.Sprintf("fmt.Sprintf(%s)", args(q+name, operands))
		}},
		{"indexed format", 2, func(f *fn, s shape) string {
			a, b := f.cut(s)
			return fmt.Sprintf("fmt.Sprintf(%q, %s, %s)", "%[2]s%[1]s", f.text(b), f.text(a))
		}},
		{"Sprint", 3, func(f *fn, s shape) string {
			a, b := f.cut(s)
			return fmt.Sprintf("fmt.Sprint(%s, %s)", f.text(a), f.text(b))
		}},
		{"Join", 10, func(f *fn, s shape) string {
			sep := pick(f.module, ":", "/", "-")
			fields := s.fields(sep)
			if len(fields) < 2 {
				sep, fields = "", []shape{s[:1], s[1:]}
			}
			var list []string
			for _, s := range fields {
				list = append(list, f.text(s))
			}
			return fmt.Sprintf("strings.Join([]string{%s}, %q)", strings.Join(list, ", "), sep)
		}},
		{"Replace", 4, func(f *fn, s shape) string {
			i := f.rand.IntN(len(s))
			template := join(s[:i], lit("@"), s[i+1:])
			call := pick(f.module, `strings.Replace(%s, "@", %s, 1)`, `strings.ReplaceAll(%s, "@", %s)`, `strings.Replace(%s, "@", %s, -1)`)
			return fmt.Sprintf(call, f.text(template), f.text(s[i:i+1]))
		}},
		{"NewReplacer", 2, func(f *fn, s shape) string {
			template, pairs := "", []string{}
			for i, p := range s {
				if p.val == nil {
					template += p.lit
					continue
				}
				template += fmt.Sprintf("@%d", i)
				pairs = append(pairs, fmt.Sprintf("%q, %s", fmt.Sprintf("@%d", i), f.plain(shape{p})))
			}
			return fmt.Sprintf("strings.NewReplacer(%s).Replace(%q)", strings.Join(pairs, ", "), template)
		}},
		{"path.Join", 3, func(f *fn, s shape) string {
			fields := s.fields("/")
			if len(fields) < 2 {
				return ""
			}
			var list []string
			for _, s := range fields {
				list = append(list, f.text(s))
			}
			return fmt.Sprintf("path.Join(%s)", strings.Join(list, ", "))
		}},
		{"ToLower", 2, func(f *fn, s shape) string { return fmt.Sprintf("strings.ToLower(%s)", f.text(s)) }},
		{"Trim", 2, func(f *fn, s shape) string {
			return fmt.Sprintf(pick(f.module, `strings.TrimSuffix(%s, ":")`, `strings.TrimPrefix(%s, ":")`, `strings.Trim(%s, ":")`), f.text(s))
		}},
		{"bytes", 4, func(f *fn, s shape) string { return fmt.Sprintf("string([]byte(%s))", f.text(s)) }},
		{"named string type", 3, func(f *fn, s shape) string {
			n := f.number()
			f.declare("type key%d string\n\nfunc (k key%d) String() string { return string(k) }", n, n)
			if f.chance(50) {
				return fmt.Sprintf("key%d(%s).String()", n, f.text(s))
			}
			return fmt.Sprintf("fmt.Sprint(key%d(%s))", n, f.text(s))
		}},
	}
}
