package objects

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// The fields of an object that the caller knows.
// The summary of a method holds what all objects of the type may have there,
// and no longer the parameter.
type record struct {
	kind string
	id   int64
}

func (r record) key(field string) string             { return fmt.Sprintf("%s:%d:%s", r.kind, r.id, field) }
func (r record) String() string                      { return r.key("record") }
func (r record) in(space func(string) string) string { return space(r.key("in")) }

// A typed is a family of keys of one type of ID.
type typed[T any] struct{ prefix string }

func (t typed[T]) key(id T) string { return fmt.Sprintf("%s:%v", t.prefix, id) }

func objects(ctx context.Context, c redis.UniversalClient) {
	// A struct with known fields gives a known key.
	one, two := record{"user", 1}, record{kind: "user", id: 2}
	c.Rename(ctx, one.key("a"), two.key("a")) // want `RENAME: keys "user:1:a" .*"user:2:a" .*different slots.*proven`
	// Right: the same fields.
	c.Rename(ctx, one.key("a"), record{"user", 1}.key("a"))
	// A method value, and a function passed on.
	keyOf := one.key
	c.Rename(ctx, keyOf("a"), two.String())                                          // want `RENAME: keys "user:1:a" .*"user:2:record" .*different slots.*proven`
	c.Rename(ctx, one.in(func(s string) string { return "x:" + s }), "x:user:2:in")  // want `RENAME: keys "x:user:1:in" .*"x:user:2:in" .*different slots.*proven`
	c.Rename(ctx, typed[string]{"user"}.key("1"), typed[int]{prefix: "user"}.key(2)) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
}
