package v9

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// The server takes the names and options of commands in any case.

func rawKeys(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "COPY", "user:1", "user:2") //w COPY user:1|user:2
	c.Do(ctx, "COPY", "{user}:1", "{user}:2", "DB", "user:3")
	c.Do(ctx, "del", "user:1", "user:2") //w DEL user:1|user:2
	c.Do(ctx, "del", "user:1", "user:11896")
	c.Do(ctx, "Exists", "user:1", "user:2") //w EXISTS user:1|user:2
	c.Do(ctx, "Exists", "{user}:1", "{user}:2")
	c.Do(ctx, "TOUCH", "user:1", "user:2") //w TOUCH user:1|user:2
	c.Do(ctx, "TOUCH", "{user}:1", "{user}:2")
	c.Do(ctx, "UNLINK", "user:1", "user:2") //w UNLINK user:1|user:2
	c.Do(ctx, "UNLINK", "{user}:1", "{user}:2")
	c.Do(ctx, "RENAME", "user:1", "user:2") //w RENAME user:1|user:2
	c.Do(ctx, "RENAME", "{user}:1", "{user}:2")
	c.Do(ctx, "RENAMENX", "user:1", "user:2") //w RENAMENX user:1|user:2
	c.Do(ctx, "RENAMENX", "{user}:1", "{user}:2")
	c.Do(ctx, "MIGRATE", "localhost", 6379, "", 0, 1000, "REPLACE", "keys", "user:1", "user:2") //w MIGRATE user:1|user:2
	c.Do(ctx, "MIGRATE", "localhost", 6379, "", 0, 1000, "AUTH", "KEYS", "KEYS", "{user}:1", "{user}:2")
	c.Do(ctx, "MIGRATE", "localhost", 6379, "user:1", 0, 1000, "AUTH2", "user:2", "user:3")
	c.Do(ctx, "SORT", "user:1", "LIMIT", 0, 5, "store", "user:2") //w SORT user:1|user:2
	c.Do(ctx, "SORT", "{user}:1", "BY", "STORE", "GET", "#", "STORE", "{user}:2")
	c.Do(ctx, "SORT", "{user}:1", "STORE", "user:2", "STORE", "{user}:2") // the last one counts
	c.Do(ctx, "WATCH", "user:1", "user:2") //w WATCH user:1|user:2
	c.Do(ctx, "WATCH", "user:1", "user:11896")
}

func rawStrings(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "MGET", "user:1", "user:2") //w MGET user:1|user:2
	c.Do(ctx, "MGET", "user:1", "user:11896")
	c.Do(ctx, "MSET", "user:1", "user:3", "user:2", "user:4") //w MSET user:1|user:2
	c.Do(ctx, "MSET", "{user}:1", "user:1", "{user}:2", "user:2")
	c.Do(ctx, "MSETNX", "user:1", 1, "user:2", 2) //w MSETNX user:1|user:2
	c.Do(ctx, "MSETNX", "{user}:1", "user:1", "{user}:2", "user:2")
	c.Do(ctx, "MSETEX", 2, "user:1", 1, "user:2", 2, "EX", 60) //w MSETEX user:1|user:2
	c.Do(ctx, "MSETEX", "1", "user:1", 1, "EX", "60")
	c.Do(ctx, "MSETEX", 2, "{user}:1", "user:1", "{user}:2", "user:2", "EX", 60)
	c.Do(ctx, "LCS", "user:1", "user:2", "LEN") //w LCS user:1|user:2
	c.Do(ctx, "LCS", "{user}:1", "{user}:2", "MINMATCHLEN", 4)
	c.Do(ctx, "BITOP", "AND", "active", "mon", "tue") //w BITOP active|mon
	c.Do(ctx, "BITOP", "AND", "active:{week}", "mon:{week}", "tue:{week}")
	c.Do(ctx, "PFCOUNT", "visits:mon", "visits:tue") //w PFCOUNT visits:mon|visits:tue
	c.Do(ctx, "PFCOUNT", "{visits}:mon", "{visits}:tue")
	c.Do(ctx, "PFMERGE", "visits:week", "visits:mon") //w PFMERGE visits:week|visits:mon
	c.Do(ctx, "PFMERGE", "{visits}:week", "{visits}:mon")
}

