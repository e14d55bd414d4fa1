// Package v9 calls github.com/redis/go-redis/v9.
package v9

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// The keys user:1 and user:11896 share slot 10778 without a hash tag. In the
// silent calls the arguments that are no keys look like keys of other slots.

func generic(ctx context.Context, c *redis.ClusterClient) {
	c.Copy(ctx, "user:1", "user:2", 0, true)    // want `COPY: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Copy(ctx, "{user:1}", "user:1", 2, false) // want `COPY to database 2: Redis Cluster refuses it .*clusterdenied, proven`

	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Del(ctx, "user:1", "user:11896")
	c.Del(ctx, "user:1", "user:1")
	c.Del(ctx, "user:1")
	c.Del(ctx)

	c.Exists(ctx, "user:1", "user:11896", "user:2") // want `EXISTS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Exists(ctx, "{user}:1", "{user}:2", "user")

	c.Rename(ctx, "tmp:user:1", "user:1") // want `RENAME: keys "tmp:user:1" \(slot 9335\) and "user:1" \(slot 10778\) are in different slots`
	c.Rename(ctx, "tmp:{user:1}", "user:1")

	c.RenameNX(ctx, "user:1", "old:user:1") // want `RENAMENX: keys "user:1" \(slot 10778\) and "old:user:1" \(slot 4767\) are in different slots`
	c.RenameNX(ctx, "user:1", "old:{user:1}")

	c.Touch(ctx, "user:1", "user:2") // want `TOUCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Touch(ctx, "a{user}b", "{user}:2")

	c.Unlink(ctx, "user:1", "user:2") // want `UNLINK: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.Unlink(ctx, "user:1", "user:11896")
}

func sort(ctx context.Context, c *redis.ClusterClient) {
	// BY and GET name patterns of keys, which no cluster takes unless they
	// are in the slot of the key (clusterdenied).
	by := &redis.Sort{By: "weight_*", Get: []string{"object_*", "#"}}

	c.SortStore(ctx, "user:1", "user:2", by)     // want `SORT with BY.*clusterdenied` `SORT: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.SortStore(ctx, "{user}:1", "{user}:2", by) // want `SORT with BY.*clusterdenied`
	c.SortStore(ctx, "{user}:1", "{user}:2", &redis.Sort{By: "nosort", Order: "DESC", Alpha: true})
	c.SortStore(ctx, "user:1", "", nil) // nothing is stored

	c.Sort(ctx, "user:1", by)           // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
	c.SortRO(ctx, "user:1", by)         // want `SORT_RO with BY.*clusterdenied, proven`
	c.SortInterfaces(ctx, "user:1", by) // want `SORT with BY weight_\*: Redis Cluster refuses it \(ERR BY option of SORT denied in Cluster mode\); .*clusterdenied, proven`
}

func strings(ctx context.Context, c *redis.ClusterClient) {
	c.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, "user:1", "user:11896")
	c.MGet(ctx, []string{"{user}:1", "{user}:2", "{user}:3"}...)
	c.MGet(ctx, []string{"user:1", "user:2"}...) // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`

	c.MSet(ctx, "user:1", "ada", "user:2", "bob") // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, "{user}:1", "user:1", "{user}:2", "user:2")
	c.MSet(ctx, "user:1", 1, "user:11896", 2.5, "{user:1}", []byte("user:3"))

	c.MSetNX(ctx, "user:1", 1, "user:2", 2) // want `MSETNX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX(ctx, "{user}:1", "user:1", "{user}:2", "user:2")

	args := redis.MSetEXArgs{Condition: redis.NX, Expiration: &redis.ExpirationOption{Mode: redis.EX, Value: 60}}
	c.MSetEX(ctx, args, "user:1", 1, "user:2", 2) // want `MSETEX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetEX(ctx, args, "{user}:1", "user:1", "{user}:2", "user:2")

	c.LCS(ctx, &redis.LCSQuery{Key1: "user:1", Key2: "user:2", Len: true}) // want `LCS: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.LCS(ctx, &redis.LCSQuery{Key1: "{user}:1", Key2: "{user}:2", MinMatchLen: 4})
}

