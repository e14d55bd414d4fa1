package cases

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Which of the keys the loop reads is not known, but for the first two.
var loop = redis.NewScript(`
local n = redis.call("LLEN", KEYS[1]) + redis.call("ZCARD", KEYS[2])
for i = 3, 4 do n = n + redis.call("GET", KEYS[i]) end
return n
`)

func loops(ctx context.Context, rdb *redis.Client, q string) {
	loop.Run(ctx, rdb, []string{"{" + q + "}:pending", "{" + q + "}:retry", "{" + q + "}:failed", "{" + q + "}:processed"})
}

// All keys are alike.
var each = redis.NewScript(`for i = 1, #KEYS do redis.call("INCR", KEYS[i]) end`)

func alike(ctx context.Context, rdb *redis.Client, ids []string) {
	var list []string
	for _, id := range ids {
		list = append(list, "counted:{all}:"+id)
	}
	each.Run(ctx, rdb, list)
}

// The type depends on what the script finds; the twin's does not.
var move = redis.NewScript(`
if ARGV[1] == "list" then redis.call("LREM", KEYS[1], 0, "x") else redis.call("ZREM", KEYS[1], "x") end
redis.call("LPUSH", KEYS[2], "x")
redis.call("ZADD", KEYS[2], 1, "x")
`)

func moves(ctx context.Context, rdb *redis.Client, q string) {
	move.Run(ctx, rdb, []string{"state:{" + q + "}", "both:{" + q + "}"}, q)
}
