// Package store has keys of all types. Each of its functions makes some.
package store

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/schema/keys"
	"example.com/schema/kv"
)

// Strings makes strings and numbers.
func Strings(ctx context.Context, rdb *redis.Client, user int64, name string) {
	rdb.Set(ctx, "motd", "hello", 0)
	rdb.Set(ctx, fmt.Sprintf(keys.Session, name), "1", 30*time.Minute)
	rdb.SetEx(ctx, "code:"+name, "1234", 90*time.Second)
	rdb.SetNX(ctx, "lock:"+name, "me", 10*time.Second)
	rdb.SetNX(ctx, "first:"+name, "me", 0)
	rdb.SetArgs(ctx, "args:"+name, "v", redis.SetArgs{TTL: time.Hour})
	rdb.SetArgs(ctx, "plainargs:"+name, "v", redis.SetArgs{Mode: "NX"})
	rdb.Incr(ctx, keys.Visits+name)
	rdb.Append(ctx, "log:"+name, "line")
	rdb.MSet(ctx, "flags:a:"+name, "1", "flags:b:"+name, "0")
	rdb.Do(ctx, "SET", "raw:"+name, "v", "EX", 60)
	rdb.Do(ctx, "SET", "rawplain:"+name, "v")
	rdb.GetSet(ctx, "last:"+name, "now")
	rdb.Set(ctx, fmt.Sprintf("page:%d", user), "1", time.Hour)
	rdb.Set(ctx, "page:0", "home", time.Hour)
	kv.Remember(ctx, rdb, "memo:"+name, "v", 45*time.Second)
	kv.Remember(ctx, rdb, "note:"+name, "v", 0)
}

// Rate counts calls in a window.
func Rate(ctx context.Context, rdb *redis.Client, user int64) {
	key := fmt.Sprintf("rate:%d", user)
	if rdb.Incr(ctx, key).Val() == 1 {
		rdb.Expire(ctx, key, time.Minute)
	}
}

// Sometimes leaves some keys without an expiry.
func Sometimes(ctx context.Context, rdb *redis.Client, name string) {
	rdb.Set(ctx, "draft:"+name, "v", time.Hour)
	rdb.Set(ctx, "draft:kept", "v", 0)
}

// Kept keeps the expiry, or takes it away.
func Kept(ctx context.Context, rdb *redis.Client, name string) {
	rdb.Set(ctx, "kept:"+name, "v", time.Hour)
	rdb.Set(ctx, "kept:"+name, "w", redis.KeepTTL)
	rdb.Set(ctx, "freed:"+name, "v", time.Hour)
	rdb.Persist(ctx, "freed:"+name)
	rdb.Set(ctx, "read:"+name, "v", 0)
	rdb.GetEx(ctx, "read:"+name, time.Hour)
}

// Bits makes bitmaps and HyperLogLogs.
func Bits(ctx context.Context, rdb *redis.Client, name string) {
	rdb.SetBit(ctx, "online:"+name, 7, 1)
	rdb.SetBit(ctx, "active:"+name, 7, 1)
	rdb.BitOpAnd(ctx, "both:"+name, "online:"+name, "active:"+name)
	rdb.PFAdd(ctx, "unique:"+name, "a", "b")
	rdb.PFMerge(ctx, "uniques", "unique:"+name)
}
