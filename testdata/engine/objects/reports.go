package objects

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"

	"example.com/engine/store"
)

// Reported once: a helper with a client of an interface type as a parameter.
// Its mistake is reported in the helper, and once more at every call.

// A helper that is called without a guard as well.
func helperBoth(ctx context.Context, c redis.UniversalClient) {
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

func callsHelperBoth(ctx context.Context, c redis.UniversalClient, isCluster bool) {
	if !isCluster {
		helperBoth(ctx, c)
	}
	helperBoth(ctx, c)
}

// Exported chooses prefixes.
func Exported(ctx context.Context, rdb redis.UniversalClient, s *store.Store) {
	unexported(ctx, rdb, "a:")
	unexported(ctx, rdb, "b:")
	unexportedTrimmed(ctx, rdb, "a:")
	// Right: a mistake of the wrapper's own is reported there.
	_ = s.MoveUser(ctx, "1", "2")
}

func unexported(ctx context.Context, rdb redis.UniversalClient, prefix string) {
	rdb.Rename(ctx, prefix+"1", prefix+"2") // want `RENAME: keys <prefix>1 and <prefix>2 never share a slot;.*proven`
}

func unexportedTrimmed(ctx context.Context, rdb redis.UniversalClient, prefix string) {
	prefix = strings.TrimSuffix(prefix, ":")
	rdb.Rename(ctx, prefix+":1", prefix+":2") // want `RENAME: keys <.*>:1 and <.*>:2 never share a slot`
}
