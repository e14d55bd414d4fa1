package lua

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Alike programs: the script is declared, or assigned in init.

const listText = `
for _, name in ipairs(redis.call("ZRANGE", KEYS[1] .. ":list", "0", "-1")) do
    redis.call("DEL", KEYS[1] .. "/" .. name)
end
return 0
`

var inInit *redis.Script

func init() { inInit = redis.NewScript(listText) }

func DeleteList(ctx context.Context, c *redis.ClusterClient, path string) error {
	return inInit.Run(ctx, c, []string{path}).Err() // want `line 2: ZRANGE uses the key KEYS\[1\] .. ":list" \(<path>:list\), .*, unless path holds a hash tag \(1 other key like it in the script\); .* \(luaslot, likely\)`
}

var declaredList = redis.NewScript(listText + "-- declared")

func DeleteDeclared(ctx context.Context, c *redis.ClusterClient, path string) error {
	return declaredList.Run(ctx, c, []string{path}).Err() // want `line 2: ZRANGE uses the key KEYS\[1\] .. ":list" \(<path>:list\), .*, unless path holds a hash tag \(1 other key like it in the script\); .* \(luaslot, likely\)`
}

// One script, run for several callers: each at its line.
var counter = redis.NewScript(`return redis.call("INCR", KEYS[1] .. ":n")`)

func incr(ctx context.Context, c redis.UniversalClient, key string) error {
	return counter.Run(ctx, c, []string{key}).Err()
}

func callers(ctx context.Context, c redis.UniversalClient, id string) {
	incr(ctx, c, "a:"+id) // want `\(a:<id>:n\)`
	incr(ctx, c, "{b:"+id+"}")
	incr(ctx, c, "c:"+id) // want `\(c:<id>:n\)`
}
