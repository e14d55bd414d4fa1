package execution

import (
	"fmt"
	"strings"
)

// A list is some keys: their expressions, or an expression of type []string.
type list struct {
	elems []string
	expr  string
}

// variadic spells the list as the last arguments of a call.
func (l list) variadic() string {
	if l.expr != "" {
		return l.expr + "..."
	}
	return strings.Join(l.elems, ", ")
}

// slice spells the list as a slice.
func (l list) slice() string {
	if l.expr != "" {
		return l.expr
	}
	return "[]string{" + strings.Join(l.elems, ", ") + "}"
}

// A builder is a way to write a list of keys.
type builder struct {
	name   string
	weight int
	write  func(f *fn, keys []shape) list
}

// list writes an expression for keys.
func (f *fn) list(keys []shape) list {
	total := 0
	for _, b := range f.builders {
		total += b.weight
	}
	n := f.rand.IntN(total)
	for _, b := range f.builders {
		if n -= b.weight; n < 0 {
			f.use(b.name)
			l := b.write(f, keys)
			if l.expr != "" && f.chance(12) {
				l = f.disturbList(l, keys)
			}
			return l
		}
	}
	panic("unreachable")
}

// elems writes an expression for each key, and now and then a statement
// between them that changes what they are made of.
func (f *fn) elems(keys []shape) []string {
	if f.client != "" && f.free && len(keys) > 1 && f.depth == 0 && f.chance(20) {
		set := pick(f.module, sets...)
		f.use("set: " + set.name)
		return set.write(f, len(keys))
	}
	var out []string
	for i, s := range keys {
		if i > 0 && (f.chance(8) || f.moves() && f.chance(30)) {
			f.disturb()
		}
		e := f.text(s)
		if f.chance(30) {
			name := f.fresh("key")
			f.line("%s := %s", name, e)
			e = name
		}
		out = append(out, e)
	}
	return out
}

func builders() []builder {
	return []builder{
		{"arguments", 40, func(f *fn, keys []shape) list { return list{elems: f.elems(keys)} }},
		{"slice literal", 8, func(f *fn, keys []shape) list { return list{expr: list{elems: f.elems(keys)}.slice()} }},
		{"slice variable", 12, func(f *fn, keys []shape) list { return f.named(list{elems: f.elems(keys)}.slice()) }},
		{"append", 8, func(f *fn, keys []shape) list {
			name := f.fresh("keys")
			f.line("%s", pick(f.module, "var "+name+" []string", name+" := []string{}", name+" := make([]string, 0, 4)"))
			for i, s := range keys {
				add := func() { f.line("%s = append(%s, %s)", name, name, f.text(s)) }
				if i > 0 && f.chance(25) {
					f.use("conditional append")
					f.branch(add, nil)
				} else {
					add()
				}
			}
			return list{expr: name}
		}},
		{"make and index", 5, func(f *fn, keys []shape) list {
			name := f.fresh("keys")
			f.line("%s := make([]string, %d)", name, len(keys))
			for i, s := range keys {
				f.line("%s[%d] = %s", name, i, f.text(s))
			}
			return list{expr: name}
		}},
		{"array", 3, func(f *fn, keys []shape) list {
			name := f.fresh("array")
			f.line("%s := [...]string{%s}", name, strings.Join(f.elems(keys), ", "))
			return list{expr: name + "[:]"}
		}},
		{"append to a first key", 4, func(f *fn, keys []shape) list {
			rest := f.named(list{elems: f.elems(keys[1:])}.slice())
			return f.named(fmt.Sprintf("append([]string{%s}, %s...)", f.text(keys[0]), rest.expr))
		}},
		{"Concat", 2, func(f *fn, keys []shape) list {
			a := f.list(keys[:1])
			return f.named(fmt.Sprintf("slices.Concat(%s, %s)", a.slice(), list{elems: f.elems(keys[1:])}.slice()))
		}},
		{"Clone", 2, func(f *fn, keys []shape) list {
			return f.named(fmt.Sprintf("slices.Clone(%s)", list{elems: f.elems(keys)}.slice()))
		}},
		{"part of a slice", 3, func(f *fn, keys []shape) list {
			l := f.named(list{elems: f.elems(append([]shape{f.random()}, keys...))}.slice())
			return list{expr: l.expr + "[1:]"}
		}},
		{"helper that lists", 8, func(f *fn, keys []shape) list {
			to, q := f.place()
			g := f.helper(to)
			g.leave = "return nil"
			g.depth = f.depth
			sig := f.params(g, concat(keys))
			inner := make([]shape, len(keys))
			for i, s := range keys {
				inner[i] = s.replaced(sig.by)
			}
			name := exported(fmt.Sprint("list", f.number()), q)
			var l list
			body := g.inside(func() {
				if len(g.values) == 0 {
					l = list{expr: list{elems: g.elems(inner)}.slice()}
				} else {
					l = g.list(inner)
				}
			})
			to.declare("func %s(%s) []string {\n%sreturn %s\n}", name, sig.list(), body, l.slice())
			return list{expr: sig.call(q + name)}
		}},
		{"list with names", 3, func(f *fn, keys []shape) list {
			n := f.number()
			f.declare("type pair%d struct{ Key, Note string }", n)
			pairs, name, keysOf := f.fresh("pairs"), f.fresh("pair"), f.fresh("keys")
			elems := f.elems(keys)
			f.line("%s := []pair%d{", pairs, n)
			for _, e := range elems {
				f.line("{%s, \"note\"},", e)
			}
			f.line("}\nvar %s []string\nfor _, %s := range %s {\n%s = append(%s, %s.Key)\n}", keysOf, name, pairs, keysOf, keysOf, name)
			return list{expr: keysOf}
		}},
	}
}

