// Package helpers gets its keys from functions, of its own and of other
// packages: keys, and below that keys/names.
package helpers

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"

	"example.com/engine/keys"
	"example.com/engine/keys/names"
)

func otherPackages(ctx context.Context, c redis.UniversalClient, id, to string, n int64) {
	// Through two packages.
	c.Rename(ctx, keys.Profile(id), keys.Session(id)) // want `RENAME: keys user:<id>:profile and user:<id>:session never share a slot.*proven`
	// Right: two packages deep there is a tag.
	c.Rename(ctx, keys.Cart(id), keys.Wishes(id))
	// The tag is of another user.
	c.Rename(ctx, keys.Cart(id), keys.Wishes(to)) // want `RENAME: keys \{user:<id>\}:cart and \{user:<to>\}:wishes hash to different slots.*likely`
	// Constants go through.
	c.Rename(ctx, names.User("1"), names.User("2")) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: constants that share a slot.
	c.Rename(ctx, names.User("1"), names.User("11896"))
	// Right: the helper's text and the tag around it.
	c.Rename(ctx, names.User(id), names.Tag(id)+":x")

	// Several results, named.
	from, done := names.Pair(n)
	c.Rename(ctx, from, done) // want `RENAME: keys pair:<n>:from and pair:<n>:done never share a slot.*proven`
	// Right: the first result of two calls is one key.
	again, _ := names.Pair(n)
	c.Rename(ctx, from, again)

	// A result and an error: on success the key is known.
	checked, err := keys.Checked(id)
	if err != nil {
		return
	}
	c.Rename(ctx, checked, "checked:"+id+":x") // want `RENAME: keys checked:<id> and checked:<id>:x share a slot for`
	// Right: one key.
	c.Rename(ctx, checked, "checked:"+id)
	// Through a library function: another value.
	c.Rename(ctx, names.Lower(id)+":a", names.Lower(id)+":b") // want `RENAME: keys lower:<.*>:a and lower:<.*>:b never share a slot`
	// Right: folded by the same function.
	c.Rename(ctx, "{"+names.Lower(id)+"}:a", "{lower:"+strings.ToLower(id)+"}:b")

	// Right: recursion is not followed; it may give any key.
	c.Rename(ctx, names.Path(3, id), names.Path(2, id))
	c.Rename(ctx, names.Path(3, id), names.Path(3, id))

	// A key by a function that the caller passes.
	c.Rename(ctx, keys.In(names.User, "1"), keys.In(names.User, "2")) // want `RENAME: keys "user:in:1" .*"user:in:2" .*different slots`
	// Right: the function puts a tag in.
	c.Rename(ctx, keys.In(func(s string) string { return "{t}" + s }, "1"), keys.In(func(s string) string { return "{t}" + s }, id))
}

func lists(ctx context.Context, c redis.UniversalClient, id string, ids []string) {
	c.Del(ctx, keys.Both(id)...)           // want `DEL: keys user:<id>:profile and user:<id>:session never share a slot.*proven`
	c.Del(ctx, keys.Profiles(ids...)...)   // want `DEL: keys of the form user:<ids\[i\]>:profile hash to different slots`
	c.Del(ctx, keys.Profiles("1", "2")...) // want `DEL: keys "user:1:profile" .*"user:2:profile" .*different slots`
	c.Del(ctx, names.All...)               // want `DEL: keys "all:1" .*"all:2" .*different slots`
	// Right: one key, and the first of a list.
	c.Del(ctx, keys.Profiles("1")...)
	c.Rename(ctx, keys.Both(id)[0], keys.Profile(id))
}

func variables(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, names.Prefix+"1", names.Prefix+"2") // want `RENAME: keys "app:1" .*"app:2" .*different slots`
	// Right: the variable holds a tag.
	c.Rename(ctx, names.Cluster+"1", names.Cluster+id)
}

func methods(ctx context.Context, c redis.UniversalClient, shop, other *keys.Shop, id string, u keys.User, m names.Maker) {
	// A promoted method of an embedded struct in a third package.
	c.Rename(ctx, "s:"+shop.Key("1"), "s:"+shop.Key("2")) // want `RENAME: keys .*:1.* and .*:2.* (never share a slot|are in different slots)`
	// Right: the region is in the tag.
	c.Rename(ctx, shop.Stock(id), shop.Sold(id))
	// Two shops, two regions.
	c.Rename(ctx, shop.Stock(id), other.Stock(id)) // want `RENAME: keys \{<.*region>\}:stock:<id> and \{<.*region>\}:stock:<id> .*likely`
	// Right: a promoted method on a value.
	c.Rename(ctx, shop.Tagged("1"), shop.Tagged("2"))
	// Methods of a value whose fields are known, and of one whose are not.
	c.Rename(ctx, keys.User{ID: "1"}.Key("a"), keys.User{ID: "2"}.Key("a")) // want `RENAME: keys "user:1:a" .*"user:2:a" .*different slots`
	c.Rename(ctx, u.Key("a"), u.Key("b"))                                   // want `RENAME: keys user:<u.ID>:a and user:<u.ID>:b never share a slot.*proven`
	// Right: the same user twice.
	c.Rename(ctx, keys.User{ID: "1"}.Key("a"), keys.User{ID: "1"}.Key("a"))
	c.Rename(ctx, u.Key("a"), u.Key("a"))
	// Right: who makes the keys is not known.
	c.Rename(ctx, m.Make("1"), m.Make("2"))
}

// Helpers of the package itself.
func walk(n int, id string) (key string, err error) {
	if n > 0 {
		return walk(n-1, id)
	}
	return "{walk}:" + id, nil
}

func even(n int) string {
	if n == 0 {
		return "{even}"
	}
	return odd(n - 1)
}

func odd(n int) string {
	if n == 0 {
		return "{odd}"
	}
	return even(n - 1)
}

type base struct{ prefix string }

func (b *base) key(id string) string { return b.prefix + id }

type repo struct {
	base
	rdb redis.UniversalClient
}

func newRepo(rdb redis.UniversalClient) *repo { return &repo{base: base{prefix: "repo:"}, rdb: rdb} }

func (r *repo) rename(ctx context.Context) error {
	// The prefix of an embedded struct.
	return r.rdb.Rename(ctx, r.key("1"), r.prefix+"2").Err() // want `RENAME: keys "repo:1" .*"repo:2" .*different slots`
}

func recursion(ctx context.Context, c redis.UniversalClient, n int, id string) {
	// Right: what calls itself is not followed, or all it returns has a tag.
	a, _ := walk(n, id)
	b, _ := walk(n+1, id)
	c.Rename(ctx, a, b)
	c.Rename(ctx, even(n), even(n))
}

// Failures in all the ways that a helper reports them.
func looked(table map[string]string, id string) (string, bool) {
	t, ok := table[id]
	if !ok {
		return "", false
	}
	return "{" + t + "}:" + id, true
}

func passedOn(id string) (string, error) {
	k, err := keys.Checked(id)
	if err != nil {
		return "", err
	}
	return k + ":on", nil
}

func failures(ctx context.Context, c redis.UniversalClient, table map[string]string, id string) {
	// Right: what is returned with a failure is no key.
	on, err := passedOn(id)
	if err != nil {
		return
	}
	c.Rename(ctx, on, "checked:"+id+":on")
	a, ok := looked(table, "a")
	if !ok {
		return
	}
	b, _ := looked(table, "a")
	c.Rename(ctx, a, b)
	// On success they differ.
	c.Rename(ctx, on, "checked:"+id+":no") // want `RENAME: keys checked:<id>:on and checked:<id>:no never share a slot.*proven`
}
