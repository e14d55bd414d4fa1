package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// F returns two strings that are the same value for all that is visible.
func TestSame(t *testing.T) {
	for _, source := range []string{
		`type s struct{ n int }; func (q *s) key() int { return q.n }; func F(q *s) (string, string) { f := q.key; return fmt.Sprint(f()), fmt.Sprint(f()) }`,
		`func F(id string) (string, string) { return "a" + id, "a" + id }`,
		`func F(id int) (string, string) { return strconv.Itoa(id), fmt.Sprint(id) }`,
		`func F(id string) (string, string) { return strings.ToLower(id), strings.ToLower(id) }`,
		`func key(id string) string { return "a" + id }; func F(id string) (string, string) { return key(id), "a" + id }`,
		`type s struct{ ID string }; func F(x s) (string, string) { return x.ID, x.ID }`,
		`func F(l []string) (string, string) { return l[0], l[0] }`,
		`func F(l []string) (string, string) { return strings.Join(l, ":"), strings.Join(l, ":") }`,
		`func F(l []string) (string, string) { return strings.Join(l[1:], ":"), strings.Join(l[1:], ":") }`,
		`func F(l []string) (string, string) { slices.Sort(l); return strings.Join(l, ":"), strings.Join(l, ":") }`,
		`func F(n int) (string, string) { var l []string; for range n { l = append(l, "x") }; l = append(l, "y"); return strings.Join(l, ":"), strings.Join(l, ":") }`,
		`func key(l []string) string { return strings.Join(l, ":") }; func F(l []string) (string, string) { return key(l), strings.Join(l, ":") }`,
		`func key(l []string) string { return strings.Join(l, ":") }; func F(l []string) (string, string) { q := append(l[1:], "x"); return key(q), strings.Join(q, ":") }`,
		`func F(l []string) (string, string) { return l[2:][1], l[3] }`,
		`func F(m map[string]int) (string, string) { m["a"] = 1; return fmt.Sprint(m), fmt.Sprint(m) }`,
		`func F(b []byte) (string, string) { return string(b), string(b) }`,
		`func F(id string) (string, string) { l := []string{id, "b"}; a := l[0]; l[1] = "c"; return a, l[0] }`,
		`func F(id string) (string, string) { l := []string{"a", id}; l[1] = id + "x"; return l[1:][0], l[1] }`,
		`func F(id string) (string, string) { l := append([]string{"a"}, id); l[1] = id + "x"; return id + "x", l[1] }`,
		`func fill(l []string) { l[0] = "c" }; func F(id string) (string, string) { l := []string{id}; fill(l); a := l[0]; return a, l[0] }`,
		`func F(id string) (string, string) { var l [2]string; l = [2]string{id}; a := l[0]; l[1] = "c"; return a, l[0] }`,
		`func fill(m map[string]string) { m["a"] = "c" }; func F(id string) (string, string) { m := map[string]string{"a": id}; fill(m); a := m["a"]; m["b"] = "c"; return a, m["a"] }`,
		`func F(id string) (a, b string) { for range 2 { id = "n" + id; a, b = func() string { return id }(), func() string { return id }() }; return a, b }`,
		`func ptr(s string) *string { return &s }; func F(id string) (string, string) { return *ptr("x" + id), "x" + id }`,
		`func ptr[T any](x T) *T { return &x }; func F(id string) (string, string) { return *ptr("x" + id), *ptr("x" + id) }`,
		`func ptr(s string) *string { t := "x" + s; return &t }; func F(id string) (string, string) { return *ptr(id), "x" + id }`,
		`func F(id string) (string, string) { l := []string{id}; a := l[0]; _ = strings.Join(l, ","); return a, l[0] }`,
		`func F(id string) (string, string) { l := []string{"b"}; l[0] = id; return id, l[0] }`,
		`func F(id string) (string, string) { m := map[string]string{"a": id, "b": id}; x := m["a"]; delete(m, "b"); return x, m["a"] }`,
		`func F(l []string, i int) (string, string) { return l[i+1], l[i+1] }`,
		`func F(m map[string]string) (string, string) { return m["a"], m["a"] }`,
		`func F(n int32) (string, string) { return fmt.Sprint(n), fmt.Sprint(int64(n)) }`,
		`func F(n int) (string, string) { return fmt.Sprintf("%x", n), fmt.Sprintf("%x", n) }`,
		`func F(n uint8) (string, string) { return fmt.Sprint(n), fmt.Sprint(int(n)) }`,
		`func F(n uint32) (string, string) { return fmt.Sprint(n), fmt.Sprint(int64(n)) }`,
		`func F(n int64) (string, string) { return strconv.FormatInt(n, 10), strconv.Itoa(int(n)) }`,
		`func F(n int) (string, string) { return fmt.Sprint(uint8(n)), fmt.Sprint(uint8(n)) }`,
		`type id int32; func F(n id) (string, string) { return fmt.Sprint(n), strconv.Itoa(int(n)) }`,
		`func key[T ~int32 | ~int16](n T) string { return strconv.FormatInt(int64(n), 10) }; func F(n int32) (string, string) { return key(n), fmt.Sprint(n) }`,
	} {
		if !same(t, source) {
			t.Errorf("%s: two values", source)
		}
	}
}

