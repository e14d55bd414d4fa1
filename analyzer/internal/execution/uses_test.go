package execution

import (
	"fmt"
	"strings"
)

// A mix is what a program does with its keys, other than as keys of commands.
type mix int

const (
	harmless mix = iota // what only looks like it
	inGo                // something for which a fix may be wrong
	inFile              // another file names a key
)

// useTables are what is chosen from for inGo, each as often as the others.
var useTables = []struct {
	uses   []use
	single bool // runs on a single server only
}{
	{parsings, false}, {comparisons, false}, {encodings, false}, {replies, true}, {matches, true}, {scriptUses, true},
}

// used returns a program with one group of families, and with other uses of the
// keys.
func used(seed uint64, number int) *module {
	m := newModule(seed<<16 | uint64(number))
	m.texts = map[string]string{".git/HEAD": "", "tools/go.mod": "module example.com/tools\n"}
	dir := fmt.Sprintf("prog%02d", number)
	lib := m.file(fmt.Sprint("lib", number), "lib.go", nil)
	f := m.file(dir, "keys.go", nil)
	if m.chance(30) {
		f.lib = lib
	}
	f.declare("// Load does nothing.\nfunc Load() {}")
	m.file("", fmt.Sprintf("drive%02d.go", number), nil).declare("func init() { %s.Load() }", dir)
	m.mix = []mix{harmless, inGo, inGo, inFile, harmless, inGo, inGo}[number%7]
	plain := 90
	if m.mix == harmless {
		plain = 100
	}
	f.groupWith(1, plain, lib, func(g *group) {
		for range m.rand.IntN(3) {
			g.use(pick(m, twins...), false)
		}
		if m.chance(40) {
			g.other(pick(m, strangers...), false)
		}
		switch m.mix {
		case inGo:
			for range 1 + m.rand.IntN(2) {
				table := pick(m, useTables...)
				g.use(pick(m, table.uses...), table.single)
			}
		case inFile:
			g.other(pick(m, namings...), true)
		}
	})
	return m
}

// use writes a function with a use of one of the keys, and calls it.
func (g *group) use(u use, single bool) {
	g.site.uses["use: "+u.name] = true
	i := g.some()
	c, v := g.spelled(g.file, "use", `return "", err`)
	filled := func(text string, more ...string) string {
		parts := g.parts(i)
		end := strings.TrimPrefix(parts[len(parts)-1], "%")
		if len(parts) == 1 {
			end = strings.TrimPrefix(end, g.entity)
		}
		quoted := func(s string) string { return fmt.Sprintf("%q", s) }
		return strings.NewReplacer(append(more, "$p", quoted(g.entity+g.sep), "$e", quoted(end), "$s", quoted(g.sep), "$f", quoted(g.form(i, "7")),
			"$w", quoted(g.form(i, "*")), "$q", quoted(g.verbs(i)), "$a", quoted(strings.TrimLeft(end, ":/-_.")), "$v", v[0].expr,
			"$o", quoted(g.entity), "$h", quoted(g.entity[:1]), "$r", quoted(g.entity[1:]+g.sep),
			"$n", fmt.Sprint(g.number()))...).Replace(text)
	}
	key, other := "", ""
	if strings.Contains(u.body, "$k") {
		key = g.carried(c, c.text(g.keys[i](v)))
	}
	if strings.Contains(u.body, "$t") {
		other = c.text(g.keys[i](v))
	}
	both := filled(u.body+"\x00"+u.decl, "$k", key, "$t", other)
	body, decl, _ := strings.Cut(both, "\x00")
	c.line("{\n%s\n}", body) // in a scope of its own
	if decl != "" {
		g.declare("%s", decl)
	}
	call := c.declareCall(g, "(string, error)", "", "")
	if single {
		call = "if t.Single {\n" + call + "}\n"
	}
	g.driver.WriteString(call)
}

// carried takes a key to where it is used.
func (g *group) carried(c *call, key string) string {
	way := pick(g.module, carries...)
	r := strings.NewReplacer("$k", key, "$n", fmt.Sprint(g.number()))
	if way.decl != "" {
		g.declare("%s", r.Replace(way.decl))
	}
	if way.line != "" {
		c.line("%s", r.Replace(way.line))
	}
	return r.Replace(way.expr)
}
