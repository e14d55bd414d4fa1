// Package state reads memory twice, with and without a write in between: keys of
// what was written are reported, those of what nothing writes are right, and of
// what may be written nothing is said.
//
//crossslottest:set right=true
package state

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

type index struct {
	gen   int
	name  string
	n     atomic.Int64
	raw   int64
	inner struct{ gen int }
	sub   *index
	ids   []int
	m     map[string]int
	mu    sync.Mutex
}

func (x *index) key(s string) string { return fmt.Sprintf("{idx:%d}:%s", x.gen, s) }
func (x *index) next()               { x.gen++ }
func (x *index) nextTwice()          { x.next(); x.next() }
func (x *index) reset(n int)         { x.gen = n }
func (x *index) rename(n string)     { x.name = n }
func (x *index) sometimes(b bool) {
	if b {
		x.gen++
	}
}
func (x *index) innerKey(s string) string { return fmt.Sprintf("{in:%d}:%s", x.inner.gen, s) }
func (x *index) subKey(s string) string   { return fmt.Sprintf("{sub:%d}:%s", x.sub.gen, s) }
func (x *index) atomKey(s string) string  { return fmt.Sprintf("{at:%d}:%s", x.n.Load(), s) }
func (x *index) rawKey(s string) string {
	return fmt.Sprintf("{raw:%d}:%s", atomic.LoadInt64(&x.raw), s)
}
func (x *index) elemKey(s string) string { return fmt.Sprintf("{el:%d}:%s", x.ids[0], s) }
func (x *index) mapKey(s string) string  { return fmt.Sprintf("{map:%d}:%s", x.m["a"], s) }
func (x *index) seq() string             { return "{s:" + strconv.FormatInt(x.n.Add(1), 10) + "}" }

func deferInside(x *index) string { // returns old key, then moves on
	defer x.next()
	return x.key("a")
}

