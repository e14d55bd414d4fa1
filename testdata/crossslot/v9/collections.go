package v9

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func lists(ctx context.Context, c *redis.ClusterClient) {
	c.LMove(ctx, "todo", "done", "LEFT", "RIGHT") //w LMOVE todo|done
	c.LMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.LMoveM(ctx, "todo", "done", "LEFT", "RIGHT", redis.LMoveMArgs{Count: 2}) //w LMOVEM todo|done
	c.LMoveM(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", redis.LMoveMArgs{Count: 2})
	c.LMPop(ctx, "left", 1, "todo", "done") //w LMPOP todo|done
	c.LMPop(ctx, "left", 1, "{jobs}:todo", "{jobs}:done")
	c.RPopLPush(ctx, "todo", "done") //w RPOPLPUSH todo|done
	c.RPopLPush(ctx, "{jobs}:todo", "{jobs}:done")
	c.RPopLPush(ctx, "todo", "todo") // a circular list

	c.BLMove(ctx, "todo", "done", "LEFT", "RIGHT", time.Second) //w BLMOVE todo|done
	c.BLMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second)
	c.BLMoveM(ctx, "todo", "done", "LEFT", "RIGHT", time.Second, redis.LMoveMArgs{Count: 2}) //w BLMOVEM todo|done
	c.BLMoveM(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second, redis.LMoveMArgs{Count: 2})
	c.BLMPop(ctx, time.Second, "left", 1, "todo", "done") //w BLMPOP todo|done
	c.BLMPop(ctx, time.Second, "left", 1, "{jobs}:todo", "{jobs}:done")
	c.BLPop(ctx, time.Second, "todo", "done") //w BLPOP todo|done
	c.BLPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPop(ctx, time.Second, "todo", "done") //w BRPOP todo|done
	c.BRPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done")
	c.BRPopLPush(ctx, "todo", "done", time.Second) //w BRPOPLPUSH todo|done
	c.BRPopLPush(ctx, "{jobs}:todo", "{jobs}:done", time.Second)
}

func sets(ctx context.Context, c *redis.ClusterClient) {
	c.SDiff(ctx, "tags:go", "tags:redis") //w SDIFF tags:go|tags:redis
	c.SDiff(ctx, "{tags}:go", "{tags}:redis")
	c.SInter(ctx, "tags:go", "tags:redis") //w SINTER tags:go|tags:redis
	c.SInter(ctx, "tags:12", "tags:1958")
	c.SUnion(ctx, "tags:go", "tags:redis") //w SUNION tags:go|tags:redis
	c.SUnion(ctx, "{tags}:go", "{tags}:redis")

	c.SDiffCard(ctx, &redis.SDiffCardOptions{Limit: 3}, "tags:go", "tags:redis") //w SDIFFCARD tags:go|tags:redis
	c.SDiffCard(ctx, nil, "{tags}:go", "{tags}:redis")
	c.SInterCard(ctx, 3, "tags:go", "tags:redis") //w SINTERCARD tags:go|tags:redis
	c.SInterCard(ctx, 3, "{tags}:go", "{tags}:redis")
	c.SUnionCard(ctx, nil, "tags:go", "tags:redis") //w SUNIONCARD tags:go|tags:redis
	c.SUnionCard(ctx, nil, "{tags}:go", "{tags}:redis")

	c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "tags:redis") //w SDIFFSTORE {tags}:out|tags:redis
	c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SInterStore(ctx, "tags:go", "tags:go", "tags:redis") //w SINTERSTORE tags:go|tags:redis
	c.SInterStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")
	c.SUnionStore(ctx, "tags:out", "{tags}:go", "{tags}:redis") //w SUNIONSTORE tags:out|{tags}:go
	c.SUnionStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis")

	c.SMove(ctx, "tags:go", "tags:redis", "post:1") //w SMOVE tags:go|tags:redis
	c.SMove(ctx, "{tags}:go", "{tags}:redis", "post:1")
}

