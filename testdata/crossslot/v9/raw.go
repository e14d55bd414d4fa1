package v9

import (
	"context"
	"io"
	"time"

	"github.com/redis/go-redis/v9"
)

// The server takes the names and options of commands in any case.

func rawKeys(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "COPY", "user:1", "user:2") // want `COPY: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "COPY", "{user}:1", "{user}:2", "DB", "user:3")
	c.Do(ctx, "del", "user:1", "user:2") // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "del", "user:1", "user:11896")
	c.Do(ctx, "Exists", "user:1", "user:2") // want `EXISTS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "Exists", "{user}:1", "{user}:2")
	c.Do(ctx, "TOUCH", "user:1", "user:2") // want `TOUCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "TOUCH", "{user}:1", "{user}:2")
	c.Do(ctx, "UNLINK", "user:1", "user:2") // want `UNLINK: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "UNLINK", "{user}:1", "{user}:2")
	c.Do(ctx, "RENAME", "user:1", "user:2") // want `RENAME: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "RENAME", "{user}:1", "{user}:2")
	c.Do(ctx, "RENAMENX", "user:1", "user:2") // want `RENAMENX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "RENAMENX", "{user}:1", "{user}:2")
	c.Do(ctx, "MIGRATE", "localhost", 6379, "", 0, 1000, "REPLACE", "keys", "user:1", "user:2") // want `MIGRATE: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MIGRATE", "localhost", 6379, "", 0, 1000, "AUTH", "KEYS", "KEYS", "{user}:1", "{user}:2")
	c.Do(ctx, "MIGRATE", "localhost", 6379, "user:1", 0, 1000, "AUTH2", "user:2", "user:3")
	c.Do(ctx, "SORT", "user:1", "LIMIT", 0, 5, "store", "user:2")                 // want `SORT: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "SORT", "{user}:1", "BY", "STORE", "GET", "#", "STORE", "{user}:2") // want `SORT with GET #: .*clusterdenied, proven`
	c.Do(ctx, "SORT", "{user}:1", "STORE", "user:2", "STORE", "{user}:2")         // the last one counts
	c.Do(ctx, "WATCH", "user:1", "user:2")                                        // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "WATCH", "user:1", "user:11896")
}

func rawStrings(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MGET", "user:1", "user:11896")
	c.Do(ctx, "MSET", "user:1", "user:3", "user:2", "user:4") // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MSET", "{user}:1", "user:1", "{user}:2", "user:2")
	c.Do(ctx, "MSETNX", "user:1", 1, "user:2", 2) // want `MSETNX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MSETNX", "{user}:1", "user:1", "{user}:2", "user:2")
	c.Do(ctx, "MSETEX", 2, "user:1", 1, "user:2", 2, "EX", 60) // want `MSETEX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MSETEX", "1", "user:1", 1, "EX", "60")
	c.Do(ctx, "MSETEX", 2, "{user}:1", "user:1", "{user}:2", "user:2", "EX", 60)
	c.Do(ctx, "LCS", "user:1", "user:2", "LEN") // want `LCS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "LCS", "{user}:1", "{user}:2", "MINMATCHLEN", 4)
	c.Do(ctx, "BITOP", "AND", "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.Do(ctx, "BITOP", "AND", "active:{week}", "mon:{week}", "tue:{week}")
	c.Do(ctx, "PFCOUNT", "visits:mon", "visits:tue") // want `PFCOUNT: keys "visits:mon" \(slot 3333\) and "visits:tue" \(slot 3364\) are in different slots`
	c.Do(ctx, "PFCOUNT", "{visits}:mon", "{visits}:tue")
	c.Do(ctx, "PFMERGE", "visits:week", "visits:mon") // want `PFMERGE: keys "visits:week" \(slot 14363\) and "visits:mon" \(slot 3333\) are in different slots`
	c.Do(ctx, "PFMERGE", "{visits}:week", "{visits}:mon")
}

func rawLists(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "LMOVE", "todo", "done", "LEFT", "RIGHT") // want `LMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "LMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.Do(ctx, "LMOVEM", "todo", "done", "LEFT", "RIGHT") // want `LMOVEM: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "LMOVEM", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.Do(ctx, "LMPOP", 2, "todo", "done", "LEFT", "COUNT", 5) // want `LMPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "LMPOP", 2, "{jobs}:todo", "{jobs}:done", "LEFT", "COUNT", 5)
	c.Do(ctx, "LMPOP", 1, "todo", "LEFT", "COUNT", 5)
	c.Do(ctx, "RPOPLPUSH", "todo", "done") // want `RPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "RPOPLPUSH", "{jobs}:todo", "{jobs}:done")
	c.Do(ctx, "BLMOVE", "todo", "done", "LEFT", "RIGHT", 0.1) // want `BLMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BLMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", 0.1)
	c.Do(ctx, "BLMOVEM", "todo", "done", "LEFT", "RIGHT", 0.1) // want `BLMOVEM: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BLMOVEM", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", 0.1)
	c.Do(ctx, "BLMPOP", 0.1, 2, "todo", "done", "LEFT") // want `BLMPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BLMPOP", 0.1, 2, "{jobs}:todo", "{jobs}:done", "LEFT")
	c.Do(ctx, "BLPOP", "todo", "done", 0.1) // want `BLPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BLPOP", "{jobs}:todo", "{jobs}:done", 0.1)
	c.Do(ctx, "BRPOP", "todo", "done", "0.1") // want `BRPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BRPOP", "todo", "0.1")
	c.Do(ctx, "BRPOP", "{jobs}:todo", "{jobs}:done", "0.1")
	c.Do(ctx, "BRPOPLPUSH", "todo", "done", 0.1) // want `BRPOPLPUSH: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	c.Do(ctx, "BRPOPLPUSH", "{jobs}:todo", "{jobs}:done", 0.1)
}

