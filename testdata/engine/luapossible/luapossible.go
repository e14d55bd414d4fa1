// Package luapossible has scripts of which it is not known whether their keys
// are right.
//
//crossslottest:set certainty=possible
package luapossible

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

var replies = redis.NewScript("" + // want `script replies, line 3: DEL uses a key that a reply of the server names, and that is not passed in KEYS; nothing ties it to the slot of KEYS; .* \(luaslot, possible\)`
	`
for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
	redis.call('DEL', key)
end
`)

func Replies(c redis.UniversalClient) error { return replies.Run(ctx, c, []string{"set"}).Err() }

const get = `return redis.call('GET', ARGV[1])`

func given(c redis.UniversalClient, key, other string) error {
	return c.Eval(ctx, get, []string{key}, other).Err() // want `script get, line 1: GET uses ARGV\[1\] \(<other>\) as a key, .*; nothing ties it to the slot of KEYS; .* \(luaslot, possible\)`
}

// The caller gives both.
func argument(c redis.UniversalClient, key, other string) error {
	return c.Eval(ctx, `return redis.call('SET', KEYS[1], redis.call('GET', ARGV[1]))`, []string{key}, other).Err()
}

func Arguments(c redis.UniversalClient) error {
	return argument(c, "{a}:1", "{a}:2")
}

var derived = redis.NewScript(`return redis.call('INCR', KEYS[1] .. ':total')`) // want `script derived, line 1: INCR uses the key KEYS\[1\] .. ":total", which is not passed in KEYS; nothing ties it .* \(luaslot, possible\)`

var tagged = redis.NewScript(`return redis.call('INCR', '{all}:total')`) // want `script tagged, line 1: INCR uses the key "{all}:total", .* \(luaslot, possible\)`

var crossSlot = redis.NewScript("#!lua flags=allow-cross-slot-keys\nreturn redis.call('GET', 'other')") // want `GET uses the key "other", .*; allow-cross-slot-keys helps only where both are on one node; .*possible`

var branch = redis.NewScript(`
if ARGV[1] == '2' then
	return redis.call('DEL', KEYS[2])
end
return redis.call('DEL', KEYS[1])
`)

func Branch(c redis.UniversalClient) error {
	return branch.Run(ctx, c, []string{"a"}, 1).Err() // want `script branch, line 3: DEL needs KEYS\[2\], and the call passes 1 key; .*possible`
}

func Fits(c redis.UniversalClient) error {
	return branch.Run(ctx, c, []string{"{a}:1", "{a}:2"}, 2).Err()
}

// Lists of any length are read by a loop.
func All(c redis.UniversalClient, keys []string) error {
	return c.Eval(ctx, `return redis.call('DEL', unpack(KEYS))`, []string{"{a}:1", "{a}:2"}).Err()
}

// One key more than the script reads.
func passedInVain(ctx context.Context, c redis.UniversalClient, key string) error {
	return c.Eval(ctx, `return redis.call("GET", KEYS[1])`, []string{"{" + key + "}:a", "{" + key + "}:b"}).Err() // want `KEYS\[2\] is passed, and the script never reads it; leave it out unless it is there to choose the slot \(luaslot, possible\)`
}

var named = redis.NewScript(`return redis.call("GET", ARGV[1])`)

// The second is what the first falls back to.
func withFallback(ctx context.Context, c redis.UniversalClient, key, name string) error {
	err := named.EvalSha(ctx, c, []string{key}, name).Err() // want `GET uses ARGV\[1\] \(<name>\) as a key, .* \(luaslot, possible\)`
	if redis.HasErrorPrefix(err, "NOSCRIPT") {
		return named.Eval(ctx, c, []string{key}, name).Err()
	}
	return err
}

// Two functions are two places.
func withoutFallback(ctx context.Context, c redis.UniversalClient, key, name string) error {
	return named.Run(ctx, c, []string{key}, name).Err() // want `GET uses ARGV\[1\] \(<name>\) as a key, .* \(luaslot, possible\)`
}
