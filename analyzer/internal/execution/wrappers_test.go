package execution

import (
	"fmt"
	"strings"
)

// send writes an expression of type error that sends the command, itself or
// through functions of the program.
func (f *fn) send(c *command, fixed []string, l list, layers int) string {
	if layers == 0 || c.rest == words {
		return f.call(c, f.client, fixed, l) + ".Err()"
	}
	w := pick(f.module, f.wrappers...)
	f.use("wrapper: " + w.name)
	return w.write(f, c, fixed, l, layers)
}

// A wrapper is a way to pass keys on.
type wrapper struct {
	name  string
	write func(f *fn, c *command, fixed []string, l list, layers int) string
}

// A passing is a wrapper while it is written: g has the client as c and the
// keys as its parameters.
type passing struct {
	g            *fn
	fixed        []string
	list         list
	params, args []string
}

// pass starts a wrapper that takes the keys as f has them.
func (f *fn) pass(to *file, fixed []string, l list) *passing {
	g := f.helper(to)
	g.leave = "return err"
	g.client, g.class = "c", f.class
	if f.chance(30) {
		switch f.class {
		case "*redis.ClusterClient":
			g.class = "redis.UniversalClient"
		}
	}
	p := &passing{g: g}
	for i, e := range fixed {
		name := g.fresh(pick(f.module, "key", "dst", "name"))
		p.fixed = append(p.fixed, name)
		p.params = append(p.params, name+" string")
		p.args = append(p.args, fixed[i])
		_ = e
	}
	switch {
	case l.expr == "" && len(l.elems) == 0:
	case l.expr == "" && len(l.elems) < 4 && f.chance(40):
		for _, e := range l.elems {
			name := g.fresh("key")
			p.list.elems = append(p.list.elems, name)
			p.params = append(p.params, name+" string")
			p.args = append(p.args, e)
		}
	case f.chance(50):
		name := g.fresh("keys")
		p.list.expr = name
		p.params = append(p.params, name+" ...string")
		p.args = append(p.args, l.variadic())
	default:
		name := g.fresh("keys")
		p.list.expr = name
		p.params = append(p.params, name+" []string")
		p.args = append(p.args, l.slice())
	}
	return p
}

// change writes what a wrapper does with its keys before it sends them.
func (p *passing) change() {
	g := p.g
	switch k := g.rand.IntN(100); {
	case k < 60:
	case k < 70 && p.list.expr != "":
		g.use("wrapper adds a prefix")
		full := g.fresh("full")
		g.line("%s := make([]string, 0, len(%s))\nfor _, k := range %s {\n%s = append(%s, %q+k)\n}",
			full, p.list.expr, p.list.expr, full, full, pick(g.module, "app:", "{app}:", "v1/"))
		p.list.expr = full
	case k < 78 && len(p.fixed) > 0:
		g.use("wrapper changes a key")
		g.line("%s = %s", p.fixed[0], pick(g.module, `"tmp:" + `+p.fixed[0], p.fixed[0]+` + ":new"`, `"{"+`+p.fixed[0]+`+"}:x"`))
	case k < 85 && p.list.expr != "":
		g.use("wrapper adds a key")
		g.line("%s = append(%s, %s)", p.list.expr, p.list.expr, pick(g.module, `"lock"`, `"{app}:lock"`))
	case k < 92 && p.list.expr != "":
		g.use("wrapper returns early")
		g.line("if len(%s) == 0 {\nreturn nil\n}", p.list.expr)
	}
}

func (p *passing) sending(c *command, layers int) (body, expr string) {
	g := p.g
	body = g.inside(func() {
		p.change()
		expr = g.send(c, p.fixed, p.list, layers-1)
	})
	return body, expr
}