func rawLists(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "LMOVE", "todo", "done", "LEFT", "RIGHT") //w LMOVE todo|done
	c.Do(ctx, "LMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.Do(ctx, "LMOVEM", "todo", "done", "LEFT", "RIGHT") //w LMOVEM todo|done
	c.Do(ctx, "LMOVEM", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
	c.Do(ctx, "LMPOP", 2, "todo", "done", "LEFT", "COUNT", 5) //w LMPOP todo|done
	c.Do(ctx, "LMPOP", 2, "{jobs}:todo", "{jobs}:done", "LEFT", "COUNT", 5)
	c.Do(ctx, "LMPOP", 1, "todo", "LEFT", "COUNT", 5)
	c.Do(ctx, "RPOPLPUSH", "todo", "done") //w RPOPLPUSH todo|done
	c.Do(ctx, "RPOPLPUSH", "{jobs}:todo", "{jobs}:done")
	c.Do(ctx, "BLMOVE", "todo", "done", "LEFT", "RIGHT", 0.1) //w BLMOVE todo|done
	c.Do(ctx, "BLMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", 0.1)
	c.Do(ctx, "BLMOVEM", "todo", "done", "LEFT", "RIGHT", 0.1) //w BLMOVEM todo|done
	c.Do(ctx, "BLMOVEM", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", 0.1)
	c.Do(ctx, "BLMPOP", 0.1, 2, "todo", "done", "LEFT") //w BLMPOP todo|done
	c.Do(ctx, "BLMPOP", 0.1, 2, "{jobs}:todo", "{jobs}:done", "LEFT")
	c.Do(ctx, "BLPOP", "todo", "done", 0.1) //w BLPOP todo|done
	c.Do(ctx, "BLPOP", "{jobs}:todo", "{jobs}:done", 0.1)
	c.Do(ctx, "BRPOP", "todo", "done", "0.1") //w BRPOP todo|done
	c.Do(ctx, "BRPOP", "todo", "0.1")
	c.Do(ctx, "BRPOP", "{jobs}:todo", "{jobs}:done", "0.1")
	c.Do(ctx, "BRPOPLPUSH", "todo", "done", 0.1) //w BRPOPLPUSH todo|done
	c.Do(ctx, "BRPOPLPUSH", "{jobs}:todo", "{jobs}:done", 0.1)
}

func rawSets(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "SDIFF", "tags:go", "tags:redis") //w SDIFF tags:go|tags:redis
	c.Do(ctx, "SDIFF", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SINTER", "tags:go", "tags:redis") //w SINTER tags:go|tags:redis
	c.Do(ctx, "SINTER", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SUNION", "tags:go", "tags:redis") //w SUNION tags:go|tags:redis
	c.Do(ctx, "SUNION", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SDIFFCARD", 2, "tags:go", "tags:redis") //w SDIFFCARD tags:go|tags:redis
	c.Do(ctx, "SDIFFCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SINTERCARD", 2, "tags:go", "tags:redis") //w SINTERCARD tags:go|tags:redis
	c.Do(ctx, "SINTERCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SUNIONCARD", 2, "tags:go", "tags:redis") //w SUNIONCARD tags:go|tags:redis
	c.Do(ctx, "SUNIONCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5)
	c.Do(ctx, "SDIFFSTORE", "tags:out", "tags:go", "tags:redis") //w SDIFFSTORE tags:out|tags:go
	c.Do(ctx, "SDIFFSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SINTERSTORE", "tags:out", "tags:go", "tags:redis") //w SINTERSTORE tags:out|tags:go
	c.Do(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SUNIONSTORE", "tags:out", "tags:go", "tags:redis") //w SUNIONSTORE tags:out|tags:go
	c.Do(ctx, "SUNIONSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")
	c.Do(ctx, "SMOVE", "tags:go", "tags:redis", "post:1") //w SMOVE tags:go|tags:redis
	c.Do(ctx, "SMOVE", "{tags}:go", "{tags}:redis", "post:1")
}

func rawSortedSets(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "ZDIFF", 2, "board:1", "board:2") //w ZDIFF board:1|board:2
	c.Do(ctx, "ZDIFF", 2, "board:1", "board:723", "WITHSCORES")
	c.Do(ctx, "ZINTER", 2, "board:1", "board:2") //w ZINTER board:1|board:2
	c.Do(ctx, "ZINTER", 2, "board:1", "board:723", "WEIGHTS", 1, 2)
	c.Do(ctx, "ZUNION", 2, "board:1", "board:2") //w ZUNION board:1|board:2
	c.Do(ctx, "ZUNION", 2, "board:1", "board:723", "AGGREGATE", "MAX")
	c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:2") //w ZINTERCARD board:1|board:2
	c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:723", "LIMIT", 2)
	c.Do(ctx, "ZDIFFSTORE", "board:3", 1, "board:1") //w ZDIFFSTORE board:3|board:1
	c.Do(ctx, "ZDIFFSTORE", "board:1", 2, "board:1", "board:723")
	c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:2") //w ZINTERSTORE board:1|board:2
	c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:723", "WEIGHTS", 1, 2)
	c.Do(ctx, "ZUNIONSTORE", "board:3", 2, "board:1", "board:723") //w ZUNIONSTORE board:3|board:1
	c.Do(ctx, "ZUNIONSTORE", "board:1", 2, "board:1", "board:723", "AGGREGATE", "MIN")
	c.Do(ctx, "ZRANGESTORE", "board:3", "board:1", 0, -1) //w ZRANGESTORE board:3|board:1
	c.Do(ctx, "ZRANGESTORE", "board:723", "board:1", "board:2", "board:3", "BYLEX")
	c.Do(ctx, "ZMPOP", 2, "board:1", "board:2", "MIN") //w ZMPOP board:1|board:2
	c.Do(ctx, "ZMPOP", 2, "board:1", "board:723", "MIN", "COUNT", 3)
	c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:2", "MIN") //w BZMPOP board:1|board:2
	c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:723", "MIN", "COUNT", 3)
	c.Do(ctx, "BZPOPMAX", "board:1", "board:2", 0.1) //w BZPOPMAX board:1|board:2
	c.Do(ctx, "BZPOPMAX", "board:1", "board:723", 0.1)
	c.Do(ctx, "BZPOPMIN", "board:1", "board:2", 0.1) //w BZPOPMIN board:1|board:2
	c.Do(ctx, "BZPOPMIN", "board:1", "board:723", 0.1)
}

func rawStreams(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "log:a", "log:b", "0", "0") //w XREAD log:a|log:b
	c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "{log}:a", "{log}:b", "0", "5-0")
	c.Do(ctx, "XREADGROUP", "GROUP", "STREAMS", "me", "NOACK", "streams", "log:a", "log:b", ">", ">") //w XREADGROUP log:a|log:b
	c.Do(ctx, "XREADGROUP", "GROUP", "log:a", "log:b", "STREAMS", "{log}:a", "{log}:b", ">", "0")
	c.Do(ctx, "XGROUP", "CREATE", "log:a", "log:b", "$")
	c.Do(ctx, "OBJECT", "ENCODING", "log:a")

	c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "STORE", "near") //w GEORADIUS shops|near
	c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "COUNT", "STORE", "STOREDIST", "{shops}:near")
	c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "near", 10, "km", "STOREDIST", "near") //w GEORADIUSBYMEMBER shops|near
	c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "near", 10, "km", "WITHDIST")
	c.Do(ctx, "GEOSEARCHSTORE", "near", "shops", "FROMMEMBER", "home") //w GEOSEARCHSTORE near|shops
	c.Do(ctx, "GEOSEARCHSTORE", "{shops}:near", "shops", "FROMMEMBER", "home")

	c.Do(ctx, "SSUBSCRIBE", "news:go", "news:redis") //w# SSUBSCRIBE news:go|news:redis
	c.Do(ctx, "SSUBSCRIBE", "{news}:go", "{news}:redis")
	c.Do(ctx, "SUNSUBSCRIBE", "news:go", "news:redis") //w# SUNSUBSCRIBE news:go|news:redis
	c.Do(ctx, "SUNSUBSCRIBE", "{news}:go", "{news}:redis")
}