// F returns two strings that may be different values.
func TestDifferent(t *testing.T) {
	for _, source := range []string{
		`type s struct{ n int }; func (q *s) next() int { q.n++; return q.n }; func F(q *s) (string, string) { f := q.next; return fmt.Sprint(f()), fmt.Sprint(f()) }`,
		`type s struct{ n int }; func (q *s) next() int { q.n++; return q.n }; func F(q *s) (string, string) { f := func() int { return q.next() }; return fmt.Sprint(f()), fmt.Sprint(f()) }`,
		`type s struct{ n int }; func (q *s) next() int { q.n++; return q.n }; func F(q *s) (string, string) { f := (*s).next; return fmt.Sprint(f(q)), fmt.Sprint(f(q)) }`,
		`type s struct{ n int }; type nexter interface{ next() int }; func (q *s) next() int { q.n++; return q.n }; func F(q *s) (string, string) { var i nexter = q; f := i.next; return fmt.Sprint(f()), fmt.Sprint(f()) }`,
		`type s struct{ n int }; func (q *s) next() int { q.n++; return q.n }; func F(q *s) (string, string) { f := q.next; a := q.n; f(); return fmt.Sprint(a), fmt.Sprint(q.n) }`,
		`func F(n int) (string, string) { keys := []string{"a"}; i := 0; if n > 3 { i = 0 }; k := keys[i : i+1]; k[0] = "b"; return k[0], "a" }`,
		`func F(n int) (string, string) { keys := []string{"a"}; i := 0; if n > 3 { i = 0 }; k := keys[i : i+1]; if len(k) > 0 { k[0] = "b" }; return strings.Join(k, ""), "a" }`,
		`func F(n int) (string, string) { keys := []string{"a"}; k := keys[n : n+1]; k[0] = "b"; return strings.Join(k, ""), "a" }`,
		`type s struct{ ns string; name string; d int }; var a = s{ns: "p", name: "x", d: 1}; var b = s{ns: "p", name: "y", d: 1}; func (k s) key(id string) string { return k.ns + k.name + id }; func F(id string) (string, string) { return a.key(id), b.key(id) }`,
		`type s struct{ ns string; name string; d int }; var c *s; var a, b = s{ns: "p", name: "x", d: 1}, s{ns: "p", name: "y", d: 1}; func (k *s) key(id string) string { return k.ns + k.name + id }; func F(id string) (string, string) { return a.key(id), b.key(id) }`,
		`func F(a, b string) (string, string) { return a, b }`,
		`func F(id string) (string, string) { return id, strings.ToLower(id) }`,
		`func F(l []string) (string, string) { return l[0], l[1] }`,
		`type s struct{ k string }; func F(b bool) (string, string) { x, y := &s{"x"}, &s{"y"}; p := x; if b { p = y }; k := p.k; x.k, y.k = "z", "z"; return k, p.k }`,
		`type s struct{ k string }; func F() (string, string) { x := &s{"x"}; for _, y := range []*s{x} { y.k = "y" }; return "x", x.k }`,
		`type s struct{ k string; x *s }; func F() (string, string) { x := &s{k: "x"}; y := &s{x: x}; y.x.k = "y"; return "x", x.k }`,
		`type s struct{ l [2]string }; func F(x *s) (string, string) { l := x.l; x.l[0] = "z"; return l[0], x.l[0] }`,
		`func F() (string, string) { l := []string{"a", "b"}; l[1:][0] = "z"; return "b", l[1] }`,
		`func edit(m map[string]string) { m["a"] = "y" }; func F() (string, string) { m := map[string]string{"a": "x"}; edit(m); return "x", m["a"] }`,
		`func F() (string, string) { m := map[string]string{"a": "x"}; delete(m, "a"); return "x", m["a"] }`,
		`func F(l []string) (string, string) { return strings.Join(l[1:], ":"), strings.Join(l, ":") }`,
		`func F(l []string) (string, string) { return strings.Join(l[2:], ":"), strings.Join(l[:2], ":") }`,
		`func F(l []string) (string, string) { a := strings.Join(l, ":"); slices.Sort(l); return a, strings.Join(l, ":") }`,
		`func F(l []string) (string, string) { a := strings.Join(l, ":"); l[0] = "x"; return a, strings.Join(l, ":") }`,
		`func F() (string, string) { l := []string{"b", "a"}; slices.Sort(l); return strings.Join(l, ":"), "b:a" }`,
		`func F() (string, string) { l := []string{"b", "a"}; slices.Reverse(l); return l[0], "b" }`,
		`func F(l []string) (string, string) { q := slices.Clone(l); slices.Reverse(q); return strings.Join(l, ":"), strings.Join(q, ":") }`,
		`func F(l []string) (string, string) { return strings.Join(l, ":"), strings.Join(slices.Compact(l), ":") }`,
		`func F(n, m int) (string, string) { var l, k []string; for range n { l = append(l, "x") }; for range m { k = append(k, "x") }; return strings.Join(l, ":"), strings.Join(k, ":") }`,
		`func F(b bool) (string, string) { l := []string{"a"}; if b { l = append(l, "b") }; return strings.Join(l, ":"), "a:b" }`,
		`func key(l []string) string { return strings.Join(l, ":") }; func F(l []string) (string, string) { a := key(l); l[0] = "x"; return a, key(l) }`,
		`func key(l []string) string { return strings.Join(l, ":") }; func F(l []string) (string, string) { return key(l[1:]), key(l) }`,
		`type s struct{ l []string }; func (x *s) key() string { return strings.Join(x.l, ":") }; func F(x *s) (string, string) { a := x.key(); slices.Reverse(x.l); return a, x.key() }`,
		`func F(m map[string]int) (string, string) { a := fmt.Sprint(m); m["a"] = 1; return a, fmt.Sprint(m) }`,
		`func F(m map[string]int) (string, string) { a := fmt.Sprint(len(m)); m["a"] = 1; return a, fmt.Sprint(len(m)) }`,
		`func F(b []byte) (string, string) { a := string(b); b[0] = 'x'; return a, string(b) }`,
		`func F(id string) (string, string) { b := []byte(id); b[0] = 'x'; return id, string(b) }`,
		`func F(id string) (string, string) { l := []string{id}; a := l[0]; l[0] = "c"; return a, l[0] }`,
		`func F(id string) (string, string) { l := []string{id}; q := append(l, "z"); q[0] = "c"; return "c", l[0] }`,
		`func F(id string) (string, string) { l := make([]string, 1, 4); l[0] = id; q := append(l, "z"); q[0] = "c"; return id, l[0] }`,
		`func F(id string) (string, string) { l := []string{id, "b"}; l[0] = "c"; return l[1:][0], l[0] }`,
		`func F(id string) (string, string) { l := []string{id}; go func() { l[0] = "c" }(); a := l[0]; return a, l[0] }`,
		`func set(l []string) { l[0] = "c" }; func F(id string) (string, string) { l := []string{id}; go set(l); a := l[0]; return a, l[0] }`,
		`func F(id string) (string, string) { var l [2]string; l[0] = id; a := l[0]; l = [2]string{"c"}; return a, l[0] }`,
		`func F(id string) (string, string) { l := []string{id, "b", "c"}; a := l[0]; l = slices.Delete(l, 0, 1); return a, l[0] }`,
		`func fill(l []string) { l[0] = "c" }; func F(id string) (string, string) { l := []string{id}; a := l[0]; fill(l); return a, l[0] }`,
		`func F(id string) (string, string) { l := []string{id}; a := l[0]; copy(l, []string{"c"}); return a, l[0] }`,
		`func F(id string) (string, string) { l := [...]string{id}; a := l[0]; p := l[:]; p[0] = "c"; return a, l[0] }`,
		`func F(id string) (string, string) { m := map[string]string{"a": id}; x := m["a"]; delete(m, "a"); return x, m["a"] }`,
		`func F(id string) (string, string) { m := map[string]string{"a": id}; x := m["a"]; clear(m); return x, m["a"] }`,
		`func F(id string) (string, string) { m := map[string]string{"a": id}; x := m["a"]; func() { m["a"] = "c" }(); return x, m["a"] }`,
		`type s struct{ l []string }; func F(id string) (string, string) { x := &s{[]string{id}}; a := x.l[0]; x.l[0] = "c"; return a, x.l[0] }`,
		`func F(l []string, i int) (string, string) { return l[i], l[i+1] }`,
		`func F(n int) (string, string) { return fmt.Sprintf("%x", n), fmt.Sprintf("%d", n) }`,
		`func F() (string, string) { return strconv.Itoa(rand.Int()), strconv.Itoa(rand.Int()) }`,
		`func F(n int64) (string, string) { return fmt.Sprint(uint8(n)), fmt.Sprint(n) }`,
		`func F(n int64) (string, string) { return strconv.Itoa(int(int32(n))), strconv.FormatInt(n, 10) }`,
		`func F(n int64) (string, string) { return fmt.Sprintf("%x", uint64(n)), fmt.Sprintf("%x", n) }`,
		`func F(n uint64) (string, string) { return fmt.Sprint(int64(n)), fmt.Sprint(n) }`,
		`func F(n float64) (string, string) { return fmt.Sprint(n), fmt.Sprint(int(n)) }`,
		`func F(n float32) (string, string) { return fmt.Sprint(n), fmt.Sprint(float64(n)) }`,
		`func F(r rune) (string, string) { return fmt.Sprint(byte(r)), fmt.Sprint(r) }`,
		`func key[T int | int8](n T) string { return strconv.Itoa(int(int8(n))) }; func F(n int) (string, string) { return key(n), fmt.Sprint(n) }`,
		`func low(n int64) string { return fmt.Sprint(uint32(n)) }; func F(n int64) (string, string) { return low(n), fmt.Sprint(n) }`,
		`type s struct{ ID string }; func F(x, y s) (string, string) { return x.ID, y.ID }`,
		`func F(x *os.File) (string, string) { return x.Name(), x.Name() }`,
		`func F(id string) (string, string) { a := id; id = "b"; return a, id }`,
		`func key(id string) (k string) { defer func() { k += ":end" }(); k = "app:" + id; return }; func F(a, b string) (string, string) { return key(a), key(b) }`,
		`func key(a, b string) string { return fmt.Sprintf("%x", a+strings.ToUpper(b)) }; func F(x, y, z string) (string, string) { return key(x, z), key(y, z) }`,
		`type S struct{ ID string }; func F(x *S) (string, string) { a := x.ID; x.ID = "b"; return a, x.ID }`,
		`func F(id string) (a, b string) { for range 2 { f := func() string { return id }; a = f(); id = "n" + id; b = f() }; return a, b }`,
		`func F(id string) (a, b string) { f := func() string { return id }; a = f(); for range 2 { id = "n" + id }; return a, f() }`,
		`var p *string; func ptr(s string) *string { p = &s; return p }; func F(id string) (string, string) { return *ptr(id), id }`,
		`func set(p *string) { *p = "x" }; func ptr(s string) *string { set(&s); return &s }; func F(id string) (string, string) { return *ptr(id), id }`,
		`func ptr(s string) *string { return &s }; func F(id string) (string, string) { p := ptr(id); a := *p; *p = "x"; return a, *p }`,
		`func ptr(s string) *string { return &s }; func F(id, b string) (string, string) { return *ptr(id), *ptr(b) }`,
	} {
		if same(t, source) {
			t.Errorf("%s: one value", source)
		}
	}
}