func wrappers() []wrapper {
	return []wrapper{
		{"function", func(f *fn, c *command, fixed []string, l list, layers int) string {
			to, q := f.place()
			p := f.pass(to, fixed, l)
			name := exported(fmt.Sprint("send", f.number()), q)
			body, e := p.sending(c, layers)
			to.declare("func %s(%s) error {\n%sreturn %s\n}", name,
				strings.Join(append([]string{"ctx context.Context", "c " + p.g.class}, p.params...), ", "), body, e)
			return fmt.Sprintf("%s%s(%s)", q, name, strings.Join(append([]string{"ctx", f.client}, p.args...), ", "))
		}},
		{"method", func(f *fn, c *command, fixed []string, l list, layers int) string {
			to, q := f.place()
			p := f.pass(to, fixed, l)
			typ := exported(fmt.Sprint("db", f.number()), q)
			p.g.client = "d.c"
			p.g.names["d"] = 1
			body, e := p.sending(c, layers)
			to.declare("type %s struct{ c %s }\n\nfunc New%s(c %s) *%s { return &%s{c} }", typ, p.g.class, typ, p.g.class, typ, typ)
			to.declare("func (d *%s) %s(%s) error {\n%sreturn %s\n}", typ, exported("send", q),
				strings.Join(append([]string{"ctx context.Context"}, p.params...), ", "), body, e)
			object := fmt.Sprintf("%sNew%s(%s)", q, typ, f.client)
			if f.chance(60) {
				name := f.fresh("db")
				f.line("%s := %s", name, object)
				object = name
			}
			if f.chance(20) {
				f.use("interface that sends")
				iface := fmt.Sprint("sender", f.number())
				f.declare("type %s interface {\n%s(%s) error\n}", iface, exported("send", q),
					strings.Join(append([]string{"ctx context.Context"}, p.params...), ", "))
				name := f.fresh("s")
				f.line("var %s %s = %s", name, iface, object)
				object = name
			}
			return fmt.Sprintf("%s.%s(%s)", object, exported("send", q), strings.Join(append([]string{"ctx"}, p.args...), ", "))
		}},
		{"closure", func(f *fn, c *command, fixed []string, l list, layers int) string {
			p := f.pass(f.file, fixed, l)
			p.g.client, p.g.class = f.client, f.class
			body, e := p.sending(c, layers)
			name := f.fresh("send")
			f.line("%s := func(%s) error {\n%sreturn %s\n}", name, strings.Join(p.params, ", "), body, e)
			return fmt.Sprintf("%s(%s)", name, strings.Join(p.args, ", "))
		}},
		{"callback", func(f *fn, c *command, fixed []string, l list, layers int) string {
			f.once("retry", "func retry(do func() error) error {\nvar err error\nfor range 2 {\nif err = do(); err == nil {\nreturn nil\n}\n}\nreturn err\n}")
			var e string
			body := f.literal("return err", func() { e = f.send(c, fixed, l, layers-1) })
			return fmt.Sprintf("retry(func() error {\n%sreturn %s\n})", body, e)
		}},
		{"function value", func(f *fn, c *command, fixed []string, l list, layers int) string {
			if c.rest != variadic || c.fixed > 0 || c.name == "SINTERCARD" || c.name == "LMPOP" {
				return f.send(c, fixed, l, layers-1)
			}
			name := f.fresh("do")
			method, _, _ := strings.Cut(strings.TrimPrefix(c.write, "$c."), "(")
			f.line("%s := %s.%s", name, f.client, method)
			return fmt.Sprintf("%s(ctx, %s).Err()", name, l.variadic())
		}},
		{"struct of keys", func(f *fn, c *command, fixed []string, l list, layers int) string {
			if l.expr == "" && len(l.elems) == 0 {
				return f.send(c, fixed, l, layers-1)
			}
			n := f.number()
			g := f.helper(f.file)
			g.leave, g.client, g.class = "return err", "c", f.class
			g.names["key"], g.names["r"] = 1, 1
			f.declare("type request%d struct {\nFirst string\nKeys []string\n}", n)
			keys := []string{}
			if len(fixed) > 1 {
				return f.send(c, fixed, l, layers-1)
			}
			first := `""`
			if len(fixed) == 1 {
				first = fixed[0]
				keys = append(keys, "r.First")
			}
			var e string
			body := g.inside(func() { e = g.send(c, keys, list{expr: "r.Keys"}, layers-1) })
			f.declare("func run%d(ctx context.Context, c %s, r %srequest%d) error {\n%sreturn %s\n}", n, g.class, "", n, body, e)
			return fmt.Sprintf("run%d(ctx, %s, request%d{First: %s, Keys: %s})", n, f.client, n, first, l.slice())
		}},
	}
}
