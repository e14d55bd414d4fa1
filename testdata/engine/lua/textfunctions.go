package lua

import (
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

// String functions of Lua that make a key of another.

var (
	suffixed = redis.NewScript(`local b = string.gsub(KEYS[1], ':meta$', ':buckets') return redis.call('HGET', b, ARGV[1])`)
	digest   = redis.NewScript(`return redis.call('INCR', 'h:' .. redis.sha1hex(KEYS[1]))`)
	counted  = redis.NewScript(`return redis.call('INCR', ('count:%s'):format(KEYS[1]:match('^user:(%d+)')))`)
	padded   = redis.NewScript(`return redis.call('INCR', string.format('day:%03d', ARGV[1]))`)
	dropped  = redis.NewScript(`return redis.call('DEL', KEYS[1]:sub(1, -6))`)
	lowered  = redis.NewScript(`return redis.call('DEL', string.lower(KEYS[1]))`)
	trimmed  = redis.NewScript(`local p = KEYS[1]:gsub('/+$', '') return redis.call('DEL', p .. ':list')`)
	retagged = redis.NewScript(`local k = KEYS[1]:gsub('{(.-)}', '%1') return redis.call('DEL', k)`)
	byReply  = redis.NewScript(`local name = redis.call('GET', KEYS[1]) return redis.call('DEL', 'by:' .. name:gsub(' ', '_'))`) // want `DEL uses the key "by:" .. string.gsub\(value, " ", "_"\), .* \(luaslot, likely\)`
	computed = redis.NewScript(`return redis.call('DEL', ('go-%s'):rep(1):gsub('%%s', 'x'):upper():reverse())`)                  // want `DEL uses the key "X-OG", which is written into the script`
)

func suffixes(c redis.UniversalClient, id string) {
	suffixed.Run(ctx, c, []string{"rate:" + id + ":meta"}, "f")   // want `HGET uses the key string.gsub\(KEYS\[1\], ":meta\$", ":buckets"\) \(rate:<id>:buckets\), .* \(luaslot, likely\)`
	suffixed.Run(ctx, c, []string{"{rate:" + id + "}:meta"}, "f") // one tag
	suffixed.Run(ctx, c, []string{"rate:" + id + ":other"}, "f")  // nothing to replace
}

func digests(c redis.UniversalClient, id int) {
	digest.Run(ctx, c, []string{fmt.Sprintf("sh:%d", id)}) // want `INCR uses the key "h:" .. redis.sha1hex\(KEYS\[1\]\) .*hash to different slots.* \(luaslot, likely\)`
	digest.Run(ctx, c, []string{"sh:1"})                   // want `\(h:51f10f32496ae2bdc0e85c44e9d090d0fcc5a570\), .* \(luaslot, proven\)`
}

func counts(c redis.UniversalClient, id int, name string) {
	counted.Run(ctx, c, []string{fmt.Sprintf("user:%d:seen", id)})   // want `\(count:<id>\), .* \(luaslot, likely\)`
	counted.Run(ctx, c, []string{fmt.Sprintf("user:{%d}:seen", id)}) // which the script does not match
	counted.Run(ctx, c, []string{"user:" + name})                    // a name of digits, or an error
}

func pads(c redis.UniversalClient, day int) {
	padded.Run(ctx, c, []string{"day:007"}, 8) // want `\(day:008\), .* \(luaslot, proven\)`
	padded.Run(ctx, c, []string{"day:007"}, 7)
	padded.Run(ctx, c, []string{"{day}"}, day) // want `\(day:<string.format\("%03d", ARGV\[1\]\)>\), .* \(luaslot, likely\)`
}

func drops(c redis.UniversalClient, id string) {
	dropped.Run(ctx, c, []string{"user:" + id + ":seen"})   // want `\(user:<id>\), .* \(luaslot, likely\)`
	dropped.Run(ctx, c, []string{"user:{" + id + "}:seen"}) // one tag
	dropped.Run(ctx, c, []string{"{user:" + id + "}:seen"}) // one tag
	dropped.Run(ctx, c, []string{"{user:seen}"})            // want `\({user:\), .* \(luaslot, proven\)`
}

func lowers(c redis.UniversalClient, id string, n int) {
	lowered.Run(ctx, c, []string{"User:" + id}) // want `string.lower\(KEYS\[1\]\).*hash to different slots.* \(luaslot, likely\)`
	lowered.Run(ctx, c, []string{"user:" + id}) // which may be lower case
	lowered.Run(ctx, c, []string{fmt.Sprintf("user:%d", n)})
	lowered.Run(ctx, c, []string{"user:" + strings.ToLower(id)})
}

func trims(c redis.UniversalClient, path string) {
	trimmed.Run(ctx, c, []string{path}) // want `which is not passed in KEYS.* \(luaslot, likely\)`
	trimmed.Run(ctx, c, []string{"{" + path + "}/"})
}

func retags(c redis.UniversalClient, id int) {
	retagged.Run(ctx, c, []string{fmt.Sprintf("user:{%d}", id)}) // want `\(user:<id>\), .* \(luaslot, likely\)`
	retagged.Run(ctx, c, []string{fmt.Sprintf("user:%d", id)})
}

func named(c redis.UniversalClient, id int) {
	byReply.Run(ctx, c, []string{fmt.Sprintf("name:%d", id)})
	computed.Run(ctx, c, []string{"X-OG"})
	computed.Run(ctx, c, []string{"go-x"})
}
