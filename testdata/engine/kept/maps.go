package kept

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// A map gets entries under any name that it has: nothing is proved of its keys by those
// that it gets under one.

func streams(keys []string) []string {
	out := slices.Clone(keys)
	for range keys {
		out = append(out, "0")
	}
	return out
}

func retry(do func() error) error {
	var err error
	for range 2 {
		if err = do(); err == nil {
			return nil
		}
	}
	return err
}

func captured(ctx context.Context, c *redis.ClusterClient, ids []int64) error {
	set := map[string]bool{}
	for _, x := range ids {
		set["order-"+strconv.FormatInt(x, 10)] = true
	}
	return retry(func() error {
		return c.XRead(ctx, &redis.XReadArgs{Streams: streams(slices.Collect(maps.Keys(set)))}).Err() // want `XREAD: keys of the form .*likely`
	})
}

func filledByLiteral(ctx context.Context, c *redis.ClusterClient, ids []int64) error {
	set := map[string]bool{}
	add := func(x int64) { set["order-"+strconv.FormatInt(x, 10)] = true }
	for _, x := range ids {
		add(x)
	}
	return c.XRead(ctx, &redis.XReadArgs{Streams: streams(slices.Collect(maps.Keys(set)))}).Err() // want `XREAD: nothing ties .*possible`
}

func rangedOver(ctx context.Context, c *redis.ClusterClient) error {
	set := map[string]bool{"{a}1": true}
	func() { set["b"] = true }()
	var keys []string
	for k := range set {
		keys = append(keys, k)
	}
	return c.Del(ctx, keys...).Err() // want `DEL: .*possible`
}

func insideAnother(ctx context.Context, c *redis.ClusterClient) error {
	set := map[string]bool{}
	all := map[string]map[string]bool{"u": set}
	all["u"]["a"] = true
	all["u"]["b"] = true
	return c.XRead(ctx, &redis.XReadArgs{Streams: streams(slices.Collect(maps.Keys(set)))}).Err() // want `XREAD: nothing ties .*possible`
}

func putKey(m map[string]bool, k string) { m[k] = true }

func filledByFunction(ctx context.Context, c *redis.ClusterClient) error {
	set := map[string]bool{}
	putKey(set, "a")
	putKey(set, "b")
	return c.XRead(ctx, &redis.XReadArgs{Streams: streams(slices.Collect(maps.Keys(set)))}).Err() // want `XREAD: nothing ties .*possible`
}

// Right: all that the map has is in sight.
func inSight(ctx context.Context, c *redis.ClusterClient, id int64, ids []int64) error {
	set := map[string]bool{}
	for _, x := range ids {
		set["{"+strconv.FormatInt(id, 10)+"}:"+strconv.FormatInt(x, 10)] = true
	}
	return retry(func() error {
		return c.Del(ctx, slices.Collect(maps.Keys(set))...).Err() // want `right\)`
	})
}
