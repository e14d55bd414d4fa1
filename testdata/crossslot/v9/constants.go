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
	c.MGet(ctx, keys.Ada, keys.Bob) //w MGET user:1|user:2
	c.MGet(ctx, keys.Ada, keys.Carol)
	c.MGet(ctx, keys.TaggedAda, keys.TaggedBob)
	c.MGet(ctx, local, other) //w MGET user:1|user:2
	c.MGet(ctx, local, keys.Ada)
	c.MGet(ctx, slotted, keys.TaggedBob)
	c.MGet(ctx, keys.Prefix+"1", keys.Prefix+"2") //w MGET user:1|user:2
	c.MGet(ctx, keys.Prefix+"1", keys.Prefix+"11"+"896")
	c.MGet(ctx, "user"+":"+"1", ("user:2")) //w MGET user:1|user:2
	c.MGet(ctx, `user:1`, "user\x3a2") //w MGET user:1|user:2
	c.MGet(ctx, "user\x3a1", "\165ser:1")

	c.MGet(ctx, string(typed), string(typedOther)) //w MGET user:1|user:2
	c.MGet(ctx, string(typed), string(keys.Key("user:11896")))
	c.MGet(ctx, string(keys.Profile), string(keys.Settings)) //w MGET profile:1|settings:1
	c.MGet(ctx, string(typed), aliased) //w MGET user:1|user:2
	c.MGet(ctx, string([]byte("user:1")), "user:2") //w MGET user:1|user:2
	c.MGet(ctx, string(rune('a')), string('b')) //w MGET a|b

	c.Do(ctx, "MGET", typed, typedOther) //w MGET user:1|user:2
	c.Do(ctx, "MGET", typed, keys.Carol)
	c.MSet(ctx, typed, 1, keys.Bob, 2) //w MSET user:1|user:2
	c.MSet(ctx, keys.TaggedAda, keys.Ada, keys.TaggedBob, keys.Bob)
	c.MSet(ctx, map[string]any{keys.Ada: 1, keys.Prefix + "2": 2}) //w MSET user:1|user:2
	c.MSet(ctx, map[string]any{keys.Ada: 1, keys.Carol: 2})
}

// variables are keys in slices, arrays and variables.
func variables(ctx context.Context, c *redis.ClusterClient) {
	both := []string{keys.Ada, keys.Bob}
	c.Del(ctx, both...) //w DEL user:1|user:2
	indexed := []string{1: "user:2", 0: "user:1"}
	c.Del(ctx, indexed...) //w DEL user:1|user:2
	array := [2]string{"user:1", "user:2"}
	c.Del(ctx, array[:]...) //w DEL user:1|user:2
	c.Del(ctx, array[:1]...)
	c.Del(ctx, append([]string{"user:1"}, "user:2")...) //w DEL user:1|user:2
	c.Del(ctx, append([]string{"user:1"}, "user:11896")...)
	c.Del(ctx, append(append([]string(nil), "user:1"), "user:2")...) //w DEL user:1|user:2

	first, second := "user:1", "user:2"
	c.Del(ctx, first, second) //w DEL user:1|user:2
	c.Del(ctx, first, first)
	c.Del( //w DEL {user}:1|user:2
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
	c.Del(ctx, "{user:1}.a", "{user:2}.a") //w DEL {user:1}.a|{user:2}.a
	c.Del(ctx, "{}user:1", "{}user:2") //w DEL {}user:1|{}user:2
	c.Del(ctx, "{user:1", "{user:2") //w DEL {user:1|{user:2
	c.Del(ctx, "{{user}:1", "{{user}:2")
	c.Del(ctx, "{{a}user:1", "{{b}user:1") //w DEL {{a}user:1|{{b}user:1
	c.Del(ctx, "}{user}:1", "}{user}:2")
	c.Del(ctx, "", "user:1") //w DEL |user:1
}