// pairs are the other forms that MSET and its like take.
func pairs(ctx context.Context, c *redis.ClusterClient) {
	c.MSet(ctx, []string{"user:1", "ada", "user:2", "bob"}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, []string{"{user}:1", "user:1", "{user}:2", "user:2"})
	c.MSet(ctx, []any{"user:1", 1, "user:2", 2}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, []any{"{user}:1", "user:1", "{user}:2", "user:2"})
	c.MSet(ctx, []any{"user:1", 1, "user:2", 2}...) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, []any{"{user}:1", "user:1", "{user}:2", "user:2"}...)

	c.MSet(ctx, map[string]any{"user:1": 1, "user:2": 2}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, map[string]any{"{user}:1": "user:1", "{user}:2": "user:2"})
	c.MSetNX(ctx, map[string]string{"user:1": "ada", "user:2": "bob"}) // want `MSETNX: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSetNX(ctx, map[string]string{"{user}:1": "user:1", "{user}:2": "user:2"})
	c.MSet(ctx, map[string]any{"user:1": 1})

	type users struct {
		Ada string `redis:"user:1"`
		Bob string `redis:"user:2"`
	}
	type taggedUsers struct {
		Ada     string `redis:"{user}:1"`
		Bob     string `redis:"{user}:2"`
		Comment string `redis:"-"`
		Other   string
	}
	c.MSet(ctx, users{"ada", "bob"})  // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, &users{"ada", "bob"}) // want `MSET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MSet(ctx, taggedUsers{Ada: "user:1", Bob: "user:2"})
	c.MSet(ctx, &taggedUsers{Ada: "user:1", Bob: "user:2"})
}

func bitmaps(ctx context.Context, c *redis.ClusterClient) {
	c.BitOpAnd(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpAnd(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpOr(ctx, "mon", "mon", "tue") // want `BITOP: keys "mon" \(slot 3910\) and "tue" \(slot 3943\) are in different slots`
	c.BitOpOr(ctx, "user:1", "user:11896")
	c.BitOpXor(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpXor(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpNot(ctx, "active", "mon") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpNot(ctx, "active:{week}", "mon:{week}")
	c.BitOpDiff(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpDiff(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpDiff1(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpDiff1(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpAndOr(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpAndOr(ctx, "active:{week}", "mon:{week}", "tue:{week}")
	c.BitOpOne(ctx, "active", "mon", "tue") // want `BITOP: keys "active" \(slot 15924\) and "mon" \(slot 3910\) are in different slots`
	c.BitOpOne(ctx, "active:{week}", "mon:{week}", "tue:{week}")
}

func hyperloglogs(ctx context.Context, c *redis.ClusterClient) {
	c.PFCount(ctx, "visits:mon", "visits:tue") // want `PFCOUNT: keys "visits:mon" \(slot 3333\) and "visits:tue" \(slot 3364\) are in different slots`
	c.PFCount(ctx, "visits:mon")
	c.PFCount(ctx, "{visits}:mon", "{visits}:tue")
	c.PFMerge(ctx, "visits:week", "visits:mon", "visits:tue") // want `PFMERGE: keys "visits:week" \(slot 14363\) and "visits:mon" \(slot 3333\) are in different slots`
	c.PFMerge(ctx, "{visits}:week", "{visits}:mon", "{visits}:tue")
}

// single has methods whose several texts are not several keys.
func single(ctx context.Context, c *redis.ClusterClient) {
	c.Set(ctx, "user:1", "user:2", time.Minute)
	c.GetSet(ctx, "user:1", "user:2")
	c.HSet(ctx, "user:1", "user:2", "user:3")
	c.HMGet(ctx, "user:1", "user:2", "user:3")
	c.SAdd(ctx, "user:1", "user:2", "user:3")
	c.ZAdd(ctx, "user:1", redis.Z{Member: "user:2"}, redis.Z{Member: "user:3"})
	c.RPush(ctx, "user:1", "user:2", "user:3")
	c.PFAdd(ctx, "user:1", "user:2", "user:3")
	c.Keys(ctx, "user:*") // want `KEYS: on a cluster it reaches one node only.*clusterdenied, proven`
	c.Publish(ctx, "user:1", "user:2")
	c.Migrate(ctx, "localhost", "6379", "user:1", 0, time.Second)
	c.ClusterKeySlot(ctx, "user:1")
}