func rawScripts(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "EVAL", source, 2, "user:1", "user:2") //w EVAL user:1|user:2
	c.Do(ctx, "EVAL", source, 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "EVAL_RO", source, 2, "user:1", "user:2") //w EVAL_RO user:1|user:2
	c.Do(ctx, "EVAL_RO", source, 1, "user:1", "user:2")
	c.Do(ctx, "EVALSHA", "e0e1", 2, "user:1", "user:2") //w EVALSHA user:1|user:2
	c.Do(ctx, "EVALSHA", "e0e1", 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "EVALSHA_RO", "e0e1", "2", "user:1", "user:2") //w EVALSHA_RO user:1|user:2
	c.Do(ctx, "EVALSHA_RO", "e0e1", "0", "user:1", "user:2")
	c.Do(ctx, "FCALL", "rename", 2, "user:1", "user:2") //w FCALL user:1|user:2
	c.Do(ctx, "FCALL", "rename", 2, "{user}:1", "{user}:2", "user:3")
	c.Do(ctx, "FCALL_RO", "rename", 2, "user:1", "user:2") //w FCALL_RO user:1|user:2
	c.Do(ctx, "FCALL_RO", "rename", 2, "{user}:1", "{user}:2", "user:3")
}

func rawModules(ctx context.Context, c *redis.ClusterClient) {
	c.Do(ctx, "JSON.MGET", "user:1", "user:2", "$.name") //w JSON.MGET user:1|user:2
	c.Do(ctx, "JSON.MGET", "user:1", "$.name")
	c.Do(ctx, "JSON.MSET", "user:1", "$", "{}", "user:2", "$", "{}") //w JSON.MSET user:1|user:2
	c.Do(ctx, "JSON.MSET", "user:1", "$", "{}", "user:11896", "$", "{}")
	c.Do(ctx, "TS.CREATERULE", "temp", "temp:hourly", "AGGREGATION", "avg", 3600000) //w TS.CREATERULE temp|temp:hourly
	c.Do(ctx, "TS.CREATERULE", "temp", "{temp}:hourly", "AGGREGATION", "avg", 3600000)
	c.Do(ctx, "TS.DELETERULE", "temp", "temp:hourly") //w TS.DELETERULE temp|temp:hourly
	c.Do(ctx, "TS.DELETERULE", "temp", "{temp}:hourly")
	c.Do(ctx, "TS.MADD", "temp", 1, 20.5, "temp:hourly", 1, 20.5) //w TS.MADD temp|temp:hourly
	c.Do(ctx, "TS.MADD", "temp", 1, 20.5, "{temp}:hourly", 1, 20.5)
	c.Do(ctx, "TS.NRANGE", 2, "temp", "temp:hourly", "-", "+") //w TS.NRANGE temp|temp:hourly
	c.Do(ctx, "TS.NRANGE", 2, "temp", "{temp}:hourly", "-", "+")
	c.Do(ctx, "TS.NREVRANGE", 2, "temp", "temp:hourly", "-", "+") //w TS.NREVRANGE temp|temp:hourly
	c.Do(ctx, "TS.NREVRANGE", 2, "temp", "{temp}:hourly", "-", "+")
	c.Do(ctx, "CMS.MERGE", "cms:all", 2, "cms:a", "cms:b") //w CMS.MERGE cms:all|cms:a
	c.Do(ctx, "CMS.MERGE", "{cms}:all", 2, "{cms}:a", "{cms}:b", "WEIGHTS", 1, 2)
	c.Do(ctx, "TDIGEST.MERGE", "td:all", 2, "td:a", "td:b", "OVERRIDE") //w TDIGEST.MERGE td:all|td:a
	c.Do(ctx, "TDIGEST.MERGE", "{td}:all", 2, "{td}:a", "{td}:b", "COMPRESSION", 100)
}

