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
