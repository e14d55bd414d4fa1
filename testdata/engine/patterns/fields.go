package patterns

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// A plain store begins its keys with a field that only its constructor sets.
type plain struct {
	rdb    redis.UniversalClient
	prefix string
	space  string
}

func newPlain(rdb redis.UniversalClient) *plain {
	return &plain{rdb: rdb, prefix: "plain:", space: "{plain}"}
}

func (p *plain) key(id string) string { return p.prefix + id }

func (p *plain) rename(ctx context.Context, id string) {
	// The constructor's constant is known.
	p.rdb.Rename(ctx, p.prefix+"1", p.prefix+"2") // want `RENAME: keys "plain:1" .*"plain:2" .*different slots.*proven`
	// Through a method that reads the field.
	p.rdb.Rename(ctx, p.key(id)+":a", p.key(id)+":b") // want `RENAME: keys plain:<id>:a and plain:<id>:b never share a slot.*proven`
	// Right: another field holds a tag.
	p.rdb.Rename(ctx, p.space+"1", p.space+id)
}

// A set store has a method that gives the prefix a tag.
type set struct {
	rdb    redis.UniversalClient
	prefix string
}

func newSet(rdb redis.UniversalClient) *set { return &set{rdb, "set:"} }

func (s *set) cluster() { s.prefix = "{set}:" }

// Right: a visible assignment puts a brace there.
func (s *set) rename(ctx context.Context) { s.rdb.Rename(ctx, s.prefix+"1", s.prefix+"2") }

// A reset store has a method that gives the prefix another constant.
type reset struct {
	rdb    redis.UniversalClient
	prefix string
}

func newReset(rdb redis.UniversalClient) *reset { return &reset{rdb: rdb, prefix: "old:"} }

func (r *reset) use() { r.prefix = "new:" }

func (r *reset) rename(ctx context.Context) {
	// Whichever it is, the two keys have the same.
	r.rdb.Rename(ctx, r.prefix+"1", r.prefix+"2") // want `RENAME: keys "(old|new):1" .*"(old|new):2" .*different slots`
	// Right: one key, whichever prefix it is.
	r.rdb.Rename(ctx, r.prefix+"1", r.prefix+"1")
}

// A computed field is made of another.
type computed struct {
	rdb      redis.UniversalClient
	id       int64
	from, to string
}

func newComputed(rdb redis.UniversalClient, id int64) *computed {
	c := &computed{rdb: rdb, id: id}
	c.from = fmt.Sprintf("job:%d:from", id)
	c.to = fmt.Sprintf("job:%d:done", id)
	return c
}

func (c *computed) rename(ctx context.Context) {
	c.rdb.Rename(ctx, c.from, c.to) // want `RENAME: keys job:<.*id>:from and job:<.*id>:done never share a slot`
}

// A computed field with a tag around the same value.
type computedTagged struct {
	rdb      redis.UniversalClient
	from, to string
}

func newComputedTagged(rdb redis.UniversalClient, id int64) *computedTagged {
	return &computedTagged{rdb, fmt.Sprintf("{job:%d}:from", id), fmt.Sprintf("{job:%d}:to", id)}
}

// Right: one constructor gave both fields one value.
func (c *computedTagged) rename(ctx context.Context) { c.rdb.Rename(ctx, c.from, c.to) }

// Keys of two objects are keys of two values.
func twoObjects(ctx context.Context, a, b *computedTagged) {
	a.rdb.Rename(ctx, a.from, b.to) // want `RENAME: keys \{job:<.*id>\}:from and \{job:<.*id>\}:to .*likely`
	// Right: of one object.
	b.rdb.Rename(ctx, b.from, b.to)
}

// A struct that is a local variable.
func localStruct(ctx context.Context, c redis.UniversalClient, id string) {
	var k struct{ from, to string }
	k.from = "user:" + id + ":a"
	k.to = "user:" + id + ":b"
	c.Rename(ctx, k.from, k.to) // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// Right: written again before it is read.
	k.to = k.from
	c.Rename(ctx, k.from, k.to)
}
