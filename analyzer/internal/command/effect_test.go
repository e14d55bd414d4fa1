package command_test

import (
	"testing"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
)

func TestEffects(t *testing.T) {
	const r, w, x = command.Reads, command.Writes, command.Takes
	for name, want := range map[string]command.Effects{
		"GET": r, "MGET": r, "HGETALL": r, "EXISTS": r, "TTL": r, "GETEX": r,
		"SET": w, "SETEX": w, "MSET": w, "HSET": w, "LPUSH": w, "SADD": w, "ZADD": w,
		"DEL": x, "UNLINK": x, "EXPIRE": x, "SREM": x, "HDEL": x,
		"GETDEL": r | x, "LPOP": r | x, "SPOP": r | x,
		"INCR": r | w, "GETSET": r | w, "SETNX": r | w,
		"RENAME": r | w | x, "SINTERSTORE": r | w | x, "EVAL": r | w | x, "PING": r | w | x,
	} {
		c, ok := command.Lookup(name, "")
		if !ok {
			t.Fatalf("no %s", name)
		}
		if got := c.Effects(); got != want {
			t.Errorf("%s: %03b, want %03b", name, got, want)
		}
	}
}
