package execution

import (
	"fmt"
	"slices"
	"strings"
)

// A signature is what a helper takes, and what the caller passes.
type signature struct {
	params, args []string
	shape        shape // in terms of the parameters
	by           map[*value]*value
}

func (s signature) list() string { return strings.Join(s.params, ", ") }
func (s signature) call(fn string) string {
	return fmt.Sprintf("%s(%s)", fn, strings.Join(s.args, ", "))
}

// abstract is params, but some pieces in a row may become one parameter.
func (f *fn) abstract(g *fn, s shape) signature {
	var sig signature
	if len(s) > 1 && len(g.values) == 0 && f.chance(25) {
		a, b := f.cut(s)
		whole := &value{typ: "string", expr: g.fresh("part"), set: true}
		if f.chance(50) {
			sig.add(whole, f.text(a))
			s = join(val(whole), b)
		} else {
			sig.add(whole, f.text(b))
			s = join(a, val(whole))
		}
		g.values = append(g.values, whole)
	}
	rest := f.params(g, s)
	sig.params = append(sig.params, rest.params...)
	sig.args = append(sig.args, rest.args...)
	sig.shape = rest.shape
	return sig
}

// params makes the values of s parameters of the helper g, but for those that
// g has already.
func (f *fn) params(g *fn, s shape) signature {
	sig := signature{by: map[*value]*value{}}
	for _, v := range s.values() {
		if slices.Contains(g.values, v) {
			continue
		}
		p := &value{kind: v.kind, typ: "string", expr: g.fresh("name"), set: true}
		if v.kind == integer {
			p.typ = pick(f.module, "int64", "int", "int64")
			p.expr = g.fresh("id")
		}
		sig.by[v] = p
		g.values = append(g.values, p)
		sig.add(p, v.as(p.typ))
	}
	sig.shape = s.replaced(sig.by)
	return sig
}

func (s *signature) add(param *value, arg string) {
	s.params = append(s.params, param.expr+" "+param.typ)
	s.args = append(s.args, arg)
}

// built returns the statements and the expression for a shape.
func (f *fn) built(s shape) (body, expr string) {
	body = f.inside(func() { expr = f.text(s) })
	return body, expr
}

