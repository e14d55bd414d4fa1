package execution

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// families returns a module whose programs tie families of keys by commands with
// several keys, and write and read them through other spellings in functions of
// their own. files is the number of groups of a package, sites that of commands
// with several keys of a group, at most.
func families(seed uint64, size size) *module {
	m := newModule(seed)
	main := m.file("", "programs.go", nil)
	var lib *file
	for i := range size.packages {
		if i%5 == 0 {
			lib = m.file(fmt.Sprint("lib", i/5), "lib.go", nil)
		}
		dir := fmt.Sprintf("prog%02d", i)
		m.entities = nil
		for j := range size.files {
			var near *file
			if m.chance(15) {
				near = lib
			}
			f := m.file(dir, fmt.Sprintf("f%d.go", j), near)
			if j == 0 {
				f.declare("// Load does nothing.\nfunc Load() {}")
				main.declare("func init() { %s.Load() }", dir)
			}
			f.group(1+m.rand.IntN(size.sites), lib)
		}
	}
	return m
}

// A group are families of keys that commands with several keys tie.
type group struct {
	*file
	lib    *file // where a function may be that sends the same keys
	n      int
	site   *site
	entity string
	sep    string
	kinds  []kind
	sets   bool // what is stored: sets, or texts
	keys   []func([]*value) shape
	driver bytes.Buffer // the statements of the function that runs all
}

// A call is a function of a group, and how the driver calls it.
type call struct {
	*fn
	name         string
	params, args []string
}

// group writes a group of families and all functions that use them, some in ways
// that are hard to rename.
func (f *file) group(sites int, lib *file) {
	f.groupWith(sites, 75, lib, func(g *group) {
		for range pick(f.module, 0, 0, 1, 1, 2) {
			g.driver.WriteString(pick(f.module, traps...)(g))
		}
	})
}

// groupWith writes a group of families, all functions that use them, and what more
// adds to the driver. plain is the chance, in percent, that keys are built in plain
// ways only.
func (f *file) groupWith(sites, plain int, lib *file, more func(g *group)) {
	n := f.number()
	g := &group{file: f, lib: lib, n: n, sep: pick(f.module, separators...), sets: f.chance(50)}
	g.site = &site{name: fmt.Sprintf("%s.Case%d", f.dir, n), file: f.name, fn: fmt.Sprint("case", n), uses: map[string]bool{}}
	f.sites = append(f.sites, g.site)
	wild := f.grammar
	defer func() { f.grammar, f.module.plainly = wild, false }()
	if f.module.plainly = f.chance(plain); f.module.plainly {
		f.grammar = wild.plain()
	}
	g.entity = g.noun()
	for range pick(f.module, 1, 1, 1, 2) {
		g.kinds = append(g.kinds, pick(f.module, integer, integer, text))
	}
	g.shapes(2 + f.rand.IntN(2))
	for i, k := range g.kinds {
		fmt.Fprintf(&g.driver, "%s := t.%s(%q)\n", input0(i), map[kind]string{integer: "Int", text: "Word"}[k], input0(i))
	}

	var puts, gets [][]string // calls, by the number of the key
	for i := range g.keys {
		var put, get []string
		for range 1 + f.rand.IntN(2) {
			put = append(put, g.put(i))
		}
		for range 1 + f.rand.IntN(2) {
			get = append(get, g.get(i))
		}
		puts, gets = append(puts, put), append(gets, get)
	}
	for i := range puts {
		for _, p := range puts[i] {
			g.driver.WriteString(p + strings.Join(gets[i], ""))
		}
	}
	more(g)
	for range sites {
		g.driver.WriteString(g.tie())
		g.driver.WriteString(strings.Join(slices.Concat(gets...), ""))
	}
	f.declare("func init() { harness.Add(%q, %s) }", g.site.name, g.site.fn)
	f.declare("func %s(t *harness.T) error {\n%sreturn nil\n}", g.site.fn, g.driver.Bytes())
}

func input0(i int) string { return fmt.Sprint("in", i) }

