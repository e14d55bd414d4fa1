package execution

import (
	"fmt"
	"strings"
)

// trapStruct keeps the keys of one thing in a struct.
func trapStruct(g *group) string {
	g.site.uses["trap: keys in a struct"] = true
	i, j, n := g.some(), g.some(), g.number()
	g.declare("type keys%d struct{ first, second string }", n)
	g.declare("func newKeys%d(v ...any) *keys%d {\nreturn &keys%d{first: fmt.Sprintf(%q, v...), second: fmt.Sprintf(%q, v...)}\n}", n, n, n, g.verbs(i), g.verbs(j))
	if len(g.parts(i)) == 1 || len(g.parts(j)) == 1 {
		return ""
	}
	return g.both(i, func(v []*value) string {
		return strings.Replace(formatted("", v), "fmt.Sprintf(, ", fmt.Sprintf("newKeys%d(", n), 1) + ".first"
	})
}

// trapNeighbour has families that have a part in common with one of the group.
func trapNeighbour(g *group) string {
	g.site.uses["trap: neighbour"] = true
	i := g.some()
	own := g.keys
	g.keys = append(own[:len(own):len(own)], func(v []*value) shape {
		k := own[i](v)
		switch g.n % 5 {
		case 0:
			return join(k, lit(g.sep+"more"))
		case 1:
			return join(lit("my"), k)
		case 2:
			return join(lit("other"+g.sep), k)
		case 3:
			return lit(g.entity + g.sep + "all")
		}
		return join(lit(g.entity+g.sep), val(v[0]), lit(g.sep+"another"))
	})
	n := len(g.keys) - 1
	out := g.put(n) + g.get(n) + g.get(n)
	g.keys = own
	return out
}

// trapTest has a test that says what the keys are.
func trapTest(g *group) string {
	g.site.uses["trap: test"] = true
	i, n := g.some(), g.number()
	c, v := g.spelled(g.file, "key", `return ""`)
	c.depth = 3
	if c.uses[otherVerb] {
		return ""
	}
	c.line("return %s", c.text(g.keys[i](v)))
	c.declare("func %s(%s) string {\n%s}", c.name, strings.Join(c.params, ", "), c.body)
	var list []string
	one := strings.Join(g.parts(i), "")
	for k, p := range c.params {
		arg := map[bool]string{true: `"abc"`, false: "7"}[strings.HasSuffix(p, "string")]
		if g.kinds[k] == integer && arg != "7" {
			arg = `"7"`
		}
		list = append(list, arg)
		one = strings.Replace(one, "%", strings.Trim(arg, `"`), 1)
	}
	f := g.file.tests()
	want := fmt.Sprintf("%q", one)
	if g.chance(30) && g.kinds[0] == integer {
		want = strings.Replace(fmt.Sprintf("fmt.Sprintf(%q, 7)", strings.Replace(one, "7", "%d", 1)), "%d", "%d", 1)
		if !strings.Contains(want, "%d") || strings.Count(one, "%") > 0 {
			want = fmt.Sprintf("%q", one)
		}
	}
	f.declare("func Test%d(t *testing.T) {\nif got, want := %s(%s), %s; got != want {\nt.Errorf(\"%%s, want %%s\", got, want)\n}\n}", n, c.name, strings.Join(list, ", "), want)
	return g.both(i, func(v []*value) string {
		var list []string
		for k, v := range v {
			typ := strings.Fields(c.params[k])[1]
			switch {
			case v.typ == typ:
				list = append(list, v.expr)
			case typ == "string":
				list = append(list, "fmt.Sprint("+v.expr+")")
			case v.typ == "string":
				return formatted(fmt.Sprintf("%q", g.verbs(i)), []*value{v})
			default:
				list = append(list, typ+"("+v.expr+")")
			}
		}
		return fmt.Sprintf("%s(%s)", c.name, strings.Join(list, ", "))
	})
}