const counter = `type X struct { n, m int; sub *X; ids []int }; func (x *X) next() { x.n++ }; func (x *X) set(n int) { x.n = n }; func (x *X) key() string { return fmt.Sprint(x.n) }
func (x *X) take() string { x.n++; return fmt.Sprint(x.n) }; func (x *X) other() { x.m++ }; func (x *X) deep() string { return fmt.Sprint(x.sub.n) }; func (x *X) elem() string { return fmt.Sprint(x.ids[0]) }
func (x *X) maybe(b bool) { if b { x.n++ } }
var version int; func bump() { version++ }; func versionKey() string { return fmt.Sprint(version) }; func inc(p *int) { *p++ }; func incAll(l []int) { l[0]++ }
`

// What is read twice is one value only if nothing between can write it.
func TestState(t *testing.T) {
	for source, want := range map[string]string{
		`func F(x *X) (string, string) { return x.key(), x.key() }`:                                                                                                                             "one",
		`func F(x *X) (string, string) { a := x.key(); x.next(); return a, x.key() }`:                                                                                                           "two",
		`func F(x *X) (string, string) { a := x.key(); x.other(); return a, x.key() }`:                                                                                                          "one",
		`func F(x *X) (string, string) { a := x.key(); x.n++; return a, x.key() }`:                                                                                                              "two",
		`func F(x *X) (string, string) { x.next(); return x.key(), x.key() }`:                                                                                                                   "one",
		`func F(x *X, b bool) (string, string) { a := x.key(); x.maybe(b); return a, x.key() }`:                                                                                                 "maybe",
		`func F(x *X, b bool) (string, string) { x.maybe(b); return x.key(), x.key() }`:                                                                                                         "one",
		`func F(x, y *X) (string, string) { a := x.key(); y.next(); return a, x.key() }`:                                                                                                        "maybe",
		`func F(x *X, n int) (string, string) { x.set(n); a := x.key(); x.set(n); return a, x.key() }`:                                                                                          "one",
		`func F(x *X, n, m int) (string, string) { x.set(n); a := x.key(); x.set(m); return a, x.key() }`:                                                                                       "two",
		`func F(x *X) (string, string) { return x.take(), x.take() }`:                                                                                                                           "two",
		`func F(x *X) (string, string) { a := x.deep(); x.sub.next(); return a, x.deep() }`:                                                                                                     "two",
		`func F(x *X) (string, string) { a := x.elem(); x.ids[0]++; return a, x.elem() }`:                                                                                                       "two",
		`func F(x *X) (string, string) { a := x.elem(); x.ids[1]++; return a, x.elem() }`:                                                                                                       "one",
		`func F(x *X) (string, string) { a := x.key(); go x.next(); return a, x.key() }`:                                                                                                        "maybe",
		`func F(x *X) (string, string) { a := x.key(); f := x.next; f(); return a, x.key() }`:                                                                                                   "two",
		`func F(x *X) (string, string) { a := x.key(); func() { x.n++ }(); return a, x.key() }`:                                                                                                 "two",
		`type I interface{ next() }; func F(x *X) (string, string) { a := x.key(); var i I = x; i.next(); return a, x.key() }`:                                                                  "two",
		`type I interface{ take() string }; func F(n int) (string, string) { var k I = &X{n: n}; return k.take(), k.take() }`:                                                                   "two",
		`type I interface{ take() string }; func F(x *X) (string, string) { var k I = x; return k.take(), k.take() }`:                                                                           "two",
		`type I interface{ take() string }; func F(k I) (string, string) { return k.take(), k.take() }`:                                                                                         "two",
		`type I interface{ take() string }; func mk(n int) I { return &X{n: n} }; func F(n int) (string, string) { k := mk(n); return k.take(), k.take() }`:                                     "two",
		`type I interface{ take() string }; type S struct { i I }; func F(n int) (string, string) { k := S{&X{n: n}}; return k.i.take(), k.i.take() }`:                                          "two",
		`type I interface{ take() string }; type S struct { I }; func F(k S) (string, string) { return k.take(), k.take() }`:                                                                    "two",
		`type I interface{ take() string }; func two(k I) (string, string) { return k.take(), k.take() }; func F(x *X) (string, string) { return two(x) }`:                                      "two",
		`func two[T interface{ take() string }](k T) (string, string) { return k.take(), k.take() }; func F(x *X) (string, string) { return two(x) }`:                                           "two",
		`type I interface{ take() string }; func F(k []I) (string, string) { return k[0].take(), k[0].take() }`:                                                                                 "two",
		`type I interface{ take() string }; func F(x *X) (string, string) { f := I.take; return f(x), f(x) }`:                                                                                   "maybe",
		`type I interface{ key() string }; func F(k I) (string, string) { return k.key(), k.key() }`:                                                                                            "one",
		`type I interface{ key() string; other() }; func F(k I) (string, string) { a := k.key(); k.other(); return a, k.key() }`:                                                                "one",
		`type I interface{ key() string; next() }; func F(k I) (string, string) { a := k.key(); k.next(); return a, k.key() }`:                                                                  "two",
		`func F(n int) (string, string) { m := map[string]int{"a": n}; f := func() string { return fmt.Sprint(m["a"]) }; x := f(); return x, fmt.Sprint(m["a"]) }`:                              "one",
		`func F(n int) (string, string) { m := map[string]int{"a": n}; f := func() string { return fmt.Sprint(m["a"]) }; x := f(); delete(m, "a"); return x, fmt.Sprint(m["a"]) }`:              "maybe",
		`func F(n int) (string, string) { m := map[string]int{"a": n}; f := func() string { return fmt.Sprint(m["a"]) }; x := f(); m["a"] = 7; return x, fmt.Sprint(m["a"]) }`:                  "maybe",
		`func F(n int) (string, string) { m := map[string]int{"a": n}; f := func() string { return fmt.Sprint(m["a"]) }; delete(m, "a"); return f(), fmt.Sprint(n) }`:                           "maybe",
		`func F(n int) (string, string) { m := map[string]int{"a": n}; f := func() { clear(m) }; f(); return fmt.Sprint(m["a"]), fmt.Sprint(n) }`:                                               "maybe",
		`func F(n int) (string, string) { m := []int{n}; f := func() string { return fmt.Sprint(m[0]) }; x := f(); copy(m, []int{7}); return x, fmt.Sprint(m[0]) }`:                             "maybe",
		`func F(n int) (string, string) { s := struct{ m map[string]int }{map[string]int{"a": n}}; f := func() string { return fmt.Sprint(s.m["a"]) }; x := f(); s.m["a"] = 9; return x, f() }`: "maybe",
		`func F(n int) (string, string) { s := struct{ m map[string]int }{map[string]int{"a": n}}; f := func() string { return fmt.Sprint(s.m["a"]) }; x := f(); return x, f() }`:               "one",
		`func F() (string, string) { a := versionKey(); bump(); return a, versionKey() }`:                                                                                                       "two",
		`func F() (string, string) { bump(); return versionKey(), versionKey() }`:                                                                                                               "one",
		`func F(p *int) (string, string) { a := fmt.Sprint(*p); *p++; return a, fmt.Sprint(*p) }`:                                                                                               "two",
		`func F(p *int) (string, string) { a := fmt.Sprint(*p); inc(p); return a, fmt.Sprint(*p) }`:                                                                                             "two",
		`func F(l []int) (string, string) { a := fmt.Sprint(l[0]); incAll(l); return a, fmt.Sprint(l[0]) }`:                                                                                     "two",
		`func F(l, m []int) (string, string) { a := fmt.Sprint(l[0]); m[0] = 1; return a, fmt.Sprint(l[0]) }`:                                                                                   "one",
		`func F(m map[string]int) (string, string) { a := fmt.Sprint(m["a"]); m["a"]++; return a, fmt.Sprint(m["a"]) }`:                                                                         "two",
		`func F(m map[string]int) (string, string) { a := fmt.Sprint(m["a"]); m["b"]++; return a, fmt.Sprint(m["a"]) }`:                                                                         "one",
		`func (x *X) late() string { defer x.next(); return x.key() }; func F(x *X) (string, string) { return x.late(), x.key() }`:                                                              "two",
		`func (x *X) late() string { defer x.next(); x.n = 5; return x.key() }; func F(x *X) (string, string) { a := x.late(); return a, x.key() }`:                                             "two",
		`func (x *X) late(n int) { defer x.set(n); x.next() }; func F(x *X, n int) (string, string) { x.set(n); a := x.key(); x.late(n); return a, x.key() }`:                                   "one",
		`func (x *X) late(b bool) { if b { defer x.next() } }; func F(x *X, b bool) (string, string) { a := x.key(); x.late(b); return a, x.key() }`:                                            "maybe",
		`func F(c chan int) (string, string) { return fmt.Sprint(<-c), fmt.Sprint(<-c) }`:                                                                                                       "two",
		`func F() (string, string) { n := 0; f := func() string { n++; return fmt.Sprint(n) }; return f(), f() }`:                                                                               "two",
		`func F(n int) (string, string) { f := func() string { return fmt.Sprint(n) }; return f(), f() }`:                                                                                       "one",
		`func F(n int) (string, string) { f := func() string { return fmt.Sprint(n) }; a := f(); n++; return a, f() }`:                                                                          "two",
		`func F(f func() string) (string, string) { return f(), f() }`:                                                                                                                          "maybe",
	} {
		e, p := evaluator(t, counter+source)
		results := e.ExpandAll(e.Summary(p.Func(t, "F")).Results)
		a, b := results[0].Texts()[0].Pattern, results[1].Texts()[0].Pattern
		got := "two"
		if a.Equal(b) {
			got = "one"
		} else if x, y := a[0].Hole, b[0].Hole; x != nil && y != nil && sameAlias(x.ID, y.ID) {
			got = "maybe"
		}
		if got != want {
			t.Errorf("%s: %s, want %s: %s and %s", source, got, want, spell(a), spell(b))
		}
	}
}

