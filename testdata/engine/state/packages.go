package state

import (
	"fmt"
	"log"

	"example.com/engine/state/other"
)

func n1(c C) {
	old := other.Key("a")
	other.Next()
	c.Rename(ctx, old, other.Key("b"))
}
func n2(c C, x *other.Index) {
	old := x.Key("a")
	x.Next()
	c.Rename(ctx, old, x.Key("b"))
}
func n3(c C, x *other.Index) {
	old := x.PubKey("a")
	x.Pub++
	c.Rename(ctx, old, x.PubKey("b")) // want `slots`
}
func n4(c C) {
	old := other.ExpKey("a")
	other.Exported++
	c.Rename(ctx, old, other.ExpKey("b")) // want `slots`
}
func n5(c C, x *other.Index) {
	c.Rename(ctx, x.Take()+"a", x.Take()+"b")
}
func n6(c C) {
	x := other.New(1)
	old := x.Key("a")
	x.Next()
	c.Rename(ctx, old, x.Key("b")) // want `slots`
}
func y1(c C) { c.Rename(ctx, other.Key("a"), other.Key("b")) } // want `right\)`
func y2(c C, x *other.Index) {
	x.Next()
	k := x.Key("a")
	log.Println("moving", k, x)
	c.Set(ctx, k, 1, 0)
	c.Rename(ctx, k, x.Key("b")) // want `right\)`
}
func y3(c C, x *other.Index) {
	c.Rename(ctx, x.Key("a"), x.Key("b")) // want `right\)`
	other.Next()
}
func y4(c C, x, y *other.Index) {
	old := x.Key("a")
	if y.Len() > 2 {
		fmt.Println(y)
	}
	c.Rename(ctx, old, x.Key("b"))
}
func y5(c C) {
	other.Exported++
	c.Rename(ctx, other.ExpKey("a"), other.ExpKey("b")) // want `right\)`
}

type flag struct{ on bool }

func (f *flag) key(s string) string {
	if f.on {
		return "{a}:" + s
	}
	return "{b}:" + s
}
func (f *flag) flip() { f.on = !f.on }
func t1(c C, f *flag) {
	old := f.key("x")
	f.flip()
	c.Rename(ctx, old, f.key("y")) // want `slots`
}
func t2(c C, f *flag) {
	c.Rename(ctx, f.key("x"), f.key("y")) // want `right\)`
}
func t3(c C, f *flag) {
	f.flip()
	c.Rename(ctx, f.key("x"), f.key("y")) // want `right\)`
}
