// Package stored has families with values of two types, and families of which some keys
// expire; with twins that are right.
//
//crossslottest:set checks=keytype,expiry
package stored

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func login(ctx context.Context, c redis.UniversalClient, id string) {
	c.Set(ctx, "session:"+id, "active", time.Hour)
	c.HSet(ctx, "profile:"+id, "name", "ann")
	c.SetBit(ctx, "seen:"+id, 7, 1)
}

func me(ctx context.Context, c redis.UniversalClient, id string) {
	c.HGetAll(ctx, "session:"+id) // want `^HGETALL takes what is stored under session:<id> for a hash, and SET for a string; the server refuses one of the two \(WRONGTYPE\); .* \(keytype, likely\)`
	c.HGetAll(ctx, "profile:"+id)
	c.Get(ctx, "seen:"+id) // a bitmap is a string
	c.Del(ctx, "session:"+id)
	c.Exists(ctx, "profile:"+id)
}

// What a script does depends on what it finds.
func either(ctx context.Context, c redis.UniversalClient, id string) {
	c.Eval(ctx, `if ARGV[1] == "l" then return redis.call("LLEN", KEYS[1]) else return redis.call("ZCARD", KEYS[1]) end`, []string{"queue:" + id}, "l")
	c.Eval(ctx, `redis.call("LPUSH", KEYS[1], 1) return redis.call("SCARD", KEYS[1])`, []string{"work:" + id}) // want `LPUSH takes .* for a list, and SCARD for a set|SCARD takes .* for a set, and LPUSH for a list`
}

func start(ctx context.Context, c redis.UniversalClient, job string) {
	c.Set(ctx, "progress:"+job, 0, 24*time.Hour)
	c.Set(ctx, "result:"+job, 0, 24*time.Hour)
	c.RPush(ctx, "steps:"+job, "start")
	c.Expire(ctx, "steps:"+job, time.Hour)
}

func advance(ctx context.Context, c redis.UniversalClient, job string) {
	c.Incr(ctx, "progress:"+job)                // want `^INCR leaves progress:<job> without an expiry, and SET gives it one; such a key stays for ever; .* \(expiry, likely\)`
	c.Set(ctx, "result:"+job, 1, redis.KeepTTL) // want `SET leaves result:<job> without an expiry`
	c.LSet(ctx, "steps:"+job, 0, "more")        // there is one, or an error
}

// The function that makes the key sets its expiry.
func window(ctx context.Context, c redis.UniversalClient, user string) {
	if c.Incr(ctx, "rate:"+user).Val() == 1 {
		c.Expire(ctx, "rate:"+user, time.Minute)
	}
}

// A time to live that is not known may be none.
func given(ctx context.Context, c redis.UniversalClient, name string, ttl time.Duration) {
	c.Set(ctx, "given:"+name, "v", ttl)
	c.Set(ctx, "given:"+name, "v", time.Hour)
}