func sameAlias(a, b string) bool {
	x, y := value.Alias(a), value.Alias(b)
	return (x != "" || y != "") && (x == y || x == b || y == a)
}

// Two calls of a getter give two values that may be one.
func TestMaybe(t *testing.T) {
	results := evaluate(t, `type s struct{ f *os.File }; func (s *s) name() string { return s.f.Name() }; func F(x *s) (string, string) { return x.name(), x.name() }`)
	a, b := results[0].Texts()[0].Pattern[0].Hole.ID, results[1].Texts()[0].Pattern[0].Hole.ID
	if a == b || value.Alias(a) == "" || value.Alias(a) != value.Alias(b) {
		t.Errorf("%s and %s share no alias", a, b)
	}
}

// The elements that a loop adds differ from each other, but for what it does not
// compute.
func TestElements(t *testing.T) {
	for source, want := range map[string]bool{
		`func F(ids []string) (out []string) { for _, id := range ids { out = append(out, "user:"+id) }; return out }`:                                                  false,
		`func F(ids []string, k string) (out []string) { for range ids { out = append(out, "user:"+k) }; return out }`:                                                  true,
		`func F(ids []string) (out []string) { for range ids { out = append(out, strconv.Itoa(rand.Int())) }; return out }`:                                             false,
		`func key(id string) string { return "user:" + id }; func F(ids []string) (out []string) { for _, id := range ids { out = append(out, key(id)) }; return out }`: false,
	} {
		list := evaluate(t, source)[0]
		if len(list.Items) != 1 || !list.Items[0].Repeat {
			t.Errorf("%s: %s", source, value.Describe(list))
			continue
		}
		p := list.Items[0].Value.Texts()[0].Pattern
		if got := p.Equal(value.Instance(p, 1)); got != want {
			t.Errorf("%s: two elements are one: %t", source, got)
		}
	}
}

