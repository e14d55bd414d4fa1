package state

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"sync"
)

type cursor struct{ pos int }

func (c *cursor) Next() int  { c.pos++; return c.pos }
func (c cursor) Key() string { return "{" + strconv.Itoa(c.pos) + "}" }

func moreB1(c C, x *cursor) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", x.Next()), fmt.Sprintf("{%d}:b", x.Next())) // want `slots`
}
func moreB2(c C, x *cursor) {
	a := x.Key()
	x.Next()
	c.Rename(ctx, a+":a", x.Key()+":b") // want `slots`
}
func moreG1(c C, x cursor) {
	a := x.Key()
	c.Rename(ctx, a+":a", x.Key()+":b") // want `right\)`
}

type job struct {
	ID   string
	Tags []string
	Meta map[string]string
	Own  *owner
}
type owner struct{ Name string }

func (j *job) key(s string) string     { return "{" + j.ID + "}:" + s }
func (j *job) ownKey(s string) string  { return "{" + j.Own.Name + "}:" + s }
func (j *job) tagKey(s string) string  { return "{" + j.Tags[0] + "}:" + s }
func (j *job) metaKey(s string) string { return "{" + j.Meta["t"] + "}:" + s }

func moreB3(c C, j *job, o *owner) {
	a := j.ownKey("a")
	j.Own = o
	c.Rename(ctx, a, j.ownKey("b")) // want `slots`
}
func moreB4(c C, j *job) {
	a := j.ownKey("a")
	j.Own.Name = "other"
	c.Rename(ctx, a, j.ownKey("b")) // want `slots`
}
func moreB5(c C, j *job, t []string) {
	a := j.tagKey("a")
	j.Tags = t
	c.Rename(ctx, a, j.tagKey("b")) // want `slots`
}
func moreB6(c C, j *job, v string) {
	a := j.metaKey("a")
	j.Meta["t"] = v
	c.Rename(ctx, a, j.metaKey("b")) // want `slots`
}
func moreG2(c C, j *job, v string) {
	a := j.metaKey("a")
	j.Meta["u"] = v
	c.Rename(ctx, a, j.metaKey("b")) // want `right\)`
}
func moreM1(c C, j *job, data []byte) {
	a := j.key("a")
	json.Unmarshal(data, j)
	c.Rename(ctx, a, j.key("b"))
}
func moreG3(c C, j *job) {
	a := j.key("a")
	data, _ := json.Marshal(j)
	c.Set(ctx, a, data, 0)
	c.Rename(ctx, a, j.key("b")) // want `right\)`
}
func moreM2(c C, j *job) {
	a := j.tagKey("a")
	sort.Strings(j.Tags)
	c.Rename(ctx, a, j.tagKey("b"))
}
func moreB7(c C, jobs []job) {
	a := jobs[0].key("a")
	jobs[0].ID = "x"
	c.Rename(ctx, a, jobs[0].key("b")) // want `slots`
}
func moreG4(c C, jobs []job) {
	c.Rename(ctx, jobs[0].key("a"), jobs[0].key("b")) // want `right\)`
}
func moreB8(c C, jobs []*job, id string) {
	for _, j := range jobs {
		a := j.key("a")
		j.ID = id
		c.Rename(ctx, a, j.key("b")) // want `slots`
	}
}
func moreG5(c C, jobs []*job) {
	for _, j := range jobs {
		c.Rename(ctx, j.key("a"), j.key("b")) // want `right\)`
	}
}
func moreB9(c C, j job, id string) {
	a := j.key("a")
	j.ID = id
	c.Rename(ctx, a, j.key("b")) // want `slots`
}
func moreG6(c C, j job) {
	k := j
	k.Tags = nil
	c.Rename(ctx, j.key("a"), k.key("b")) // want `right\)`
}
func moreB10(c C, j job, id string) {
	k := j
	k.ID = id
	c.Rename(ctx, j.key("a"), k.key("b")) // want `slots`
}

type ring struct {
	mu   sync.Mutex
	gens [2]int
	cur  int
}