func rawSets(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "SDIFF", "tags:go", "tags:redis") // want `SDIFF: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SDIFF", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SINTER", "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SINTER", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SUNION", "tags:go", "tags:redis") // want `SUNION: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SUNION", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SDIFFCARD", 2, "tags:go", "tags:redis") // want `SDIFFCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SDIFFCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SINTERCARD", 2, "tags:go", "tags:redis") // want `SINTERCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SINTERCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SUNIONCARD", 2, "tags:go", "tags:redis") // want `SUNIONCARD: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SUNIONCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SDIFFSTORE", "tags:out", "tags:go", "tags:redis") // want `SDIFFSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.Do(ctx, "SDIFFSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SINTERSTORE", "tags:out", "tags:go", "tags:redis") // want `SINTERSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.Do(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SUNIONSTORE", "tags:out", "tags:go", "tags:redis") // want `SUNIONSTORE: keys "tags:out" \(slot 10928\) and "tags:go" \(slot 13614\) are in different slots`
	c.Do(ctx, "SUNIONSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SMOVE", "tags:go", "tags:redis", "post:1") // want `SMOVE: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.Do(ctx, "SMOVE", "{tags}:go", "{tags}:redis", "post:1")
}

func rawSortedSets(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "ZDIFF", 2, "board:1", "board:2") // want `ZDIFF: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZDIFF", 2, "board:1", "board:723", "WITHSCORES")
	c.Do(ctx, "ZINTER", 2, "board:1", "board:2") // want `ZINTER: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZINTER", 2, "board:1", "board:723", "WEIGHTS", 1, 2)
	c.Do(ctx, "ZUNION", 2, "board:1", "board:2") // want `ZUNION: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZUNION", 2, "board:1", "board:723", "AGGREGATE", "MAX")
	c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:2") // want `ZINTERCARD: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:723", "LIMIT", 2)
	c.Do(ctx, "ZDIFFSTORE", "board:3", 1, "board:1") // want `ZDIFFSTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.Do(ctx, "ZDIFFSTORE", "board:1", 2, "board:1", "board:723")
	c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:2") // want `ZINTERSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:723", "WEIGHTS", 1, 2)
	c.Do(ctx, "ZUNIONSTORE", "board:3", 2, "board:1", "board:723") // want `ZUNIONSTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.Do(ctx, "ZUNIONSTORE", "board:1", 2, "board:1", "board:723", "AGGREGATE", "MIN")
	c.Do(ctx, "ZRANGESTORE", "board:3", "board:1", 0, -1) // want `ZRANGESTORE: keys "board:3" \(slot 16055\) and "board:1" \(slot 7925\) are in different slots`
	c.Do(ctx, "ZRANGESTORE", "board:723", "board:1", "board:2", "board:3", "BYLEX")
	c.Do(ctx, "ZMPOP", 2, "board:1", "board:2", "MIN") // want `ZMPOP: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "ZMPOP", 2, "board:1", "board:723", "MIN", "COUNT", 3)
	c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:2", "MIN") // want `BZMPOP: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:723", "MIN", "COUNT", 3)
	c.Do(ctx, "BZPOPMAX", "board:1", "board:2", 0.1) // want `BZPOPMAX: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "BZPOPMAX", "board:1", "board:723", 0.1)
	c.Do(ctx, "BZPOPMIN", "board:1", "board:2", 0.1) // want `BZPOPMIN: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.Do(ctx, "BZPOPMIN", "board:1", "board:723", 0.1)
}

