// Package lib has state of its own, and functions that write it or what they are given.
package lib

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var n int64
var mu sync.Mutex
var Shared = map[string]string{}
var cur = "a"

func Next() int64         { return atomic.AddInt64(&n, 1) }
func Cur() string         { return cur }
func SetCur(s string)     { cur = s }
func Touch()              { mu.Lock(); defer mu.Unlock(); cur += "x" }
func Indirect()           { inner() }
func inner()              { Touch() }
func Key(s string) string { return "{" + cur + "}:" + s }
func ViaFunc(f func())    { f() }
func Noop()               {}
func Read() int           { return len(cur) }

type T struct {
	gen int
	ks  []string
	M   map[string]string
	Sub *T
}

func (t *T) Key(s string) string      { return fmt.Sprintf("{%d}:%s", t.gen, s) }
func (t *T) Bump()                    { t.gen++ }
func (t *T) BumpSub()                 { t.Sub.gen++ }
func (t *T) First() string            { return t.ks[0] }
func (t *T) SetFirst(s string)        { t.ks[0] = s }
func (t *T) Get(k string) string      { return t.M[k] }
func (t *T) Put(k, v string)          { t.M[k] = v }
func (t *T) Len() int                 { return len(t.ks) }
func (t *T) Gen() int                 { return t.gen }
func (t T) Val(s string) string       { return fmt.Sprintf("{%d}:%s", t.gen, s) }
func Bump(t *T)                       { t.gen++ }
func BumpAny(v any)                   { v.(*T).gen++ }
func BumpIface(b interface{ Bump() }) { b.Bump() }
func Edit(p []string)                 { p[0] = "z" }
func EditMap(m map[string]string)     { m["x"] = "z" }
func EditPtr(p *string)               { *p = "z" }
func Sorted(p []string) []string      { q := append([]string(nil), p...); return q }

type Seq struct{ n int }

func (s *Seq) Next() string { s.n++; return fmt.Sprint(s.n) }
func (s *Seq) Peek() string { return fmt.Sprint(s.n) }
func Def(s string) string {
	if s == "" {
		return "d"
	}
	return s
}