func (r *ring) key(s string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return fmt.Sprintf("{r:%d}:%s", r.gens[0], s)
}
func (r *ring) bump() { r.mu.Lock(); defer r.mu.Unlock(); r.gens[0]++ }
func moreB11(c C, r *ring) {
	a := r.key("a")
	r.bump()
	c.Rename(ctx, a, r.key("b")) // want `slots`
}
func moreG7(c C, r *ring) {
	c.Rename(ctx, r.key("a"), r.key("b")) // want `right\)`
}

type opt struct {
	set func(int)
	get func() int
}

func moreB12(c C) {
	n := 1
	o := opt{set: func(v int) { n = v }, get: func() int { return n }}
	a := fmt.Sprintf("{%d}:a", o.get())
	o.set(2)
	c.Rename(ctx, a, fmt.Sprintf("{%d}:b", o.get())) // want `slots`
}

type base struct{ gen int }

func (b *base) bump()             { b.gen++ }
func (b *base) k(s string) string { return fmt.Sprintf("{b:%d}:%s", b.gen, s) }

type derived struct {
	base
	name string
}

func (d *derived) rotate() { d.bump() }
func moreB13(c C, d *derived) {
	a := d.k("a")
	d.rotate()
	c.Rename(ctx, a, d.k("b")) // want `slots`
}
func moreG8(c C, d *derived) {
	a := d.k("a")
	d.name = "x"
	c.Rename(ctx, a, d.k("b")) // want `right\)`
}

var once sync.Once
var prefix = "p1"

func pk(s string) string { return "{" + prefix + "}:" + s }
func moreM3(c C) {
	a := pk("a")
	once.Do(func() { prefix = "p2" })
	c.Rename(ctx, a, pk("b"))
}
func moreB14(c C) {
	a := pk("a")
	func() {
		defer func() { prefix = "p3" }()
	}()
	c.Rename(ctx, a, pk("b")) // want `slots`
}
func swapPrefix(n string) (old string) { old, prefix = prefix, n; return old }
func moreB15(c C) {
	old := swapPrefix("p9")
	c.Rename(ctx, "{"+old+"}:a", pk("b")) // want `slots`
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() T {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}
func moreB16(c C, s *stack[string]) {
	c.Rename(ctx, "{"+s.pop()+"}:a", "{"+s.pop()+"}:b") // want `slots`
}
func moreB17(c C, x *cursor, n int) {
	a := x.Key()
	switch n {
	case 1:
		x.pos = 5
	case 2:
		x.pos = 6
	default:
		x.pos = 7
	}
	c.Rename(ctx, a+":a", x.Key()+":b") // want `slots`
}
func moreB18(c C, x *cursor) {
	var keys []string
	for i := 0; i < 3; i++ {
		keys = append(keys, fmt.Sprintf("{%d}:k", x.Next()))
	}
	c.Del(ctx, keys...) // want `slots`
}
func moreG9(c C, x *cursor) {
	var keys []string
	for i := 0; i < 3; i++ {
		keys = append(keys, fmt.Sprintf("{%d}:%d", x.pos, i))
	}
	c.Del(ctx, keys...) // want `right\)`
}
func moreB19(c C, x *cursor) {
	var keys []string
	for i := 0; i < 3; i++ {
		keys = append(keys, fmt.Sprintf("{%d}:%d", x.pos, i))
		x.pos++
	}
	c.Del(ctx, keys...) // want `slots`
}
func moreB20(c C, p **cursor, q *cursor) {
	a := (*p).Key()
	*p = q
	c.Rename(ctx, a+":a", (*p).Key()+":b") // want `slots`
}
func key2(x *cursor, s string) string { return x.Key() + s }
func moreB21(c C, x *cursor) {
	c.Rename(ctx, key2(x, "a"), func() string { x.Next(); return key2(x, "b") }()) // want `slots`
}
func moreB22(c C, m map[string]*cursor) {
	a := m["x"].Key()
	m["x"].pos++
	c.Rename(ctx, a+":a", m["x"].Key()+":b") // want `slots`
}
func applied(f func()) { f() }
func moreB23(c C, x *cursor) {
	a := x.Key()
	applied(func() { x.pos++ })
	c.Rename(ctx, a+":a", x.Key()+":b")
}
func moreB24(c C, x *cursor) {
	x, y := &cursor{1}, x
	a := x.Key()
	x = y
	c.Rename(ctx, a+":a", x.Key()+":b") // want `slots`
}
