package main

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func rawGeneric(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "COPY", "user:1", "user:2"))
	p.sent(c.Do(ctx, "COPY", "{user}:1", "{user}:2", "DB", 0, "REPLACE"))
	p.sent(c.Do(ctx, "del", "user:1", "user:2"))
	p.sent(c.Do(ctx, "del", "user:1", "user:11896"))
	p.sent(c.Do(ctx, "Exists", "user:1", "user:3"))
	p.sent(c.Do(ctx, "Exists", "{user}:1", "{user}:2"))
	p.sent(c.Do(ctx, "TOUCH", "user:1", "user:2"))
	p.sent(c.Do(ctx, "TOUCH", "{user}:1", "{user}:2"))
	p.sent(c.Do(ctx, "UNLINK", "user:1", "user:2"))
	p.sent(c.Do(ctx, "UNLINK", "{user}:1", "{user}:2"))
	p.sent(c.Do(ctx, "RENAME", "user:1", "user:2"))
	p.sent(c.Do(ctx, "RENAME", "{user}:1", "{user}:2"))
	p.sent(c.Do(ctx, "RENAMENX", "user:1", "user:2"))
	p.sent(c.Do(ctx, "RENAMENX", "{user}:1", "{user}:2"))
	p.sent(c.Do(ctx, "MIGRATE", "localhost", 1, "", 0, 1000, "REPLACE", "keys", "user:4", "user:5"))
	p.sent(c.Do(ctx, "MIGRATE", "localhost", 1, "", 0, 1000, "KEYS", "user:4", "{user:4}:none"))
	p.sent(c.Do(ctx, "MIGRATE", "localhost", 1, "user:4", 0, 1000, "AUTH2", "user:2", "user:3"))
	p.sent(c.Do(ctx, "SORT", "todo", "LIMIT", 0, 5, "store", "done"))
	p.sent(c.Do(ctx, "SORT", "{jobs}:todo", "LIMIT", 0, 5, "ALPHA", "store", "{jobs}:done"))
	p.sent(c.Do(ctx, "SORT", "{jobs}:todo", "STORE", "done", "STORE", "{jobs}:done")) // the last one counts
	p.sent(c.Do(ctx, "SORT", "{jobs}:todo", "STORE", "{jobs}:done", "STORE", "done"))
	p.sent(c.Do(ctx, "SORT_RO", "todo", "DESC"))
	p.sent(c.Do(ctx, "GET", "user:1"))
	p.sent(c.Do(ctx, "SET", "user:1", "user:2", "GET"))
	p.sent(c.Do(ctx, "OBJECT", "ENCODING", "user:1"))
	p.sent(c.Do(ctx, "HSET", "map", "user:1", "user:2"))
}

func rawStrings(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "MGET", "user:1", "user:2"))
	p.sent(c.Do(ctx, "MGET", "user:1", "user:11896"))
	p.sent(c.Do(ctx, "MSET", "user:1", "user:3", "user:2", "user:4"))
	p.sent(c.Do(ctx, "MSET", "{user}:1", "user:1", "{user}:2", "user:2"))
	p.sent(c.Do(ctx, "MSETNX", "user:1", 1, "user:2", 2))
	p.sent(c.Do(ctx, "MSETNX", "{user}:1", "user:1", "{user}:2", "user:2"))
	p.sent(c.Do(ctx, "LCS", "user:1", "user:2", "LEN"))
	p.sent(c.Do(ctx, "LCS", "{user}:1", "{user}:2", "IDX", "MINMATCHLEN", 4))
	p.sent(c.Do(ctx, "BITOP", "AND", "user:1", "user:11896", "user:2"))
	p.sent(c.Do(ctx, "BITOP", "AND", "user:1", "user:11896", "{user:1}"))
	p.sent(c.Do(ctx, "PFCOUNT", "visits:mon", "visits:tue"))
	p.sent(c.Do(ctx, "PFCOUNT", "{visits}:mon", "{visits}:tue"))
	p.sent(c.Do(ctx, "PFMERGE", "visits:week", "visits:mon"))
	p.sent(c.Do(ctx, "PFMERGE", "{visits}:week", "{visits}:mon"))
	p.sent(c.Do(ctx, "MGET", 1, 2))
	p.sent(c.Do(ctx, "MGET", 1, "{1}"))
	p.sent(c.Do(ctx, "MGET", []byte("user:1"), []byte("user:2")))
	p.sent(c.Do(ctx, "MGET", []byte("user:1"), "user:11896"))
}