// tests returns the file of tests beside a file.
func (f *file) tests() *file {
	name := strings.TrimSuffix(f.name, ".go") + "_test.go"
	for _, g := range f.files {
		if g.name == name {
			return g
		}
	}
	g := &file{module: f.module, dir: f.dir, name: name}
	f.module.files = append(f.module.files, g)
	return g
}

// trapIndex stores the key itself, and reads what is stored under it.
func trapIndex(g *group) string {
	g.site.uses["trap: key as a value"] = true
	i, n := g.some(), g.number()
	c, v := g.spelled(g.file, "index", "return err")
	c.line("return c.Set(ctx, \"latest%d\", %s, 0).Err()", n, c.text(g.keys[i](v)))
	out := c.declareCall(g, "error", "", "")
	d, _ := g.spelled(g.file, "latest", g.fails())
	d.params, d.args = nil, nil
	d.line("key, err := c.Get(ctx, \"latest%d\").Result()\nif err != nil {\n%s\n}", n, d.leave)
	g.load(d, "key")
	return out + d.declareCall(g, g.results(), "", "")
}

// trapGeneric makes keys of several families with one helper.
func trapGeneric(g *group) string {
	g.site.uses["trap: helper of many families"] = true
	i, n := g.some(), g.number()
	parts := g.parts(i)
	if len(parts) < 3 || parts[0] == "%" || parts[len(parts)-1] == "%" || len(g.kinds) > 1 {
		return ""
	}
	g.declare("func key%d(kind string, id any, aspect string) string { return fmt.Sprintf(\"%%s%%v%%s\", kind, id, aspect) }", n)
	name := fmt.Sprint("other", n)
	g.declare("func %s(ctx context.Context, c redis.UniversalClient) (int64, error) {\nreturn c.Incr(ctx, key%d(%q, 5, \":n\")).Result()\n}", name, n, g.entity+"z"+g.sep)
	return g.both(i, func(v []*value) string {
		return fmt.Sprintf("key%d(%q, %s, %q)", n, parts[0], v[0].expr, parts[len(parts)-1])
	}) + fmt.Sprintf("t.Step(%q, func() (any, error) { return %s(t.Ctx, t.Client) })\n", name, name)
}

// trapChannel sends the key through a channel.
func trapChannel(g *group) string {
	g.site.uses["trap: channel"] = true
	i := g.some()
	c, v := g.spelled(g.file, "get", g.fails())
	c.line("ch := make(chan string, 1)\nch <- %s", c.text(g.keys[i](v)))
	g.load(c, "<-ch")
	return c.declareCall(g, g.results(), "", "")
}

// trapCache keeps what was read in a map of the process.
func trapCache(g *group) string {
	g.site.uses["trap: cache"] = true
	i, n := g.some(), g.number()
	g.declare("var cache%d = map[string]string{%q: \"known\"}", n, g.form(i, "7"))
	c, v := g.spelled(g.file, "cached", `return "", err`)
	c.line("return cache%d[%s], nil", n, c.text(g.keys[i](v)))
	return c.declareCall(g, "(string, error)", "", "")
}

// trapAspects makes the keys of a list of aspects.
func trapAspects(g *group) string {
	g.site.uses["trap: loop over aspects"] = true
	n := g.number()
	i := g.some()
	parts := g.parts(i)
	if len(parts) < 3 || parts[len(parts)-1] == "%" {
		return ""
	}
	end := parts[len(parts)-1]
	g.declare("var ends%d = []string{%q, %q}", n, end[1:], "none")
	c, v := g.spelled(g.file, "each", "return nil, err")
	format := strings.ReplaceAll(strings.Join(parts[:len(parts)-1], ""), "%", "%v") + end[:1]
	c.line("var out []string\nfor _, end := range ends%d {\nout = append(out, c.Type(ctx, %s+end).Val())\n}\nreturn out, nil", n, formatted(fmt.Sprintf("%q", format), v))
	return c.declareCall(g, "([]string, error)", "", "")
}