// noun returns what a key begins with: most often one that no other group has.
func (f *file) noun() string {
	if len(f.entities) > 0 && f.chance(20) {
		return pick(f.module, f.entities...)
	}
	e := pick(f.module, entities...) + string(rune('a'+f.rand.IntN(26))) + string(rune('a'+f.serial%26)) + string(rune('a'+f.serial/26%26))
	if f.chance(15) {
		e = pick(f.module, "app", "v2", "prod") + ":" + e
	}
	f.entities = append(f.entities, e)
	return e
}

// shapes makes the families.
func (g *group) shapes(n int) {
	base := func(v []*value) shape {
		s := lit(g.entity)
		for _, v := range v {
			s = join(s, lit(g.sep), val(v))
		}
		return s
	}
	words := slices.Clone(aspects)
	g.rand.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	aspect := func(i int) shape {
		sep := g.sep
		if g.chance(10) {
			sep = pick(g.module, separators...)
		}
		return lit(sep + words[i])
	}
	add := func(key func([]*value) shape) { g.keys = append(g.keys, key) }
	switch g.rand.IntN(10) {
	case 0:
		g.site.uses["group: derived key"] = true
		add(base)
		before := lit(pick(g.module, "tmp", "new", "lock") + g.sep)
		add(func(v []*value) shape { return join(before, base(v)) })
	case 1:
		g.site.uses["group: key and aspect"] = true
		add(base)
		end := aspect(0)
		add(func(v []*value) shape { return join(base(v), end) })
	case 2, 3:
		g.site.uses["group: constants"] = true
		for i := range n {
			end := aspect(i)
			add(func([]*value) shape { return join(lit(g.entity), end) })
		}
	default:
		for i := range n {
			end := aspect(i)
			add(func(v []*value) shape { return join(base(v), end) })
		}
	}
}

// spelled returns a function with parameters for what is in the keys, of which it
// builds a key in simple or in twisted ways.
func (g *group) spelled(to *file, name, leave string) (*call, []*value) {
	c := &call{name: fmt.Sprint(name, g.number())}
	c.fn = &fn{
		file: to, uses: g.site.uses, names: map[string]int{"ctx": 1, "err": 1, "c": 1, "v": 1, "t": 1}, body: new(bytes.Buffer),
		client: "c", class: "redis.UniversalClient", leave: leave, depth: pick(g.module, 1, 2, 3, 3, 3, 4, 4),
	}
	var own []*value
	for i, k := range g.kinds {
		v := &value{kind: k, typ: "string", set: true}
		arg := input0(i)
		v.expr = c.fresh(pick(g.module, "name", "tenant", "key"))
		if k == integer {
			v.expr = c.fresh(pick(g.module, "id", "user", "num"))
			switch v.typ = pick(g.module, "int64", "int", "int64", "string"); v.typ {
			case "int":
				arg = "int(" + arg + ")"
			case "string":
				v.kind = text
				arg = "strconv.FormatInt(" + arg + ", 10)"
			}
		}
		c.params = append(c.params, v.expr+" "+v.typ)
		c.args = append(c.args, arg)
		own = append(own, v)
	}
	c.values = slices.Clone(own)
	return c, own
}

// declareCall writes the function, and returns the statement of the driver.
func (c *call) declareCall(g *group, results, more, arg string) string {
	params := append([]string{"ctx context.Context", "c redis.UniversalClient"}, c.params...)
	args := append([]string{"t.Ctx", "t.Client"}, c.args...)
	if more != "" {
		params, args = append(params, more), append(args, arg)
	}
	name, q := c.name, ""
	if c.file != g.file {
		q = c.dir + "."
		name = exported(name, q)
	}
	c.declare("func %s(%s) %s {\n%s}", name, strings.Join(params, ", "), results, c.body)
	call := fmt.Sprintf("%s%s(%s)", q, name, strings.Join(args, ", "))
	if results == "error" {
		return fmt.Sprintf("t.Step(%q, func() (any, error) { return nil, %s })\n", name, call)
	}
	return fmt.Sprintf("t.Step(%q, func() (any, error) { return %s })\n", name, call)
}

