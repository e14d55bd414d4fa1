// Package elsewhere has keys between which a function of another package is called.
//
//crossslottest:set right=true
package elsewhere

import (
	"context"
	"fmt"
	"strings"

	"example.com/engine/elsewhere/lib"
	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient

func nextTwice(c C) {
	c.Rename(ctx, fmt.Sprintf("{%d}", lib.Next()), fmt.Sprintf("{%d}", lib.Next()))
}
func cur(c C) {
	c.Rename(ctx, "{"+lib.Cur()+"}a", "{"+lib.Cur()+"}b")
}
func setCur(c C) {
	a := lib.Cur()
	lib.SetCur("q")
	c.Rename(ctx, "{"+a+"}", "{"+lib.Cur()+"}")
}
func touch(c C) {
	a := lib.Key("a")
	lib.Touch()
	c.Rename(ctx, a, lib.Key("b"))
}
func indirect(c C) {
	a := lib.Key("a")
	lib.Indirect()
	c.Rename(ctx, a, lib.Key("b"))
}
func viaFunc(c C) {
	a := lib.Key("a")
	lib.ViaFunc(lib.Touch)
	c.Rename(ctx, a, lib.Key("b"))
}
func viaFunc2(c C) {
	a := lib.Key("a")
	f := lib.Touch
	f()
	c.Rename(ctx, a, lib.Key("b"))
}
func viaFunc3(c C) {
	a := lib.Key("a")
	func() { lib.Touch() }()
	c.Rename(ctx, a, lib.Key("b"))
}
func helper() { lib.Touch() }
func viaHelper(c C) {
	a := lib.Key("a")
	helper()
	c.Rename(ctx, a, lib.Key("b"))
}
func viaDefer(c C) {
	a := lib.Key("a")
	func() { defer lib.Touch() }()
	c.Rename(ctx, a, lib.Key("b"))
}
func noop(c C) {
	a := lib.Key("a")
	lib.Noop()
	_ = lib.Read()
	c.Rename(ctx, a, lib.Key("b"))
}
func shared(c C) {
	a := lib.Shared["x"]
	lib.Shared["x"] = "q"
	c.Rename(ctx, "{"+a+"}", "{"+lib.Shared["x"]+"}") // want `RENAME: keys .*likely`
}
func shared2(c C) {
	a := lib.Shared["x"]
	lib.EditMap(lib.Shared)
	c.Rename(ctx, "{"+a+"}", "{"+lib.Shared["x"]+"}")
}
func bump(c C, t *lib.T) {
	a := t.Key("a")
	t.Bump()
	c.Rename(ctx, a, t.Key("b"))
}
func bump2(c C, t *lib.T) {
	a := t.Key("a")
	lib.Bump(t)
	c.Rename(ctx, a, t.Key("b"))
}
func bump3(c C, t *lib.T) {
	a := t.Key("a")
	lib.BumpAny(t)
	c.Rename(ctx, a, t.Key("b"))
}
func bump4(c C, t *lib.T) {
	a := t.Key("a")
	lib.BumpIface(t)
	c.Rename(ctx, a, t.Key("b"))
}
func bump5(c C, t *lib.T) {
	a := t.Key("a")
	f := t.Bump
	f()
	c.Rename(ctx, a, t.Key("b"))
}
func bump6(c C, t, u *lib.T) {
	a := t.Key("a")
	u.Bump()
	c.Rename(ctx, a, t.Key("b"))
}
func bumpSub(c C, t *lib.T) {
	a := t.Sub.Key("a")
	t.BumpSub()
	c.Rename(ctx, a, t.Sub.Key("b"))
}
func bumpVal(c C, t *lib.T) {
	a := t.Val("a")
	t.Bump()
	c.Rename(ctx, a, t.Val("b"))
}
func bumpValGood(c C, t lib.T) {
	c.Rename(ctx, t.Val("a"), t.Val("b")) // want `RENAME: the keys share a slot`
}
func bumpLocal(c C) {
	var t lib.T
	a := t.Val("a")
	t.Bump()
	c.Rename(ctx, a, t.Val("b")) // want `RENAME: keys .*likely`
}
func first(c C, t *lib.T) {
	a := t.First()
	t.SetFirst("q")
	c.Rename(ctx, "{"+a+"}", "{"+t.First()+"}")
}
func getPut(c C, t *lib.T) {
	a := t.Get("k")
	t.Put("k", "v")
	c.Rename(ctx, "{"+a+"}", "{"+t.Get("k")+"}")
}
func getField(c C, t *lib.T) {
	a := t.Get("k")
	t.M["k"] = "q"
	c.Rename(ctx, "{"+a+"}", "{"+t.Get("k")+"}") // want `RENAME: keys .*likely`
}
func getGood(c C, t *lib.T) {
	c.Rename(ctx, "{"+t.Get("k")+"}a", "{"+t.Get("k")+"}b") // want `RENAME: the keys share a slot`
}
func gens(c C, t *lib.T) {
	a := t.Gen()
	t.Bump()
	c.Rename(ctx, fmt.Sprintf("{%d}", a), fmt.Sprintf("{%d}", t.Gen()))
}
func edit(c C, p []string) {
	a := p[0]
	lib.Edit(p)
	c.Rename(ctx, "{"+a+"}", "{"+p[0]+"}")
}
func editLocal(c C) {
	p := []string{"a"}
	lib.Edit(p)
	c.Rename(ctx, "{a}", "{"+p[0]+"}")
}
func editLocal2(c C) {
	p := []string{"{a}", "{a}b"}
	lib.Edit(p)
	c.Del(ctx, p...)
}
func editJoin(c C, p []string) {
	a := strings.Join(p, "")
	lib.Edit(p)
	c.Rename(ctx, "{"+a+"}", "{"+strings.Join(p, "")+"}")
}
func editMapLocal(c C) {
	m := map[string]string{"x": "a"}
	lib.EditMap(m)
	c.Rename(ctx, "{a}", "{"+m["x"]+"}")
}
func editPtr(c C, s string) {
	a := s
	lib.EditPtr(&s)
	c.Rename(ctx, "{"+a+"}", "{"+s+"}") // want `RENAME: keys .*likely`
}
func editPtrField(c C, t *struct{ S string }) {
	a := t.S
	lib.EditPtr(&t.S)
	c.Rename(ctx, "{"+a+"}", "{"+t.S+"}") // want `RENAME: keys .*likely`
}
func seq(c C, s *lib.Seq) {
	c.Rename(ctx, "{"+s.Next()+"}", "{"+s.Next()+"}")
}
func seqPeek(c C, s *lib.Seq) {
	a := s.Peek()
	s.Next()
	c.Rename(ctx, "{"+a+"}", "{"+s.Peek()+"}")
}
func seqPeekGood(c C, s *lib.Seq) {
	s.Next()
	c.Rename(ctx, "{"+s.Peek()+"}a", "{"+s.Peek()+"}b") // want `RENAME: the keys share a slot`
}
func seqOnce(c C, s *lib.Seq) {
	k := s.Next()
	c.Rename(ctx, "{"+k+"}a", "{"+k+"}b") // want `RENAME: the keys share a slot`
}
func def(c C, x string) {
	c.Rename(ctx, "{"+lib.Def(x)+"}a", "{"+lib.Def(x)+"}b") // want `RENAME: the keys share a slot`
}
func def2(c C) {
	c.Rename(ctx, "{"+lib.Def("")+"}a", "{"+lib.Def("e")+"}b") // want `RENAME: keys .*proven`
}
func def3(c C, x string) {
	c.Rename(ctx, "{"+lib.Def(x)+"}a", "{"+lib.Def(x+"y")+"}b") // want `RENAME: keys .*likely`
}

type W struct{ t *lib.T }

func (w *W) key(s string) string { return w.t.Key(s) }
func (w *W) roll()               { w.t.Bump() }
func wrapped(c C, w *W) {
	a := w.key("a")
	w.roll()
	c.Rename(ctx, a, w.key("b"))
}
func wrapped2(c C, w *W) {
	a := w.key("a")
	w.t = &lib.T{}
	c.Rename(ctx, a, w.key("b")) // want `RENAME: keys .*likely`
}
func wrappedGood(c C, w *W) {
	c.Rename(ctx, w.key("a"), w.key("b")) // want `RENAME: the keys share a slot`
}

type E struct{ *lib.T }

func emb(c C, e E) {
	a := e.Key("a")
	e.Bump()
	c.Rename(ctx, a, e.Key("b"))
}
func loop(c C, s *lib.Seq, n int) {
	var keys []string
	for range n {
		keys = append(keys, "{"+s.Next()+"}")
	}
	c.Del(ctx, keys...)
}
func loopPeek(c C, s *lib.Seq, n int) {
	var keys []string
	for i := range n {
		keys = append(keys, fmt.Sprintf("{%s}:%d", s.Peek(), i))
	}
	c.Del(ctx, keys...) // want `DEL: the keys share a slot`
}
func loopPeekBad(c C, s *lib.Seq, n int) {
	var keys []string
	for i := range n {
		keys = append(keys, fmt.Sprintf("{%s}:%d", s.Peek(), i))
		s.Next()
	}
	c.Del(ctx, keys...)
}
