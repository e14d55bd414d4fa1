package execution

import (
	"fmt"
	"strings"
)

// traps are ways to name a family that a rename has to find, or to stay away
// from. Each writes functions, and returns the statements of the driver.
var traps = []func(g *group) string{
	trapScan, trapScan, trapParse, trapScript, trapCompare, trapAny, trapFormats, trapExported, trapPrefix, trapVariable,
	trapStruct, trapNeighbour, trapNeighbour, trapTest, trapTest, trapIndex, trapGeneric, trapChannel, trapCache, trapAspects,
}

// some returns one of the keys.
func (g *group) some() int { return g.rand.IntN(len(g.keys)) }

// parts are the parts of a key: the texts, and "%" for each value.
func (g *group) parts(i int) []string {
	vals := make([]*value, len(g.kinds))
	for i, k := range g.kinds {
		vals[i] = &value{kind: k}
	}
	var out []string
	for _, p := range merged(g.keys[i](vals)) {
		if p.val != nil {
			out = append(out, "%")
		} else {
			out = append(out, p.lit)
		}
	}
	return out
}

// form is a key with text in place of each value.
func (g *group) form(i int, hole string) string {
	return strings.ReplaceAll(strings.Join(g.parts(i), ""), "%", hole)
}

// verbs is the format of a key.
func (g *group) verbs(i int) string { return g.form(i, "%v") }

// formatted is the call that makes a key with a format, in a function that
// spelled has begun.
func formatted(format string, v []*value) string {
	var list []string
	for _, v := range v {
		list = append(list, v.expr)
	}
	return fmt.Sprintf("fmt.Sprintf(%s)", args(format, list))
}

// both returns two functions, one that stores under a key and one that loads it,
// both with a spelling of their own.
func (g *group) both(i int, key func(v []*value) string) string {
	if len(g.parts(i)) == 1 {
		return ""
	}
	out := ""
	if g.chance(60) {
		c, v := g.spelled(g.file, "put", "return err")
		g.store(c, key(v))
		out += c.declareCall(g, "error", "v string", fmt.Sprintf("%q", fmt.Sprint("v", g.number())))
		out += g.get(i)
	}
	c, v := g.spelled(g.file, "get", g.fails())
	g.load(c, key(v))
	return out + c.declareCall(g, g.results(), "", "")
}

// scanned writes the beginning of a function over all keys that match a pattern,
// which runs on a single server only: SCAN sees one node.
func (g *group) scanned(i int, each string) string {
	g.site.uses["trap: SCAN"] = true
	name := fmt.Sprint("scan", g.number())
	wild := g.form(i, "*")
	parts := g.parts(i)
	n, expr := g.number(), fmt.Sprintf("%q", wild)
	switch g.rand.IntN(7) {
	case 0:
		g.declare("const match%d = %q", n, wild)
		expr = fmt.Sprint("match", n)
	case 1:
		expr = fmt.Sprintf("fmt.Sprintf(%q%s)", g.form(i, "%s"), strings.Repeat(`, "*"`, len(g.kinds)*min(1, len(parts)-1)))
	case 2:
		expr = fmt.Sprintf("%q + %q", parts[0], strings.ReplaceAll(strings.Join(parts[1:], ""), "%", "*"))
	case 3:
		expr = fmt.Sprintf("%q", parts[0]+"*")
	case 4:
		expr = fmt.Sprintf("%q", "*"+wild)
	case 5:
		expr = fmt.Sprintf("%q", strings.TrimSuffix(wild, parts[len(parts)-1])+"*")
	}
	g.declare(`func %s(ctx context.Context, c redis.UniversalClient) ([]string, error) {
var out []string
for it := c.Scan(ctx, 0, %s, 10000).Iterator(); it.Next(ctx); {
key := it.Val()
%s
}
return out, nil
}`, name, expr, each)
	return fmt.Sprintf("if t.Single {\nt.Step(%q, func() (any, error) { return %s(t.Ctx, t.Client) })\n}\n", name, name)
}

func trapScan(g *group) string {
	return g.scanned(g.some(), `if c.Exists(ctx, key).Val() == 1 {
out = append(out, fmt.Sprint(len(out)))
}`)
}

// trapParse takes scanned keys apart.
func trapParse(g *group) string {
	g.site.uses["trap: key taken apart"] = true
	i := g.some()
	parts := g.parts(i)
	last := parts[len(parts)-1]
	if last == "%" {
		last = ""
	}
	switch g.rand.IntN(6) {
	case 0:
		return g.scanned(i, fmt.Sprintf("out = append(out, strings.TrimSuffix(strings.TrimPrefix(key, %q), %q))", parts[0], last))
	case 1:
		return g.scanned(i, fmt.Sprintf("if strings.HasPrefix(key, %q) {\nout = append(out, \"x\")\n}", parts[0]))
	case 2:
		if g.kinds[0] != integer || len(parts) == 1 || parts[0] == "%" {
			return ""
		}
		return g.scanned(i, fmt.Sprintf("var id int64\nif _, err := fmt.Sscanf(key, %q, &id); err == nil {\nout = append(out, strconv.FormatInt(id, 10))\n}", parts[0]+"%d"))
	case 3:
		return g.scanned(i, fmt.Sprintf("if regexp.MustCompile(%q).MatchString(key) {\nout = append(out, \"x\")\n}", "^"+g.form(i, ".+")+"$"))
	case 4:
		return g.scanned(i, fmt.Sprintf("if _, rest, ok := strings.Cut(key, %q); ok {\nout = append(out, strings.TrimSuffix(rest, %q))\n}", parts[0], last))
	}
	return g.scanned(i, fmt.Sprintf("out = append(out, key[len(%q):len(key)-len(%q)])", parts[0], last))
}