func rawStreams(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "log:a", "log:b", "0", "0") // want `XREAD: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "{log}:a", "{log}:b", "0", "5-0")
	c.Do(ctx, "XREADGROUP", "GROUP", "STREAMS", "me", "NOACK", "streams", "log:a", "log:b", ">", ">") // want `XREADGROUP: keys "log:a" \(slot 6121\) and "log:b" \(slot 10122\) are in different slots`
	c.Do(ctx, "XREADGROUP", "GROUP", "log:a", "log:b", "STREAMS", "{log}:a", "{log}:b", ">", "0")
	c.Do(ctx, "XGROUP", "CREATE", "log:a", "log:b", "$")
	c.Do(ctx, "OBJECT", "ENCODING", "log:a")

	c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "STORE", "near") // want `GEORADIUS: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "COUNT", "STORE", "STOREDIST", "{shops}:near")
	c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "near", 10, "km", "STOREDIST", "near") // want `GEORADIUSBYMEMBER: keys "shops" \(slot 7858\) and "near" \(slot 11741\) are in different slots`
	c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "near", 10, "km", "WITHDIST")
	c.Do(ctx, "GEOSEARCHSTORE", "near", "shops", "FROMMEMBER", "home") // want `GEOSEARCHSTORE: keys "near" \(slot 11741\) and "shops" \(slot 7858\) are in different slots`
	c.Do(ctx, "GEOSEARCHSTORE", "{shops}:near", "shops", "FROMMEMBER", "home")

	c.Do(ctx, "SSUBSCRIBE", "news:go", "news:redis") // want `SSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`
	c.Do(ctx, "SSUBSCRIBE", "{news}:go", "{news}:redis")
	c.Do(ctx, "SUNSUBSCRIBE", "news:go", "news:redis") // want `SUNSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`
	c.Do(ctx, "SUNSUBSCRIBE", "{news}:go", "{news}:redis")
}

func rawScripts(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "EVAL", source, 2, "user:1", "user:2") // want `EVAL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "EVAL", source, 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "EVAL_RO", source, 2, "user:1", "user:2") // want `EVAL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "EVAL_RO", source, 1, "user:1", "user:2")
	c.Do(ctx, "EVALSHA", "e0e1", 2, "user:1", "user:2") // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "EVALSHA", "e0e1", 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "EVALSHA_RO", "e0e1", "2", "user:1", "user:2") // want `EVALSHA_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "EVALSHA_RO", "e0e1", "0", "user:1", "user:2")
	c.Do(ctx, "FCALL", "rename", 2, "user:1", "user:2") // want `FCALL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "FCALL", "rename", 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "FCALL_RO", "rename", 2, "user:1", "user:2") // want `FCALL_RO: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "FCALL_RO", "rename", 2, "{user}:1", "{user}:2", "user:3")
}

