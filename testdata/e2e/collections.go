package main

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func lists(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.LMove(ctx, "todo", "done", "LEFT", "RIGHT"))
	p.sent(c.LMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT"))
	p.sent(c.LMPop(ctx, "left", 1, "todo", "done"))
	p.sent(c.LMPop(ctx, "left", 2, "{jobs}:todo", "{jobs}:done"))
	p.sent(c.RPopLPush(ctx, "todo", "done"))
	p.sent(c.RPopLPush(ctx, "todo", "todo"))
	p.sent(c.RPopLPush(ctx, "{jobs}:todo", "{jobs}:done"))
	p.sent(c.BLMove(ctx, "todo", "done", "LEFT", "RIGHT", time.Second))
	p.sent(c.BLMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", time.Second))
	p.sent(c.BLMPop(ctx, time.Second, "left", 1, "todo", "done"))
	p.sent(c.BLMPop(ctx, time.Second, "left", 1, "{jobs}:todo", "{jobs}:done"))
	p.sent(c.BLPop(ctx, time.Second, "todo", "done"))
	p.sent(c.BLPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done"))
	p.sent(c.BLPop(ctx, time.Second, "todo"))
	p.sent(c.BRPop(ctx, time.Second, "todo", "done"))
	p.sent(c.BRPop(ctx, time.Second, "{jobs}:todo", "{jobs}:done"))
	p.sent(c.BRPopLPush(ctx, "todo", "done", time.Second))
	p.sent(c.BRPopLPush(ctx, "{jobs}:todo", "{jobs}:done", time.Second))
}

func sets(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.SDiff(ctx, "tags:go", "tags:redis"))
	p.sent(c.SDiff(ctx, "{tags}:go", "{tags}:redis"))
	p.sent(c.SInter(ctx, "tags:go", "tags:redis"))
	p.sent(c.SInter(ctx, "tags:12", "tags:1958"))
	p.sent(c.SInter(ctx, "{tags}:go", "{tags}:redis"))
	p.sent(c.SUnion(ctx, "tags:go", "tags:redis"))
	p.sent(c.SUnion(ctx, "{tags}:go", "{tags}:redis"))
	p.sent(c.SInterCard(ctx, 3, "tags:go", "tags:redis"))
	p.sent(c.SInterCard(ctx, 3, "{tags}:go", "{tags}:redis"))
	p.sent(c.SDiffStore(ctx, "tags:out", "tags:go", "tags:redis"))
	p.sent(c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "tags:redis"))
	p.sent(c.SDiffStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.SInterStore(ctx, "tags:go", "tags:go", "tags:redis"))
	p.sent(c.SInterStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.SUnionStore(ctx, "tags:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.SUnionStore(ctx, "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.SMove(ctx, "tags:go", "tags:redis", "tags:go"))
	p.sent(c.SMove(ctx, "{tags}:go", "{tags}:redis", "tags:go"))
}

func sortedSets(ctx context.Context, p *program, c *redis.ClusterClient) {
	apart := &redis.ZStore{Keys: []string{"board:1", "board:2"}}
	near := &redis.ZStore{Keys: []string{"board:1", "board:723"}, Weights: []float64{2, 1}, Aggregate: "MAX"}

	p.sent(c.ZDiff(ctx, "board:1", "board:2"))
	p.sent(c.ZDiff(ctx, "board:1", "board:723"))
	p.sent(c.ZDiffWithScores(ctx, "board:1", "board:2"))
	p.sent(c.ZDiffWithScores(ctx, "board:1", "board:723"))
	p.sent(c.ZDiffStore(ctx, "board:2", "board:1", "board:723"))
	p.sent(c.ZDiffStore(ctx, "diff:{board:1}", "board:1", "board:723"))
	p.sent(c.ZInter(ctx, apart))
	p.sent(c.ZInter(ctx, near))
	p.sent(c.ZInterWithScores(ctx, &redis.ZStore{Keys: []string{"board:1", "board:3"}}))
	p.sent(c.ZInterWithScores(ctx, near))
	p.sent(c.ZInterCard(ctx, 0, "board:1", "board:2"))
	p.sent(c.ZInterCard(ctx, 5, "board:1", "board:723"))
	p.sent(c.ZInterStore(ctx, "board:1", apart))
	p.sent(c.ZInterStore(ctx, "board:2", near))
	p.sent(c.ZInterStore(ctx, "inter:{board:1}", near))
	p.sent(c.ZUnion(ctx, *apart))
	p.sent(c.ZUnion(ctx, *near))
	p.sent(c.ZUnionWithScores(ctx, redis.ZStore{Keys: []string{"board:1", "board:3"}}))
	p.sent(c.ZUnionWithScores(ctx, *near))
	p.sent(c.ZUnionStore(ctx, "board:1", apart))
	p.sent(c.ZUnionStore(ctx, "board:1", near))
	p.sent(c.ZRangeStore(ctx, "board:2", redis.ZRangeArgs{Key: "board:1", Start: 0, Stop: 9}))
	p.sent(c.ZRangeStore(ctx, "board:723", redis.ZRangeArgs{Key: "board:1", Start: 0, Stop: 9}))
	p.sent(c.ZMPop(ctx, "min", 1, "board:1", "board:2"))
	p.sent(c.ZMPop(ctx, "min", 1, "board:1", "board:723"))
	p.sent(c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:2"))
	p.sent(c.BZMPop(ctx, time.Second, "min", 1, "board:1", "board:723"))
	p.sent(c.BZPopMax(ctx, time.Second, "board:1", "board:2"))
	p.sent(c.BZPopMax(ctx, time.Second, "board:1", "board:723"))
	p.sent(c.BZPopMin(ctx, time.Second, "board:1", "board:2"))
	p.sent(c.BZPopMin(ctx, time.Second, "board:1", "board:723"))
}

func streams(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b", "0", "0"}, Block: -1}))
	p.sent(c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b", "0", "5-0"}, Block: -1}))
	p.sent(c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "0"}, Block: -1}))
	p.sent(c.XRead(ctx, &redis.XReadArgs{Streams: []string{"log:a", "log:b"}, ID: "0", Block: -1}))
	p.sent(c.XRead(ctx, &redis.XReadArgs{Streams: []string{"{log}:a", "{log}:b"}, ID: "0", Count: 1, Block: time.Millisecond}))
	p.sent(c.XReadStreams(ctx, "log:a", "log:b", "0", "0"))
	p.sent(c.XReadStreams(ctx, "{log}:a", "{log}:b", "0", "0"))
	p.sent(c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"log:a", "log:b", ">", ">"}, Block: -1}))
	p.sent(c.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "me", Streams: []string{"{log}:a", "{log}:b", ">", "0"}, NoAck: true, Block: -1}))
}

