// Package lua has scripts that use keys which they were not given, and scripts
// that look like them and are right.
//
//crossslottest:set checks=crossslot,txslot,luaslot
package lua

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

// A key in the script's text.

var hardcoded = redis.NewScript("" + // want `script hardcoded, line 4: SADD uses the key "all:jobs", which is written into the script and not passed in KEYS; it and KEYS\[1\], jobs:<queue>, hash to different slots; a cluster stops the script there when the key is on another node \(Script attempted to access a non local key in a cluster node\); pass it in KEYS, under one hash tag with the others \(luaslot, likely\)`
	`
local id = ARGV[1]
redis.call('LPUSH', KEYS[1], id)
redis.call('SADD', 'all:jobs', id)
return id
`)

func Push(c redis.UniversalClient, queue int, id string) error {
	return hardcoded.Run(ctx, c, []string{fmt.Sprintf("jobs:%d", queue)}, id).Err()
}

var hardcodedSame = redis.NewScript(`
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('SADD', '{jobs}:all', ARGV[1])
`)

func PushSame(c redis.UniversalClient, queue int, id string) error {
	return hardcodedSame.Run(ctx, c, []string{fmt.Sprintf("{jobs}:%d", queue)}, id).Err()
}

var constants = redis.NewScript("" + // want `script constants, line 2: GET uses the key "config", .*; it and KEYS\[1\], "state", are in different slots; .* \(luaslot, proven\)`
	`
local limit = redis.call('GET', 'config')
return redis.call('SET', KEYS[1], limit)
`)

func Constants(c redis.UniversalClient) error {
	return constants.Run(ctx, c, []string{"state"}).Err()
}

// What is not called here may be called with any keys: a tag in the script
// speaks for it, a name without one against it.

var Uncalled = redis.NewScript(`return redis.call('INCR', 'calls:total')`) // want `script Uncalled, line 1: INCR uses the key "calls:total", .*; nothing ties it to the slot of KEYS; .* \(luaslot, likely\)`

var UncalledTagged = redis.NewScript(`return redis.call('INCR', '{calls}:total')`)

func NoKeys(c redis.UniversalClient) error {
	return c.Eval(ctx, `return redis.call('GET', 'leader')`, nil).Err() // want `the script, line 1: GET uses the key "leader", .*; the call passes no key at all, so a cluster client sends it to any node; .* \(luaslot, proven\)`
}

func NoKeysUsed(c redis.UniversalClient) error {
	return c.Eval(ctx, `return redis.call('TIME')`, nil).Err()
}

func Values(c redis.UniversalClient, user int) error {
	return c.Eval(ctx, `
		local field = 'last:seen'
		-- redis.call('GET', 'not code')
		redis.call('HSET', KEYS[1], field, 'a:value', 'other', ARGV[1])
		redis.call('PUBLISH', 'news', ARGV[1])
		return 'GET key'
	`, []string{fmt.Sprintf("user:%d", user)}, "x").Err()
}

// Keys that are built from KEYS.

const touch = `
local function key(suffix) return KEYS[1] .. ':' .. suffix end
redis.call('HSET', KEYS[1], 'seen', ARGV[1])
return redis.call('INCR', key('visits'))
`

func Touch(c redis.UniversalClient, user int) error {
	return c.Eval(ctx, touch, []string{fmt.Sprintf("user:%d", user)}, 1).Err() // want `script touch, line 4: INCR uses the key KEYS\[1\] .. ":visits" \(user:<user>:visits\), which is not passed in KEYS; it and KEYS\[1\], user:<user>, .*; give the key in KEYS a hash tag, or pass both keys under one \(luaslot, proven\)`
}

func TouchTagged(c redis.UniversalClient, user int) error {
	return c.Eval(ctx, touch, []string{fmt.Sprintf("{user:%d}", user)}, 1).Err()
}

func TouchConstant(c redis.UniversalClient) error {
	return c.Eval(ctx, touch, []string{"user:1"}, 1).Err() // want `KEYS\[1\] .. ":visits" \(user:1:visits\), .* it and KEYS\[1\], "user:1", are in different slots`
}

