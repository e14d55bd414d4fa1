package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var take = redis.NewScript(`
redis.call("SET", KEYS[1], ARGV[1], "EX", ARGV[2])
redis.call("HSET", KEYS[2], "n", 1)
redis.call("ZADD", KEYS[2] .. ":log", 1, ARGV[1])
return redis.call("PEXPIRE", KEYS[2] .. ":log", 60000)
`)

// Scripts makes keys in a script.
func Scripts(ctx context.Context, rdb *redis.Client, name string) {
	take.Run(ctx, rdb, []string{"{" + name + "}:taken", "{" + name + "}:count"}, name, 120)
}
