// Package askedtag has functions that ask whether a name holds a brace, and put
// it into a hash tag where it does not.
//
//crossslottest:set checks=crossslot,luaslot
package askedtag

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// C is the client.
type C = redis.UniversalClient

type lock struct {
	rdb  C
	name string
}

func newLock(rdb C, name string) *lock { return &lock{rdb, name} }

func prefixed(prefix, name string) string {
	if strings.Contains(name, "{") {
		return prefix + ":" + name
	}
	return prefix + ":{" + name + "}"
}

func suffixed(name, suffix string) string {
	if !strings.ContainsAny(name, "{}") {
		name = "{" + name + "}"
	}
	return name + ":" + suffix
}

func (l *lock) unlock(ctx context.Context) {
	// Right: a name without a brace becomes the tag, and one with a brace brings its tag.
	l.rdb.Eval(ctx, "return redis.call('DEL', KEYS[1], KEYS[2])", []string{l.name, prefixed("channel", l.name)})
	l.rdb.Rename(ctx, l.name, suffixed(l.name, "old"))
	l.rdb.Rename(ctx, prefixed("a", l.name), prefixed("b", l.name))
}

// The name is another one than what the function is asked for.
func (l *lock) other(ctx context.Context, id string) {
	l.rdb.Rename(ctx, "lock:"+id, prefixed("channel", l.name)) // want `^RENAME: keys lock:<id> and channel:`
}

// Each name has a tag of its own.
func all(ctx context.Context, c C, names []string) {
	var keys []string
	for _, n := range names {
		keys = append(keys, prefixed("a", n))
	}
	c.MGet(ctx, keys...) // want `^MGET: keys a:<names\[i\]> and a:\{<names\[i\]>\} hash to different slots`
}

// The function asks, and puts no tag where there is none.
func untagged(prefix, name string) string {
	if strings.Contains(name, "{") {
		return prefix + ":" + name
	}
	return prefix + ":" + name + ":x"
}

func (l *lock) untagged(ctx context.Context) {
	l.rdb.Rename(ctx, "b:"+l.name, untagged("a", l.name)) // want `^RENAME: keys b:<name> and a:<name>:x share a slot for `
}

// The function asks for something else.
func dashed(prefix, name string) string {
	if strings.Contains(name, "-") {
		return prefix + ":" + name
	}
	return prefix + ":{" + name + "}"
}

func (l *lock) dashed(ctx context.Context) {
	l.rdb.Rename(ctx, l.name, dashed("a", l.name)) // want `^RENAME: keys <name> and a:<name> never share a slot`
}

// A function that tells where the brace is asks as well.
func found(prefix, name string) string {
	if strings.IndexByte(name, '{') >= 0 {
		return prefix + ":" + name
	}
	return prefix + ":{" + name + "}"
}

func (l *lock) found(ctx context.Context) {
	l.rdb.Rename(ctx, l.name, found("a", l.name))
}

// Parts of a text that may have a tag, which the script makes longer.
const parts = `for _, id in ipairs(redis.call('HKEYS', KEYS[1])) do redis.call('DEL', KEYS[2] .. ':' .. id .. ':timeout') end`

func (l *lock) parts(ctx context.Context, id string) {
	prefix := strings.Split(suffixed(l.name, id)+":timeout", ":"+id)[0]
	l.rdb.Eval(ctx, parts, []string{l.name, prefix})
}

func part(text, id string) string { return strings.Split(text, ":"+id)[0] }

func (l *lock) partOf(ctx context.Context, id string) {
	l.rdb.Eval(ctx, parts, []string{l.name, part(suffixed(l.name, id)+":timeout", id)})
}

func colon(name, suffix string) string {
	if !strings.Contains(name, "/") {
		name = "names/" + name
	}
	return name + ":" + suffix
}

func (l *lock) plainParts(ctx context.Context, id string) {
	prefix := strings.Split(colon(l.name, id)+":timeout", ":"+id)[0]
	l.rdb.Eval(ctx, parts, []string{l.name, prefix}) // want `DEL uses the key KEYS\[2\] .*luaslot, likely`
}

func (l *lock) plainPartOf(ctx context.Context, id string) {
	l.rdb.Eval(ctx, parts, []string{l.name, part(colon(l.name, id)+":timeout", id)}) // want `DEL uses the key KEYS\[2\] .*luaslot, likely`
}

// The call itself asks.
func guarded(ctx context.Context, c C, name, id string) {
	if strings.Contains(name, "{") {
		c.Rename(ctx, "a:"+name, "b:"+name)
		c.Rename(ctx, "a:"+id, "b:"+id) // want `^RENAME: keys a:<id> and b:<id> never share a slot`
	}
	if strings.HasPrefix(name, "{") {
		c.Rename(ctx, name+":a", name+":b")
	}
	if strings.Contains(name, "{") {
		return
	}
	c.Rename(ctx, "a:"+name, "b:"+name) // want `^RENAME: keys a:<name> and b:<name> never share a slot`
}

func left(ctx context.Context, c C, name string) {
	if !strings.Contains(name, "{") {
		return
	}
	c.Rename(ctx, "a:"+name, "b:"+name)
}
