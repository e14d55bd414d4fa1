// Package brought has hash tags that come with a value: a caller passes a key
// that has one, an option or a default sets one. And twins without.
package brought

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

// Right: the only callers pass keys with a tag.
type store struct {
	c  redis.UniversalClient
	ns string
}

func (s *store) rename(a, b string) { s.c.Rename(ctx, "app:"+a, "app:"+b) }

func useRename(s *store, id int) {
	s.rename("{x}:1", "{x}:2")
	s.rename(fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%d}:b", id))
	s.rename("x:1", "x:2") // want `RENAME: keys "app:x:1" .* and "app:x:2" .* different slots`
}

// No caller passes a tag.
func (s *store) move(a, b string) { s.c.Rename(ctx, "app:"+a, "app:"+b) } // want `RENAME: keys app:<a> and app:<b> hash to different slots`

func useMove(s *store, id string) { s.move("x:"+id, "y") }

// Right: through a second wrapper, and a list.
func (s *store) key(k string) string { return s.ns + ":" + k }

func (s *store) del(keys ...string) {
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, s.key(k))
	}
	s.c.Del(ctx, out...)
}

func (s *store) delUser(id int, names ...string) {
	s.del(fmt.Sprintf("{user:%d}:a", id), fmt.Sprintf("{user:%d}:b", id))
}

func newStore(c redis.UniversalClient) *store { return &store{c: c, ns: "app"} }

func (s *store) delBare(id int) {
	s.del(fmt.Sprintf("user:%d:a", id), fmt.Sprintf("user:%d:b", id)) // want `DEL: keys app:user:<id>:a and app:user:<id>:b never share a slot`
}

// Right: an id that is a tag.
func (s *store) both(id string) { s.c.Del(ctx, "u:"+id+":a", "u:"+id+":b") }

func useBoth(s *store, n int) { s.both(fmt.Sprintf("{%d}", n)) }

// An id that is none.
func (s *store) two(id string) { s.c.Del(ctx, "u:"+id+":a", "u:"+id+":b") } // want `DEL: keys u:<id>:a and u:<id>:b never share a slot`

func useTwo(s *store, n int) { s.two(fmt.Sprintf("%d", n)) }

// Right: an option sets the tag.
type options struct{ prefix, sep, plain string }

type option func(*options)

func withPrefix(p string) option { return func(o *options) { o.prefix = p } }

func withPlain(p string) option { return func(o *options) { o.plain = p } }

type repo struct {
	c redis.UniversalClient
	o options
}

func newRepo(c redis.UniversalClient, opts ...option) *repo {
	r := &repo{c: c, o: options{prefix: "app", sep: ":", plain: "app"}}
	for _, f := range opts {
		f(&r.o)
	}
	return r
}

func (r *repo) move(a, b string) { r.c.Rename(ctx, r.o.prefix+r.o.sep+a, r.o.prefix+r.o.sep+b) }

// An option that nobody sets to a tag.
func (r *repo) plain(a, b string) { r.c.Rename(ctx, r.o.plain+":"+a, r.o.plain+":"+b) } // want `RENAME: keys .*:<a> and .*:<b> hash to different slots`

func useRepo(c redis.UniversalClient) {
	r := newRepo(c, withPrefix("{app}"), withPlain("cart"))
	r.move("a", "b")
	r.c.Rename(ctx, r.o.prefix+"a", r.o.prefix+"b")
}

// Right: a pointer to the options is kept, and an interface applies them.
type setting interface{ apply(*settings) }

type settings struct{ tag, name string }

type tagSetting string

func (t tagSetting) apply(s *settings) { s.tag = "{" + string(t) + "}" }

type service struct {
	c redis.UniversalClient
	s *settings
}

func newService(c redis.UniversalClient, all ...setting) *service {
	s := &settings{tag: "app", name: "app"}
	for _, one := range all {
		one.apply(s)
	}
	return &service{c, s}
}

func (s *service) move(a, b string) { s.c.Rename(ctx, s.s.tag+":"+a, s.s.tag+":"+b) }

func (s *service) bare(a, b string) { s.c.Rename(ctx, s.s.name+":"+a, s.s.name+":"+b) } // want `RENAME: keys app:<a> and app:<b> hash to different slots`

// Right: the default of a configuration is a tag.
type config struct{ prefix, bare string }

func load() config {
	c := config{prefix: os.Getenv("PREFIX"), bare: os.Getenv("BARE")}
	if c.prefix == "" {
		c.prefix = "{app}:"
	}
	if c.bare == "" {
		c.bare = "app:"
	}
	return c
}

func (c *config) defaults() {
	if c.prefix == "" {
		c.prefix = "{app}:"
	}
}