func TestFinish(t *testing.T) {
	for _, tt := range []struct {
		source             string
		open, wide, tagged bool
	}{
		{source: `func F(id string) string { return id + ":a" }`, open: true},
		{source: `func F(id int) string { return fmt.Sprint(id, ":a") }`},
		{source: `func f(p string) string { return p + ":a" }; func F() string { return f("user") }; func G() string { return f("post") }`},
		{source: `func key(p string) string { return p + ":a" }; func main() { key("user") }; func F(s string) string { return key(s) }`, open: true},
		{source: `var prefix = os.Getenv("P"); func F() string { return prefix + "a" }`, open: true, wide: true},
		{source: `var Prefix = os.Getenv("P"); func F() string { return Prefix + "a" }`, open: true, wide: true},
		{source: `func F(id string) string { return "user:" + id }`},
		{source: `func F(namespace string) string { return namespace + ":a" }`, open: true, wide: true},
		{source: `func F(id string) string { return id + "}:a" }`, open: true, tagged: true},
		{source: `type s struct{ p string }; func New(p string) *s { return &s{p} }; func (s *s) F() string { return s.p + "a" }; func G() *s { return New("{app}:") }; func F(s *s) string { return s.F() }`, open: true, tagged: true},
	} {
		e, p := evaluator(t, tt.source)
		for _, a := range e.Alts(e.Expand(e.Summary(p.Func(t, "F")).Results[0])) {
			open, wide := false, false
			for _, part := range a.Pattern {
				if part.Hole != nil {
					open, wide = open || part.Hole.Open, wide || part.Hole.Wide
				}
			}
			if open != tt.open || wide != tt.wide || a.Tagged != tt.tagged {
				t.Errorf("%s: %s: open %t, wide %t, tagged %t", tt.source, a.Pattern, open, wide, a.Tagged)
			}
		}
	}
}

