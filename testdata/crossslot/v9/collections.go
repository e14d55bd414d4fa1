package v9

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func lists(ctx context.Context, c *redis.ClusterClient) {
	c.LMove(ctx, "todo", "done", "LEFT", "RIGHT") // want `LMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.LMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.LMoveM(ctx, "todo", "done", "LEFT", "RIGHT", redis.LMoveMArgs{Count: 2}) // want `LMOVEM: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.LMoveM(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", redis.LMoveMArgs{Count: 2})
	c.LMPop(ctx, "left", 1, "todo", "done") // want `LMPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.LMPop(ctx, "left", 1, "{jobs}:todo", "{jobs}:done")
	c.RPopLPush(ctx, "todo", "done") // want `RPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.RPopLPush(ctx, "{jobs}:todo", "{jobs}:done")
	c.RPopLPush(ctx, "todo", "todo") // a circular list

	c.BLMove(ctx, "todo", "done", "LEFT", "RIGHT", time.Second) // want `BLMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second)
	c.BLMoveM(ctx, "todo", "done", "LEFT", "RIGHT", time.Second, redis.LMoveMArgs{Count: 2}) // want `BLMOVEM: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLMoveM(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second, redis.LMoveMArgs{Count: 2})
	c.BLMPop(ctx, time.Second, "left", 1, "todo", "done") // want `BLMPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.BLMPop(ctx, time.Second, "left", 1, "{jobs}:todo", "{jobs}:done")
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
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter(ctx, "tags:12", "tags:1958")
	c.SUnion(ctx, "tags:go", "tags:redis") // want `SUNION: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SUnion(ctx, "{tags}:go", "{tags}:redis")

	c.SDiffCard(ctx, &redis.SDiffCardOptions{Limit: 3}, "tags:go", "tags:redis") // want `SDIFFCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SDiffCard(ctx, nil, "{tags}:go", "{tags}:redis")
	c.SInterCard(ctx, 3, "tags:go", "tags:redis") // want `SINTERCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInterCard(ctx, 3, "{tags}:go", "{tags}:redis")
	c.SUnionCard(ctx, nil, "tags:go", "tags:redis") // want `SUNIONCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SUnionCard(ctx, nil, "{tags}:go", "{tags}:redis")

	c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "tags:redis") // want `SDIFFSTORE: keys "\{tags\}:out" \(slot 14486\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SInterStore(ctx, "tags:go", "tags:go", "tags:redis") // want `SINTERSTORE: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInterStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SUnionStore(ctx, "tags:out", "{tags}:go", "{tags}:redis") // want `SUNIONSTORE: keys "tags:out" \(slot 10928\) and "\{tags\}:go" \(slot 14486\) are in different slots`
	c.SUnionStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")

	c.SMove(ctx, "tags:go", "tags:redis", "post:1") // want `SMOVE: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SMove(ctx, "{tags}:go", "{tags}:redis", "post:1")
}

func sortedSets(ctx context.Context, c *redis.ClusterClient) {
	apart := &redis.ZStore{Keys: []string{"board:1", "board:2"}}
	near := &redis.ZStore{Keys: []string{"board:1", "board:723"}, Weights: []float64{2, 1}, Aggregate: "MAX"}

	c.ZDiff(ctx, "board:1", "board:2") // want `ZDIFF: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZDiff(ctx, "board:1", "board:723")
	c.ZDiffWithScores(ctx, "board:1", "board:2") // want `ZDIFF: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZDiffWithScores(ctx, "board:1", "board:723")
	c.ZDiffStore(ctx, "board:3", "board:1", "board:723") // want `ZDIFFSTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.ZDiffStore(ctx, "{board:1}:diff", "board:1", "board:723")

	c.ZInter(ctx, apart) // want `ZINTER: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZInter(ctx, near)
	c.ZInterWithScores(ctx, &redis.ZStore{Keys: []string{"board:1", "board:2"}}) // want `ZINTER: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZInterWithScores(ctx, near)
	c.ZInterCard(ctx, 0, "board:1", "board:2") // want `ZINTERCARD: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZInterCard(ctx, 0, "board:1", "board:723")
	c.ZInterStore(ctx, "board:3", near) // want `ZINTERSTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.ZInterStore(ctx, "{board:1}:inter", near)

	c.ZUnion(ctx, *apart) // want `ZUNION: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnion(ctx, *near)
	c.ZUnionWithScores(ctx, redis.ZStore{Keys: []string{"board:1", "board:2"}}) // want `ZUNION: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionWithScores(ctx, *near)
	c.ZUnionStore(ctx, "board:1", apart) // want `ZUNIONSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionStore(ctx, "{board:1}:union", near)

	c.ZRangeStore(ctx, "board:3", redis.ZRangeArgs{Key: "board:1", Start: 0, Stop: 9}) // want `ZRANGESTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.ZRangeStore(ctx, "board:723", redis.ZRangeArgs{Key: "board:1", Start: "board:2", Stop: "board:3", ByLex: true})

	c.ZMPop(ctx, "min", 1, "board:1", "board:2") // want `ZMPOP: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZMPop(ctx, "min", 1, "board:1", "board:723")
	c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:2") // want `BZMPOP: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:723")
	c.BZPopMax(ctx, time.Second, "board:1", "board:2") // want `BZPOPMAX: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMax(ctx, time.Second, "board:1", "board:723")
	c.BZPopMin(ctx, time.Second, "board:1", "board:2") // want `BZPOPMIN: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.BZPopMin(ctx, time.Second, "board:1", "board:723")
}

func streams(ctx context.Context, c *redis.ClusterClient) {
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b", "0", "0"}}) // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b", "0", "5-0"}, Block: -1})
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b"}, ID: "0"}) // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "0"}})
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b"}, ID: "$"})

	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"log:a", "log:b", ">", ">"}}) // want `XREADGROUP: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"{log}:a", "{log}:b", ">", "0"}})

	c.XReadStreams(ctx, "log:a", "log:b", "0", "0") // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.XReadStreams(ctx, "{log}:a", "{log}:b", "0", "5-0")
	c.XReadStreams(ctx, "log:a", "0")

	c.XAdd(ctx, &redis.XAddArgs{Stream: "log:a", Values: []string{"log:b", "log:c"}})
}

func geo(ctx context.Context, c *redis.ClusterClient) {
	store := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "near"}
	tagged := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "{shops}:near"}

	c.GeoRadiusStore(ctx, "shops", 13, 52, store) // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusStore(ctx, "shops", 13, 52, tagged)
	c.GeoRadiusStore(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{StoreDist: "near"}) // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusByMemberStore(ctx, "shops", "near", store)                            // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.GeoRadiusByMemberStore(ctx, "shops", "near", tagged)
	c.GeoRadiusByMemberStore(ctx, "shops", "near", &redis.GeoRadiusQuery{StoreDist: "near"}) // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`

	search := &redis.GeoSearchStoreQuery{GeoSearchQuery: redis.GeoSearchQuery{Member: "home", Radius: 10}}
	c.GeoSearchStore(ctx, "shops", "near", search) // want `GEOSEARCHSTORE: keys "near" \(slot 11741\) and "shops" \(slot 7858\) are in different slots`
	c.GeoSearchStore(ctx, "shops", "{shops}:near", search)

	// These two send read-only commands, and refuse to store.
	c.GeoRadius(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10})
	c.GeoRadiusByMember(ctx, "shops", "near", &redis.GeoRadiusQuery{Radius: 10})
}