var each = redis.NewScript(`
for _, key in ipairs(KEYS) do
	redis.call('DEL', 'lock:' .. key)
end
`)

func Unlock(c redis.UniversalClient) error {
	return each.Run(ctx, c, []string{"{a}:1", "{a}:2"}).Err()
}

func UnlockUntagged(c redis.UniversalClient, id int) error {
	return each.Run(ctx, c, []string{fmt.Sprintf("job:%d", id)}).Err() // want `DEL uses the key "lock:" .. KEYS\[i\] \(lock:job:<id>\)`
}

// The tag is taken out of a key and put into another.
var sameTag = redis.NewScript(`
local tag = string.match(KEYS[1], '{(.-)}')
redis.call('INCR', '{' .. tag .. '}:total')
local other = KEYS[1]:match('%b{}') .. ':x'
redis.call('INCR', other)
local key = KEYS[1]:gsub('pending', 'active')
redis.call('DEL', key)
`)

func SameTag(c redis.UniversalClient, id int) error {
	return sameTag.Run(ctx, c, []string{fmt.Sprintf("pending:{%d}", id)}).Err()
}

// Keys that come in ARGV.

var move = redis.NewScript(`
local id = redis.call('RPOP', KEYS[1])
if id then
	redis.call('HSET', ARGV[1] .. id, 'state', 'active')
end
return id
`)

func Move(c redis.UniversalClient, queue string) error {
	return move.Run(ctx, c, []string{"q:{" + queue + "}:pending"}, "q:{"+queue+"}:t:").Err()
}

func MoveUntagged(c redis.UniversalClient, queue int) error {
	return move.Run(ctx, c, []string{fmt.Sprintf("q:%d:pending", queue)}, fmt.Sprintf("q:%d:t:", queue)).Err() // want `HSET uses the key ARGV\[1\] .. value \(q:<queue>:t:<value>\), which is built from an argument and not passed in KEYS; .* \(luaslot, likely\)`
}

const copyKey = `return redis.call('SET', KEYS[1], redis.call('GET', ARGV[1]))`

func Copy(c redis.UniversalClient) error {
	return c.Eval(ctx, copyKey, []string{"to"}, "from").Err() // want `script copyKey, line 1: GET uses ARGV\[1\] \(from\) as a key, which is not passed in KEYS; it and KEYS\[1\], "to", are in different slots`
}

func CopyTagged(c redis.UniversalClient) error {
	return c.Eval(ctx, copyKey, []string{"{x}:to"}, "{x}:from").Err()
}

func CopyNoKeys(c redis.UniversalClient, user int) error {
	return c.Do(ctx, "EVAL", `return redis.call('GET', ARGV[1])`, 0, fmt.Sprintf("user:%d", user)).Err() // want `GET uses ARGV\[1\] \(user:<user>\) as a key, .*; the call passes no key at all`
}

func copyUnknown(c redis.UniversalClient, from, to string) error {
	return c.Eval(ctx, copyKey, []string{to}, from).Err()
}

// An argument that is the key once more.
func copyItself(c redis.UniversalClient, key string) error {
	return c.Eval(ctx, copyKey, []string{key}, key).Err()
}

// Names that the script makes.

var jobs = redis.NewScript("" + // want `script jobs, line 3: HGETALL uses the key "job:" .. value, which the script makes itself and is not passed in KEYS; .* \(luaslot, likely\)`
	`
local id = redis.call('RPOP', KEYS[1])
return redis.call('HGETALL', 'job:' .. id)
`)

func Next(c redis.UniversalClient, queue int) error {
	return jobs.Run(ctx, c, []string{fmt.Sprintf("queue:%d", queue)}).Err()
}

// What a reply names may be any key; so may what is not followed.
var replies = redis.NewScript(`
for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
	redis.call('DEL', key)
end
local options = cjson.decode(ARGV[1])
redis.call('DEL', options.key)
redis.call('DEL', options.prefix .. 'x')
`)

func Replies(c redis.UniversalClient, id int) error {
	return replies.Run(ctx, c, []string{fmt.Sprintf("set:%d", id)}, "{}").Err()
}

// Numbers of keys.

var two = redis.NewScript(`
redis.call('SET', KEYS[1], 1)
return redis.call('SET', KEYS[2], 2)
`)

