// Package other has state of its own.
package other

import "fmt"

var n = 1
var Exported = 1

func Next()                  { n++ }
func Key(s string) string    { return fmt.Sprintf("{n:%d}:%s", n, s) }
func ExpKey(s string) string { return fmt.Sprintf("{n:%d}:%s", Exported, s) }

type Index struct {
	gen int
	Pub int
}

func New(n int) *Index                  { return &Index{gen: n} }
func (x *Index) Key(s string) string    { return fmt.Sprintf("{x:%d}:%s", x.gen, s) }
func (x *Index) PubKey(s string) string { return fmt.Sprintf("{x:%d}:%s", x.Pub, s) }
func (x *Index) Next()                  { x.gen++ }
func (x *Index) Take() string           { x.gen++; return fmt.Sprintf("{x:%d}:t", x.gen) }
func (x *Index) Len() int               { return 3 }

// Open begins the key of a user.
func Open(name string) string { return "user:{" + name }
