// Package keyclash has families that may have the same key, and families that look like
// it and have none.
//
//crossslottest:set checks=keyclash
//crossslottest:set certainty=possible
package keyclash

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"time"

	"github.com/redis/go-redis/v9"
)

// A word that may be a name.
func word(ctx context.Context, c redis.UniversalClient, name string, id int) {
	c.Set(ctx, "user:"+name, "v", 0)
	c.HSet(ctx, "user:count", "n", 1) // want `^HSET of user:count and SET of user:<name> at keyclash.go:\d+ may use one key: user:count, if <name> is "count"; it is a hash for the one and a string for the other, .* \(keyclash, likely\)$`

	c.Set(ctx, "member:"+fmt.Sprint(id), "v", 0)
	c.HSet(ctx, "member:count", "n", 1)
	c.Set(ctx, "seat:"+fmt.Sprint(id), "v", 0)
	c.HSet(ctx, "seat:0", "n", 1) // want `^HSET of seat:0 and SET of seat:<id> at keyclash.go:\d+ may use one key: seat:0, if <id> is "0"; .* \(keyclash, likely\)$`
	c.HSet(ctx, "seat:00", "n", 1)
	c.HSet(ctx, "seat", "n", 1)
}

// A value that may hold a separator.
func separator(ctx context.Context, c redis.UniversalClient, x, y string, n, m int) {
	c.Set(ctx, "a:"+x, "v", 0) // want `^SET of a:<x> and SET of a:<x>:<y> at keyclash.go:\d+ may use one key: a:x:x, if <x> is "x:x" here, and <x> is "x" and <y> is "x" there; the one finds, overwrites or removes what the other has stored; .* \(keyclash, possible\)$`
	c.Set(ctx, "a:"+x+":"+y, "v", 0)
	c.Set(ctx, fmt.Sprintf("b:%d", n), "v", 0)
	c.Set(ctx, fmt.Sprintf("b:%d:%d", n, m), "v", 0)
	c.Set(ctx, fmt.Sprintf("c:%d:%s", n, x), "v", 0)
	c.Set(ctx, fmt.Sprintf("c:%d", n), "v", 0)
	c.Set(ctx, fmt.Sprintf("d:%d:of", n), "v", 0)
	c.Set(ctx, fmt.Sprintf("d:%s", x), "v", 0) // want `may use one key: d:1:of, .* \(keyclash, possible\)$`
}

// What functions make of something else is no word, and holds no separator.
func encoded(ctx context.Context, c redis.UniversalClient, data []byte, at time.Time) {
	sum := sha256.Sum256(data)
	c.Set(ctx, "sum:"+hex.EncodeToString(sum[:]), "v", 0)
	c.HSet(ctx, "sum:feed", "n", 1)
	c.HSet(ctx, "sum:a:b", "n", 1)
	c.Set(ctx, fmt.Sprintf("hash:%x", sum), "v", 0)
	c.HSet(ctx, "hash:feed", "n", 1)
	c.Set(ctx, "text:"+base64.URLEncoding.EncodeToString(data), "v", 0)
	c.HSet(ctx, "text:count", "n", 1)
	c.Set(ctx, "token:"+rand.Text(), "v", 0)
	c.HSet(ctx, "token:COUNT", "n", 1)
	c.Set(ctx, "day:"+at.Format(time.DateOnly), "v", 0)
	c.HSet(ctx, "day:last", "n", 1)
	c.Set(ctx, "query:"+url.QueryEscape(string(data)), "v", 0)
	c.HSet(ctx, "query:count", "n", 1) // want `may use one key: query:count, .* \(keyclash, likely\)$`
	c.HSet(ctx, "query:a:b", "n", 1)
}

// A value that is one for the program is one text.
type store struct {
	rdb    redis.UniversalClient
	prefix string
}

func newStore(rdb redis.UniversalClient, prefix string) *store { return &store{rdb, prefix} }

func (s *store) prefixed(ctx context.Context, name string) {
	s.rdb.Set(ctx, s.prefix+"one:"+name, "v", 0)
	s.rdb.HSet(ctx, s.prefix+"one:count", "n", 1) // want `^HSET of <prefix>one:count and SET of <prefix>one:<name> at keyclash.go:\d+ may use one key: <prefix>one:count, if <name> is "count"; .* \(keyclash, likely\)$`
	s.rdb.HSet(ctx, "one:count", "n", 1)
	s.rdb.Set(ctx, s.prefix+"two:"+name, "v", 0)
	s.rdb.HSet(ctx, s.prefix+"three:count", "n", 1)
}

// Little is known of these.
func unsure(ctx context.Context, c redis.UniversalClient, a, b, name string) {
	c.HSet(ctx, "pair:count", "n", 1) // want `^HSET of pair:count and SET of pair:<a\+b> at keyclash.go:\d+ may use one key: .* \(keyclash, possible\)$`
	c.Set(ctx, "pair:"+a+b, "v", 0)
	c.Set(ctx, "pairs:"+a+b, "v", 0)
	c.HSet(ctx, "pairs:x", "n", 1) // two values have two letters
	c.Set(ctx, name, "v", 0)
}

// A hash tag is no value.
func tagged(ctx context.Context, c redis.UniversalClient, id string) {
	c.Set(ctx, "cart:"+id, "v", 0)
	c.HSet(ctx, "cart:{"+id+"}", "n", 1)
}

// One family, spelled twice; and one that is only read, and one that is only deleted.
func one(ctx context.Context, c redis.UniversalClient, id, user string) {
	c.Set(ctx, "room:"+id, "v", 0)
	c.Get(ctx, fmt.Sprintf("room:%s", user))
	c.Get(ctx, "seen:"+id)
	c.Get(ctx, "seen:last")
}

// One family clashes with several: its values are the reason for all. Commands that only
// change what is there make no family of their own.
func several(ctx context.Context, c redis.UniversalClient, name, kind string) {
	c.RPush(ctx, "queue:"+name+":"+kind, "v")
	c.RPush(ctx, "queue:"+name+":active", "v") // want `^RPUSH of queue:<name>:active and RPUSH of queue:<name>:<kind> .*; and so may the keys of another family; .* \(keyclash, likely\)$`
	c.RPush(ctx, "queue:"+name+":failed", "v")
	c.LSet(ctx, "list:"+name, 0, "v")
	c.RPush(ctx, "list:active", "v")
}

// Put is given a name that is known in one place.
func Put(ctx context.Context, c redis.UniversalClient, space, name string) {
	c.Set(ctx, space+name, "v", 0)
}

func put(ctx context.Context, c redis.UniversalClient, name string, big bool) {
	Put(ctx, c, "item:", name)
	Put(ctx, c, "thing:", name)
	Put(ctx, c, "thing:", "first") // want `^SET of thing:first and SET of thing:<name> .* \(keyclash, likely\)$`
	space := "room"
	if big {
		space = "room:"
	}
	c.Set(ctx, space+name, "v", 0)
}

// PageOf is the text of a page.
//
//crossslot:family page: the text of a page
func PageOf(name string) string { return "page:" + name }

// Home is one of the pages.
//
//crossslot:family page: the text of a page
const Home = "page:home"

func pages(ctx context.Context, c redis.UniversalClient, name string) {
	c.Set(ctx, PageOf(name), "v", 0)
	c.Set(ctx, Home, "v", 0)
}