func geo(ctx context.Context, p *program, c *redis.ClusterClient) {
	store := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "near"}
	tagged := &redis.GeoRadiusQuery{Radius: 10, Unit: "km", Store: "{shops}:near"}
	search := &redis.GeoSearchStoreQuery{GeoSearchQuery: redis.GeoSearchQuery{Member: "home", Radius: 10, RadiusUnit: "km"}}

	p.sent(c.GeoRadiusStore(ctx, "shops", 13, 52, store))
	p.sent(c.GeoRadiusStore(ctx, "shops", 13, 52, tagged))
	p.sent(c.GeoRadiusStore(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10, StoreDist: "near"}))
	p.sent(c.GeoRadiusStore(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10, StoreDist: "{shops}:near"}))
	p.sent(c.GeoRadiusByMemberStore(ctx, "shops", "home", store))
	p.sent(c.GeoRadiusByMemberStore(ctx, "shops", "home", tagged))
	p.sent(c.GeoRadius(ctx, "shops", 13, 52, &redis.GeoRadiusQuery{Radius: 10}))
	p.sent(c.GeoRadiusByMember(ctx, "shops", "home", &redis.GeoRadiusQuery{Radius: 10}))
	p.sent(c.GeoSearchStore(ctx, "shops", "near", search))
	p.sent(c.GeoSearchStore(ctx, "shops", "{shops}:near", search))
}
