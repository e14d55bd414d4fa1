// Package right is judged with -right: what is proved to share a slot, and what
// looks as if it were and is not, as something may change a value in between.
//
//crossslottest:set right=true
package right

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func key(tenant string) string { return "{" + tenant + "}:a" }

func change(tenant *string) { *tenant += "x" }

func some(keys []string, key string) {
	for i := range keys {
		if i%2 == 0 {
			keys[i] = key
		}
	}
}

func count(keys []string) int { return len(keys) }

func lists(ctx context.Context, c redis.UniversalClient, tenant string) {
	list := []string{"{u}:1", "{u}:2"}
	count(list)
	c.Del(ctx, list...) // want `DEL: the keys share a slot`
	filled := []string{"{u}:1", "{u}:2"}
	some(filled, "user:3")
	c.Del(ctx, filled...)
	copied := append([]string{}, "{u}:1", "{u}:2")
	copy(copied, []string{tenant})
	c.Del(ctx, copied...)
}

// A made slice of constant length is an array in disguise.
func made(ctx context.Context, c redis.UniversalClient, tenant, other string) {
	keys := make([]string, 2)
	keys[0], keys[1] = "{"+tenant+"}:a", "{"+tenant+"}:b"
	c.Del(ctx, keys...) // want `DEL: the keys share a slot`
	more := make([]string, 2)
	more[0], more[1] = "{"+tenant+"}:a", "{"+tenant+"}:b"
	copy(more, []string{"{" + other + "}:a"})
	c.Del(ctx, more...) // want `DEL: keys .*\{<tenant>\}:a and \{<other>\}:a hash to different slots`
}

func captured(ctx context.Context, c redis.UniversalClient, tenant, other string) {
	keep := func() string { return other }
	c.Rename(ctx, key(other), "{"+keep()+"}:b") // want `RENAME: the keys share a slot`
	// What the literal gives away may be changed by whoever gets it.
	a := key(tenant)
	turn := func() { change(&tenant) }
	turn()
	c.Rename(ctx, a, "{"+tenant+"}:b") // want `RENAME: keys \{<tenant>\}:a and \{<another tenant>\}:b .*slots`
}

type request struct{ tenant, other string }

func fields(ctx context.Context, c redis.UniversalClient, r *request) {
	a, b := key(r.tenant), key(r.other)
	turn := func() { r.tenant += "x" }
	turn()
	c.Rename(ctx, b, "{"+r.other+"}:b")  // want `RENAME: the keys share a slot`
	c.Rename(ctx, a, "{"+r.tenant+"}:b") // want `RENAME: keys \{<r.tenant>\}:a and \{<r.tenant>x\}:b share a slot for 1 value in 16384 only.*proven`
}

// The literal that sends the list has it from memory, as have those that change
// it before.
func inMemory(ctx context.Context, c redis.UniversalClient, tenant string, r request) {
	send := func(keys []string) func() { return func() { c.Del(ctx, keys...) } }
	list := []string{"{u}:1"}
	func() { c.SUnionStore(ctx, "{u}", list...) }() // want `SUNIONSTORE: the keys share a slot`
	changed := append([]string{}, "{u}:1")
	for i := range changed {
		changed[i] = tenant + changed[i]
	}
	func() { c.SUnionStore(ctx, "{u}", changed...) }() // want `SUNIONSTORE: keys .*<tenant>.* different slots`
	array := [...]string{"{u}:1"}
	filled := array[:]
	some(filled, tenant)
	func() { c.SUnionStore(ctx, "{u}", filled...) }()
	a := key(r.tenant)
	turn := func() { r.tenant += "x" }
	turn()
	c.Rename(ctx, a, "{"+r.tenant+"}:b") // want `RENAME: keys \{<r.tenant>\}:a and \{<r.tenant>x\}:b share a slot for 1 value in 16384 only.*proven`
	c.Rename(ctx, a, "{"+r.other+"}:b")  // want `RENAME: keys .* hash to different slots`
	send(list)()
}

// Options set the fields of an object that a function makes.
type names struct{ prefix, suffix string }

func newNames(opts ...func(*names)) *names {
	n := &names{prefix: "default:", suffix: ":x"}
	for _, o := range opts {
		o(n)
	}
	return n
}

func withPrefix(prefix string) func(*names) { return func(n *names) { n.prefix = prefix } }

func (n *names) key() string { return n.prefix + n.suffix }

func options(ctx context.Context, c redis.UniversalClient, ids []string) {
	// What no option sets is as it was made.
	c.Rename(ctx, "{u}"+newNames().suffix, "{u}"+newNames().suffix) // want `RENAME: the keys share a slot`
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = newNames(withPrefix(id)).key()
	}
	c.SInter(ctx, keys...)
	// Right: one key again and again.
	for i := range ids {
		keys[i] = newNames(withPrefix("user:")).key()
	}
	c.SInter(ctx, keys...)
	// The names of one object begin alike.
	n := newNames(withPrefix("u:" + ids[0]))
	c.Rename(ctx, n.key(), n.key())      // want `RENAME: the keys share a slot`
	c.Rename(ctx, n.key(), n.key()+":b") // want `RENAME: keys .* share a slot for 1 value in 16384 only, unless prefix holds a hash tag`
}
