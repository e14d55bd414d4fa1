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