type configured struct {
	c   redis.UniversalClient
	cfg config
}

func newConfigured(c redis.UniversalClient) *configured { return &configured{c, load()} }

func (c *configured) move(a, b string) { c.c.Rename(ctx, c.cfg.prefix+a, c.cfg.prefix+b) }

func (c *configured) bare(a, b string) { c.c.Rename(ctx, c.cfg.bare+a, c.cfg.bare+b) } // want `RENAME: keys .*<a> and .*<b> hash to different slots`

func local(c redis.UniversalClient, a, b string) {
	p := os.Getenv("PREFIX")
	if p == "" {
		p = "{app}:"
	}
	c.Rename(ctx, p+a, p+b)
	q := os.Getenv("PREFIX")
	if q == "" {
		q = "app:"
	}
	c.Rename(ctx, q+a, q+b) // want `hash to different slots`
}

// Right: a setter, and a struct in a struct.
type outer struct {
	c     redis.UniversalClient
	inner struct{ prefix, plain string }
}

func (o *outer) setPrefix(p string) { o.inner.prefix = p }

func (o *outer) setPlain(p string) { o.inner.plain = p }

func newOuter(c redis.UniversalClient) *outer {
	o := &outer{c: c}
	o.inner.prefix, o.inner.plain = "app:", "app:"
	return o
}

func useOuter(c redis.UniversalClient) {
	o := newOuter(c)
	o.setPrefix("{o}:")
	o.setPlain("o:")
	o.move("a", "b")
	o.bare("a", "b")
}

func (o *outer) move(a, b string) { o.c.Rename(ctx, o.inner.prefix+a, o.inner.prefix+b) }

func (o *outer) bare(a, b string) { o.c.Rename(ctx, o.inner.plain+a, o.inner.plain+b) } // want `hash to different slots`

// Right: a map and a closure bring it.
func (s *store) each(m map[string]string) {
	for a, b := range m {
		s.swap(a, b)
	}
}

func (s *store) swap(a, b string) { s.c.Rename(ctx, s.ns+a, s.ns+b) } // want `hash to different slots`

func tagged(id string) string { return "{" + strings.ToLower(id) + "}" }

func (s *store) pair(id string) { s.c.Del(ctx, "p:"+id+":a", "p:"+id+":b") }

func usePair(s *store, id string) { s.pair(tagged(id)) }

// Right: an element of a parameter, and a field of one.
type item struct{ key string }

func (s *store) items(l []item) { s.c.Del(ctx, "i:"+l[0].key, "i:"+l[1].key) }

func useItems(s *store) { s.items([]item{{"{x}:a"}, {"{x}:b"}}) }

// Right: the tag of a prefix, inside the key that a caller passes.
type shelf struct {
	c      redis.UniversalClient
	prefix string
}

func newShelf(c redis.UniversalClient) *shelf {
	s := &shelf{c: c, prefix: os.Getenv("SHELF_PREFIX")}
	if s.prefix == "" {
		s.prefix = "{shelf}:"
	}
	return s
}

func (s *shelf) touch(id string) { bump(s.c, "stock:"+s.prefix+id) }

func bump(c redis.UniversalClient, key string) { c.MSet(ctx, key, 1, "ver:"+key, 1) }

// A prefix of which nothing is known may have one.
type rack struct {
	c      redis.UniversalClient
	prefix string
}

func NewRack(c redis.UniversalClient, prefix string) *rack { return &rack{c, prefix} }

func (r *rack) touch(id string) { raise(r.c, "stock:"+r.prefix+id) }

func raise(c redis.UniversalClient, key string) { c.MSet(ctx, key, 1, "ver:"+key, 1) } // want `MSET: keys <key> and ver:<key> never share a slot, unless key holds a hash tag; .*likely`

// No tag is in what callers pass.
func lift(c redis.UniversalClient, key string) { c.MSet(ctx, key, 1, "ver:"+key, 1) } // want `MSET: keys <key> and ver:<key> never share a slot; .*proven`

func useLift(c redis.UniversalClient, name string) { lift(c, "stock:"+name) }

// Right: what fmt prints of a struct is a tag, in the key that a caller passes.
type stamp struct{ ID int }

func useHeave(c redis.UniversalClient, s stamp) { heave(c, "stock:"+fmt.Sprintf("%+v", s)) }

func heave(c redis.UniversalClient, key string) { c.MSet(ctx, key, 1, "ver:"+key, 1) }

func useHoist(c redis.UniversalClient, s any) { hoist(c, "stock:"+fmt.Sprint(s)) }

func hoist(c redis.UniversalClient, key string) { c.MSet(ctx, key, 1, "ver:"+key, 1) } // want `unless key holds a hash tag; .*likely`