// put writes a function that stores something under a key.
func (g *group) put(i int) string {
	c, v := g.spelled(g.home(), "put", "return err")
	g.store(c, c.text(g.keys[i](v)))
	return c.declareCall(g, "error", "v string", fmt.Sprintf("%q", fmt.Sprint("v", g.number())))
}

func (g *group) store(c *call, key string) {
	form := pick(g.module, "return c.Set(ctx, %s, v, 0).Err()", "return c.Set(ctx, %s, v, 0).Err()", "return c.Do(ctx, \"SET\", %s, v).Err()",
		"pipe := c.Pipeline()\npipe.Set(ctx, %s, v, 0)\nif _, err := pipe.Exec(ctx); err != nil {\nreturn err\n}\nreturn nil")
	if g.sets {
		form = pick(g.module, "return c.SAdd(ctx, %s, v).Err()", "if n, err := c.SAdd(ctx, %s, v).Result(); n == 0 {\nreturn err\n}\nreturn nil")
	}
	c.line(form, key)
}

// get writes a function that returns what is stored under a key.
func (g *group) get(i int) string {
	c, v := g.spelled(g.home(), "get", g.fails())
	g.load(c, c.text(g.keys[i](v)))
	return c.declareCall(g, g.results(), "", "")
}

// home is the file that a function goes to: at times that of another package.
func (g *group) home() *file {
	if g.chance(3) {
		g.site.uses["key of another package"] = true
		return g.lib
	}
	return g.file
}

func (g *group) fails() string {
	if g.sets {
		return "return nil, err"
	}
	return `return "", err`
}

func (g *group) results() string {
	if g.sets {
		return "([]string, error)"
	}
	return "(string, error)"
}

func (g *group) load(c *call, key string) {
	if g.sets {
		c.line("return c.SMembers(ctx, %s).Result()", key)
		return
	}
	c.line("%s", fmt.Sprintf(pick(g.module, "return c.Get(ctx, %s).Result()", "return c.Get(ctx, %s).Result()", "return c.Do(ctx, \"GET\", %s).Text()"), key))
}

// tie writes a function that sends several of the keys in one command, or in one
// transaction.
func (g *group) tie() string {
	c, v := g.spelled(g.file, "site", "return err")
	var keys []shape
	for _, i := range g.rand.Perm(len(g.keys)) {
		keys = append(keys, g.keys[i](v))
	}
	g.sends++
	if g.chance(30) {
		c.transaction(keys)
		return c.declareCall(g, "error", "", "")
	}
	var cmd *command
	for cmd == nil || cmd.fixed > len(keys) {
		cmd = &commands[g.rand.IntN(len(commands))]
	}
	g.site.uses[cmd.name] = true
	fixed := c.elems(keys[:cmd.fixed])
	l := list{}
	switch rest := keys[cmd.fixed:]; {
	case cmd.rest == words:
		l.elems = c.elems(rest)
	case cmd.rest != noRest && len(rest) > 0:
		l = c.list(rest)
	case cmd.rest != noRest:
		l = c.list(keys)
	}
	layers := 0
	if g.chance(25) {
		layers = 1 + g.rand.IntN(2)
	}
	c.line("return %s", c.send(cmd, fixed, l, layers))
	return c.declareCall(g, "error", "", "")
}

// plainWays are the constructs by which most programs build most keys.
var plainWays = []string{
	"literal", "local constant", "package constant", "constant expression", "package variable",
	"value", "Sprint", "Itoa", "local copy",
	"concatenation", "Sprintf", "named format", "Join", "local", "+=", "Builder", "helper",
	"method of an ID", "struct with a prefix", "named string type", "closure",
}

// plain returns a grammar with plainWays only.
func (g grammar) plain() grammar {
	only := func(list []construct) []construct {
		return slices.DeleteFunc(slices.Clone(list), func(c construct) bool { return !slices.Contains(plainWays, c.name) })
	}
	g.literals, g.singles, g.compounds = only(g.literals), only(g.singles), only(g.compounds)
	return g
}
