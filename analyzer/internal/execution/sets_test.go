package execution

import (
	"fmt"
	"strings"
)

// A keySet is a way to write all keys of one call by the same means: what one of
// them is says something of the others.
type keySet struct {
	name  string
	write func(f *fn, n int) []string
}

// each returns what one returns for each of n keys; now and then a value changes
// in between.
func (f *fn) each(n int, one func(i int) string) []string {
	var out []string
	for i := range n {
		if i > 0 && f.chance(8) {
			f.disturb()
		}
		out = append(out, one(i))
	}
	return out
}

// aspect returns the name of an aspect as a Go string, most often another one
// each time.
func (f *fn) aspect() string { return fmt.Sprintf("%q", pick(f.module, aspects...)) }

// base is what keys of a set have in common, as an expression: a value and its
// type.
func (f *fn) base() *value { return pick(f.module, f.values...) }

// forms are the texts that the function of a set makes of x and s.
func (f *fn) form() string {
	return pick(f.module, `fmt.Sprintf("{user:%v}:%s", x, s)`, `fmt.Sprintf("user:%v:%s", x, s)`, `"{" + fmt.Sprint(x) + "}" + s`, `"u/" + s + "/" + fmt.Sprint(x)`, `fmt.Sprintf("{%s}:%v", s, x)`)
}

