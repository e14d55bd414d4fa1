// Package aliases changes an object between two keys under another name: a pointer, a
// part of a list, a copy that is none.
//
//crossslottest:set right=true
package aliases

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient
type A struct {
	k   string
	n   int
	sub *A
	in  struct{ k string }
	arr [2]string
	m   map[string]string
}

func phiPtr(c C, b bool) {
	a, d := &A{k: "x"}, &A{k: "y"}
	p := d
	if b {
		p = a
	}
	k1 := p.k
	a.k, d.k = "z", "z"
	c.Rename(ctx, "{"+k1+"}", "{"+p.k+"}") // want `RENAME: keys .*likely`
}
func ptrAlias(c C, a *A) {
	p := a
	k1 := p.k
	a.k = "other"
	c.Rename(ctx, "{"+k1+"}", "{"+p.k+"}") // want `RENAME: keys .*likely`
}
func cellAlias(c C, x string) {
	a := A{k: x}
	p := &a
	k1 := p.k
	a.k = "other"
	c.Rename(ctx, "{"+k1+"}", "{"+p.k+"}") // want `RENAME: keys .*likely`
}
func subAlias(c C, a *A) {
	s := a.sub
	k1 := a.sub.k
	s.k = "w"
	c.Rename(ctx, "{"+k1+"}", "{"+a.sub.k+"}") // want `RENAME: keys .*likely`
}
func arrElem(c C, a *A) {
	k1 := a.arr[0]
	a.arr[0] = "z"
	c.Rename(ctx, "{"+k1+"}", "{"+a.arr[0]+"}") // want `RENAME: keys .*likely`
}
func arrCopy(c C, a A) {
	b := a.arr
	a.arr[0] = "z"
	c.Rename(ctx, "{"+b[0]+"}a", "{"+b[0]+"}b") // want `RENAME: the keys share a slot`
}
func arrCopy2(c C, a *A) {
	b := a.arr
	a.arr[0] = "z"
	c.Rename(ctx, "{"+b[0]+"}a", "{"+a.arr[0]+"}b") // want `RENAME: keys .*likely`
}
func structCopy(c C, a *A) {
	b := *a
	a.k = "z"
	c.Rename(ctx, "{"+b.k+"}a", "{"+a.k+"}b") // want `RENAME: keys .*likely`
}
func structCopy2(c C, a *A) {
	b := *a
	k := a.k
	a.k = "z"
	c.Rename(ctx, "{"+b.k+"}a", "{"+k+"}b") // want `RENAME: the keys share a slot`
}
func whole(c C, a *A) {
	k := a.k
	*a = A{}
	c.Rename(ctx, "{"+k+"}a", "{"+a.k+"}b") // want `RENAME: keys .*likely`
}
func whole2(c C, a, b *A) {
	k := a.k
	*a = *b
	c.Rename(ctx, "{"+k+"}a", "{"+a.k+"}b") // want `RENAME: keys .*likely`
}
func inner(c C, a *A) {
	k := a.in.k
	p := &a.in
	p.k = "z"
	c.Rename(ctx, "{"+k+"}a", "{"+a.in.k+"}b") // want `RENAME: keys .*likely`
}
func mapField(c C, a *A) {
	k := a.m["x"]
	m := a.m
	m["x"] = "q"
	c.Rename(ctx, "{"+k+"}a", "{"+a.m["x"]+"}b") // want `RENAME: keys .*likely`
}
func mapReplace(c C, a *A, n map[string]string) {
	k := a.m["x"]
	a.m = n
	c.Rename(ctx, "{"+k+"}a", "{"+a.m["x"]+"}b") // want `RENAME: keys .*likely`
}
func mapClone(c C, m map[string]string) {
	n := maps.Clone(m)
	n["x"] = "q"
	c.Rename(ctx, "{"+m["x"]+"}a", "{"+n["x"]+"}b") // want `RENAME: keys .*likely`
}
func mapDelete(c C, m map[string]string) {
	k := m["x"]
	delete(m, "x")
	c.Rename(ctx, "{"+k+"}a", "{"+m["x"]+"}b")
}
func mapClear(c C, m map[string]string) {
	k := m["x"]
	clear(m)
	c.Rename(ctx, "{"+k+"}a", "{"+m["x"]+"}b")
}
func mapsCopy(c C, m, n map[string]string) {
	k := m["x"]
	maps.Copy(m, n)
	c.Rename(ctx, "{"+k+"}a", "{"+m["x"]+"}b")
}
func swapVars(c C, a, b string) {
	k := "{" + a + "}"
	a, b = b, a
	c.Rename(ctx, k, "{"+a+"}") // want `RENAME: keys .*likely`
}
func deferred(c C, x string) (k string) {
	k = "{" + x + "}"
	func() {
		defer func() { x = "z" }()
		_ = x
	}()
	c.Rename(ctx, k, "{"+x+"}") // want `RENAME: keys .*likely`
	return
}