func rawModules(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "JSON.MGET", "user:1", "user:2", "$.name") // want `JSON\.MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "JSON.MGET", "user:1", "$.name")
	c.Do(ctx, "JSON.MSET", "user:1", "$", "{}", "user:2", "$", "{}") // want `JSON\.MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "JSON.MSET", "user:1", "$", "{}", "user:11896", "$", "{}")
	c.Do(ctx, "TS.CREATERULE", "temp", "temp:hourly", "AGGREGATION", "avg", 3600000) // want `TS\.CREATERULE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.Do(ctx, "TS.CREATERULE", "temp", "{temp}:hourly", "AGGREGATION", "avg", 3600000)
	c.Do(ctx, "TS.DELETERULE", "temp", "temp:hourly") // want `TS\.DELETERULE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.Do(ctx, "TS.DELETERULE", "temp", "{temp}:hourly")
	c.Do(ctx, "TS.MADD", "temp", 1, 20.5, "temp:hourly", 1, 20.5) // want `TS\.MADD: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.Do(ctx, "TS.MADD", "temp", 1, 20.5, "{temp}:hourly", 1, 20.5)
	c.Do(ctx, "TS.NRANGE", 2, "temp", "temp:hourly", "-", "+") // want `TS\.NRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.Do(ctx, "TS.NRANGE", 2, "temp", "{temp}:hourly", "-", "+")
	c.Do(ctx, "TS.NREVRANGE", 2, "temp", "temp:hourly", "-", "+") // want `TS\.NREVRANGE: keys "temp" \(slot 15358\) and "temp:hourly" \(slot 6325\) are in different slots`
	c.Do(ctx, "TS.NREVRANGE", 2, "temp", "{temp}:hourly", "-", "+")
	c.Do(ctx, "CMS.MERGE", "cms:all", 2, "cms:a", "cms:b") // want `CMS\.MERGE: keys "cms:all" \(slot 739\) and "cms:a" \(slot 219\) are in different slots`
	c.Do(ctx, "CMS.MERGE", "{cms}:all", 2, "{cms}:a", "{cms}:b", "WEIGHTS", 1, 2)
	c.Do(ctx, "TDIGEST.MERGE", "td:all", 2, "td:a", "td:b", "OVERRIDE") // want `TDIGEST\.MERGE: keys "td:all" \(slot 6291\) and "td:a" \(slot 6646\) are in different slots`
	c.Do(ctx, "TDIGEST.MERGE", "{td}:all", 2, "{td}:a", "{td}:b", "COMPRESSION", 100)
}

// process sends commands that were made before.
func process(ctx context.Context, c *redis.ClusterClient) {
	_ = c.Process(ctx, redis.NewCmd(ctx, "MGET", "user:1", "user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Process(ctx, redis.NewCmd(ctx, "MGET", "user:1", "user:11896"))
	_ = c.Process(ctx, redis.NewSliceCmd(ctx, "mget", "user:1", "user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Process(ctx, redis.NewIntCmd(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis"))
	_ = c.Process(ctx, redis.NewDurationCmd(ctx, time.Second, "BLPOP", "todo", "done", 0)) // want `BLPOP: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`

	// Raw replies.
	c.DoRaw(ctx, "MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.DoRaw(ctx, "MGET", "user:1", "user:11896")
	c.DoRawWriteTo(ctx, io.Discard, "MGET", "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.DoRawWriteTo(ctx, io.Discard, "MGET", "user:1", "user:11896")

	cmd := redis.NewStringSliceCmd(ctx, "SINTER", "tags:go", "tags:redis")
	_ = c.Process(ctx, cmd) // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	args := []any{"DEL", "user:1", "user:2"}
	c.Do(ctx, args...) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, append([]any{"DEL"}, "{user}:1", "{user}:2")...)
}

// batch sends several commands that were made before, each by itself.
func batch(ctx context.Context, pipe redis.Pipeliner, auto *redis.AutoPipeliner) {
	_ = pipe.BatchProcess(ctx, redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "DEL", "user:1", "user:2")) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = pipe.BatchProcess(ctx, redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "GET", "user:2"))
	_ = auto.FDPipelined(ctx, []redis.Cmder{redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "DEL", "user:1", "user:2")}) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = auto.FDPipelined(ctx, []redis.Cmder{redis.NewCmd(ctx, "GET", "user:1"), redis.NewCmd(ctx, "GET", "user:2")})
	auto.Submit(ctx, redis.NewCmd(ctx, "DEL", "user:1", "user:2")) // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	auto.Submit(ctx, redis.NewCmd(ctx, "DEL", "user:1", "user:11896"))
}

// Words of other types than string, and commands that cannot be read.
func words(ctx context.Context, c *redis.ClusterClient, name string, n int) {
	type key string
	c.Do(ctx, "MGET", key("user:1"), []byte("user:2")) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Do(ctx, "MGET", []byte("user:1"), key("user:11896"))
	c.Do(ctx, "DEL", 1, 2) // want `DEL: keys "1" \(slot 9842\) and "2" \(slot 5649\) are in different slots`
	c.Do(ctx, "NOSUCH.COMMAND", "user:1", "user:2")
	c.Do(ctx, name, "user:1", "user:2")
	c.Do(ctx, "ZUNION", n, "board:1", "board:2") // n is not known
	c.Do(ctx, "GET", "user:1", "user:2")
	c.Do(ctx, "MGET")
	c.Do(ctx)
}
