package execution

import (
	"bytes"
	"fmt"
	"strings"
)

// An input is a parameter of a site, and the expression of the driver for it.
type input struct {
	name, typ string
	drive     string
}

// site writes a function that sends something, and the driver's call of it.
func (f *file) site(drivers *file) {
	n := f.number()
	s := &site{name: fmt.Sprintf("%s.Site%d", f.dir, n), file: f.name, fn: fmt.Sprint("Site", n), uses: map[string]bool{}}
	f.sites = append(f.sites, s)
	g := &fn{file: f, uses: s.uses, names: map[string]int{"ctx": 1, "err": 1}, leave: "return err"}
	g.body, g.free = new(bytes.Buffer), true

	g.class = pick(f.module, "*redis.ClusterClient", "*redis.ClusterClient", "redis.UniversalClient", "redis.Cmdable")
	g.client = "c"
	var ins []input
	recv, object := "", ""
	if f.chance(30) {
		recv, object = g.receiver(n)
	} else {
		g.names["c"] = 1
		ins = append(ins, input{"c", g.class, "t.Cluster"})
	}
	ins = append(ins, g.inputs(n)...)
	if f.chance(20) {
		g.keep()
	}

	g.write()

	var params, args []string
	for _, in := range ins {
		params = append(params, in.name+" "+in.typ)
		args = append(args, in.drive)
	}
	f.declare("func %s%s(ctx context.Context, %s) error {\n%s}", recv, s.fn, strings.Join(params, ", "), g.body)
	call := f.dir + "." + s.fn
	if object != "" {
		call = object + "." + s.fn
	}
	drivers.declare("func init() {\nharness.Add(%q, func(t *harness.T) error { return %s(t.Ctx, %s) })\n}", s.name, call, strings.Join(args, ", "))
}

// receiver makes the site a method of an object with the client and a prefix,
// and returns what the driver calls it on.
func (f *fn) receiver(n int) (recv, object string) {
	f.use("method of a store")
	typ := fmt.Sprint("Store", n)
	f.names["s"] = 1
	f.client = "s.rdb"
	f.values = append(f.values, &value{expr: "s.prefix", typ: "string"})
	f.declare("type %s struct {\nrdb %s\nprefix string\n}", typ, f.class)
	given := fmt.Sprintf("%s.New%s(t.Cluster, t.Prefix(\"prefix\"))", f.dir, typ)
	switch f.rand.IntN(7) {
	case 0:
		f.use("store with a prefix of the package")
		f.declare("func New%s(rdb %s) *%s {\nreturn &%s{rdb: rdb, prefix: %q}\n}", typ, f.class, typ, typ, pick(f.module, "app:", "{app}:", "v1:", "prod/"))
		object = fmt.Sprintf("%s.New%s(t.Cluster)", f.dir, typ)
	case 1:
		f.use("store with a default prefix")
		f.declare("func New%s(rdb %s, prefix string) *%s {\nif prefix == \"\" {\nprefix = %q\n}\nreturn &%s{rdb: rdb, prefix: prefix}\n}", typ, f.class, typ, "app:", typ)
		object = given
	case 2:
		f.use("store with an option for the prefix")
		f.declare("func With%s(prefix string) func(*%s) {\nreturn func(s *%s) { s.prefix = prefix }\n}", typ, typ, typ)
		f.declare("func New%s(rdb %s, options ...func(*%s)) *%s {\ns := &%s{rdb: rdb, prefix: %q}\nfor _, o := range options {\no(s)\n}\nreturn s\n}",
			typ, f.class, typ, typ, typ, pick(f.module, "app:", "{app}:"))
		object = fmt.Sprintf("%s.New%s(t.Cluster%s)", f.dir, typ, pick(f.module, "", fmt.Sprintf(", %s.With%s(t.Prefix(\"prefix\"))", f.dir, typ), fmt.Sprintf(", %s.With%s(t.Pick(\"prefix\", \"{app}:\"))", f.dir, typ)))
	case 3:
		f.use("store with a default where the environment has none")
		f.declare("func New%s(rdb %s) *%s {\ns := &%s{rdb: rdb, prefix: os.Getenv(\"EXECUTION_PREFIX\")}\nif s.prefix == \"\" {\ns.prefix = %q\n}\nreturn s\n}",
			typ, f.class, typ, typ, pick(f.module, "app:", "{app}:"))
		object = fmt.Sprintf("%s.New%s(t.Cluster)", f.dir, typ)
	case 4:
		f.use("store with a function that makes its prefix")
		f.declare("func PrefixOf%s(name string) string { return %s }", typ, pick(f.module, `"{" + name + "}:"`, `name + ":"`))
		f.declare("func New%s(rdb %s, prefix string) *%s {\nreturn &%s{rdb: rdb, prefix: prefix}\n}", typ, f.class, typ, typ)
		object = fmt.Sprintf("%s.New%s(t.Cluster, t.Pick(\"prefix\", %s.PrefixOf%s(\"app\")))", f.dir, typ, f.dir, typ)
	default:
		f.use("store with a prefix of the caller")
		f.declare("func New%s(rdb %s, prefix string) *%s {\nreturn &%s{rdb: rdb, prefix: prefix}\n}", typ, f.class, typ, typ)
		object = given
	}
	return fmt.Sprintf("(s *%s) ", typ), object
}