// helpers returns the ways to make a text by a function or method.
func helpers() []construct {
	return []construct{
		{"helper", 22, func(f *fn, s shape) string {
			to, q := f.place()
			g := f.helper(to)
			sig := f.abstract(g, s)
			name := exported(fmt.Sprint("key", f.number()), q)
			body, e := g.built(sig.shape)
			to.declare("func %s(%s) string {\n%sreturn %s\n}", name, sig.list(), body, e)
			return sig.call(q + name)
		}},
		{"helper with an error", 5, func(f *fn, s shape) string {
			to, q := f.place()
			g := f.helper(to)
			sig := f.abstract(g, s)
			if len(g.values) == 0 {
				return ""
			}
			g.leave = `return "", err`
			name := exported(fmt.Sprint("key", f.number()), q)
			body, e := g.built(sig.shape)
			k, fails := f.fresh("key"), g.rare()
			ignored := f.chance(30)
			if ignored || f.leave == `return ""` {
				fails = g.never() // the linter takes it that the key is there
			}
			to.declare("func %s(%s) (string, error) {\nif %s {\nreturn \"\", errors.New(\"invalid\")\n}\n%sreturn %s, nil\n}",
				name, sig.list(), fails, body, e)
			if ignored {
				f.line("%s, _ := %s", k, sig.call(q+name))
			} else {
				f.line("%s, err := %s\nif err != nil {\n%s\n}", k, sig.call(q+name), f.leave)
			}
			return k
		}},
		{"helper with a named result", 4, func(f *fn, s shape) string {
			g := f.helper(f.file)
			sig := f.abstract(g, s)
			name := fmt.Sprint("key", f.number())
			body, e := g.built(sig.shape)
			f.declare("func %s(%s) (key0 string) {\n%s%skey0 = %s\nreturn\n}", name, sig.list(),
				pick(f.module, "", "", "defer func() { key0 += \":end\" }()\n"), body, e)
			return sig.call(name)
		}},
		{"helper with an early return", 6, func(f *fn, s shape) string {
			to, q := f.place()
			g := f.helper(to)
			sig := f.abstract(g, s)
			if len(g.values) == 0 {
				return ""
			}
			early, x := g.built(g.similar(sig.shape))
			body, e := g.built(sig.shape)
			name := exported(fmt.Sprint("key", f.number()), q)
			to.declare("func %s(%s) string {\nif %s {\n%sreturn %s\n}\n%sreturn %s\n}", name, sig.list(), g.condition(), early, x, body, e)
			return sig.call(q + name)
		}},
		{"variadic helper", 6, func(f *fn, s shape) string {
			to, q := f.place()
			n := f.number()
			name := exported(fmt.Sprint("key", n), q)
			sep := pick(f.module, ":", "/", "-")
			body := fmt.Sprintf("return strings.Join(parts, %q)", sep)
			fields := s.fields(sep)
			switch f.rand.IntN(3) {
			case 0:
				body = fmt.Sprintf("return %q + strings.Join(parts, %q)", pick(f.module, entities...)+sep, sep)
			case 1:
				body = fmt.Sprintf("key := \"\"\nfor i, p := range parts {\nif i > 0 {\nkey += %q\n}\nkey += p\n}\nreturn key", sep)
			}
			to.declare("func %s(parts ...string) string {\n%s\n}", name, body)
			var list []string
			for _, p := range fields {
				list = append(list, f.text(p))
			}
			return fmt.Sprintf("%s%s(%s)", q, name, strings.Join(list, ", "))
		}},
		{"format helper", 6, func(f *fn, s shape) string {
			to, q := f.place()
			format, operands := f.format(s)
			name := exported(fmt.Sprintf("key%df", f.number()), q)
			prefix := pick(f.module, "", `"app:"+`, `"{t}:"+`)
			to.declare("func %s(format string, args ...any) string {\nreturn fmt.Sprintf(%sformat, args...)\n}", name, prefix)
			return fmt.Sprintf("%s%s(%s)", q, name, args(fmt.Sprintf("%q", format), operands))
		}},
		{"generic helper", 4, func(f *fn, s shape) string {
			v := s.values()[0]
			to, q := f.place()
			if v.typ != "string" && v.typ != "int64" {
				to, q = f.file, ""
			}
			g := f.helper(to)
			p := &value{expr: g.fresh("id"), typ: v.typ, kind: v.kind}
			var rest shape
			for _, x := range s {
				if x.val != nil && x.val != v {
					return ""
				}
				rest = append(rest, x)
			}
			var e []string
			for _, x := range rest {
				if x.val != nil {
					e = append(e, "fmt.Sprint("+p.expr+")")
				} else {
					e = append(e, fmt.Sprintf("%q", x.lit))
				}
			}
			name := exported(fmt.Sprint("key", f.number()), q)
			constraint := pick(f.module, "any", "~string | ~int64 | ~int | ~uint32", "comparable")
			to.declare("func %s[T %s](%s T) string {\nreturn %s\n}", name, constraint, p.expr, strings.Join(e, " + "))
			return fmt.Sprintf("%s%s(%s)", q, name, v.expr)
		}},
		{"method of an ID", 4, func(f *fn, s shape) string {
			v := s.values()[0]
			basic := "string"
			if v.kind == integer {
				basic = "int64"
			}
			g := f.helper(f.file)
			n := f.number()
			self := &value{expr: g.fresh("x"), typ: fmt.Sprint("id", n), kind: v.kind}
			g.values = append(g.values, self)
			sig := f.abstract(g, s.replaced(map[*value]*value{v: self}))
			f.declare("type id%d %s", n, basic)
			body, e := g.built(sig.shape)
			f.declare("func (x id%d) Key(%s) string {\n%sreturn %s\n}", n, sig.list(), body, e)
			return sig.call(fmt.Sprintf("id%d(%s).Key", n, v.expr))
		}},
		{"recursive helper", 1, func(f *fn, s shape) string {
			n := f.number()
			f.declare("func path%d(n int, key string) string {\nif n <= 0 {\nreturn key\n}\nreturn path%d(n-1, key+%q)\n}", n, n, "/x")
			return fmt.Sprintf("path%d(%d, %s)", n, f.rand.IntN(3), f.text(s))
		}},
		{"function value", 3, func(f *fn, s shape) string {
			g := f.helper(f.file)
			sig := f.abstract(g, s)
			n := f.number()
			body, e := g.built(sig.shape)
			f.declare("func key%d(%s) string {\n%sreturn %s\n}", n, sig.list(), body, e)
			name := f.fresh("build")
			f.line("%s := key%d", name, n)
			return sig.call(name)
		}},
	}
}

// rare writes a condition of the parameters that hardly ever holds.
func (f *fn) rare() string {
	v := pick(f.module, f.values...)
	if v.kind == integer {
		return v.expr + " == 7"
	}
	return "len(" + v.expr + ") > 100"
}

// never writes a condition of the parameters that does not hold for any input.
func (f *fn) never() string {
	v := pick(f.module, f.values...)
	if v.kind == integer {
		return v.expr + " == -1<<62"
	}
	return "len(" + v.expr + ") > 1000"
}
