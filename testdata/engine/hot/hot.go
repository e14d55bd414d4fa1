// Package hot puts families of keys into one slot.
//
//crossslottest:set checks=hotslot
package hot

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

const app = "shop"

var prefix = fmt.Sprint("a", 1)

type user struct{ ID int64 }

type store struct {
	c      redis.UniversalClient
	prefix string
}

func hot(ctx context.Context, c redis.UniversalClient, id int, u *user, name string) {
	c.Get(ctx, fmt.Sprintf("{users}:%d", id))            // want `^GET: all keys of the form \{users\}:<id> have the hash tag users, so that they live in one slot \(slot \d+\) on one node, however many there are; tag what belongs together, as in \{users:<id>\}, or leave the tag out \(hotslot, likely\)$`
	c.Set(ctx, fmt.Sprintf("{users}:%d", u.ID), 1, 0)    // the same family
	c.Get(ctx, "{"+app+"}:page:"+name)                   // want `\{shop:page:<name>\}`
	c.Get(ctx, fmt.Sprintf("log:{all}:%s:%d", name, id)) // want `\(hotslot, likely\)$`
	c.Get(ctx, fmt.Sprintf("{{carts}}:%d", id))          // want `hash tag \{carts,`
}

func right(ctx context.Context, s *store, id int, name string, on bool) {
	s.c.Get(ctx, fmt.Sprintf("{users:%d}:name", id))
	s.c.Get(ctx, fmt.Sprintf("users:%d", id))
	s.c.Get(ctx, fmt.Sprintf("users:{%d}", id))
	s.c.Get(ctx, "{users}:all")                  // one key
	s.c.Get(ctx, fmt.Sprintf("{flags}:%t", on))  // two keys
	s.c.Get(ctx, "{users}:"+prefix)              // one key of the process
	s.c.Get(ctx, s.prefix+"{users}:"+name)       // the prefix may hold the tag
	s.c.Get(ctx, fmt.Sprintf("{}:users:%d", id)) // no tag
	s.c.Get(ctx, fmt.Sprintf("{users:%d", id))   // no tag
	s.c.Scan(ctx, 0, "{users}:*", 10)            // no key
}

// The tag is that of a name, which has a default.
func queue(ctx context.Context, c redis.UniversalClient, name string, id int) {
	if name == "" {
		name = "default"
	}
	c.Get(ctx, fmt.Sprintf("jobs:{%s}:%d", name, id))
}

// Two texts of one key are one report.
func either(ctx context.Context, c redis.UniversalClient, id int, sum string) {
	end := "nil"
	if sum != "" {
		end = sum
	}
	c.Get(ctx, fmt.Sprintf("{either}:%d:%s", id, end)) // want `hash tag either,`
}

// A tag around a kind of things in a part of the program gathers the kind.
type products struct {
	c   redis.UniversalClient
	app string
	env string
}

func (p *products) hot(ctx context.Context, id, tenant string) {
	p.c.Get(ctx, "{app:"+p.env+":product}:"+id) // want `^GET: all keys of the form \{app:<p.env>:product\}:<id> have the hash tag app:<p.env>:product, so that those of one <p.env> live in one slot on one node, however many there are; tag what belongs together, not the whole family, or leave the tag out \(hotslot, likely\)$`
	p.c.Get(ctx, "{t:"+tenant+":order}:"+id)    // want `those of one <tenant> live in one slot`
}

func (p *products) right(ctx context.Context, id, user string) {
	p.c.Get(ctx, "{app:"+p.env+":product:"+id+"}:stock")
	p.c.Get(ctx, "{app:"+p.env+":products}:all") // one key
	p.c.Get(ctx, "{queue:"+p.app+"}:job:"+id)    // may be one of many queues
	p.c.Get(ctx, "{cart:"+user+":item}:"+id)     // those of one user
}
