package store

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/schema/keys"
	"example.com/schema/kv"
)

// Collections makes hashes, lists and sets.
func Collections(ctx context.Context, rdb *redis.Client, user int64, name string) {
	rdb.HSet(ctx, keys.Profile(user), "name", name)
	rdb.HSet(ctx, "token:"+name, "user", user)
	rdb.Expire(ctx, "token:"+name, 24*time.Hour)
	rdb.RPush(ctx, "queue:"+name, "a", "b", "c")
	rdb.LMove(ctx, "queue:"+name, "working:"+name, "LEFT", "RIGHT")
	rdb.LPush(ctx, "recent:"+name, "a", "b")
	rdb.LTrim(ctx, "recent:"+name, 0, 9)
	rdb.ExpireAt(ctx, "recent:"+name, time.Unix(9999999999, 0))
	kv.New(rdb, "box").Push(ctx, name, "v")
	rdb.SAdd(ctx, keys.Followers(user, ""), "a", "b")
	rdb.SAdd(ctx, keys.Followers(user, name), "b", "c")
	rdb.SUnionStore(ctx, "union:"+name, keys.Followers(user, ""), keys.Followers(user, name))
	rdb.SMove(ctx, keys.Followers(user, name), "gone:"+name, "c")
	rdb.Sort(ctx, "queue:"+name, &redis.Sort{Alpha: true})
	rdb.SortStore(ctx, "queue:"+name, "sorted:"+name, &redis.Sort{Alpha: true})
}

// Sorted makes sorted sets, places and streams.
func Sorted(ctx context.Context, rdb *redis.Client, name string) {
	rdb.ZAdd(ctx, "score:"+name, redis.Z{Score: 1, Member: "a"}, redis.Z{Score: 2, Member: "b"})
	rdb.ZUnionStore(ctx, "scores", &redis.ZStore{Keys: []string{"score:" + name}})
	rdb.ZRangeStore(ctx, "best:"+name, redis.ZRangeArgs{Key: "score:" + name, Start: 0, Stop: 1})
	rdb.GeoAdd(ctx, "shops:"+name, &redis.GeoLocation{Name: "a", Longitude: 1, Latitude: 1})
	rdb.GeoSearchStore(ctx, "shops:"+name, "near:"+name, &redis.GeoSearchStoreQuery{
		GeoSearchQuery: redis.GeoSearchQuery{Member: "a", Radius: 10, RadiusUnit: "km"},
	})
	rdb.XAdd(ctx, &redis.XAddArgs{Stream: "events:" + name, Values: []any{"k", "v"}})
	rdb.XGroupCreate(ctx, "events:"+name, "readers", "0")
}

// Copies makes keys of others.
func Copies(ctx context.Context, rdb *redis.Client, name string) {
	rdb.Set(ctx, "original:"+name, "v", time.Hour)
	rdb.Copy(ctx, "original:"+name, "copy:"+name, 0, true)
	rdb.SAdd(ctx, "old:"+name, "v")
	rdb.Rename(ctx, "old:"+name, "new:"+name)
	rdb.Restore(ctx, "restored:"+name, time.Minute, rdb.Dump(ctx, "original:"+name).Val())
}

// Together makes keys in transactions and pipelines.
func Together(ctx context.Context, rdb *redis.Client, name string) {
	rdb.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.HIncrBy(ctx, "basket:{"+name+"}:items", "apple", 2)
		tx.SetEx(ctx, "basket:{"+name+"}:touched", "now", time.Hour)
		return nil
	})
	rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.SAdd(ctx, "tags:"+name, "a")
		pipe.Expire(ctx, "tags:"+name, time.Hour)
		return nil
	})
	rdb.Watch(ctx, func(tx *redis.Tx) error {
		n := tx.Get(ctx, "stock:"+name).Val()
		_, err := tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.Set(ctx, "stock:"+name, n+"1", 0)
			return nil
		})
		return err
	}, "stock:"+name)
	kv.Remember(ctx, rdb, "dropped:"+name, "v", time.Minute)
	kv.Forget(ctx, rdb, "dropped:"+name)
}
