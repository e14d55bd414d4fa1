package cases

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Two types; the twins are stored alike.
func types(ctx context.Context, rdb *redis.Client, id string) {
	rdb.Set(ctx, "clash:"+id, "v", 0)
	rdb.HGetAll(ctx, "clash:"+id)
	rdb.Set(ctx, "alike:"+id, "v", 0)
	rdb.GetBit(ctx, "alike:"+id, 3)
	rdb.GeoAdd(ctx, "places", &redis.GeoLocation{Name: "a"})
	rdb.ZRange(ctx, "places", 0, -1)
	rdb.SAdd(ctx, "members", "a")
	rdb.ZInter(ctx, &redis.ZStore{Keys: []string{"members", "ranked"}})
}

// What stands in front may tell two things apart; the twin's prefix is that of an object.
func prefixed(ctx context.Context, rdb *redis.Client, waiting, done string) {
	rdb.LPush(ctx, waiting+":jobs", "a")
	rdb.ZAdd(ctx, done+":jobs", redis.Z{Member: "a"})
}

// Mixed has keys of two types.
func (l *Library) Mixed(ctx context.Context, name string) {
	rdb := l.rdb
	rdb.LPush(ctx, l.prefix+"mixed:"+name, "a")
	rdb.ZAdd(ctx, l.prefix+"mixed:"+name, redis.Z{Member: "a"})
}

// A Library is given its keys, or what they begin with.
type Library struct {
	rdb    *redis.Client
	prefix string
}

// Get is given a key.
func (l *Library) Get(ctx context.Context, key string) string {
	return l.rdb.Get(ctx, l.prefix+key).Val()
}

// Count has keys of its own behind a prefix.
func (l *Library) Count(ctx context.Context, name string) { l.rdb.Incr(ctx, l.prefix+"count:"+name) }

// A key that a reply names is not known.
func replies(ctx context.Context, rdb *redis.Client) {
	for _, key := range rdb.SMembers(ctx, "index").Val() {
		rdb.Get(ctx, key)
	}
	rdb.Del(ctx, `odd|key*[x]`+"\x1b")
}
