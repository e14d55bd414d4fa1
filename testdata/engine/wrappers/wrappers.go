// Package wrappers passes keys to functions that pass them on. The mistake is
// reported where the keys are known, with the way to the client.
package wrappers

import (
	"context"
	"sync"

	"github.com/redis/go-redis/v9"

	"example.com/engine/store"
	"example.com/engine/store/raw"
)

func otherPackages(ctx context.Context, s *store.Store, c *redis.ClusterClient, id, a, b string) {
	// trace: redis.Cmdable.Rename
	_ = raw.Move(ctx, c, "user:1", "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// trace: Move, redis.Cmdable.Rename
	_ = s.Move(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// trace: Drop, redis.Cmdable.Del
	_ = s.Drop(ctx, []string{"user:" + id + ":a", "user:" + id + ":b"}) // want `DEL: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	// trace: \*store.Store.Move, Move, redis.Cmdable.Rename
	_ = s.MoveTo(ctx, "user:1", "2") // want `RENAME: keys "user:1" .*"\{2\}:moved" .*different slots.*proven`
	_ = s.MoveTo(ctx, "{"+a+"}", b)  // want `RENAME: keys \{<a>\} and \{<b>\}:moved hash to different slots.*likely`
	// Right: keys of one slot.
	_ = s.MoveTo(ctx, "user:1", "user:1")
	_ = s.MoveTo(ctx, "{"+a+"}", a)
	_ = s.Move(ctx, "{"+id+"}:a", "{"+id+"}:b")
	// Right: the wrapper writes the tag.
	_ = s.MoveTagged(ctx, id, "a", "b")
	// Right: one key, or one command for each key.
	_ = raw.DropOne(ctx, c, "user:1")
	_ = raw.Drop(ctx, c, "user:1")
	_ = raw.DropEach(ctx, c, "user:1", "user:2")
	_ = s.DropEach(ctx, []string{"user:1", "user:2"})
	// Right: bare parameters are the callers' business.
	_ = s.Move(ctx, a, b)
	_ = s.Drop(ctx, []string{a, b})
}

func embedded(ctx context.Context, e *store.Embedded, a, id string) {
	// The client's own method on the struct that embeds it.
	e.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// The method of the struct: only the second of its commands can be wrong.
	_ = e.Swap(ctx, "user:1", "user:2") // want `RENAME: keys "user:[12]" .*"user:[12]" .*different slots` `RENAME: keys "\{user:1\}:tmp" .*"user:2" .*different slots`
	// Right: keys of one slot.
	_ = e.Swap(ctx, "user:1", "user:11896")
	// A tag around a key that has one is the first brace to the first brace.
	_ = e.Swap(ctx, "{"+id+"}:a", "{"+id+"}:b") // want `RENAME: keys \{\{<id>\}:a\}:tmp and \{<id>\}:b `
}

// A logged client has a method under the name of the client's: what counts is
// what it does.
type logged struct{ *redis.Client }

func (l logged) Rename(ctx context.Context, from, to string) *redis.StatusCmd {
	return l.Client.Rename(ctx, "{l}:"+from, "{l}:"+to)
}

func (l logged) MGet(ctx context.Context, keys ...string) *redis.SliceCmd {
	return l.Client.MGet(ctx, keys...)
}

func renamed(ctx context.Context, l logged) {
	// Right: the method adds a tag.
	l.Rename(ctx, "user:1", "user:2")
	// The method adds nothing.
	l.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" .*"user:2" .*different slots`
	// Right: the promoted method of one slot.
	l.Del(ctx, "user:1", "user:11896")
}

// Functions and methods of the package itself, in several layers.
type cache struct {
	mu     sync.Mutex
	client *redis.Client
	prefix string
}

func newCache(c *redis.Client) *cache { return &cache{client: c, prefix: "cache:"} }

func newTagged(c *redis.Client) *tagged { return &tagged{cache{client: c}, "{cache}:"} }

func (c *cache) remove(ctx context.Context, keys ...string) error {
	return c.client.Unlink(ctx, keys...).Err()
}

func (c *cache) removeAll(ctx context.Context, names ...string) error {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = c.prefix + name
	}
	// The prefix is added here, so that the elements are known to differ.
	return c.remove(ctx, keys...) // want `UNLINK: keys of the form cache:<names\[i\]> hash to different slots`
}

type tagged struct {
	cache
	space string
}

func (t *tagged) removeAll(ctx context.Context, names ...string) error {
	var keys []string
	for _, name := range names {
		keys = append(keys, t.space+name)
	}
	return t.remove(ctx, keys...)
}

func layers(ctx context.Context, c *cache, t *tagged) {
	// trace: redis.Client.Unlink
	_ = c.remove(ctx, "user:1", "user:2") // want `UNLINK: keys "user:1" .*"user:2" .*different slots`
	// Right: reported in removeAll.
	_ = c.removeAll(ctx, "1", "2")
	// Right: elements of one slot.
	_ = c.remove(ctx, "user:1", "user:11896")
	// Right: the tag is added to every element.
	_ = t.removeAll(ctx, "1", "2")
	// A promoted method.
	_ = t.remove(ctx, "user:1", "user:2") // want `UNLINK: keys "user:1" .*"user:2" .*different slots`
}

// A mistake of the helper's own is reported in the helper.
func archive(ctx context.Context, c *redis.Client, key string) error {
	return c.Rename(ctx, "user:"+key, "archive:"+key).Err() // want `RENAME: keys user:<key> and archive:<key> `
}

func archiveRight(ctx context.Context, c *redis.Client, key string) error {
	return c.Rename(ctx, "{user:"+key+"}", "archive:{user:"+key+"}").Err()
}

func callsArchive(ctx context.Context, c *redis.Client) {
	// Right: reported once, above.
	_ = archive(ctx, c, "1")
	_ = archiveRight(ctx, c, "1")
}

// Function literals.
func closures(ctx context.Context, c *redis.Client, id string) {
	del := func(keys ...string) { c.Del(ctx, keys...) }
	del("user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	move := func(to string) { _ = c.Rename(ctx, "{"+id+"}:a", to).Err() }
	move("{x}:b") // want `RENAME: keys \{<id>\}:a and "\{x\}:b" .*different slots`
	// Right: the same literals with other keys.
	del("user:1")
	del("user:1", "user:11896")
	move("{" + id + "}:b")
	// In a goroutine and deferred.
	go del("user:1", "user:2")    // want `DEL: keys "user:1" .*"user:2" .*different slots`
	defer del("user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	defer raw.Drop(ctx, c, "user:1", "user:11896")
}

// Callbacks: a function of the package runs the function that it gets.
func withRetry(f func() error) error {
	for range 3 {
		if err := f(); err == nil {
			return nil
		}
	}
	return f()
}

func withKey(id string, f func(key string) error) error { return f("{user:" + id + "}:a") }

func callbacks(ctx context.Context, c *redis.Client, id string) {
	_ = withRetry(func() error {
		return c.Rename(ctx, "user:"+id+":a", "user:"+id+":b").Err() // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot`
	})
	// Right: the same with a tag.
	_ = withRetry(func() error { return c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b").Err() })
	// Right: the literal's parameter is what withKey passes.
	_ = withKey(id, func(key string) error { return c.Rename(ctx, key, "{user:"+id+"}:b").Err() })
	// Right: a method as a callback with its keys bare.
	_ = each([]string{"user:1", "user:2"}, func(k string) error { return c.Del(ctx, k).Err() })
}

func each(keys []string, f func(string) error) error {
	for _, k := range keys {
		if err := f(k); err != nil {
			return err
		}
	}
	return nil
}

// An interface of the package with one implementation in it.
type keyStore interface {
	Move(ctx context.Context, from, to string) error
	Remove(ctx context.Context, keys ...string) error
}

type redisStore struct{ c redis.UniversalClient }

func (r *redisStore) Move(ctx context.Context, from, to string) error {
	return r.c.Rename(ctx, from, to).Err()
}

func (r *redisStore) Remove(ctx context.Context, keys ...string) error {
	pipe := r.c.Pipeline()
	for _, k := range keys {
		pipe.Del(ctx, k)
	}
	_, err := pipe.Exec(ctx)
	return err
}

// A stand-in for tests does not count as an implementation.
type mockStore struct{}

func (mockStore) Move(ctx context.Context, from, to string) error  { return nil }
func (mockStore) Remove(ctx context.Context, keys ...string) error { return nil }

func interfaces(ctx context.Context, s keyStore, id string) {
	// trace: redis.UniversalClient.Rename
	_ = s.Move(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots`
	// Right: one slot; and the implementation sends one command for each key.
	_ = s.Move(ctx, "{"+id+"}:a", "{"+id+"}:b")
	_ = s.Remove(ctx, "user:1", "user:2")
}

// An interface with two implementations says nothing.
type remover interface {
	Erase(ctx context.Context, keys ...string)
}

type memory struct{ m map[string]string }

func (m memory) Erase(ctx context.Context, keys ...string) {
	for _, k := range keys {
		delete(m.m, k)
	}
}

type remote struct{ c redis.UniversalClient }

func (r remote) Erase(ctx context.Context, keys ...string) { r.c.Del(ctx, keys...) }

func twoImplementations(ctx context.Context, r remover, known remote) {
	// Right: which of the two it is is not known.
	r.Erase(ctx, "user:1", "user:2")
	// The type is known.
	known.Erase(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

// An interface that names methods of the client.
type cmdable interface {
	RenameNX(ctx context.Context, key, newkey string) *redis.BoolCmd
	Del(ctx context.Context, keys ...string) *redis.IntCmd
}

func ownInterface(ctx context.Context, c cmdable) {
	c.RenameNX(ctx, "user:1", "user:2") // want `RENAMENX: keys "user:1" .*"user:2" .*different slots`
	// Right: one slot.
	c.Del(ctx, "user:1", "user:11896")
}

// Generic wrappers.
func getAll[T any](ctx context.Context, c redis.Cmdable, decode func(any) T, keys ...string) []T {
	var out []T
	for _, v := range c.MGet(ctx, keys...).Val() {
		out = append(out, decode(v))
	}
	return out
}

type typedStore[T any] struct{ c redis.Cmdable }

func (t *typedStore[T]) rename(ctx context.Context, from, to string) { t.c.Rename(ctx, from, to) }

func generics(ctx context.Context, c redis.Cmdable, t *typedStore[int]) {
	text := func(v any) string { s, _ := v.(string); return s }
	_ = getAll(ctx, c, text, "user:1", "user:2") // want `MGET: keys "user:1" .*"user:2" .*different slots`
	t.rename(ctx, "user:1", "user:2")            // want `RENAME: keys "user:1" .*"user:2" .*different slots`
	// Right: one slot.
	_ = getAll(ctx, c, text, "user:1", "user:11896")
	t.rename(ctx, "user:1", "user:11896")
}

// Recursion in wrappers.
func removeTree(ctx context.Context, c redis.Cmdable, depth int, keys ...string) {
	if depth > 0 {
		removeTree(ctx, c, depth-1, keys...)
	}
	c.Del(ctx, keys...)
}

func recursive(ctx context.Context, c redis.Cmdable) {
	removeTree(ctx, c, 2, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	// Right: one slot.
	removeTree(ctx, c, 2, "user:1", "user:11896")
}