type gen[T any] struct{ v T }

func (g *gen[T]) set(v T) { g.v = v }
func generic(c C, g *gen[string]) {
	k := g.v
	g.set("q")
	c.Rename(ctx, "{"+k+"}", "{"+g.v+"}") // want `RENAME: keys .*likely`
}

type iface interface{ bump() }

func (a *A) bump() { a.n++ }
func viaIface(c C, a *A, i iface) {
	k := a.n
	i.bump()
	c.Rename(ctx, fmt.Sprintf("{%d}", k), fmt.Sprintf("{%d}", a.n))
}

type emb struct{ A }

func embedded(c C, e *emb) {
	k := e.n
	e.bump()
	c.Rename(ctx, fmt.Sprintf("{%d}", k), fmt.Sprintf("{%d}", e.n)) // want `RENAME: keys .*likely`
}
func methodVal(c C, a *A) {
	k := a.n
	f := a.bump
	run(f)
	c.Rename(ctx, fmt.Sprintf("{%d}", k), fmt.Sprintf("{%d}", a.n))
}
func run(f func()) { f() }
func once(c C, a *A) {
	var o sync.Once
	k := a.n
	o.Do(a.bump)
	c.Rename(ctx, fmt.Sprintf("{%d}", k), fmt.Sprintf("{%d}", a.n))
}
func chanRecv(c C, ch chan string) {
	c.Rename(ctx, "{"+<-ch+"}", "{"+<-ch+"}") // want `RENAME: keys .*likely`
}
func loopVar(c C, ids []string) {
	var prev string
	for _, id := range ids {
		if prev != "" {
			c.Rename(ctx, "{"+prev+"}", "{"+id+"}") // want `RENAME: keys .*likely`
		}
		prev = id
	}
}
func loopCounter(c C, n int) {
	i := 0
	for i < n {
		k := fmt.Sprintf("{%d}", i)
		i++
		c.Rename(ctx, k, fmt.Sprintf("{%d}", i)) // want `RENAME: keys .*likely`
	}
}
func gotoLoop(c C, n int) {
	i := 0
again:
	k := fmt.Sprintf("{%d}", i)
	i++
	c.Rename(ctx, k, fmt.Sprintf("{%d}", i)) // want `RENAME: keys .*likely`
	if i < n {
		goto again
	}
}
func ptrptr(c C, pp **A) {
	k := (*pp).k
	*pp = &A{}
	c.Rename(ctx, "{"+k+"}", "{"+(*pp).k+"}") // want `RENAME: keys .*likely`
}
func strPtr(c C, p, q *string) {
	k := *p
	*q = "z"
	c.Rename(ctx, "{"+k+"}a", "{"+*p+"}")
}
func addrOf(c C, x string) {
	p := &x
	k := x
	*p = "z"
	c.Rename(ctx, "{"+k+"}a", "{"+x+"}") // want `RENAME: keys .*likely`
}
func sliceOfPtr(c C, as []*A) {
	k := as[0].k
	for _, a := range as {
		a.k = "z"
	}
	c.Rename(ctx, "{"+k+"}a", "{"+as[0].k+"}")
}
func sliceOfStruct(c C, as []A) {
	k := as[0].k
	for i := range as {
		as[i].k = "z"
	}
	c.Rename(ctx, "{"+k+"}a", "{"+as[0].k+"}")
}
func rangeCopy(c C, as []A) {
	k := as[0].k
	for _, a := range as {
		a.k = "z"
		_ = a
	}
	c.Rename(ctx, "{"+k+"}a", "{"+as[0].k+"}") // want `RENAME: the keys share a slot`
}
func builder(c C, x string) {
	var b strings.Builder
	b.WriteString("{" + x)
	k := b.String()
	b.WriteString("y")
	c.Rename(ctx, k+"}", b.String()+"}") // want `RENAME: keys .*proven`
}
func builderReset(c C, x, y string) {
	var b strings.Builder
	b.WriteString("{" + x + "}")
	k := b.String()
	b.Reset()
	b.WriteString("{" + y + "}")
	c.Rename(ctx, k, b.String())
}
func appendAlias(c C, p []string) {
	q := append(p[:0], "z")
	_ = q
	c.Rename(ctx, "{"+p[0]+"}", "{zz}") // want `RENAME: keys .*likely`
}
func appendAlias2(c C, p []string) {
	k := p[0]
	_ = append(p[:0], "z")
	c.Rename(ctx, "{"+k+"}", "{"+p[0]+"}")
}
func sliceShare(c C, p []string) {
	q := p[1:]
	k := p[1]
	q[0] = "z"
	c.Rename(ctx, "{"+k+"}", "{"+p[1]+"}")
}
func sliceShare2(c C, p []string) {
	q := p[1:]
	k := q[0]
	p[1] = "z"
	c.Rename(ctx, "{"+k+"}", "{"+q[0]+"}") // want `RENAME: keys .*likely`
}
func sliceShare3(c C) {
	p := []string{"a", "b"}
	q := p[1:]
	q[0] = "z"
	c.Rename(ctx, "{"+p[1]+"}", "{b}") // want `RENAME: keys .*proven`
}
func sliceShare4(c C) {
	p := []string{"a", "b"}
	q := p[1:]
	p[1] = "z"
	c.Rename(ctx, "{"+q[0]+"}", "{b}") // want `RENAME: keys .*proven`
}
func sliceShare5(c C) {
	p := []string{"a", "b"}
	q := p[1:]
	p[1] = "z"
	c.Rename(ctx, "{"+strings.Join(q, "")+"}", "{b}") // want `RENAME: keys .*likely`
}
func fillAfter(c C, x string) {
	p := make([]string, 1)
	k := p[0]
	p[0] = x
	c.Rename(ctx, "{"+p[0]+"}"+k, "{}"+k) // want `RENAME: keys .*proven`
}
func localMap(c C) {
	m := map[string]string{"a": "x"}
	k := m["a"]
	m["a"] = "y"
	c.Rename(ctx, "{"+k+"}", "{"+m["a"]+"}") // want `RENAME: keys .*proven`
}
func localMap2(c C) {
	m := map[string]string{"a": "x"}
	n := m
	n["a"] = "y"
	c.Rename(ctx, "{x}", "{"+m["a"]+"}") // want `RENAME: keys .*proven`
}
func edit(m map[string]string) { m["a"] = "y" }
func localMap3(c C) {
	m := map[string]string{"a": "x"}
	edit(m)
	c.Rename(ctx, "{x}", "{"+m["a"]+"}")
}
func localMap4(c C) {
	m := map[string]string{"a": "x"}
	delete(m, "a")
	c.Rename(ctx, "{x}", "{"+m["a"]+"}")
}
func localMap5(c C) {
	m := map[string]string{"a": "x"}
	maps.Copy(m, map[string]string{"a": "y"})
	c.Rename(ctx, "{x}", "{"+m["a"]+"}")
}
func editS(a *A) { a.k = "y" }
func localStruct(c C) {
	a := A{k: "x"}
	editS(&a)
	c.Rename(ctx, "{x}", "{"+a.k+"}") // want `RENAME: keys .*likely`
}
func localStruct2(c C) {
	a := &A{k: "x"}
	list := []*A{a}
	for _, e := range list {
		e.k = "y"
	}
	c.Rename(ctx, "{x}", "{"+a.k+"}") // want `RENAME: keys .*likely`
}
func localStruct3(c C) {
	a := &A{k: "x"}
	m := map[string]*A{"a": a}
	m["a"].k = "y"
	c.Rename(ctx, "{x}", "{"+a.k+"}") // want `RENAME: keys .*proven`
}
func localStruct4(c C) {
	a := &A{k: "x"}
	b := &A{sub: a}
	b.sub.k = "y"
	c.Rename(ctx, "{x}", "{"+a.k+"}") // want `RENAME: keys .*proven`
}
func localStruct5(c C) {
	a := &A{k: "x"}
	f := func(p *A) { p.k = "y" }
	f(a)
	c.Rename(ctx, "{x}", "{"+a.k+"}") // want `RENAME: keys .*proven`
}
func localStruct6(c C, set func(*A)) {
	a := &A{k: "x"}
	b := *a
	set(a)
	c.Rename(ctx, "{"+b.k+"}", "{"+a.k+"}") // want `RENAME: keys .*likely`
}
func localArr(c C) {
	a := [2]string{"x", "y"}
	b := a
	b[0] = "z"
	c.Rename(ctx, "{"+a[0]+"}", "{"+b[0]+"}") // want `RENAME: keys .*proven`
}
func localArrGood(c C) {
	a := [2]string{"x", "y"}
	b := a
	b[0] = "z"
	c.Rename(ctx, "{"+a[0]+"}", "{x}") // want `RENAME: the keys share a slot`
}
