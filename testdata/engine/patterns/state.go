package patterns

import (
	"context"
	"os"

	"github.com/redis/go-redis/v9"
)

// Package variables: never reassigned, they are what they begin with.
var (
	base       = "user:"
	baseTagged = "{user}:"
	derived    = base + "x:"
	// mutable is assigned below: its value is not known, but it is one value.
	mutable = "user:"
	// flipped is assigned a tag below.
	flipped = "user:"
	// quiet is assigned another constant below, and none with a brace.
	quiet = "user:"
	// configured is set by whoever gets its address.
	configured = "user:"
	// region is known at run time only.
	region = os.Getenv("REGION")
)

func init() { mutable = os.Getenv("PREFIX") }

func flip() { flipped = "{user}:" }

func hush() { quiet = "order:" }

func configure(set func(*string)) { set(&configured) }

func packageVariables(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, base+"1", base+"2")       // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, derived+"1", derived+"2") // want `RENAME: keys "user:x:1" .*"user:x:2" .*different slots.*proven`
	// Right: a tag in a variable that nobody changes.
	c.Rename(ctx, baseTagged+"1", baseTagged+"2")
	// Right: a variable that is given a tag somewhere.
	c.Rename(ctx, flipped+"1", flipped+"2")

	// A variable that is reassigned is a hole that may hold a tag.
	c.Rename(ctx, mutable+"1", mutable+"2") // want `RENAME: keys <mutable>1 and <mutable>2 never share a slot, unless mutable holds a hash tag.*likely`
	// Nothing visible gives these a tag.
	c.Rename(ctx, quiet+"1", quiet+"2")           // want `RENAME: keys <quiet>1 and <quiet>2 never share a slot;.*proven`
	c.Rename(ctx, configured+"1", configured+"2") // want `RENAME: keys <configured>1 and <configured>2 never share a slot, unless configured holds a hash tag.*likely`
	// Behind literal text it is a hole like any other.
	c.Rename(ctx, "e:"+region+":1", "e:"+region+":2") // want `RENAME: keys e:<region>:1 and e:<region>:2 never share a slot.*proven`
	// Right: the variable is the tag.
	c.Rename(ctx, "{"+mutable+"}1", "{"+mutable+"}2")
	c.Rename(ctx, "{"+region+"}1", "{"+region+"}2")
}

// A table that its package changes: what it begins with is not all.
var (
	fixedKeys = map[string]string{"ada": "user:1", "bob": "user:2", "carol": "user:11896"}
	changed   = map[string]string{"ada": "user:1", "bob": "user:2"}
	fixedList = []string{"user:1", "user:2", "user:11896"}
	swapped   = []string{"user:1", "user:2"}
	pair      = [...]string{"user:1", "user:2"}
)

func change() {
	changed["bob"] = "user:11896"
	swapped[1] = "user:11896"
}

func literals(ctx context.Context, c redis.UniversalClient, who string, i int) {
	c.Rename(ctx, fixedKeys["ada"], fixedKeys["bob"]) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, fixedList[0], fixedList[1])         // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, pair[0], pair[1])                   // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: other entries of the same tables.
	c.Rename(ctx, fixedKeys["ada"], fixedKeys["carol"])
	c.Rename(ctx, fixedList[0], fixedList[2])
	c.Rename(ctx, pair[0], ada)
	// Right: an entry chosen at run time, twice the same.
	c.Rename(ctx, "{"+fixedKeys[who]+"}:a", "{"+fixedKeys[who]+"}:b")
	c.Rename(ctx, "{"+fixedList[i]+"}:a", "{"+fixedList[i]+"}:b")
	// Right: tables that somebody changes.
	c.Rename(ctx, changed["ada"], changed["bob"])
	c.Rename(ctx, swapped[0], swapped[1])

	// Local tables.
	suffix := map[string]string{"a": ":a", "b": ":b"}
	c.Rename(ctx, "user:"+who+suffix["a"], "user:"+who+suffix["b"]) // want `RENAME: keys user:<who>:a and user:<who>:b never share a slot.*proven`
	names := [2]string{"user:1", "user:2"}
	c.Rename(ctx, names[0], names[1]) // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: the array is written before it is read.
	names[1] = "user:11896"
	c.Rename(ctx, names[0], names[1])
	// Right: so is the map.
	suffix["b"] = ":a"
	c.Rename(ctx, "user:"+who+suffix["a"], "user:"+who+suffix["b"])
}

// Function literals.
var keyOf = func(id string) string { return "user:" + id }

func functionLiterals(ctx context.Context, c redis.UniversalClient, id string, tag bool) {
	local := func(suffix string) string { return "user:" + id + ":" + suffix }
	c.Rename(ctx, local("a"), local("b"))                        // want `RENAME: keys user:<id>:a and user:<id>:b never share a slot.*proven`
	c.Rename(ctx, keyOf("1"), keyOf("2"))                        // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	c.Rename(ctx, func() string { return "user:1" }(), "user:2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: literals that write a tag.
	tagging := func(suffix string) string { return "{user:" + id + "}:" + suffix }
	c.Rename(ctx, tagging("a"), tagging("b"))
	c.Rename(ctx, keyOf("1"), func() string { return "user:11896" }())
	// Right: the variable may hold another function.
	wrap := func(s string) string { return s }
	if tag {
		wrap = func(s string) string { return "{user}" + s }
	}
	c.Rename(ctx, wrap("user:1"), wrap("user:2"))
	// A table of functions.
	keys := map[string]func(string) string{"user": keyOf, "local": local}
	// Right: which function runs is not known.
	c.Rename(ctx, keys[id]("1"), keys[id]("2"))
}