func rawLists(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "LMOVE", "todo", "done", "LEFT", "RIGHT"))
	p.sent(c.Do(ctx, "LMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT"))
	p.sent(c.Do(ctx, "LMPOP", 2, "todo", "done", "LEFT", "COUNT", 5))
	p.sent(c.Do(ctx, "LMPOP", 2, "{jobs}:todo", "{jobs}:done", "LEFT", "COUNT", 5))
	p.sent(c.Do(ctx, "LMPOP", 1, "todo", "LEFT", "COUNT", 5))
	p.sent(c.Do(ctx, "RPOPLPUSH", "todo", "done"))
	p.sent(c.Do(ctx, "RPOPLPUSH", "{jobs}:todo", "{jobs}:done"))
	p.sent(c.Do(ctx, "BLMOVE", "todo", "done", "LEFT", "RIGHT", 0.1))
	p.sent(c.Do(ctx, "BLMOVE", "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT", 0.1))
	p.sent(c.Do(ctx, "BLMPOP", 0.1, 2, "todo", "done", "LEFT"))
	p.sent(c.Do(ctx, "BLMPOP", 0.1, 2, "{jobs}:todo", "{jobs}:done", "LEFT"))
	p.sent(c.Do(ctx, "BLPOP", "todo", "done", 0.1))
	p.sent(c.Do(ctx, "BLPOP", "{jobs}:todo", "{jobs}:done", 0.1))
	p.sent(c.Do(ctx, "BRPOP", "todo", "done", "0.1"))
	p.sent(c.Do(ctx, "BRPOP", "todo", "0.1"))
	p.sent(c.Do(ctx, "BRPOP", "{jobs}:todo", "{jobs}:done", "0.1"))
	p.sent(c.Do(ctx, "BRPOPLPUSH", "todo", "done", 0.1))
	p.sent(c.Do(ctx, "BRPOPLPUSH", "{jobs}:todo", "{jobs}:done", 0.1))
}

func rawSets(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "SDIFF", "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SDIFF", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SINTER", "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SINTER", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SUNION", "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SUNION", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SINTERCARD", 2, "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SINTERCARD", 2, "{tags}:go", "{tags}:redis", "LIMIT", 5))
	p.sent(c.Do(ctx, "SDIFFSTORE", "tags:out", "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SDIFFSTORE", "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SINTERSTORE", "tags:out", "tags:go", "tags:redis"))
	p.sent(c.Do(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SUNIONSTORE", "{tags}:out", "{tags}:go", "tags:redis"))
	p.sent(c.Do(ctx, "SUNIONSTORE", "{tags}:out", "{tags}:go", "{tags}:redis"))
	p.sent(c.Do(ctx, "SMOVE", "tags:go", "tags:redis", "post:1"))
	p.sent(c.Do(ctx, "SMOVE", "{tags}:go", "{tags}:redis", "tags:go"))
}

func rawSortedSets(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "ZDIFF", 2, "board:1", "board:2"))
	p.sent(c.Do(ctx, "ZDIFF", 2, "board:1", "board:723", "WITHSCORES"))
	p.sent(c.Do(ctx, "ZINTER", 2, "board:1", "board:2"))
	p.sent(c.Do(ctx, "ZINTER", 2, "board:1", "board:723", "WEIGHTS", 1, 2))
	p.sent(c.Do(ctx, "ZUNION", 2, "board:1", "board:2"))
	p.sent(c.Do(ctx, "ZUNION", 2, "board:1", "board:723", "AGGREGATE", "MAX"))
	p.sent(c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:2"))
	p.sent(c.Do(ctx, "ZINTERCARD", 2, "board:1", "board:723", "LIMIT", 2))
	p.sent(c.Do(ctx, "ZDIFFSTORE", "board:3", 1, "board:1"))
	p.sent(c.Do(ctx, "ZDIFFSTORE", "board:1", 2, "board:1", "board:723"))
	p.sent(c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:2"))
	p.sent(c.Do(ctx, "ZINTERSTORE", "board:1", 2, "board:1", "board:723", "WEIGHTS", 1, 2))
	p.sent(c.Do(ctx, "ZUNIONSTORE", "board:3", 2, "board:1", "board:723"))
	p.sent(c.Do(ctx, "ZUNIONSTORE", "board:1", 2, "board:1", "board:723", "AGGREGATE", "MIN"))
	p.sent(c.Do(ctx, "ZRANGESTORE", "board:3", "board:1", 0, -1))
	p.sent(c.Do(ctx, "ZRANGESTORE", "board:723", "board:1", "[a", "[b", "BYLEX"))
	p.sent(c.Do(ctx, "ZMPOP", 2, "board:1", "board:2", "MIN"))
	p.sent(c.Do(ctx, "ZMPOP", 2, "board:1", "board:723", "MIN", "COUNT", 3))
	p.sent(c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:2", "MIN"))
	p.sent(c.Do(ctx, "BZMPOP", 0.1, 2, "board:1", "board:723", "MIN", "COUNT", 3))
	p.sent(c.Do(ctx, "BZPOPMAX", "board:1", "board:2", 0.1))
	p.sent(c.Do(ctx, "BZPOPMAX", "board:1", "board:723", 0.1))
	p.sent(c.Do(ctx, "BZPOPMIN", "board:1", "board:2", 0.1))
	p.sent(c.Do(ctx, "BZPOPMIN", "board:1", "board:723", 0.1))
}

func rawOthers(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "log:a", "log:b", "0", "0"))
	p.sent(c.Do(ctx, "XREAD", "COUNT", 5, "STREAMS", "{log}:a", "{log}:b", "0", "5-0"))
	p.sent(c.Do(ctx, "XREADGROUP", "GROUP", "g", "STREAMS", "NOACK", "streams", "log:a", "log:b", ">", ">"))
	p.sent(c.Do(ctx, "XREADGROUP", "GROUP", "g", "log:b", "STREAMS", "{log}:a", "{log}:b", ">", "0"))
	p.sent(c.Do(ctx, "XGROUP", "CREATE", "log:a", "log:b", "$"))

	p.sent(c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "STORE", "near"))
	p.sent(c.Do(ctx, "GEORADIUS", "shops", 13, 52, 10, "km", "COUNT", 3, "STOREDIST", "{shops}:near"))
	p.sent(c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "home", 10, "km", "STOREDIST", "near"))
	p.sent(c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "home", 10, "km", "STORE", "near", "STOREDIST", "{shops}:near"))
	p.sent(c.Do(ctx, "GEORADIUSBYMEMBER", "shops", "home", 10, "km", "WITHDIST"))
	p.sent(c.Do(ctx, "GEOSEARCHSTORE", "near", "shops", "FROMMEMBER", "home", "BYRADIUS", 10, "km"))
	p.sent(c.Do(ctx, "GEOSEARCHSTORE", "{shops}:near", "shops", "FROMMEMBER", "home", "BYRADIUS", 10, "km"))
}