// named puts a list into a variable.
func (f *fn) named(expr string) list {
	name := f.fresh("keys")
	f.line("%s := %s", name, expr)
	return list{expr: name}
}

// perElement are the ways to make a key for each element of a list.
func perElement() []construct {
	return []construct{
		{"range and append", 14, func(f *fn, s shape) string { return f.loop(s, "range") }},
		{"range and index", 8, func(f *fn, s shape) string { return f.loop(s, "index") }},
		{"counted loop", 4, func(f *fn, s shape) string { return f.loop(s, "count") }},
		{"map function", 6, func(f *fn, s shape) string {
			src := f.source()
			f.once("each", "func each[T any](list []T, f func(T) string) []string {\nout := make([]string, 0, len(list))\nfor _, x := range list {\nout = append(out, f(x))\n}\nreturn out\n}")
			item := &value{expr: f.fresh("x"), typ: strings.TrimPrefix(src.typ, "[]"), kind: src.kind}
			var e string
			body := f.literal(`return ""`, func() { e = f.text(f.perItem(s, item)) })
			return fmt.Sprintf("each(%s, func(%s %s) string {\n%sreturn %s\n})", src.expr, item.expr, item.typ, body, e)
		}},
		{"list alone", 3, func(f *fn, s shape) string {
			if src := f.source(); src.typ == "[]string" {
				return src.expr
			}
			return ""
		}},
		{"changed in place", 3, func(f *fn, s shape) string {
			src := f.source()
			if src.typ != "[]string" {
				return ""
			}
			i := f.fresh("i")
			item := &value{expr: fmt.Sprintf("%s[%s]", src.expr, i), typ: "string"}
			var e string
			f.line("for %s := range %s {", i, src.expr)
			e = f.text(f.perItem(s, item))
			f.line("%s = %s\n}", item.expr, e)
			return src.expr
		}},
		{"keys of a map", 3, func(f *fn, s shape) string {
			src := f.source()
			m, x := f.fresh("set"), f.fresh("x")
			item := &value{expr: x, typ: strings.TrimPrefix(src.typ, "[]"), kind: src.kind}
			f.line("%s := map[string]bool{}\nfor _, %s := range %s {", m, x, src.expr)
			e := f.text(f.perItem(s, item))
			f.line("%s[%s] = true\n}", m, e)
			if f.chance(50) {
				return fmt.Sprintf("slices.Collect(maps.Keys(%s))", m)
			}
			l, k := f.fresh("keys"), f.fresh("k")
			f.line("var %s []string\nfor %s := range %s {\n%s = append(%s, %s)\n}", l, k, m, l, l, k)
			return l
		}},
	}
}
