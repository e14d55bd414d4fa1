package v9

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func json(ctx context.Context, c *redis.ClusterClient) {
	c.JSONMGet(ctx, "$.name", "user:1", "user:2") //w JSON.MGET user:1|user:2
	c.JSONMGet(ctx, "$.name", "user:1", "user:11896")

	c.JSONMSet(ctx, "user:1", "$", `{}`, "user:2", "$", `{}`) //w JSON.MSET user:1|user:2
	c.JSONMSet(ctx, "user:1", "$", `{}`, "user:11896", "$", `{"a":1}`)

	c.JSONMSetArgs(ctx, []redis.JSONSetArgs{{Key: "user:1", Path: "$"}, {Key: "user:2", Path: "$"}}) //w JSON.MSET user:1|user:2
	c.JSONMSetArgs(ctx, []redis.JSONSetArgs{{Key: "user:1", Path: "$"}, {Key: "user:11896", Path: "$.a", Value: "user:2"}})
}

func timeSeries(ctx context.Context, c *redis.ClusterClient) {
	rule := &redis.TSCreateRuleOptions{}
	c.TSCreateRule(ctx, "temp", "temp:hourly", redis.Avg, 3600000) //w TS.CREATERULE temp|temp:hourly
	c.TSCreateRule(ctx, "temp", "{temp}:hourly", redis.Avg, 3600000)
	c.TSCreateRuleWithArgs(ctx, "temp", "temp:hourly", redis.Avg, 3600000, rule) //w TS.CREATERULE temp|temp:hourly
	c.TSCreateRuleWithArgs(ctx, "temp", "{temp}:hourly", redis.Avg, 3600000, rule)
	c.TSDeleteRule(ctx, "temp", "temp:hourly") //w TS.DELETERULE temp|temp:hourly
	c.TSDeleteRule(ctx, "temp", "{temp}:hourly")

	c.TSMAdd(ctx, [][]any{{"temp", 1, 20.5}, {"temp:hourly", 1, 20.5}}) //w TS.MADD temp|temp:hourly
	c.TSMAdd(ctx, [][]any{{"temp", 1, 20.5}, {"{temp}:hourly", 2, 20.5}})

	c.TSNRange(ctx, []string{"temp", "temp:hourly"}, "-", "+") //w TS.NRANGE temp|temp:hourly
	c.TSNRange(ctx, []string{"temp", "{temp}:hourly"}, "-", "+")
	c.TSNRangeWithArgs(ctx, []string{"temp", "temp:hourly"}, "-", "+", &redis.TSNRangeOptions{Count: 1}) //w TS.NRANGE temp|temp:hourly
	c.TSNRangeWithArgs(ctx, []string{"temp", "{temp}:hourly"}, "-", "+", &redis.TSNRangeOptions{Count: 1})
	c.TSNRevRange(ctx, []string{"temp", "temp:hourly"}, "-", "+") //w TS.NREVRANGE temp|temp:hourly
	c.TSNRevRange(ctx, []string{"temp", "{temp}:hourly"}, "-", "+")
	c.TSNRevRangeWithArgs(ctx, []string{"temp", "temp:hourly"}, "-", "+", nil) //w TS.NREVRANGE temp|temp:hourly
	c.TSNRevRangeWithArgs(ctx, []string{"temp", "{temp}:hourly"}, "-", "+", nil)

	c.TSMGet(ctx, []string{"area=temp", "room=temp:hourly"}) // labels are no keys
}

func sketches(ctx context.Context, c *redis.ClusterClient) {
	c.CMSMerge(ctx, "cms:all", "cms:a", "cms:b") //w CMS.MERGE cms:all|cms:a
	c.CMSMerge(ctx, "{cms}:all", "{cms}:a", "{cms}:b")
	c.CMSMergeWithWeight(ctx, "cms:all", map[string]int64{"{cms}:a": 1, "{cms}:b": 2}) //w CMS.MERGE cms:all|{cms}:a
	c.CMSMergeWithWeight(ctx, "{cms}:all", map[string]int64{"{cms}:a": 1, "{cms}:b": 2})

	c.TDigestMerge(ctx, "td:all", &redis.TDigestMergeOptions{Compression: 100}, "td:a", "td:b") //w TDIGEST.MERGE td:all|td:a
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
	c.TFCallArgs(ctx, "lib", "fn", 2, apart) //w TFCALL user:1|user:2
	c.TFCallArgs(ctx, "lib", "fn", 2, near)
	c.TFCallASYNCArgs(ctx, "lib", "fn", 2, apart) //w TFCALLASYNC user:1|user:2
	c.TFCallASYNCArgs(ctx, "lib", "fn", 2, near)
}
