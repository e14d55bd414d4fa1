// Package joined has fields of which several literals, branches or returns say what they
// hold, and lists in them whose elements are written.
//
//crossslottest:set right=true
package joined

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

type C = *redis.ClusterClient
type cfg struct {
	prefix string
	keys   []string
	n      int
}

func phiStruct(c C, b bool, id int) {
	x := cfg{prefix: "a"}
	if b {
		x = cfg{prefix: "b"}
	}
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*proven`
}
func phiStructGood(c C, b bool, id int) {
	x := cfg{prefix: "{a}"}
	if b {
		x = cfg{prefix: "{b}"}
	}
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: the keys share a slot`
}
func phiPtr(c C, b bool, id int) {
	var x *cfg
	if b {
		x = &cfg{prefix: "b"}
	} else {
		x = &cfg{prefix: "a"}
	}
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*proven`
}
func phiPtrGood(c C, b bool, id int) {
	var x *cfg
	if b {
		x = &cfg{prefix: "{b}"}
	} else {
		x = &cfg{prefix: "{a}"}
	}
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: the keys share a slot`
}
func newCfg(b bool) *cfg {
	if b {
		return &cfg{prefix: "p"}
	}
	return &cfg{prefix: "q"}
}
func ctor(c C, b bool, id int) {
	x := newCfg(b)
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*proven`
}
func newCfgT(b bool) *cfg {
	if b {
		return &cfg{prefix: "{p}"}
	}
	return &cfg{prefix: "{q}"}
}
func ctorGood(c C, b bool, id int) {
	x := newCfgT(b)
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: the keys share a slot`
}
func ctorVal(b bool) (cfg, error) {
	if b {
		return cfg{}, fmt.Errorf("x")
	}
	return cfg{prefix: "v"}, nil
}
func ctorValBad(c C, b bool, id int) {
	x, err := ctorVal(b)
	if err != nil {
		return
	}
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*proven`
}

var cfgs = map[string]cfg{"a": {prefix: "pa"}, "b": {prefix: "pb"}}
var tagged = map[string]cfg{"a": {prefix: "{pa}"}, "b": {prefix: "{pb}"}}

func mapOf(c C, k string, id int) {
	x := cfgs[k]
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*likely`
}
func mapConst(c C, id int) {
	x := cfgs["a"]
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*proven`
}
func mapConstTwo(c C, id int) {
	c.Rename(ctx, fmt.Sprintf("%s:%d", cfgs["a"].prefix, id), fmt.Sprintf("%s:%d", cfgs["b"].prefix, id)) // want `RENAME: keys .*proven`
}
func mapTagged(c C, k string, id int) {
	x := tagged[k]
	c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id))
}

var list = []cfg{{prefix: "la"}, {prefix: "lb"}}

func listOf(c C, id int) {
	for _, x := range list {
		c.Rename(ctx, fmt.Sprintf("%s:%d:x", x.prefix, id), fmt.Sprintf("%s:%d:y", x.prefix, id)) // want `RENAME: keys .*likely`
	}
}
func listTwo(c C, id int) {
	c.Rename(ctx, fmt.Sprintf("%s:%d", list[0].prefix, id), fmt.Sprintf("%s:%d", list[1].prefix, id)) // want `RENAME: keys .*proven`
}
func localList(c C, id int) {
	l := []cfg{{prefix: "x"}, {prefix: "y"}}
	c.Rename(ctx, l[0].prefix, l[1].prefix) // want `RENAME: keys .*proven`
}
func copied(c C, id int) {
	a := cfg{prefix: "a"}
	b := a
	b.prefix = "b"
	c.Rename(ctx, a.prefix, b.prefix) // want `RENAME: keys .*proven`
}
func copiedGood(c C, id int) {
	a := cfg{prefix: "{a}", n: 1}
	b := a
	b.n = 2
	c.Rename(ctx, fmt.Sprint(a.prefix, a.n), fmt.Sprint(b.prefix, b.n)) // want `RENAME: the keys share a slot`
}
func copiedParam(c C, a cfg) {
	b := a
	b.n = 2
	c.Rename(ctx, "{"+a.prefix+"}a", "{"+b.prefix+"}b") // want `RENAME: the keys share a slot`
}
func copiedParamBad(c C, a cfg) {
	b := a
	b.prefix += "2"
	c.Rename(ctx, "{"+a.prefix+"}a", "{"+b.prefix+"}b") // want `RENAME: keys .*proven`
}

type svc struct {
	c    C
	keys []string
	pre  string
}

func newSvc(c C, id string, v2 bool) *svc {
	if v2 {
		return &svc{c: c, keys: []string{"v2:" + id + ":a", "v2:" + id + ":b"}, pre: "v2"}
	}
	return &svc{c: c, keys: []string{"v1:" + id + ":a", "v1:" + id + ":b"}, pre: "v1"}
}
func (s *svc) run() {
	s.c.Del(ctx, s.keys...) // want `DEL: keys .*proven`
}
func (s *svc) pref(id int) {
	s.c.Rename(ctx, fmt.Sprintf("%s:%d:x", s.pre, id), fmt.Sprintf("%s:%d:y", s.pre, id)) // want `RENAME: keys .*proven`
}

type svcT struct {
	c    C
	keys []string
}

func newSvcT(c C, id string, v2 bool) *svcT {
	if v2 {
		return &svcT{c: c, keys: []string{"{v2:" + id + "}:a", "{v2:" + id + "}:b"}}
	}
	return &svcT{c: c, keys: []string{"{v1:" + id + "}:a", "{v1:" + id + "}:b"}}
}
func (s *svcT) run() {
	s.c.Del(ctx, s.keys...) // want `DEL: the keys share a slot`
}

type svcL struct {
	c    C
	keys []string
}

func (s *svcL) add(id string) { s.keys = append(s.keys, "{x}:"+id) }
func newSvcL(c C, id string) *svcL {
	return &svcL{c: c, keys: []string{"{x}:" + id, "{x}:b"}}
}
func (s *svcL) run() {
	s.c.Del(ctx, s.keys...)
}

type svcM struct {
	c    C
	keys []string
}

func (s *svcM) set(keys []string) { s.keys = keys }
func newSvcM(c C, id string) *svcM {
	return &svcM{c: c, keys: []string{"{x}:" + id, "{x}:b"}}
}
func (s *svcM) run() {
	s.c.Del(ctx, s.keys...)
}
func sw(c C, kind int, id string) {
	var x cfg
	switch kind {
	case 0:
		x = cfg{prefix: "zero"}
	case 1:
		x.prefix = "one"
	default:
		x = cfg{prefix: "many"}
	}
	c.Rename(ctx, x.prefix+":"+id, x.prefix+":"+strings.ToUpper(id)) // want `RENAME: keys .*likely`
}
func nest(c C, b bool) {
	type outer struct{ in cfg }
	o := outer{in: cfg{prefix: "a"}}
	if b {
		o = outer{in: cfg{prefix: "bb"}}
	}
	c.Rename(ctx, o.in.prefix+"x", o.in.prefix+"y") // want `RENAME: keys .*proven`
}
func cross(c C, b, d bool) {
	x := cfg{prefix: "a"}
	if b {
		x = cfg{prefix: "b"}
	}
	y := cfg{prefix: "a"}
	if d {
		y = cfg{prefix: "b"}
	}
	c.Rename(ctx, "{"+x.prefix+"}1", "{"+y.prefix+"}2") // want `RENAME: keys .*likely`
}
func crossSame(c C, b bool) {
	x := &cfg{prefix: "a"}
	if b {
		x = &cfg{prefix: "b"}
	}
	y := &cfg{prefix: "a"}
	if b {
		y = &cfg{prefix: "b"}
	}
	c.Rename(ctx, "{"+x.prefix+"}1", "{"+y.prefix+"}2")
}

type svcE struct {
	c    C
	keys []string
}

func newSvcE(c C, id string) *svcE { return &svcE{c: c, keys: []string{"{x}:" + id, "{x}:b"}} }
func (s *svcE) change(k string)    { s.keys[0] = k }
func (s *svcE) change2(k []string) { copy(s.keys[1:], k) }
func (s *svcE) run() {
	s.c.Del(ctx, s.keys...)
}
func useE(c C, id string) {
	s := newSvcE(c, id)
	s.change("other")
	c.Del(ctx, s.keys...)
}
func useE2(c C, id string) {
	s := newSvcE(c, id)
	s.keys[0] = "other"
	c.Del(ctx, s.keys...)
}
func useE3(c C, id string) {
	s := &svcE{c: c, keys: []string{"{x}:" + id, "{x}:b"}}
	s.keys[0] = "other"
	c.Del(ctx, s.keys...)
}
func useE4(c C, id string) {
	s := &svcE{c: c, keys: []string{"{x}:" + id, "{x}:b"}}
	s.change("other")
	c.Del(ctx, s.keys...)
}
func useE5(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	s := &svcE{c: c, keys: keys}
	s.change("other")
	c.Del(ctx, keys...)
}
func setFirst(p []string, k string) { p[0] = k }
func useE6(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	setFirst(keys, "other")
	c.Del(ctx, keys...)
}
func useE7(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	p := &keys[0]
	*p = "other"
	c.Del(ctx, keys...)
}
func useE8(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	for i := range keys {
		keys[i] += "y" + keys[i]
	}
	c.Rename(ctx, keys[0], "{x}:"+id)
	c.Rename(ctx, keys[0], "{y}")
}
func useE9(c C, id string) {
	keys := [2]string{"{x}:" + id, "{x}:b"}
	p := keys[:]
	p[0] = "other"
	c.Del(ctx, keys[:]...)
}
func useE10(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	func() { keys[0] = "other" }()
	c.Del(ctx, keys...)
}
func useE11(c C, id string) {
	keys := []string{"{x}:" + id, "{x}:b"}
	f := func(i int) { keys[i] = "other" }
	f(0)
	c.Del(ctx, keys...) // want `DEL: keys .*proven`
}
func useE12(c C, ids []string) {
	m := map[string][]string{"a": {"{x}1", "{x}2"}}
	m["a"][0] = "other"
	c.Del(ctx, m["a"]...)
}
func useE13(c C, ids []string) {
	keys := append([]string{}, "{x}1", "{x}2")
	q := keys[:1]
	q = append(q, "other")
	_ = q
	c.Del(ctx, keys...)
}
func useE14(c C, ids []string) {
	keys := append([]string{}, "{x}1", "{x}2")
	q := keys[1:]
	q[0] = "other"
	c.Del(ctx, keys...)
}