func b1(c C, x *index) {
	old := x.key("a")
	x.nextTwice()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b2(c C, x *index) {
	x.reset(1)
	old := x.key("a")
	x.reset(2)
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b3(c C, x *index) {
	old := x.innerKey("a")
	x.inner.gen++
	c.Rename(ctx, old, x.innerKey("b")) // want `slots`
}
func b4(c C, x *index) {
	old := x.subKey("a")
	x.sub.next()
	c.Rename(ctx, old, x.subKey("b")) // want `slots`
}
func b5(c C, x *index) {
	old := x.atomKey("a")
	x.n.Add(1)
	c.Rename(ctx, old, x.atomKey("b")) // want `slots`
}
func b6(c C, x *index) {
	old := x.rawKey("a")
	atomic.AddInt64(&x.raw, 1)
	c.Rename(ctx, old, x.rawKey("b")) // want `slots`
}
func b7(c C, x *index) {
	old := x.elemKey("a")
	x.ids[0]++
	c.Rename(ctx, old, x.elemKey("b")) // want `slots`
}
func b8(c C, x *index) {
	old := x.mapKey("a")
	x.m["a"]++
	c.Rename(ctx, old, x.mapKey("b")) // want `slots`
}
func b9(c C, x *index) {
	c.Rename(ctx, x.seq()+":a", x.seq()+":b") // want `slots`
}

func b10(c C, x *index) {
	c.Rename(ctx, deferInside(x), x.key("b")) // want `slots`
}
func b11(c C, ch chan string) {
	c.Rename(ctx, "{"+<-ch+"}:a", "{"+<-ch+"}:b") // want `slots`
}
func b12(c C, m map[string]int, k string) {
	old := fmt.Sprintf("{%d}:a", m[k])
	m[k]++
	c.Rename(ctx, old, fmt.Sprintf("{%d}:b", m[k])) // want `slots`
}
func bumpPtr(p *int) { *p++ }
func b13(c C, p *int) {
	old := fmt.Sprintf("{%d}:a", *p)
	bumpPtr(p)
	c.Rename(ctx, old, fmt.Sprintf("{%d}:b", *p)) // want `slots`
}
func bumpAll(ids []int) { ids[0]++ }
func b14(c C, ids []int) {
	old := fmt.Sprintf("{%d}:a", ids[0])
	bumpAll(ids)
	c.Rename(ctx, old, fmt.Sprintf("{%d}:b", ids[0])) // want `slots`
}

type embedded struct{ *index }

func b15(c C, x embedded) {
	old := x.key("a")
	x.gen++
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b16(c C) {
	x := &index{gen: 1}
	old := x.key("a")
	x.next()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b17(c C) {
	var x index
	old := x.key("a")
	x.gen = 7
	c.Rename(ctx, old, x.key("b")) // want `slots`
}

var cfg struct {
	version int
	names   []string
}
var table = map[string]int{"a": 1}
var list = []int{1, 2}

func cfgKey(s string) string { return fmt.Sprintf("{c:%d}:%s", cfg.version, s) }
func b18(c C) {
	old := cfgKey("a")
	cfg.version++
	c.Rename(ctx, old, cfgKey("b")) // want `slots`
}
func setCfg(n int) { cfg.version = n }
func b19(c C, a, b int) {
	setCfg(a)
	old := cfgKey("a")
	setCfg(b)
	c.Rename(ctx, old, cfgKey("b")) // want `slots`
}
func tableKey(s string) string { return fmt.Sprintf("{t:%d}:%s", table["a"], s) }
func b20(c C) {
	old := tableKey("a")
	table["a"]++
	c.Rename(ctx, old, tableKey("b")) // want `slots`
}
func listKey(s string) string { return fmt.Sprintf("{l:%d}:%s", list[0], s) }
func b21(c C) {
	old := listKey("a")
	list[0]++
	c.Rename(ctx, old, listKey("b")) // want `slots`
}
func makeCounter() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("{n:%d}", n) }
}
func b22(c C) {
	next := makeCounter()
	c.Rename(ctx, next()+":a", next()+":b") // want `slots`
}
func b23(c C) {
	n := 1
	key := func(s string) string { return fmt.Sprintf("{n:%d}:%s", n, s) }
	old := key("a")
	n++
	c.Rename(ctx, old, key("b")) // want `slots`
}

type source interface{ next() }

func b24(c C, x *index) {
	var s source = x
	old := x.key("a")
	s.next()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b25(c C, x *index) {
	old := x.key("a")
	f := x.next
	f()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b26(c C, x *index) {
	old := x.key("a")
	func() { x.gen++ }()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b27(c C, x *index) {
	old := x.key("a")
	x.mu.Lock()
	x.gen += 2
	x.mu.Unlock()
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b28(c C, x *index, ids []string) {
	for _, id := range ids {
		old := x.key(id)
		x.next()
		c.Rename(ctx, old, x.key(id)) // want `slots`
	}
}
func b29(c C, x *index) {
	old := x.key("a")
	x.next()
	c.Watch(ctx, func(tx *redis.Tx) error { return nil }, old, x.key("a")) // want `slots`
}
func b30(c C, x *index) {
	old := x.key("a")
	x.next()
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `slots`
		p.Set(ctx, old, 1, 0)
		p.Set(ctx, x.key("b"), 1, 0)
		return nil
	})
}
func b31(c C, x *index) {
	old := x.key("a")
	*x = index{gen: 5}
	c.Rename(ctx, old, x.key("b")) // want `slots`
}
func b32(c C, x, y *index) {
	old := x.key("a")
	x.gen, y.gen = x.gen+1, 2
	c.Rename(ctx, old, x.key("b"))
}

type gen[T any] struct {
	n   int
	val T
}

func (g *gen[T]) key(s string) string { return fmt.Sprintf("{g:%d}:%s", g.n, s) }
func (g *gen[T]) bump()               { g.n++ }
func b33(c C, g *gen[string]) {
	old := g.key("a")
	g.bump()
	c.Rename(ctx, old, g.key("b")) // want `slots`
}
func swap(a, b *string) { *a, *b = *b, *a }
func b34(c C, a, b string) {
	old := "{" + a + "}:x"
	swap(&a, &b)
	c.Rename(ctx, old, "{"+a+"}:y") // want `slots`
}

// Not written in between.
func g1(c C, x *index) { c.Rename(ctx, x.key("a"), x.key("b")) } // want `right\)`
func g2(c C, x *index) {
	x.next()
	c.Rename(ctx, x.key("a"), x.key("b")) // want `right\)`
}
func g3(c C, x *index) {
	old := x.key("a")
	x.rename("b")
	c.Rename(ctx, old, x.key("b")) // want `right\)`
}
func g4(c C, x *index) {
	old := x.innerKey("a")
	x.next()
	c.Rename(ctx, old, x.innerKey("b")) // want `right\)`
}
func g5(c C, x *index, ids []string) {
	for _, id := range ids {
		c.Rename(ctx, x.key(id), x.key("b")) // want `right\)`
		x.next()
	}
}
func g6(c C, ids []int) {
	old := fmt.Sprintf("{%d}:a", ids[0])
	ids[1]++
	c.Rename(ctx, old, fmt.Sprintf("{%d}:b", ids[0])) // want `right\)`
}
func g7(c C, x *index) {
	a, b := x.key("a"), x.key("b")
	x.next()
	c.Rename(ctx, a, b) // want `right\)`
}
func g8(c C, m map[string]int, k string) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", m[k]), fmt.Sprintf("{%d}:b", m[k])) // want `right\)`
}
func g9(c C, p *int) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", *p), fmt.Sprintf("{%d}:b", *p)) // want `right\)`
	*p++
}
func g10(c C) { c.Rename(ctx, cfgKey("a"), cfgKey("b")) } // want `right\)`
func g11(c C) {
	setCfg(3)
	c.Rename(ctx, cfgKey("a"), cfgKey("b")) // want `right\)`
}
func g12(c C) {
	n := 1
	key := func(s string) string { return fmt.Sprintf("{n:%d}:%s", n, s) }
	c.Rename(ctx, key("a"), key("b")) // want `right\)`
}
func g13(c C) {
	next := makeCounter()
	p := next()
	c.Rename(ctx, p+":a", p+":b") // want `slot`
}
func g14(c C, x *index) {
	x.mu.Lock()
	defer x.mu.Unlock()
	c.Rename(ctx, x.key("a"), x.key("b")) // want `right\)`
}
func g15(c C, x *index) {
	x.reset(5)
	a := x.key("a")
	x.reset(5)
	c.Rename(ctx, a, x.key("b")) // want `right\)`
}
func g16(c C, x *index) {
	gen := x.gen
	x.next()
	c.Rename(ctx, fmt.Sprintf("{%d}:a", gen), fmt.Sprintf("{%d}:b", gen)) // want `right\)`
}
func g17(c C, x *index) {
	k := x.key("a")
	c.Set(ctx, k, 1, 0)
	fmt.Println("moving", x)
	c.Rename(ctx, k, x.key("b")) // want `right\)`
}
func g18(c C, x *index) {
	x.next()
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `right\)`
		p.Set(ctx, x.key("a"), 1, 0)
		p.Set(ctx, x.key("b"), 1, 0)
		return nil
	})
}
func g19(c C) {
	x := &index{gen: 1}
	x.next()
	c.Rename(ctx, x.key("a"), x.key("b")) // want `right\)`
}
func g20(c C, x *index) {
	a := x.key("a")
	same := x.gen
	x.gen = same
	c.Rename(ctx, a, x.key("b")) // want `right\)`
}
func g21(c C, x *index, flag bool) {
	if flag {
		x.next()
	}
	c.Rename(ctx, x.key("a"), x.key("b")) // want `right\)`
}
func g22(c C, ch chan string) {
	id := <-ch
	c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b") // want `right\)`
}
func g23(c C, x embedded) {
	c.Rename(ctx, x.key("a"), x.key("b")) // want `right\)`
}
func g24(c C, g *gen[string]) {
	g.bump()
	c.Rename(ctx, g.key("a"), g.key("b")) // want `right\)`
}
func g25(c C, x *index) {
	s := x.seq()
	c.Rename(ctx, s+":a", s+":b") // want `right\)`
}

// May be written: neither reported nor right.
func m1(c C, x *index, flag bool) {
	old := x.key("a")
	x.sometimes(flag)
	c.Rename(ctx, old, x.key("b"))
}
func m2(c C, x *index, f func()) {
	old := x.key("a")
	f()
	c.Rename(ctx, old, x.key("b"))
}
func m2Called(c C, x *index) { m2(c, x, x.next) }

func m3(c C, x *index) {
	old := x.key("a")
	go x.next()
	c.Rename(ctx, old, x.key("b"))
}
func m4(c C, x, y *index) {
	old := x.key("a")
	y.gen++
	c.Rename(ctx, old, x.key("b"))
}
func two(c C, f func() string) { c.Rename(ctx, f()+":a", f()+":b") } // want `slots`
func m5(c C)                   { two(c, makeCounter()) }
func m6(c C, x *index) {
	c.Rename(ctx, x.atomKey("a"), x.atomKey("b"))
}

var flipped = "user:"

func reassigned(c C) {
	flipped = "{user}:"
	a := flipped + "a"
	flipped = "{order}:"
	b := flipped + "b"
	c.Rename(ctx, a, b) // want `RENAME: keys "\{user\}:a" .*"\{order\}:b" .*different slots.*proven`
}