// process sends commands that were made before.
func process(ctx context.Context, c *redis.ClusterClient) {
	_ = c.Process(ctx, redis.NewCmd(ctx, "MGET", "user:1", "user:2")) //w MGET user:1|user:2
	_ = c.Process(ctx, redis.NewCmd(ctx, "MGET", "user:1", "user:11896"))
	_ = c.Process(ctx, redis.NewSliceCmd(ctx, "mget", "user:1", "user:2")) //w MGET user:1|user:2
	_ = c.Process(ctx, redis.NewIntCmd(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis"))
	_ = c.Process(ctx, redis.NewDurationCmd(ctx, time.Second, "BLPOP", "todo", "done", 0)) //w BLPOP todo|done

	cmd := redis.NewStringSliceCmd(ctx, "SINTER", "tags:go", "tags:redis")
	_ = c.Process(ctx, cmd) //w SINTER tags:go|tags:redis
	args := []any{"DEL", "user:1", "user:2"}
	c.Do(ctx, args...) //w DEL user:1|user:2
	c.Do(ctx, append([]any{"DEL"}, "{user}:1", "{user}:2")...)
}

// Words of other types than string, and commands that cannot be read.
func words(ctx context.Context, c *redis.ClusterClient, name string, n int) {
	type key string
	c.Do(ctx, "MGET", key("user:1"), []byte("user:2")) //w MGET user:1|user:2
	c.Do(ctx, "MGET", []byte("user:1"), key("user:11896"))
	c.Do(ctx, "DEL", 1, 2) //w DEL 1|2
	c.Do(ctx, "NOSUCH.COMMAND", "user:1", "user:2")
	c.Do(ctx, name, "user:1", "user:2")
	c.Do(ctx, "ZUNION", n, "board:1", "board:2") // n is not known
	c.Do(ctx, "GET", "user:1", "user:2")
	c.Do(ctx, "MGET")
	c.Do(ctx)
}
