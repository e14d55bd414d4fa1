package patterns

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// A key is a text with methods.
type key string

func (k key) String() string           { return string(k) }
func (k key) with(suffix string) key   { return k + ":" + key(suffix) }
func (k *key) pointer() string         { return "p:" + string(*k) }
func (k key) tagged(suffix string) key { return "{" + k + "}:" + key(suffix) }

// A record spells its keys by methods.
type record struct {
	kind string
	id   int64
}

func (r record) key(field string) string             { return fmt.Sprintf("%s:%d:%s", r.kind, r.id, field) }
func (r *record) tagged(field string) string         { return fmt.Sprintf("{%s:%d}:%s", r.kind, r.id, field) }
func (r record) String() string                      { return r.key("record") }
func (r record) in(space func(string) string) string { return space(r.key("in")) }

func namedTypes(ctx context.Context, c redis.UniversalClient, id string, k key, r *record) {
	c.Rename(ctx, key("user:1").String(), string(key("user:2"))) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: String gives the text itself.
	c.Rename(ctx, key("user:1").String(), "user:1")

	u := key("user:" + id)
	c.Rename(ctx, u.with("a").String(), u.with("b").String()) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: a method that puts the tag in.
	c.Rename(ctx, string(u.tagged("a")), string(u.tagged("b")))

	// A parameter of the named type is a hole like any other.
	c.Rename(ctx, k.with("a").String(), k.with("b").String()) // want `RENAME: keys <k>:a and <k>:b never share a slot`
	// Right: behind a pointer it is the same value.
	c.Rename(ctx, "{"+k.pointer()+"}:a", "{"+k.pointer()+"}:b")

	// Methods of structs.
	c.Rename(ctx, "r:"+r.key("a"), "r:"+r.key("b")) // want `RENAME: keys .*:a.* and .*:b.* (never share a slot|are in different slots)`
	// Right: the tagging method of the same struct.
	c.Rename(ctx, r.tagged("a"), r.tagged("b"))
}

// Generic helpers.
func keyFor[T any](kind string, id T) string { return fmt.Sprintf("%s:%v", kind, id) }

func tagFor[T ~string | ~int64](id T) string { return fmt.Sprintf("{%v}", id) }

// A typed is a family of keys of one type of ID.
type typed[T any] struct{ prefix string }

func (t typed[T]) key(id T) string { return fmt.Sprintf("%s:%v", t.prefix, id) }

func generics(ctx context.Context, c redis.UniversalClient, id string, n int64) {
	c.Rename(ctx, keyFor("user", 1), keyFor("user", "2"))                   // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, keyFor("user", id)+":a", keyFor[string]("user", id)+":b") // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: instances of other types, the same text.
	c.Rename(ctx, keyFor("user", 1), keyFor("user", "1"))
	c.Rename(ctx, tagFor(id)+":a", tagFor(key(id))+":b")
	c.Rename(ctx, tagFor(n)+":a", tagFor(n)+":b")
	c.Rename(ctx, typed[string]{"{user}"}.key("1"), typed[int]{"{user}"}.key(2))
}