func sortedSets(ctx context.Context, c *redis.ClusterClient) {
	apart := &redis.ZStore{Keys: []string{"board:1", "board:2"}}
	near := &redis.ZStore{Keys: []string{"board:1", "board:723"}, Weights: []float64{2, 1}, Aggregate: "MAX"}

	c.ZDiff(ctx, "board:1", "board:2") //w ZDIFF board:1|board:2
	c.ZDiff(ctx, "board:1", "board:723")
	c.ZDiffWithScores(ctx, "board:1", "board:2") //w ZDIFF board:1|board:2
	c.ZDiffWithScores(ctx, "board:1", "board:723")
	c.ZDiffStore(ctx, "board:3", "board:1", "board:723") //w ZDIFFSTORE board:3|board:1
	c.ZDiffStore(ctx, "{board:1}:diff", "board:1", "board:723")

	c.ZInter(ctx, apart) //w ZINTER board:1|board:2
	c.ZInter(ctx, near)
	c.ZInterWithScores(ctx, &redis.ZStore{Keys: []string{"board:1", "board:2"}}) //w ZINTER board:1|board:2
	c.ZInterWithScores(ctx, near)
	c.ZInterCard(ctx, 0, "board:1", "board:2") //w ZINTERCARD board:1|board:2
	c.ZInterCard(ctx, 0, "board:1", "board:723")
	c.ZInterStore(ctx, "board:3", near) //w ZINTERSTORE board:3|board:1
	c.ZInterStore(ctx, "{board:1}:inter", near)

	c.ZUnion(ctx, *apart) //w ZUNION board:1|board:2
	c.ZUnion(ctx, *near)
	c.ZUnionWithScores(ctx, redis.ZStore{Keys: []string{"board:1", "board:2"}}) //w ZUNION board:1|board:2
	c.ZUnionWithScores(ctx, *near)
	c.ZUnionStore(ctx, "board:1", apart) //w ZUNIONSTORE board:1|board:2
	c.ZUnionStore(ctx, "{board:1}:union", near)

	c.ZRangeStore(ctx, "board:3", redis.ZRangeArgs{Key: "board:1", Start: 0, Stop: 9}) //w ZRANGESTORE board:3|board:1
	c.ZRangeStore(ctx, "board:723", redis.ZRangeArgs{Key: "board:1", Start: "board:2", Stop: "board:3", ByLex: true})

	c.ZMPop(ctx, "min", 1, "board:1", "board:2") //w ZMPOP board:1|board:2
	c.ZMPop(ctx, "min", 1, "board:1", "board:723")
	c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:2") //w BZMPOP board:1|board:2
	c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:723")
	c.BZPopMax(ctx, time.Second, "board:1", "board:2") //w BZPOPMAX board:1|board:2
	c.BZPopMax(ctx, time.Second, "board:1", "board:723")
	c.BZPopMin(ctx, time.Second, "board:1", "board:2") //w BZPOPMIN board:1|board:2
	c.BZPopMin(ctx, time.Second, "board:1", "board:723")
}

func streams(ctx context.Context, c *redis.ClusterClient) {
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b", "0", "0"}}) //w XREAD log:a|log:b
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b", "0", "5-0"}, Block: -1})
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b"}, ID: "0"}) //w XREAD log:a|log:b
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "0"}})
	c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b"}, ID: "$"})

	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"log:a", "log:b", ">", ">"}}) //w XREADGROUP log:a|log:b
	c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"{log}:a", "{log}:b", ">", "0"}})

	c.XReadStreams(ctx, "log:a", "log:b", "0", "0") //w XREAD log:a|log:b
	c.XReadStreams(ctx, "{log}:a", "{log}:b", "0", "5-0")
	c.XReadStreams(ctx, "log:a", "0")

	c.XAdd(ctx, &redis.XAddArgs{Stream: "log:a", Values: []string{"log:b", "log:c"}})
}

func geo(ctx context.Context, c *redis.ClusterClient) {
	store := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "near"}
	tagged := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "{shops}:near"}

	c.GeoRadiusStore(ctx, "shops", 13, 52, store) //w GEORADIUS shops|near
	c.GeoRadiusStore(ctx, "shops", 13, 52, tagged)
	c.GeoRadiusStore(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{StoreDist: "near"}) //w GEORADIUS shops|near
	c.GeoRadiusByMemberStore(ctx, "shops", "near", store) //w GEORADIUSBYMEMBER shops|near
	c.GeoRadiusByMemberStore(ctx, "shops", "near", tagged)
	c.GeoRadiusByMemberStore(ctx, "shops", "near", &redis.GeoRadiusQuery{StoreDist: "near"}) //w GEORADIUSBYMEMBER shops|near

	search := &redis.GeoSearchStoreQuery{GeoSearchQuery: redis.GeoSearchQuery{Member: "home", Radius: 10}}
	c.GeoSearchStore(ctx, "shops", "near", search) //w GEOSEARCHSTORE shops|near
	c.GeoSearchStore(ctx, "shops", "{shops}:near", search)

	// These two send read-only commands, and refuse to store.
	c.GeoRadius(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10})
	c.GeoRadiusByMember(ctx, "shops", "near", &redis.GeoRadiusQuery{Radius: 10})
}