func One(c redis.UniversalClient) error {
	return two.Run(ctx, c, []string{"{a}:1"}).Err() // want `script two, line 3: SET needs KEYS\[2\], and the call passes 1 key; the server refuses the command \(Lua redis lib command arguments must be strings or integers\); pass the key \(luaslot, proven\)`
}

func Two(c redis.UniversalClient) error {
	return two.Run(ctx, c, []string{"{a}:1", "{a}:2"}).Err()
}

func anyKeys(c redis.UniversalClient, keys []string) error {
	return two.Run(ctx, c, keys).Err()
}

var optional = redis.NewScript(`
if KEYS[2] then
	redis.call('DEL', KEYS[2])
end
if #KEYS < 3 then
	return redis.call('DEL', KEYS[1])
end
return redis.call('DEL', KEYS[3])
`)

func Optional(c redis.UniversalClient) error {
	return optional.Run(ctx, c, []string{"{a}:1"}).Err()
}

// Flags.

var noCluster = redis.NewScript("#!lua flags=no-cluster\nreturn 1") // want `script noCluster has the flag no-cluster; a cluster refuses every call \(Can not run script on cluster, 'no-cluster' flag is set\); .* \(luaslot, proven\)`

var crossSlot = redis.NewScript(`#!lua flags=allow-cross-slot-keys
redis.call('SET', KEYS[1], 1)
return redis.call('GET', 'other')
`)

func CrossSlot(c redis.UniversalClient, id int) error {
	return crossSlot.Run(ctx, c, []string{fmt.Sprintf("a:%d", id)}).Err()
}

var crossSlotCommand = redis.NewScript("" + // want `script crossSlotCommand, line 2: MGET uses the key "other", .*; allow-cross-slot-keys helps only where both are on one node; .*likely`
	`#!lua flags=allow-cross-slot-keys
return redis.call('MGET', KEYS[1], 'other')
`)

func CrossSlotCommand(c redis.UniversalClient, id int) error {
	return crossSlotCommand.Run(ctx, c, []string{fmt.Sprintf("a:%d", id)}).Err()
}

var strict = redis.NewScript("#!lua\nredis.call('SET', KEYS[1], 1)\nreturn redis.call('GET', 'other')") // want `script strict, line 3: .* \(Script attempted to access keys that do not hash to the same slot\)`

func Strict(c redis.UniversalClient) error {
	return strict.Run(ctx, c, []string{"a"}).Err()
}

// Mistakes of the language.

var broken = redis.NewScript("local x = 1\nif x the return x end") // want `script broken, line 2, column 6: syntax error near "the"; the server does not compile it \(Error compiling script\); correct it \(luaslot, proven\)`

// Formats are no scripts.
var format = `if %s the return x end`

func Formatted(c redis.UniversalClient, name string) error {
	return c.Eval(ctx, fmt.Sprintf(format, name), []string{"a"}).Err()
}

// Files.

//go:embed once.lua
var once string

//go:embed tagged.lua
var tagged string

var (
	onceScript   = redis.NewScript(once) // want `script once, line 2: SADD uses the key "all:counters"`
	taggedScript = redis.NewScript(tagged)
)

func Embedded(c redis.UniversalClient, id int) error {
	if err := onceScript.Run(ctx, c, []string{fmt.Sprintf("counter:%d", id)}).Err(); err != nil {
		return err
	}
	if err := taggedScript.Run(ctx, c, []string{fmt.Sprintf("{counter:%d}", id)}).Err(); err != nil {
		return err
	}
	return taggedScript.Run(ctx, c, []string{fmt.Sprintf("counter:%d", id)}).Err() // want `script tagged, line 2: INCR uses the key KEYS\[1\] .. ":total"`
}

// A variable that is called script does not name one.
func names(c redis.UniversalClient) {
	script := `return redis.call('GET', 'fixed')`
	c.Eval(ctx, script, []string{"a"}) // want `the script, line 1: GET uses the key "fixed"`
	other := `return redis.call('GET', 'set')`
	c.Eval(ctx, other, []string{"a"}) // want `script other, line 1: GET uses the key "set"`
}