func rawScripts(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.sent(c.Do(ctx, "EVAL", source, 2, "user:1", "user:2"))
	p.sent(c.Do(ctx, "EVAL", source, 2, "{user}:1", "{user}:2", "user:3"))
	p.sent(c.Do(ctx, "EVAL", source, 1, "user:1", "user:2"))
	p.sent(c.Do(ctx, "EVAL_RO", source, 2, "user:1", "user:2"))
	p.sent(c.Do(ctx, "EVAL_RO", source, 2, "user:1", "user:11896", "user:2"))
	p.sent(c.Do(ctx, "EVALSHA", script.Hash(), 2, "user:1", "user:2"))
	p.sent(c.Do(ctx, "EVALSHA", script.Hash(), 2, "{user}:1", "{user}:2", "user:3"))
	p.sent(c.Do(ctx, "EVALSHA_RO", script.Hash(), "2", "user:1", "user:2"))
	p.sent(c.Do(ctx, "EVALSHA_RO", script.Hash(), "1", "user:1", "user:2"))
	p.sent(c.Do(ctx, "FCALL", "count", 2, "user:1", "user:2"))
	p.sent(c.Do(ctx, "FCALL", "count", 2, "{user}:1", "{user}:2", "user:3"))
	p.sent(c.Do(ctx, "FCALL_RO", "count", 2, "user:1", "user:2"))
	p.sent(c.Do(ctx, "FCALL_RO", "count", 2, "{user}:1", "{user}:2", "user:3"))
}

// made are commands that are made before they are sent.
func made(ctx context.Context, p *program, c *redis.ClusterClient) {
	p.done(c.Process(ctx, redis.NewCmd(ctx, "MGET", "user:1", "user:2")))
	p.done(c.Process(ctx, redis.NewSliceCmd(ctx, "mget", "user:1", "user:2")))
	p.done(c.Process(ctx, redis.NewSliceCmd(ctx, "mget", "user:1", "user:11896")))
	p.done(c.Process(ctx, redis.NewIntCmd(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "tags:redis")))
	p.done(c.Process(ctx, redis.NewIntCmd(ctx, "SINTERSTORE", "{tags}:out", "{tags}:go", "{tags}:redis")))
	p.sentRaw(c.DoRaw(ctx, "MGET", "user:1", "user:2"))
	p.sentRaw(c.DoRaw(ctx, "MGET", "user:1", "user:11896"))
	p.sentRaw(c.DoRawWriteTo(ctx, &p.raw, "MGET", "user:1", "user:2"))
	p.sentRaw(c.DoRawWriteTo(ctx, &p.raw, "MGET", "user:1", "user:11896"))
}
