// Package v6 calls github.com/go-redis/redis, of v6 and before.
package v6

import (
	"time"

	"github.com/go-redis/redis"
)

func keys(c *redis.ClusterClient) {
	c.Del("user:1", "user:2") // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del("user:1", "user:11896")
	c.Exists("user:1", "user:2") // want `EXISTS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Exists("user:1", "user:11896")
	c.Rename("user:1", "user:2") // want `RENAME: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Rename("user:1", "user:11896")
	c.RenameNX("user:1", "user:2") // want `RENAMENX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.RenameNX("user:1", "user:11896")
	c.Touch("user:1", "user:2") // want `TOUCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Touch("user:1", "user:11896")
	c.Unlink("user:1", "user:2") // want `UNLINK: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Unlink("user:1", "user:11896")

	by := &redis.Sort{By: "weight_*", Get: []string{"object_*"}}
	c.Sort("user:1", by)                    // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
	c.SortInterfaces("user:1", by)          // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
	c.SortStore("user:1", "user:2", by)     // want `SORT with BY.*clusterdenied` `SORT: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.SortStore("user:1", "user:11896", by) // want `SORT with BY.*clusterdenied`
}

func strings(c *redis.ClusterClient) {
	c.MGet("user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet("user:1", "user:11896")
	c.MSet("user:1", 1, "user:2", 2) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet("user:1", "user:2", "user:11896", "user:3")
	c.MSet(map[string]interface{}{"user:1": 1, "user:2": 2}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(map[string]interface{}{"user:1": 1, "user:11896": 2})
	c.MSet([]string{"user:1", "ada", "user:2", "bob"}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX("user:1", 1, "user:2", 2)                 // want `MSETNX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX("user:1", "user:2", "user:11896", "user:3")
	c.PFCount("visits:mon", "visits:tue") // want `PFCOUNT: keys "visits:mon" \(slot 3333\) and "visits:tue" \(slot 3364\) are in different slots`
	c.PFCount("{visits}:mon", "{visits}:tue")
	c.PFMerge("visits:week", "visits:mon") // want `PFMERGE: keys "visits:week" \(slot 14363\) and "visits:mon" \(slot 3333\) are in different slots`
	c.PFMerge("{visits}:week", "{visits}:mon")
	c.BitOpAnd("active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpAnd("active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpOr("active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpOr("active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpXor("active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpXor("active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpNot("active", "mon") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpNot("active:{week}", "mon:{week}")
}

func lists(c *redis.ClusterClient) {
	c.RPopLPush("todo", "done") // want `RPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.RPopLPush("{jobs}:todo", "{jobs}:done")
	c.BLPop(time.Second, "todo", "done") // want `BLPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLPop(time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPop(time.Second, "todo", "done") // want `BRPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BRPop(time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPopLPush("todo", "done", time.Second) // want `BRPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BRPopLPush("{jobs}:todo", "{jobs}:done", time.Second)
}

func sets(c *redis.ClusterClient) {
	c.SDiff("tags:go", "tags:redis") // want `SDIFF: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SDiff("{tags}:go", "{tags}:redis")
	c.SDiffStore("tags:out", "tags:go", "tags:redis") // want `SDIFFSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SDiffStore("{tags}:out", "{tags}:go", "{tags}:redis")
	c.SInter("tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter("{tags}:go", "{tags}:redis")
	c.SInterStore("tags:out", "tags:go", "tags:redis") // want `SINTERSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SInterStore("{tags}:out", "{tags}:go", "{tags}:redis")
	c.SUnion("tags:go", "tags:redis") // want `SUNION: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SUnion("{tags}:go", "{tags}:redis")
	c.SUnionStore("tags:out", "tags:go", "tags:redis") // want `SUNIONSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.SUnionStore("{tags}:out", "{tags}:go", "{tags}:redis")
	c.SMove("tags:go", "tags:redis", "post:1") // want `SMOVE: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SMove("{tags}:go", "{tags}:redis", "post:1")
}

func sortedSets(c *redis.ClusterClient) {
	c.ZInterStore("board:2", redis.ZStore{Weights: []float64{1, 2}}, "board:1", "board:723") // want `ZINTERSTORE: keys "board:2" \(slot 11926\) and "board:1" \(slot 7925\) are in different slots`
	c.ZInterStore("{board:1}", redis.ZStore{Weights: []float64{1, 2}}, "board:1", "board:723")
	c.ZUnionStore("board:1", redis.ZStore{Aggregate: "MAX"}, "board:1", "board:2") // want `ZUNIONSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionStore("{board:1}", redis.ZStore{Aggregate: "MAX"}, "board:1", "board:723")
	c.BZPopMax(time.Second, "board:1", "board:2") // want `BZPOPMAX: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMax(time.Second, "board:1", "board:723")
	c.BZPopMin(time.Second, "board:1", "board:2") // want `BZPOPMIN: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMin(time.Second, "board:1", "board:723")
}

func streams(c *redis.ClusterClient) {
	c.XRead(&redis.XReadArgs{Streams: []string{"log:a", "log:b", "0", "0"}}) // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XRead(&redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b", "0", "5-0"}})
	c.XReadGroup(&redis.XReadGroupArgs{Group: "g", Streams: []string{"log:a", "log:b", ">", ">"}}) // want `XREADGROUP: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadGroup(&redis.XReadGroupArgs{Group: "g", Streams: []string{"{log}:a", "{log}:b", ">", "0"}})
	c.XReadStreams("log:a", "log:b", "0", "0") // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadStreams("{log}:a", "{log}:b", "0", "5-0")
}

func geo(c *redis.ClusterClient) {
	near := &redis.GeoRadiusQuery{Radius: 10, Store: "near"}
	distance := &redis.GeoRadiusQuery{Radius: 10, StoreDist: "near"}
	tagged := &redis.GeoRadiusQuery{Radius: 10, StoreDist: "{shops}:near"}
	none := &redis.GeoRadiusQuery{Radius: 10}

	c.GeoRadius("shops", 13, 52, near)     // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadius("shops", 13, 52, distance) // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadius("shops", 13, 52, tagged)
	c.GeoRadius("shops", 13, 52, none)
	c.GeoRadiusByMember("shops", "near", near)     // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusByMember("shops", "near", distance) // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusByMember("shops", "near", tagged)
	c.GeoRadiusByMember("shops", "near", none)
	c.GeoRadiusRO("shops", 13, 52, none)
	c.GeoRadiusByMemberRO("shops", "near", none)
}

var script = redis.NewScript(`return redis.call("RENAME", KEYS[1], KEYS[2])`)

func scripts(c redis.UniversalClient) {
	apart := []string{"user:1", "user:2"}
	near := []string{"user:1", "user:11896"}

	c.Eval("return 1", apart) // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Eval("return 1", near, "user:2")
	c.EvalSha("e0e1", apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.EvalSha("e0e1", near, "user:2")
	script.Run(c, apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Run(c, near, "user:2")
	script.Eval(c, apart) // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.Eval(c, near, "user:2")
	script.EvalSha(c, apart) // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	script.EvalSha(c, near, "user:2")
}