var sets = []keySet{
	{"two spellings", func(f *fn, n int) []string {
		v := f.base()
		w, group := f.other(v), pick(f.module, spellings[v.kind]...)
		return f.each(n, func(int) string { return `"{" + ` + spell(v, w, pick(f.module, group...)) + ` + "}:" + ` + f.aspect() })
	}},
	{"printed values", func(f *fn, n int) []string {
		v := f.base()
		return f.each(n, func(int) string { return `"p:" + ` + f.print(v) + ` + ":" + ` + f.aspect() })
	}},
	{"names of numbers", func(f *fn, n int) []string {
		typ := f.stringer()
		num := strings.TrimPrefix(typ, "named")
		return f.each(n, func(int) string {
			return fmt.Sprintf(pick(f.module, `fmt.Sprintf("{%%s}:a", %s%s)`, `fmt.Sprintf("n:%%v", %s%s)`, `"{" + %s%s.String() + "}"`), pick(f.module, "first", "second"), num)
		})
	}},
	{"one function with a flag", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("func flag%d(x %s, tagged bool, s string) string {\nif tagged {\nreturn %s\n}\nreturn %s\n}", num, v.typ, f.form(), f.form())
		flag := pick(f.module, "true", "false", "")
		if flag == "" {
			flag = f.fresh("tagged")
			f.line("%s := %s", flag, f.condition())
		}
		return f.each(n, func(int) string {
			not := ""
			if f.chance(15) {
				not = "!"
			}
			return fmt.Sprintf("flag%d(%s, %s%s, %s)", num, v.expr, not, flag, f.aspect())
		})
	}},
	{"one method with a mode", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		x := v.expr
		f.declare("type mode%d struct {\nName string\nCluster bool\n}", num)
		f.declare("func (m %smode%d) key(x %s, s string) string {\nswitch m.Name {\ncase \"cluster\":\nreturn %s\ncase \"single\":\nreturn %s\n}\nif m.Cluster {\nreturn %s\n}\nreturn %s\n}",
			pick(f.module, "", "*"), num, v.typ, f.form(), f.form(), f.form(), f.form())
		m := f.fresh("mode")
		f.line("%s := &mode%d{Name: %s, Cluster: %s}", m, num, pick(f.module, `"cluster"`, `"single"`, `""`), pick(f.module, "true", "false", f.condition()))
		return f.each(n, func(int) string {
			if f.chance(8) {
				f.line("%s.Cluster = %s", m, pick(f.module, "true", "!"+m+".Cluster"))
			}
			return fmt.Sprintf("%s.key(%s, %s)", m, x, f.aspect())
		})
	}},
	{"rotation", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		add := map[kind]string{integer: "++", text: ` += "x"`}[v.kind]
		f.declare("type rotor%d struct{ x %s }\n\nfunc (r *rotor%d) key(s string) string {\nx := r.x\nreturn %s\n}\n\nfunc (r *rotor%d) next() { r.x%s }", num, v.typ, num, f.form(), num, add)
		r := f.fresh("rotor")
		f.line("%s := &rotor%d{%s}", r, num, v.expr)
		turns := f.chance(70)
		s := f.aspect()
		return f.each(n, func(i int) string {
			if i > 0 && turns {
				f.line("%s", pick(f.module, r+".next()", r+".x"+add, fmt.Sprintf("%s = &rotor%d{}", r, num), "func() { "+r+".next() }()"))
			}
			k := f.fresh("key")
			f.line("%s := %s.key(%s)", k, r, s)
			return k
		})
	}},
	{"function over a counter", func(f *fn, n int) []string {
		num := f.number()
		f.declare("var count%d int\n\nfunc count%dKey(s string) string {\ncount%d++\nx := count%d\nreturn %s\n}", num, num, num, num, f.form())
		return f.each(n, func(int) string { return fmt.Sprintf("count%dKey(%s)", num, f.aspect()) })
	}},
	{"options", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("type set%d struct{ prefix, sep string }\n\ntype option%d func(*set%d)\n\nfunc prefix%d(p string) option%d { return func(o *set%d) { o.prefix = p } }", num, num, num, num, num, num)
		f.declare("type opt%d struct{ o set%d }\n\nfunc newOpt%d(list ...option%d) *opt%d {\ns := &opt%d{o: set%d{prefix: %q, sep: \":\"}}\nfor _, f := range list {\nf(&s.o)\n}\nreturn s\n}",
			num, num, num, num, num, num, num, pick(f.module, "app", "{app}"))
		f.declare("func (s *opt%d) key(n string) string { return s.o.prefix + s.o.sep + n }", num)
		s := f.fresh("opt")
		f.line("%s := newOpt%d(%s)", s, num, pick(f.module, "", fmt.Sprintf("prefix%d(\"{a}\")", num), fmt.Sprintf("prefix%d(\"a\")", num), fmt.Sprintf("prefix%d(\"{\" + fmt.Sprint(%s) + \"}\")", num, v.expr)))
		return f.each(n, func(int) string { return fmt.Sprintf("%s.key(%s)", s, f.aspect()) })
	}},
	{"field of two branches", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("type two%d struct{ p, q string }", num)
		o := f.fresh("two")
		tagged := fmt.Sprintf(`"{" + fmt.Sprint(%s) + "}:"`, v.expr)
		p := func() string { return pick(f.module, tagged, tagged, `"{app}:"`, `"app:"`, "fmt.Sprint("+v.expr+")") }
		switch f.rand.IntN(3) {
		case 0:
			f.line("var %s two%d", o, num)
			f.branch(func() { f.line("%s = two%d{p: %s}", o, num, p()) }, func() { f.line("%s = two%d{p: %s}", o, num, p()) })
		case 1:
			f.line("%s := &two%d{p: %s}", o, num, p())
			f.branch(func() { f.line("%s.p = %s", o, p()) }, nil)
		case 2:
			f.declare("func newTwo%d(a, b string, first bool) *two%d {\nif first {\nreturn &two%d{p: a}\n}\nreturn &two%d{p: b}\n}", num, num, num, num)
			f.line("%s := newTwo%d(%s, %s, %s)", o, num, p(), p(), f.condition())
		}
		return f.each(n, func(int) string { return fmt.Sprintf("%s.p + %s", o, f.aspect()) })
	}},
	{"hole that is empty", func(f *fn, n int) []string {
		num := f.number()
		f.declare("func maybe%d(tag, s string) string { return %s }", num, pick(f.module, `"t:{" + tag + "}:" + s`, `fmt.Sprintf("{%s}:%s", tag, s)`, `tag + "k:" + s`))
		tag := pick(f.module, `""`, `"t"`)
		return f.each(n, func(int) string { return fmt.Sprintf("maybe%d(%s, %s)", num, tag, f.aspect()) })
	}},
	{"template", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("var template%d = template.Must(template.New(\"key\").Parse(%q))\n\nfunc render%d(x %s, s string) string {\nvar b strings.Builder\n_ = template%d.Execute(&b, map[string]any{\"X\": x, \"S\": s})\nreturn b.String()\n}",
			num, pick(f.module, "{{.X}}:{{.S}}", "u:{{.X}}/{{.S}}", "{{`{`}}{{.X}}}:{{.S}}"), num, v.typ, num)
		return f.each(n, func(int) string { return fmt.Sprintf("render%d(%s, %s)", num, v.expr, f.aspect()) })
	}},
	{"format that is made", func(f *fn, n int) []string {
		v, format := f.base(), f.fresh("format")
		f.line("%s := strings.ReplaceAll(%q, \"ID\", \"%%v\")", format, pick(f.module, "{ID}:ID", "u:ID:ID", "{u:ID}:ID"))
		return f.each(n, func(int) string { return fmt.Sprintf("fmt.Sprintf(%s, %s, %s)", format, v.expr, f.aspect()) })
	}},
	{"arguments in a list", func(f *fn, n int) []string {
		v, list := f.base(), f.fresh("parts")
		f.line("%s := []any{%s, %s}", list, v.expr, f.aspect())
		return f.each(n, func(i int) string {
			if i > 0 && f.chance(60) {
				f.line("%s[%d] = %s", list, pick(f.module, 0, 1), f.aspect())
			}
			k := f.fresh("key")
			f.line("%s := fmt.Sprintf(%q, %s...)", k, pick(f.module, "{%v}:%v", "%v:%v", "{%v}/%v"), list)
			return k
		})
	}},
	{"name space of a store", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("type space%d struct{ ns string }\n\nfunc (s space%d) key(k string) string { return s.ns + k }", num, num)
		s := f.fresh("space")
		f.line("%s := space%d{%s}", s, num, pick(f.module, `"app:"`, `"{app}:"`, `""`))
		form := pick(f.module, `%s.key(fmt.Sprintf("{%%v}:%%s", %s, %s))`, `%s.key(fmt.Sprintf("%%v:%%s", %s, %s))`)
		return f.each(n, func(int) string { return fmt.Sprintf(form, s, v.expr, f.aspect()) })
	}},
	{"default of a configuration", func(f *fn, n int) []string {
		num := f.number()
		f.declare("type config%d struct{ Prefix string }\n\nfunc load%d() config%d {\nc := config%d{Prefix: os.Getenv(\"EXECUTION_PREFIX\")}\nif c.Prefix == \"\" {\nc.Prefix = %q\n}\nreturn c\n}", num, num, num, num, pick(f.module, "{app}:", "app:"))
		c := f.fresh("config")
		f.line("%s := load%d()", c, num)
		return f.each(n, func(int) string { return fmt.Sprintf("%s.Prefix + %s", c, f.aspect()) })
	}},
	{"type parameters", func(f *fn, n int) []string {
		v, num := f.base(), f.number()
		f.declare("type box%d[T any] struct{ x T }\n\nfunc (b box%d[T]) get() T { return b.x }\n\nfunc same%d[T any](x T) T { return x }", num, num, num)
		f.declare("func generic%d[T any](x T, s string) string { return %s }", num, f.form())
		return f.each(n, func(int) string {
			x := fmt.Sprintf(pick(f.module, "%[2]s", "same%[1]d(%[2]s)", "box%[1]d[%[3]s]{%[2]s}.get()", "(&box%[1]d[%[3]s]{x: %[2]s}).x"), num, v.expr, v.typ)
			return fmt.Sprintf("generic%d(%s, %s)", num, x, f.aspect())
		})
	}},
}
