// Package v8 calls github.com/go-redis/redis/v8.
package v8

import (
	"context"
	"time"

	"github.com/go-redis/redis/v8"
)

func keys(ctx context.Context, c *redis.ClusterClient) {
	c.Copy(ctx, "user:1", "user:2", 0, true) // want `COPY: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Copy(ctx, "user:1", "user:11896", 0, true)
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del(ctx, "user:1", "user:11896")
	c.Exists(ctx, "user:1", "user:2") // want `EXISTS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Exists(ctx, "user:1", "user:11896")
	c.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Rename(ctx, "user:1", "user:11896")
	c.RenameNX(ctx, "user:1", "user:2") // want `RENAMENX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.RenameNX(ctx, "user:1", "user:11896")
	c.Touch(ctx, "user:1", "user:2") // want `TOUCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Touch(ctx, "user:1", "user:11896")
	c.Unlink(ctx, "user:1", "user:2") // want `UNLINK: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Unlink(ctx, "user:1", "user:11896")

	by := &redis.Sort{By: "weight_*", Get: []string{"object_*"}}
	c.Sort(ctx, "user:1", by)                    // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
	c.SortInterfaces(ctx, "user:1", by)          // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
	c.SortStore(ctx, "user:1", "user:2", by)     // want `SORT with BY.*clusterdenied` `SORT: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.SortStore(ctx, "user:1", "user:11896", by) // want `SORT with BY.*clusterdenied`
}