// trapScript names the family in a script.
func trapScript(g *group) string {
	g.site.uses["trap: script"] = true
	i := g.some()
	cmd := "GET"
	if g.sets {
		cmd = "SCARD"
	}
	n := 0
	var lua, argv []string
	for _, p := range g.parts(i) {
		if p == "%" {
			lua = append(lua, fmt.Sprintf("ARGV[%d]", n+1))
			argv = append(argv, ", "+input0(n))
			n++
		} else {
			lua = append(lua, "'"+p+"'")
		}
	}
	name := fmt.Sprint("eval", g.number())
	var params []string
	for i, k := range g.kinds[:n] {
		params = append(params, fmt.Sprintf(", a%d %s", i, map[kind]string{integer: "int64", text: "string"}[k]))
	}
	g.declare("func %s(ctx context.Context, c redis.UniversalClient%s) (string, error) {\nreturn c.Eval(ctx, %q, nil%s).Text()\n}",
		name, strings.Join(params, ""), fmt.Sprintf("return redis.call('%s', %s)", cmd, strings.Join(lua, " .. ")),
		strings.ReplaceAll(strings.Join(argv, ""), "in", "a"))
	return fmt.Sprintf("if t.Single {\nt.Step(%q, func() (any, error) { return %s(t.Ctx, t.Client%s) })\n}\n", name, name, strings.Join(argv, ""))
}

// trapCompare compares a key with the text of one.
func trapCompare(g *group) string {
	g.site.uses["trap: compared"] = true
	i := g.some()
	c, v := g.spelled(g.file, "is", "return false, err")
	one := g.form(i, pick(g.module, "7", "0", "abc"))
	key := c.text(g.keys[i](v))
	parts := g.parts(i)
	switch g.rand.IntN(5) {
	case 0:
		c.line("return %s != %q, nil", key, one)
	case 1:
		k := c.fresh("key")
		c.line("%s := %s\nswitch %s {\ncase %q:\nreturn false, nil\n}\nreturn true, nil", k, key, k, one)
	case 2:
		c.line("return strings.HasPrefix(%s, %q), nil", key, parts[0])
	case 3:
		c.line("return strings.HasSuffix(%s, %q), nil", key, parts[len(parts)-1])
	case 4:
		c.line("return len(strings.Split(%s, %q)) > 1, nil", key, g.sep)
	}
	return c.declareCall(g, "(bool, error)", "", "")
}

// trapAny passes the key through an interface.
func trapAny(g *group) string {
	g.site.uses["trap: any"] = true
	i := g.some()
	c, v := g.spelled(g.file, "get", g.fails())
	k := c.fresh("key")
	e := c.text(g.keys[i](v))
	c.line("var %s any = %s", k, e)
	g.load(c, k+".(string)")
	return c.declareCall(g, g.results(), "", "")
}

// trapFormats keeps the format in a map.
func trapFormats(g *group) string {
	g.site.uses["trap: formats in a map"] = true
	i, n := g.some(), g.number()
	g.declare("var formats%d = map[string]string{\"one\": %q, \"two\": \"two:%%v\"}", n, g.verbs(i))
	return g.both(i, func(v []*value) string { return formatted(fmt.Sprintf("formats%d[\"one\"]", n), v) })
}

// trapExported has a helper that other packages may call.
func trapExported(g *group) string {
	g.site.uses["trap: exported"] = true
	i, n := g.some(), g.number()
	if g.chance(50) {
		g.declare("// Format%d is exported.\nconst Format%d = %q", n, n, g.verbs(i))
		return g.both(i, func(v []*value) string { return formatted(fmt.Sprint("Format", n), v) })
	}
	g.declare("// Key%d is exported.\nfunc Key%d(v ...any) string { return fmt.Sprintf(%q, v...) }", n, n, g.verbs(i))
	return g.both(i, func(v []*value) string {
		return strings.Replace(formatted("", v), "fmt.Sprintf(, ", fmt.Sprintf("Key%d(", n), 1)
	})
}

// trapPrefix makes the key of a prefix that a helper returns, or a constant, and
// uses that for another family too.
func trapPrefix(g *group) string {
	g.site.uses["trap: prefix"] = true
	i, n := g.some(), g.number()
	parts := g.parts(i)
	if len(parts) == 1 {
		return ""
	}
	rest := strings.ReplaceAll(strings.Join(parts[1:], ""), "%", "%v")
	prefix := fmt.Sprint("prefix", n)
	if g.chance(50) {
		g.declare("const %s = %q", prefix, parts[0])
	} else {
		g.declare("func %s() string { return %q }", prefix, parts[0])
		prefix += "()"
	}
	out := g.both(i, func(v []*value) string {
		return prefix + " + " + formatted(fmt.Sprintf("%q", rest), v)
	})
	if g.chance(60) {
		name := fmt.Sprint("count", g.number())
		g.declare("func %s(ctx context.Context, c redis.UniversalClient) (int64, error) {\nreturn c.Incr(ctx, %s+\"counted\").Result()\n}", name, prefix)
		out += fmt.Sprintf("t.Step(%q, func() (any, error) { return %s(t.Ctx, t.Client) })\n", name, name)
	}
	return out
}

// trapVariable keeps parts of the key in variables of the package that init sets.
func trapVariable(g *group) string {
	g.site.uses["trap: variable"] = true
	i, n := g.some(), g.number()
	if g.chance(50) {
		g.declare("var format%d string\n\nfunc init() { format%d = %q }", n, n, g.verbs(i))
	} else {
		g.declare("var format%d = %q", n, g.verbs(i))
	}
	return g.both(i, func(v []*value) string { return formatted(fmt.Sprint("format", n), v) })
}
