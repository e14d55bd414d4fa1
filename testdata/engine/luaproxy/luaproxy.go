// Package luaproxy has scripts that a cluster runs, and a proxy in front of one
// does not.
//
//crossslottest:set checks=luaslot
//crossslottest:set proxy=true
package luaproxy

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var unlock = redis.NewScript(`local key = KEYS[1] if redis.call('GET', key) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`) // want `^script unlock, line 1: GET uses a key that is not written as KEYS\[n\]; a proxy that reads scripts refuses it`

var unlockKeys = redis.NewScript(`if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`)

var any = redis.NewScript(`return redis.call(ARGV[1], KEYS[1])`) // want `^script any, line 1: the name of the command is no literal`

var derived = redis.NewScript(`redis.call('INCR', KEYS[1] .. ':n') redis.call('INCR', KEYS[1] .. ':m')`) // want `line 1: INCR uses a key that is not written as KEYS\[n\] \(1 other place like it in the script\)`

var all = redis.NewScript(`for i = 1, #KEYS do redis.call('DEL', KEYS[i]) end`)

func Run(ctx context.Context, c *redis.ClusterClient) {
	unlock.Run(ctx, c, []string{"lock:1"}, "token")
	unlockKeys.Run(ctx, c, []string{"lock:1"}, "token")
	any.Run(ctx, c, []string{"lock:1"}, "get")
	derived.Run(ctx, c, []string{"{user:1}"})
	all.Run(ctx, c, []string{"{user:1}:a", "{user:1}:b"})
}