func strings(ctx context.Context, c *redis.ClusterClient) {
	c.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, "user:1", "user:11896")
	c.MSet(ctx, "user:1", 1, "user:2", 2) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, "user:1", "user:2", "user:11896", "user:3")
	c.MSet(ctx, map[string]interface{}{"user:1": 1, "user:2": 2}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, map[string]interface{}{"user:1": 1, "user:11896": 2})
	c.MSet(ctx, []string{"user:1", "ada", "user:2", "bob"}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX(ctx, "user:1", 1, "user:2", 2)                 // want `MSETNX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX(ctx, "user:1", "user:2", "user:11896", "user:3")
	c.PFCount(ctx, "visits:mon", "visits:tue") // want `PFCOUNT: keys "visits:mon" \(slot 3333\) and "visits:tue" \(slot 3364\) are in different slots`
	c.PFCount(ctx, "{visits}:mon", "{visits}:tue")
	c.PFMerge(ctx, "visits:week", "visits:mon") // want `PFMERGE: keys "visits:week" \(slot 14363\) and "visits:mon" \(slot 3333\) are in different slots`
	c.PFMerge(ctx, "{visits}:week", "{visits}:mon")
	c.BitOpAnd(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpAnd(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpOr(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpOr(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpXor(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpXor(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpNot(ctx, "active", "mon") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpNot(ctx, "active:{week}", "mon:{week}")
}

func lists(ctx context.Context, c *redis.ClusterClient) {
	c.LMove(ctx, "todo", "done", "LEFT", "RIGHT") // want `LMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.LMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.RPopLPush(ctx, "todo", "done") // want `RPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.RPopLPush(ctx, "{jobs}:todo", "{jobs}:done")
	c.BLMove(ctx, "todo", "done", "LEFT", "RIGHT", time.Second) // want `BLMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second)
	c.BLPop(ctx, time.Second, "todo", "done") // want `BLPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPop(ctx, time.Second, "todo", "done") // want `BRPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BRPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPopLPush(ctx, "todo", "done", time.Second) // want `BRPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BRPopLPush(ctx, "{jobs}:todo", "{jobs}:done", time.Second)
}

func sets(ctx context.Context, c *redis.ClusterClient) {
	c.SDiff(ctx, "tags:go", "tags:redis") // want `SDIFF: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SDiff(ctx, "{tags}:go", "{tags}:redis")
	c.SDiffStore(ctx, "tags:out", "tags:go", "tags:redis") // want `SDIFFSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter(ctx, "{tags}:go", "{tags}:redis")
	c.SInterStore(ctx, "tags:out", "tags:go", "tags:redis") // want `SINTERSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SInterStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SUnion(ctx, "tags:go", "tags:redis") // want `SUNION: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SUnion(ctx, "{tags}:go", "{tags}:redis")
	c.SUnionStore(ctx, "tags:out", "tags:go", "tags:redis") // want `SUNIONSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SUnionStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SMove(ctx, "tags:go", "tags:redis", "post:1") // want `SMOVE: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SMove(ctx, "{tags}:go", "{tags}:redis", "post:1")
}

func sortedSets(ctx context.Context, c *redis.ClusterClient) {
	apart := &redis.ZStore{Keys: []string{"board:1", "board:2"}}
	near := &redis.ZStore{Keys: []string{"board:1", "board:723"}, Weights: []float64{1, 2}}

	c.ZDiff(ctx, "board:1", "board:2") // want `ZDIFF: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZDiff(ctx, "board:1", "board:723")
	c.ZDiffWithScores(ctx, "board:1", "board:2") // want `ZDIFF: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZDiffWithScores(ctx, "board:1", "board:723")
	c.ZDiffStore(ctx, "board:2", "board:1", "board:723") // want `ZDIFFSTORE: keys "board:2" \(slot 11926\) and "board:1" \(slot 7925\) are in different slots`
	c.ZDiffStore(ctx, "{board:1}", "board:1", "board:723")
	c.ZInter(ctx, apart) // want `ZINTER: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZInter(ctx, near)
	c.ZInterWithScores(ctx, apart) // want `ZINTER: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZInterWithScores(ctx, near)
	c.ZInterStore(ctx, "board:2", near) // want `ZINTERSTORE: keys "board:2" \(slot 11926\) and "board:1" \(slot 7925\) are in different slots`
	c.ZInterStore(ctx, "{board:1}", near)
	c.ZUnion(ctx, *apart) // want `ZUNION: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnion(ctx, *near)
	c.ZUnionWithScores(ctx, *apart) // want `ZUNION: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionWithScores(ctx, *near)
	c.ZUnionStore(ctx, "board:1", apart) // want `ZUNIONSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionStore(ctx, "{board:1}", near)
	c.ZRangeStore(ctx, "board:2", redis.ZRangeArgs{Key: "board:1", Stop: 9}) // want `ZRANGESTORE: keys "board:2" \(slot 11926\) and "board:1" \(slot 7925\) are in different slots`
	c.ZRangeStore(ctx, "board:723", redis.ZRangeArgs{Key: "board:1", Stop: 9})
	c.BZPopMax(ctx, time.Second, "board:1", "board:2") // want `BZPOPMAX: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMax(ctx, time.Second, "board:1", "board:723")
	c.BZPopMin(ctx, time.Second, "board:1", "board:2") // want `BZPOPMIN: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMin(ctx, time.Second, "board:1", "board:723")
}

func streams(ctx context.Context, c *redis.ClusterClient) {
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b", "0", "0"}}) // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b", "0", "5-0"}})
	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Streams: []string{"log:a", "log:b", ">", ">"}}) // want `XREADGROUP: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Streams: []string{"{log}:a", "{log}:b", ">", "0"}})
	c.XReadStreams(ctx, "log:a", "log:b", "0", "0") // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadStreams(ctx, "{log}:a", "{log}:b", "0", "5-0")
}

func geo(ctx context.Context, c *redis.ClusterClient) {
	store := &redis.GeoRadiusQuery{Radius: 10, Store: "near"}
	tagged := &redis.GeoRadiusQuery{Radius: 10, StoreDist: "{shops}:near"}

	c.GeoRadius(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10})
	c.GeoRadiusByMember(ctx, "shops", "near", &redis.GeoRadiusQuery{Radius: 10})
	c.GeoRadiusStore(ctx, "shops", 13, 52, store) // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusStore(ctx, "shops", 13, 52, tagged)
	c.GeoRadiusByMemberStore(ctx, "shops", "near", store) // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusByMemberStore(ctx, "shops", "near", tagged)
	c.GeoSearchStore(ctx, "shops", "near", &redis.GeoSearchStoreQuery{}) // want `GEOSEARCHSTORE: keys "near" \(slot 11741\) and "shops" \(slot 7858\) are in different slots`
	c.GeoSearchStore(ctx, "shops", "{shops}:near", &redis.GeoSearchStoreQuery{})
}

var script = redis.NewScript(`return redis.call("RENAME", KEYS[1], KEYS[2])`)

func scripts(ctx context.Context, c redis.UniversalClient) {
	apart := []string{"user:1", "user:2"}
	near := []string{"user:1", "user:11896"}

	c.Eval(ctx, "return 1", apart) // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Eval(ctx, "return 1", near, "user:2")
	c.EvalSha(ctx, "e0e1", apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.EvalSha(ctx, "e0e1", near, "user:2")
	script.Run(ctx, c, apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Run(ctx, c, near, "user:2")
	script.Eval(ctx, c, apart) // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Eval(ctx, c, near, "user:2")
	script.EvalSha(ctx, c, apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.EvalSha(ctx, c, near, "user:2")
}
