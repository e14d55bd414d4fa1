// Package contents has keys that are made of all that a list, a map or bytes hold:
// of how many elements, and in which order.
//
//crossslottest:set right=true
package contents

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

func reps(c C, x string, n, m int) {
	var q, r []string
	for range n {
		q = append(q, x)
	}
	for range m {
		r = append(r, x)
	}
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(r, ":")+"}:b") // want `RENAME: keys .*likely`
}
func repsSame(c C, x string, n int) {
	var q []string
	for range n {
		q = append(q, x)
	}
	c.Rename(ctx, "{"+strings.Join(q, ":")+"}:a", "{"+strings.Join(q, ":")+"}:b") // want `RENAME: the keys share a slot`
}
func sortConst(c C) {
	l := []string{"b", "a"}
	slices.Sort(l)
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{a:b}:b")
}
func sortConstBad(c C) {
	l := []string{"b", "a"}
	slices.Sort(l)
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{b:a}:b")
}
func sortStrings(c C) {
	l := []string{"b", "a"}
	sort.Strings(l)
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{a:b}:b")
}
func reverseConst(c C) {
	l := []string{"b", "a"}
	slices.Reverse(l)
	c.Rename(ctx, l[0], "a")
}
func reverseConstBad(c C) {
	l := []string{"b", "a"}
	slices.Reverse(l)
	c.Rename(ctx, l[0], "b")
}
func swap(c C) {
	l := []string{"b", "a"}
	l[0], l[1] = l[1], l[0]
	c.Rename(ctx, l[0], "a") // want `RENAME: the keys share a slot`
}
func swapBad(c C) {
	l := []string{"b", "a"}
	l[0], l[1] = l[1], l[0]
	c.Rename(ctx, l[0], "b") // want `RENAME: keys .*proven`
}
func swapDel(c C) {
	l := []string{"b", "a"}
	l[0], l[1] = l[1], l[0]
	c.Del(ctx, l...) // want `DEL: keys .*proven`
}
func swapDelGood(c C) {
	l := []string{"{t}b", "{t}a"}
	l[0], l[1] = l[1], l[0]
	c.Del(ctx, l...) // want `DEL: the keys share a slot`
}
func appendPatch(c C) {
	var l []string
	l = append(l, "a")
	l = append(l, "z")
	l[0] = "b"
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{b:z}:b")
}
func appendPatchBad(c C) {
	var l []string
	l = append(l, "a")
	l = append(l, "z")
	l[0] = "b"
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{a:z}:b")
}
func condList(c C, b bool, x string) {
	l := []string{"a", x}
	m := []string{"a"}
	if b {
		m = append(m, x)
	}
	c.Rename(ctx, "{"+strings.Join(l, ":")+"}:a", "{"+strings.Join(m, ":")+"}:b") // want `RENAME: keys .*likely`
}
func condConst(c C, b bool) {
	m := []string{"a"}
	if b {
		m = append(m, "b")
	}
	c.Rename(ctx, "{a:b}:a", "{"+strings.Join(m, ":")+"}:b") // want `RENAME: keys .*likely`
}
func helper(p []string) string { return "{" + strings.Join(p, ":") + "}" }
func viaHelper(c C, p []string) {
	a := helper(p)
	p[0] = "x"
	c.Rename(ctx, a, helper(p))
}
func viaHelperPart(c C, p []string) {
	c.Rename(ctx, helper(p[1:]), helper(p[:1])) // want `RENAME: keys .*likely`
}
func viaHelperSame(c C, p []string) {
	c.Rename(ctx, helper(p)+"a", helper(p)+"b") // want `RENAME: the keys share a slot`
}
func viaHelperSame2(c C, p []string) {
	q := p[1:]
	c.Rename(ctx, helper(q)+"a", helper(q)+"b") // want `RENAME: the keys share a slot`
}
func directVsHelper(c C, p []string) {
	c.Rename(ctx, helper(p)+"a", "{"+strings.Join(p, ":")+"}b") // want `RENAME: the keys share a slot`
}
func sprintMap(c C, m map[string]int) {
	a := fmt.Sprint(m)
	m["x"] = 2
	c.Rename(ctx, "{"+a+"}", "{"+fmt.Sprint(m)+"}")
}
func sprintList(c C, m []int) {
	a := fmt.Sprint(m)
	m[0] = 2
	c.Rename(ctx, "{"+a+"}", "{"+fmt.Sprint(m)+"}")
}
func bytesBuf(c C, b []byte) {
	a := string(b)
	b[0] = 'x'
	c.Rename(ctx, "{"+a+"}", "{"+string(b)+"}")
}
func bytesLocal(c C, id string) {
	b := []byte(id)
	a := string(b)
	b[0] = 'x'
	c.Rename(ctx, "{"+a+"}", "{"+string(b)+"}")
}
func bytesConst(c C) {
	b := []byte("abc")
	b[0] = 'x'
	c.Rename(ctx, "{"+string(b)+"}", "{abc}") // want `RENAME: keys .*likely`
}
func compact(c C, p []string) {
	a := strings.Join(p, ":")
	q := slices.Compact(slices.Clone(p))
	c.Rename(ctx, "{"+a+"}", "{"+strings.Join(q, ":")+"}") // want `RENAME: keys .*likely`
}
func sortedCopy(c C, p []string) {
	q := slices.Sorted(slices.Values(p))
	c.Rename(ctx, "{"+strings.Join(p, ":")+"}", "{"+strings.Join(q, ":")+"}") // want `RENAME: keys .*likely`
}
func insert(c C, p []string) {
	q := slices.Insert(slices.Clone(p), 0, "x")
	c.Rename(ctx, "{"+strings.Join(append(p, "x"), ":")+"}", "{"+strings.Join(q, ":")+"}") // want `RENAME: keys .*likely`
}
func del(c C) {
	p := []string{"a", "b", "c"}
	q := slices.Delete(slices.Clone(p), 0, 1)
	c.Rename(ctx, "{"+strings.Join(p, ":")+"}", "{"+strings.Join(q, ":")+"}") // want `RENAME: keys .*proven`
}
func insertConst(c C) {
	q := slices.Insert([]string{"a", "b"}, 0, "x")
	c.Rename(ctx, "{a:b:x}", "{"+strings.Join(q, ":")+"}") // want `RENAME: keys .*proven`
}
func sortFn(c C, ids []string) {
	slices.Sort(ids)
	t := strings.Join(ids, ",")
	c.Rename(ctx, "{"+t+"}:a", "{"+t+"}:b") // want `RENAME: the keys share a slot`
}
func join2(c C, ids []string) {
	slices.Sort(ids)
	c.Rename(ctx, "{"+strings.Join(ids, ",")+"}:a", "{"+strings.Join(ids, ",")+"}:b") // want `RENAME: the keys share a slot`
}