// To finish a finished pattern changes nothing.
func TestFinishTwice(t *testing.T) {
	e, p := evaluator(t, `type s struct{ f *os.File }; func F(x *s, prefix string) string { return prefix + x.f.Name() + ":a" }`)
	once, tagged := e.Finish(e.Summary(p.Func(t, "F")).Results[0].Texts()[0].Pattern)
	twice, again := e.Finish(once)
	if spell(once) != spell(twice) || tagged != again {
		t.Errorf("%s, then %s", spell(once), spell(twice))
	}
}

func spell(p pattern.Pattern) string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			fmt.Fprintf(&b, "%+v", *part.Hole)
		}
		b.WriteString(part.Lit)
	}
	return b.String()
}

func TestLeading(t *testing.T) {
	for source, want := range map[string]flow.Lead{
		`func f(p string) string { return p }; func F() string { return f("a") }`:                            flow.LeadClosed,
		`func f(p string) string { return p }; func F() string { return f("{a}") }`:                          flow.LeadTagged,
		`func f(p string) string { return p }; func F(s string) string { return f(s) }`:                      flow.LeadOpen,
		`func f(p string) string { return p }; func F() string { return f("a") }; var G = f`:                 flow.LeadOpen,
		`func f(p string) string { return p }`:                                                               flow.LeadOpen,
		`func f(p string) string { return g(p) }; func g(p string) string { return p }; var x = f("{a}")`:    flow.LeadTagged,
		`func f(p string) string { return p }; func F(n int) string { return f(strconv.Itoa(n)) + f("a:") }`: flow.LeadClosed,
	} {
		e, p := evaluator(t, source)
		if got := e.Leading(e.ParamID(p.Func(t, "f"), 0)); got != want {
			t.Errorf("%s: %d, want %d", source, got, want)
		}
	}
}
