package v9

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/crossslot/keys"
)

const (
	colon   = ":"
	local   = "user" + colon + "1"
	other   = keys.Prefix + "2"
	slotted = "{" + "user" + "}" + colon + "1"
)

type (
	key   string
	alias = string
)

const (
	typed      key   = "user:1"
	typedOther key   = "user:2"
	aliased    alias = "user:2"
)

// constants are known to the type checker in every form.
func constants(ctx context.Context, c *redis.ClusterClient) {
	c.MGet(ctx, keys.Ada, keys.Bob) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, keys.Ada, keys.Carol)
	c.MGet(ctx, keys.TaggedAda, keys.TaggedBob)
	c.MGet(ctx, local, other) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, local, keys.Ada)
	c.MGet(ctx, slotted, keys.TaggedBob)
	c.MGet(ctx, keys.Prefix+"1", keys.Prefix+"2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, keys.Prefix+"1", keys.Prefix+"11"+"896")
	c.MGet(ctx, "user"+":"+"1", ("user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, `user:1`, "user\x3a2")      // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, "user\x3a1", "\165ser:1")

	c.MGet(ctx, string(typed), string(typedOther)) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, string(typed), string(keys.Key("user:11896")))
	c.MGet(ctx, string(keys.Profile), string(keys.Settings)) // want `MGET: keys "profile:1" \(slot 9356\) and "settings:1" \(slot 8036\) are in different slots`
	c.MGet(ctx, string(typed), aliased)                      // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, string([]byte("user:1")), "user:2")          // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, string(rune('a')), string('b'))              // want `MGET: keys "a" \(slot 15495\) and "b" \(slot 3300\) are in different slots`

	c.Do(ctx, "MGET", typed, typedOther) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MGET", typed, keys.Carol)
	c.MSet(ctx, typed, 1, keys.Bob, 2) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, keys.TaggedAda, keys.Ada, keys.TaggedBob, keys.Bob)
	c.MSet(ctx, map[string]any{keys.Ada: 1, keys.Prefix + "2": 2}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, map[string]any{keys.Ada: 1, keys.Carol: 2})
}

// variables are keys in slices, arrays and variables.
func variables(ctx context.Context, c *redis.ClusterClient) {
	both := []string{keys.Ada, keys.Bob}
	c.Del(ctx, both...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	indexed := []string{1: "user:2", 0: "user:1"}
	c.Del(ctx, indexed...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	array := [2]string{"user:1", "user:2"}
	c.Del(ctx, array[:]...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del(ctx, array[:1]...)
	c.Del(ctx, append([]string{"user:1"}, "user:2")...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del(ctx, append([]string{"user:1"}, "user:11896")...)
	c.Del(ctx, append(append([]string(nil), "user:1"), "user:2")...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`

	first, second := "user:1", "user:2"
	c.Del(ctx, first, second) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del(ctx, first, first)
	c.Del( // want `DEL: keys "\{user\}:1" \(slot 5474\) and "user:2" \(slot 6777\) are in different slots`
		ctx,
		"{user}:1",
		"user:2",
	)
}

// The tag is the text between the first brace and the first closing one after
// it; an empty one is none.
func tags(ctx context.Context, c *redis.ClusterClient) {
	c.Del(ctx, "{user:1}.a", "{user:1}.b")
	c.Del(ctx, "a{user:1}", "b{user:1}c{other}")
	c.Del(ctx, "user:1", "{user:1}")
	c.Del(ctx, "{user:1}.a", "{user:2}.a") // want `DEL: keys "\{user:1\}\.a" \(slot 10778\) and "\{user:2\}\.a" \(slot 6777\) are in different slots`
	c.Del(ctx, "{}user:1", "{}user:2")     // want `DEL: keys "\{\}user:1" \(slot 8914\) and "\{\}user:2" \(slot 4785\) are in different slots`
	c.Del(ctx, "{user:1", "{user:2")       // want `DEL: keys "\{user:1" \(slot 9556\) and "\{user:2" \(slot 5431\) are in different slots`
	c.Del(ctx, "{{user}:1", "{{user}:2")
	c.Del(ctx, "{{a}user:1", "{{b}user:1") // want `DEL: keys "\{\{a\}user:1" \(slot 10276\) and "\{\{b\}user:1" \(slot 6215\) are in different slots`
	c.Del(ctx, "}{user}:1", "}{user}:2")
	c.Del(ctx, "", "user:1") // want `DEL: keys "" \(slot 0\) and "user:1" \(slot 10778\) are in different slots`
}
