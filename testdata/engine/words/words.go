// Package words has reports whose words say what there is to do: which keys are
// apart, what could hold a tag, and what happens under a Watch.
package words

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

// All keys that are apart are named.
func all(c redis.UniversalClient) {
	c.SInterStore(ctx, "tags:out", "tags:go", "tags:redis")                          // want `are in different slots; "tags:redis" \(slot \d+\) hashes to another slot, too \(3 of its 3 keys\).*as in "\{tags\}:out", "\{tags\}:go" and "\{tags\}:redis"`
	c.SInterStore(ctx, "{tags}:out", "{tags}:go", "tags:redis", "{tags}:a", "tag:c") // want `; "tag:c" \(slot \d+\) hashes to another slot, too \(3 of its 5 keys\)`
	c.SInterStore(ctx, "{tags}:out", "{tags}:go", "tags:redis", "{tags}:a")          // want `\(2 of its 4 keys\)`
}

// A transaction names all of its keys, and counts each once.
func transaction(c redis.UniversalClient, post, author, reader string) {
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of ZADD, ZADD and SADD: keys "post:time" \(slot \d+\) and "post:score" \(slot \d+\) are in different slots; author:<author> hashes to another slot, too \(3 of its 3 keys\); a cluster`
		p.ZAdd(ctx, "post:time", redis.Z{Member: post})
		p.ZAdd(ctx, "post:score", redis.Z{Member: post})
		p.SAdd(ctx, "author:"+author, post)
		p.Expire(ctx, "author:"+author, 0)
		return nil
	})
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and DEL: keys a:\{<post>\} and b:<author> hash to different slots \(2 of its 3 keys\); a cluster`
		p.Set(ctx, "a:{"+post+"}", 1, 0)
		p.Incr(ctx, "c:{"+post+"}")
		p.Del(ctx, "b:"+author)
		return nil
	})
	if reader == "" { // the third key is of another transaction
		return
	}
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and DEL: keys a:<post> and c:<post> never share a slot; b:<author> hashes to another slot, too \(3 of its 3 keys\); a cluster`
		p.Set(ctx, "a:"+post, 1, 0)
		p.Del(ctx, "b:"+author)
		p.Del(ctx, "c:"+post)
		return nil
	})
	c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of SET and DEL: keys "a" \(slot \d+\) and "b" \(slot \d+\) are in different slots; a cluster`
		if reader == "x" {
			p.Set(ctx, "a", 1, 0)
			p.Del(ctx, "b")
			return nil
		}
		p.Set(ctx, "a", 1, 0)
		p.Del(ctx, "c")
		return nil
	})
}

// All are counted, and eight are named.
func many(c redis.UniversalClient, id string) {
	c.SInter(ctx, id+":a", id+":b", id+":c", id+":d", id+":e", id+":f", id+":g", id+":h", id+":i")          // want `; <id>:c, <id>:d, <id>:e, <id>:f, <id>:g, <id>:h and <id>:i hash to other slots, too \(9 of its 9 keys\)`
	c.SInter(ctx, id+":a", id+":b", id+":c", id+":d", id+":e", id+":f", id+":g", id+":h", id+":i", id+":j") // want `; <id>:c, <id>:d, <id>:e, <id>:f, <id>:g, <id>:h and 2 others hash to other slots, too \(10 of its 10 keys\)`
}

// What is empty is no key.
func empty(c redis.UniversalClient, id string) {
	c.Del(ctx, "user:"+id, "")                                          // want `leave the empty key out`
	c.SInter(ctx, "user:"+id+":likes", "user:"+id+":views", "")         // want `give them one hash tag, as in \{user:<id>\}:likes and \{user:<id>\}:views, and move what is stored under the old names, and leave the empty key out`
	c.SInter(ctx, "user:"+id+":likes", "user:"+id+":views", "user:"+id) // want `give them one hash tag, as in .* under the old names \(crossslot`
}

// What is watched is not combined.
func watched(c redis.UniversalClient, id string) {
	c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "user:"+id, "users") // want `; watch keys of one slot only, or give them one hash tag if they belong together \(txslot`
	c.Watch(ctx, func(tx *redis.Tx) error { return nil }, "{user}:"+id, "{user}")
}

// What takes from the first key that has something combines nothing.
func first(c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "queue:"+id)
	}
	c.BLPop(ctx, 0, keys...) // want `; send one command for each key, or give them one hash tag if they belong together \(crossslot`
	c.BLPop(ctx, 0, "{queue}:a", "{queue}:b")
	c.SInter(ctx, keys...) // want `; combine them in the client \(crossslot`
}

// On another branch the prefix could hold the tag.
type store struct {
	c      redis.UniversalClient
	prefix string
}

func newStore(c redis.UniversalClient, prefix string) *store { return &store{c: c, prefix: prefix} }

func New(c redis.UniversalClient, prefix string) *store { return newStore(c, prefix) }

func (s *store) key(k string) string {
	if s.prefix == "" {
		return k
	}
	return s.prefix + k
}

func (s *store) Del(path string) {
	s.c.Del(ctx, s.key(path), s.key(path+"\x00")) // want `unless path or prefix holds a hash tag`
}

// Under a Watch there is no pipeline that would help.
func inWatch(c redis.UniversalClient, id string) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `which discards it \(EXECABORT\) or, if it has both slots, refuses it \(CROSSSLOT\); give them one hash tag`
			p.Incr(ctx, "from:"+id)
			p.Incr(ctx, "to:"+id)
			return nil
		})
		return err
	}, "from:"+id)
}

// Without one there is.
func alone(c redis.UniversalClient, id string) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `CROSSSLOT.*use Pipelined in place of TxPipelined`
		p.Incr(ctx, "from:"+id)
		p.Incr(ctx, "to")
		return nil
	})
	return err
}

// The products of one environment are no unit: the command is split.
type products struct {
	c   redis.UniversalClient
	env string
}

func NewProducts(c redis.UniversalClient, env string) *products { return &products{c, "app:" + env} }

func (p *products) Get(ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, p.env+":product:"+id)
	}
	p.c.MGet(ctx, keys...) // want `MGET: keys of the form app:<env>:product:<ids\[i\]> .*; group the keys by slot`
}

// What belongs to one user is.
func carts(c redis.UniversalClient, user string, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "cart:"+user+":item:"+id)
	}
	c.Del(ctx, keys...) // want `as in cart:\{<user>\}:item:<ids\[i\]>|as in \{cart:<user>`
}

type named struct{ space, id string }

// All that differs from key to key is named.
func severalDiffer(c redis.UniversalClient, items []named) {
	var keys []string
	for _, it := range items {
		keys = append(keys, "event:"+it.space+":"+it.id)
	}
	c.SUnion(ctx, keys...) // want `keys of the form event:<items\[i\].space>:<items\[i\].id> hash to different slots for different items\[i\].space or items\[i\].id;`
}