type S struct{ ids []string }

func (s *S) add(x string) { s.ids = append(s.ids, x) }
func (s *S) key() string  { return "{" + strings.Join(s.ids, ":") + "}" }
func fieldList(c C, s *S) {
	a := s.key()
	s.add("x")
	c.Rename(ctx, a, s.key()) // want `RENAME: keys .*likely`
}
func fieldList2(c C, s *S) {
	a := s.key()
	s.ids[0] = "y"
	c.Rename(ctx, a, s.key())
}
func fieldList3(c C, s *S) {
	c.Rename(ctx, s.key()+"a", s.key()+"b") // want `RENAME: the keys share a slot`
}
func fieldList4(c C, s *S) {
	a := s.key()
	slices.Reverse(s.ids)
	c.Rename(ctx, a, s.key())
}
func bufReuse(c C, xs []string) {
	buf := make([]string, 0, 3)
	buf = append(buf, xs[0])
	a := strings.Join(buf, "")
	buf = append(buf[:0], xs[1])
	c.Rename(ctx, "{"+a+"}", "{"+strings.Join(buf, "")+"}") // want `RENAME: keys .*likely`
}
func lenKey(c C, p []string) {
	a := len(p)
	p = append(p, "x")
	c.Rename(ctx, fmt.Sprintf("{%d}", a), fmt.Sprintf("{%d}", len(p))) // want `RENAME: keys .*likely`
}
func lenMap(c C, m map[string]int) {
	a := len(m)
	m["k"] = 1
	c.Rename(ctx, fmt.Sprintf("{%d}", a), fmt.Sprintf("{%d}", len(m)))
}
func partElem(c C, p []string) {
	c.Rename(ctx, p[1:][0]+"", p[1]) // want `RENAME: the keys share a slot`
}
func partElem2(c C, p []string) {
	q := p[1:]
	c.Rename(ctx, "{"+q[0]+"}", "{"+p[0]+"}") // want `RENAME: keys .*likely`
}
func partElem3(c C, p []string) {
	q := p[1:]
	c.Rename(ctx, "{"+q[0]+"}", "{"+p[1]+"}") // want `RENAME: the keys share a slot`
}
