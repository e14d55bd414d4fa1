package v9

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func json(ctx context.Context, c *redis.ClusterClient) {
	c.JSONMGet(ctx, "$.name", "user:1", "user:2") // want `JSON\.MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.JSONMGet(ctx, "$.name", "user:1", "user:11896")

	c.JSONMSet(ctx, "user:1", "$", `{}`, "user:2", "$", `{}`) // want `JSON\.MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.JSONMSet(ctx, "user:1", "$", `{}`, "user:11896", "$", `{"a":1}`)

	c.JSONMSetArgs(ctx, []redis.JSONSetArgs{{Key: "user:1", Path: "$"}, {Key: "user:2", Path: "$"}}) // want `JSON\.MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.JSONMSetArgs(ctx, []redis.JSONSetArgs{{Key: "user:1", Path: "$"}, {Key: "user:11896", Path: "$.a", Value: "user:2"}})
}

func timeSeries(ctx context.Context, c *redis.ClusterClient) {
	rule := &redis.TSCreateRuleOptions{}
	c.TSCreateRule(ctx, "temp", "temp:hourly", redis.Avg, 3600000) // want `TS\.CREATERULE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSCreateRule(ctx, "temp", "{temp}:hourly", redis.Avg, 3600000)
	c.TSCreateRuleWithArgs(ctx, "temp", "temp:hourly", redis.Avg, 3600000, rule) // want `TS\.CREATERULE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSCreateRuleWithArgs(ctx, "temp", "{temp}:hourly", redis.Avg, 3600000, rule)
	c.TSDeleteRule(ctx, "temp", "temp:hourly") // want `TS\.DELETERULE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSDeleteRule(ctx, "temp", "{temp}:hourly")

	c.TSMAdd(ctx, [][]any{{"temp", 1, 20.5}, {"temp:hourly", 1, 20.5}}) // want `TS\.MADD: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSMAdd(ctx, [][]any{{"temp", 1, 20.5}, {"{temp}:hourly", 2, 20.5}})

	c.TSNRange(ctx, []string{"temp", "temp:hourly"}, "-", "+") // want `TS\.NRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSNRange(ctx, []string{"temp", "{temp}:hourly"}, "-", "+")
	c.TSNRangeWithArgs(ctx, []string{"temp", "temp:hourly"}, "-", "+", &redis.TSNRangeOptions{Count: 1}) // want `TS\.NRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSNRangeWithArgs(ctx, []string{"temp", "{temp}:hourly"}, "-", "+", &redis.TSNRangeOptions{Count: 1})
	c.TSNRevRange(ctx, []string{"temp", "temp:hourly"}, "-", "+") // want `TS\.NREVRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSNRevRange(ctx, []string{"temp", "{temp}:hourly"}, "-", "+")
	c.TSNRevRangeWithArgs(ctx, []string{"temp", "temp:hourly"}, "-", "+", nil) // want `TS\.NREVRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.TSNRevRangeWithArgs(ctx, []string{"temp", "{temp}:hourly"}, "-", "+", nil)

	c.TSMGet(ctx, []string{"area=temp", "room=temp:hourly"}) // labels are no keys
}

func sketches(ctx context.Context, c *redis.ClusterClient) {
	c.CMSMerge(ctx, "cms:all", "cms:a", "cms:b") // want `CMS\.MERGE: keys "cms:all" \(slot 739\) and "cms:a" \(slot 219\) are in different slots`
	c.CMSMerge(ctx, "{cms}:all", "{cms}:a", "{cms}:b")
	c.CMSMergeWithWeight(ctx, "cms:all", map[string]int64{"{cms}:a": 1, "{cms}:b": 2}) // want `CMS\.MERGE: keys "cms:all" \(slot 739\) and "\{cms\}:a" \(slot 12729\) are in different slots`
	c.CMSMergeWithWeight(ctx, "{cms}:all", map[string]int64{"{cms}:a": 1, "{cms}:b": 2})

	c.TDigestMerge(ctx, "td:all", &redis.TDigestMergeOptions{Compression: 100}, "td:a", "td:b") // want `TDIGEST\.MERGE: keys "td:all" \(slot 6291\) and "td:a" \(slot 6646\) are in different slots`
	c.TDigestMerge(ctx, "{td}:all", &redis.TDigestMergeOptions{Override: true}, "{td}:a", "{td}:b")

	c.BFMAdd(ctx, "user:1", "user:2", "user:3")
	c.TopKAdd(ctx, "user:1", "user:2", "user:3")
}

// TFCallOptions and gears repeat what v9.3 to v9.7 had for RedisGears.
type TFCallOptions struct {
	Keys      []string
	Arguments []string
}

type gears interface {
	TFCallArgs(ctx context.Context, lib, fn string, numKeys int, options *TFCallOptions) *redis.Cmd
	TFCallASYNCArgs(ctx context.Context, lib, fn string, numKeys int, options *TFCallOptions) *redis.Cmd
}

func functions(ctx context.Context, c gears) {
	apart := &TFCallOptions{Keys: []string{"user:1", "user:2"}}
	near := &TFCallOptions{Keys: []string{"user:1", "user:11896"}, Arguments: []string{"user:2"}}
	c.TFCallArgs(ctx, "lib", "fn", 2, apart) // want `TFCALL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.TFCallArgs(ctx, "lib", "fn", 2, near)
	c.TFCallASYNCArgs(ctx, "lib", "fn", 2, apart) // want `TFCALLASYNC: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.TFCallASYNCArgs(ctx, "lib", "fn", 2, near)
}