// inputs gives the site its parameters.
func (f *fn) inputs(n int) []input {
	var ins []input
	add := func(name, typ, drive string, k kind) {
		name = f.fresh(name)
		ins = append(ins, input{name, typ, fmt.Sprintf(drive, name)})
		if elem, ok := strings.CutPrefix(typ, "[]"); ok {
			f.sources = append(f.sources, source{name, "[]" + elem, k})
			return
		}
		f.values = append(f.values, &value{expr: name, typ: typ, kind: k, set: true})
	}
	for range 1 + f.rand.IntN(3) {
		switch f.rand.IntN(8) {
		case 0, 1, 2:
			add(pick(f.module, "id", "user", "post"), "int64", "t.Int(%q)", integer)
		case 3, 4, 5:
			add(pick(f.module, "name", "tenant", "room"), "string", "t.Text(%q)", text)
		case 6:
			add(pick(f.module, "page", "day"), "int", "int(t.Int(%q))", integer)
		case 7:
			name := f.fresh("req")
			typ := fmt.Sprint("Request", f.number())
			f.declare("type %s struct {\nID int64\nName string\n}", typ)
			amp := pick(f.module, "", "&")
			ins = append(ins, input{name, strings.Replace(amp, "&", "*", 1) + typ, fmt.Sprintf("%s%s.%s{ID: t.Int(\"ID\"), Name: t.Text(\"Name\")}", amp, f.dir, typ)})
			f.values = append(f.values,
				&value{expr: name + ".ID", typ: "int64", kind: integer, set: true},
				&value{expr: name + ".Name", typ: "string", set: true})
		}
	}
	if f.chance(40) {
		if f.chance(50) {
			add("ids", "[]int64", "t.Ints(%q)", integer)
		} else {
			add("names", "[]string", "t.Texts(%q)", text)
		}
	}
	return ins
}

// write writes the statements of a site.
func (f *fn) write() {
	for f.chance(20) {
		c, fixed, l := f.plan()
		f.line("%s", strings.TrimSuffix(f.call(c, f.client, fixed, l), ".Err()"))
		f.sends++
		if f.chance(30) {
			f.disturb()
		}
	}
	if f.chance(25) {
		f.sends++
		if keys := f.keys(2 + f.rand.IntN(2)); f.chance(35) {
			f.unit(keys)
		} else {
			f.transaction(keys)
		}
		return
	}
	c, fixed, l := f.plan()
	f.sends++
	layers := 0
	if f.chance(35) {
		layers = 1 + f.rand.IntN(4)
	}
	if c.rest == variadic && len(fixed) == 0 && f.chance(12) {
		f.guard(l, func(client string, l list) {
			inner := f.client
			f.client = client
			f.line("return %s", f.send(c, nil, l, 0))
			f.client = inner
		})
		return
	}
	f.line("return %s", f.send(c, fixed, l, layers))
}

// plan chooses a command, and writes its keys.
func (f *fn) plan() (c *command, fixed []string, l list) {
	for {
		c = pick(f.module, freeCommands...)
		if !c.full || f.class != "redis.Cmdable" {
			break
		}
	}
	f.use(c.name)
	n := 2 + f.rand.IntN(2)
	if c.rest == noRest {
		keys := f.keys(c.fixed)
		return c, f.elems(keys), list{}
	}
	keys := f.keys(max(n, c.fixed+1))
	fixed = f.elems(keys[:c.fixed])
	rest := keys[c.fixed:]
	switch {
	case c.rest == words:
		return c, fixed, list{elems: f.elems(rest)}
	case len(f.sources) > 0 && f.chance(60):
		return c, fixed, f.listOf(rest[0])
	}
	return c, fixed, f.list(rest)
}
