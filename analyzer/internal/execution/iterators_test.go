package execution

import (
	"fmt"
	"strings"
)

// iterators returns the ways to write a list of keys that go through an iterator,
// a channel or goroutines, or that rearrange a list.
func iterators() []builder {
	literal := func(f *fn, keys []shape) string { return f.named(list{elems: f.elems(keys)}.slice()).expr }
	return []builder{
		{"Collect", 3, func(f *fn, keys []shape) list {
			return f.named(fmt.Sprintf(pick(f.module, "slices.Collect(slices.Values(%s))", "slices.Sorted(slices.Values(%s))"), literal(f, keys)))
		}},
		{"Chunk", 2, func(f *fn, keys []shape) list {
			l := literal(f, keys)
			if f.chance(50) {
				return f.named(fmt.Sprintf("slices.Collect(slices.Chunk(%s, %d))[0]", l, 1+f.rand.IntN(2)))
			}
			out, chunk := f.fresh("keys"), f.fresh("chunk")
			f.line("var %s []string\nfor %s := range slices.Chunk(%s, 2) {\n%s = append(%s, %s...)\n}", out, chunk, l, out, out, chunk)
			return list{expr: out}
		}},
		{"Insert", 2, func(f *fn, keys []shape) list {
			l := literal(f, keys[1:])
			return f.named(fmt.Sprintf("slices.Insert(%s, %d, %s)", l, f.rand.IntN(len(keys)), f.text(keys[0])))
		}},
		{"iterator of the function", 3, func(f *fn, keys []shape) list {
			l := literal(f, keys)
			all, out := f.fresh("all"), f.fresh("keys")
			f.line("%s := func(yield func(string) bool) {\nfor _, k := range %s {\nif !yield(%s) {\nreturn\n}\n}\n}", all, l, pick(f.module, "k", "k", `"app:" + k`, `"{t}" + k`))
			if f.chance(40) {
				return f.named(fmt.Sprintf("slices.Collect(%s)", all))
			}
			f.line("var %s []string\nfor k := range %s {\n%s = append(%s, k)\n}", out, all, out, out)
			return list{expr: out}
		}},
		{"iterator that yields each", 2, func(f *fn, keys []shape) list {
			all := f.fresh("all")
			f.line("%s := func(yield func(string) bool) {", all)
			body := f.literal("return", func() {
				for _, e := range f.elems(keys) {
					f.line("if !yield(%s) {\nreturn\n}", e)
				}
			})
			f.line("%s}", body)
			return f.named(fmt.Sprintf("slices.Collect(%s)", all))
		}},
		{"sync.Map", 2, func(f *fn, keys []shape) list {
			m, out := f.fresh("known"), f.fresh("keys")
			f.line("var %s sync.Map", m)
			for _, e := range f.elems(keys) {
				f.line("%s.Store(%s, true)", m, e)
			}
			f.line("var %s []string\n%s.Range(func(k, _ any) bool {\n%s = append(%s, k.(string))\nreturn true\n})", out, m, out, out)
			return list{expr: out}
		}},
		{"channel of keys", 2, func(f *fn, keys []shape) list {
			ch, out := f.fresh("ch"), f.fresh("keys")
			f.line("%s := make(chan string, %d)", ch, len(keys))
			for _, e := range f.elems(keys) {
				f.line("%s <- %s", ch, e)
			}
			f.line("close(%s)\nvar %s []string\nfor k := range %s {\n%s = append(%s, k)\n}", ch, out, ch, out, out)
			return list{expr: out}
		}},
		{"goroutines", 2, func(f *fn, keys []shape) list {
			out, wg := f.fresh("keys"), f.fresh("wg")
			elems := f.elems(keys)
			f.line("%s := make([]string, %d)\nvar %s sync.WaitGroup", out, len(keys), wg)
			for i, e := range elems {
				name := f.fresh("key")
				f.line("%s := %s\n%s.Go(func() { %s[%d] = %s })", name, e, wg, out, i, name)
			}
			f.line("%s.Wait()", wg)
			return list{expr: out}
		}},
		{"swapped elements", 2, func(f *fn, keys []shape) list {
			l := literal(f, keys)
			f.line("%s[0], %s[%d] = %s[%d], %s[0]", l, l, len(keys)-1, l, len(keys)-1, l)
			return list{expr: l}
		}},
		{"SplitSeq", 2, func(f *fn, keys []shape) list {
			out := f.fresh("keys")
			e := fmt.Sprintf("strings.Join(%s, \"\\x00\")", list{elems: f.elems(keys)}.slice())
			f.line("var %s []string\nfor k := range strings.SplitSeq(%s, \"\\x00\") {\n%s = append(%s, k)\n}", out, e, out, out)
			return list{expr: out}
		}},
		{"one of a list", 2, func(f *fn, keys []shape) list {
			l, i := literal(f, keys), f.fresh("i")
			f.line("%s := 0\nif %s {\n%s = %d\n}", i, f.condition(), i, len(keys)-1)
			return list{expr: fmt.Sprintf(pick(f.module, "%s[%s:%[2]s+1]", "%s[%s:]", "%s[:%s+1]"), l, i)}
		}},
		{"keys and values in turn", 2, func(f *fn, keys []shape) list {
			l, out := f.fresh("words"), f.fresh("keys")
			var words []string
			for _, e := range f.elems(keys) {
				words = append(words, e, `"v"`)
			}
			f.line("%s := []string{%s}\nvar %s []string\nfor i := 0; i < len(%s); i += 2 {\n%s = append(%s, %s[i])\n}", l, strings.Join(words, ", "), out, l, out, out, l)
			return list{expr: out}
		}},
	}
}
