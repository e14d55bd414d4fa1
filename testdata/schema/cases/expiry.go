package cases

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// One function writes with an expiry, and another one without: the leak. The twin's
// second function only changes what is there.
func login(ctx context.Context, rdb *redis.Client, id string) {
	rdb.HSet(ctx, "leak:"+id, "f", "v")
	rdb.Expire(ctx, "leak:"+id, time.Hour)
	rdb.RPush(ctx, "tight:"+id, "v")
	rdb.Expire(ctx, "tight:"+id, time.Hour)
}

func touch(ctx context.Context, rdb *redis.Client, id string) {
	rdb.HSet(ctx, "leak:"+id, "g", "w")
	rdb.LSet(ctx, "tight:"+id, 0, "w")
}

// An expiry that follows in the same function counts, in Go and in a script. The twins take
// it away afterwards, or get it elsewhere.
func follows(ctx context.Context, rdb *redis.Client, id string) {
	rdb.Set(ctx, "follows:"+id, "v", 0)
	rdb.Expire(ctx, "follows:"+id, time.Hour)
	rdb.Expire(ctx, "undone:"+id, time.Hour)
	rdb.Set(ctx, "undone:"+id, "v", 0)
	rdb.Set(ctx, "elsewhere:"+id, "v", 0)
	redis.NewScript(`
redis.call("SET", KEYS[1], ARGV[1])
return redis.call("EXPIRE", KEYS[1], 3600)
`).Run(ctx, rdb, []string{"inscript:" + id}, "v")
}

func elsewhere(ctx context.Context, rdb *redis.Client, id string) {
	rdb.Expire(ctx, "elsewhere:"+id, time.Hour)
}

// A time to live that is not known may be none; the twin is refused if it is.
func given(ctx context.Context, rdb *redis.Client, id string, ttl time.Duration) {
	rdb.Set(ctx, "given:"+id, "v", ttl)
	rdb.SetEx(ctx, "sure:"+id, "v", ttl)
}

// A script that is not known may do anything.
func unseen(ctx context.Context, rdb *redis.Client, id, sha string) {
	rdb.Set(ctx, "unseen:"+id, "v", time.Hour)
	rdb.EvalSha(ctx, sha, []string{"unseen:" + id})
}

// What is renamed takes its expiry along.
func renamed(ctx context.Context, rdb *redis.Client, id string) {
	rdb.Set(ctx, "from:"+id, "v", time.Hour)
	rdb.Rename(ctx, "from:"+id, "to:"+id)
	rdb.Set(ctx, "to:"+id, "v", 0)
}
