// Package found has keys that SCAN and KEYS found: how they begin is known.
//
//crossslottest:set checks=crossslot,txslot
package found

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func Iter(ctx context.Context, c *redis.ClusterClient) error {
	var keys []string
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		keys = append(keys, iter.Val())
	}
	return c.Del(ctx, keys...).Err() // want `DEL: keys of the form user:<.*> hash to different slots .*, unless .* holds a hash tag; .*likely`
}
func IterOne(ctx context.Context, c *redis.ClusterClient) error {
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		c.Del(ctx, iter.Val())
	}
	return nil
}
func Result(ctx context.Context, c *redis.ClusterClient, cursor uint64) error {
	keys, cur, err := c.Scan(ctx, cursor, "user:*", 100).Result()
	_ = cur
	if err != nil {
		return err
	}
	return c.Del(ctx, keys...).Err() // want `DEL: keys of the form user:<keys\[i\]> .*likely`
}
func KeysResult(ctx context.Context, c *redis.ClusterClient) error {
	keys, err := c.Keys(ctx, "user:*").Result()
	if err != nil {
		return err
	}
	return c.MGet(ctx, keys...).Err() // want `MGET: keys of the form user:<keys\[i\]> .*likely`
}
func Tagged(ctx context.Context, c *redis.ClusterClient) error {
	keys, _, err := c.Scan(ctx, 0, "{user}:*", 100).Result()
	if err != nil {
		return err
	}
	return c.Del(ctx, keys...).Err()
}
func TaggedParam(ctx context.Context, c *redis.ClusterClient, u string) error {
	keys, _, err := c.Scan(ctx, 0, "{user:"+u+"}:*", 100).Result()
	if err != nil {
		return err
	}
	return c.Del(ctx, keys...).Err()
}
func Rename(ctx context.Context, c *redis.ClusterClient) error {
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		k := iter.Val()
		if err := c.Rename(ctx, k, "old:"+k).Err(); err != nil { // want `RENAME: keys user:<.*> and old:user:<.*> never share a slot, unless .*likely`
			return err
		}
	}
	return nil
}
func Dest(ctx context.Context, c *redis.ClusterClient) error {
	iter := c.Scan(ctx, 0, "day:*", 100).Iterator()
	for iter.Next(ctx) {
		c.SUnionStore(ctx, "total", "total", iter.Val()) // want `SUNIONSTORE: keys "total" .* and day:<.*likely`
	}
	return nil
}
func PipeTx(ctx context.Context, c *redis.ClusterClient) error {
	p := c.TxPipeline() // want `MULTI/EXEC of DEL: keys of the form user:<.*likely`
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		p.Del(ctx, iter.Val())
	}
	_, err := p.Exec(ctx)
	return err
}
func Pipe(ctx context.Context, c *redis.ClusterClient) error {
	p := c.Pipeline()
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		p.Del(ctx, iter.Val())
	}
	_, err := p.Exec(ctx)
	return err
}
func TwoVals(ctx context.Context, c *redis.ClusterClient) error {
	iter := c.Scan(ctx, 0, "user:*", 100).Iterator()
	for iter.Next(ctx) {
		c.Copy(ctx, iter.Val(), iter.Val()+"", 0, true)
	}
	return nil
}
func RangeKeys(ctx context.Context, c *redis.ClusterClient) error {
	for _, k := range c.Keys(ctx, "user:*").Val() {
		c.Rename(ctx, k, k+":old") // want `RENAME: keys user:<.*> and user:<.*>:old share a slot for 1 value in 16384 only, unless .*likely`
	}
	return nil
}
func Loop(ctx context.Context, c *redis.ClusterClient) error {
	var cursor uint64
	var all []string
	for {
		keys, next, err := c.Scan(ctx, cursor, "sess:*:data", 100).Result()
		if err != nil {
			return err
		}
		all = append(all, keys...)
		if cursor = next; cursor == 0 {
			break
		}
	}
	return c.Unlink(ctx, all...).Err() // want `UNLINK: keys of the form sess:<.*>:data .*likely`
}
func find(ctx context.Context, c redis.UniversalClient, prefix string) ([]string, error) {
	return c.Keys(ctx, prefix+":*").Result()
}
func Found(ctx context.Context, c redis.UniversalClient) error {
	keys, err := find(ctx, c, "cart")
	if err != nil {
		return err
	}
	return c.Del(ctx, keys...).Err()
}
func FoundTagged(ctx context.Context, c redis.UniversalClient) error {
	keys, err := find(ctx, c, "{cart}")
	if err != nil {
		return err
	}
	return c.Del(ctx, keys...).Err()
}
func One(ctx context.Context, c redis.UniversalClient) error {
	keys, err := c.Keys(ctx, "job:*").Result()
	if err != nil || len(keys) == 0 {
		return err
	}
	return c.Del(ctx, keys[0]).Err()
}
func Each(ctx context.Context, c redis.UniversalClient) error {
	keys, _, err := c.Scan(ctx, 0, "job:*", 10).Result()
	for _, k := range keys {
		c.Rename(ctx, k, k)
		c.SInterStore(ctx, k, k)
	}
	return err
}
func Tail(ctx context.Context, c redis.UniversalClient) error {
	iter := c.Scan(ctx, 0, "job:*", 10).Iterator()
	for iter.Next(ctx) {
		c.Rename(ctx, iter.Val(), "done:"+iter.Val()) // want `RENAME: keys job:<.*> and done:job:<.*likely`
	}
	return iter.Err()
}
func TwoIters(ctx context.Context, c redis.UniversalClient) error {
	a := c.Scan(ctx, 0, "a:*", 10).Iterator()
	b := c.Scan(ctx, 0, "b:*", 10).Iterator()
	for a.Next(ctx) && b.Next(ctx) {
		c.SInter(ctx, a.Val(), b.Val()) // want `SINTER: keys a:<.*> and b:<.*likely`
	}
	return nil
}
func TwoNext(ctx context.Context, c redis.UniversalClient) error {
	a := c.Scan(ctx, 0, "a:*", 10).Iterator()
	for a.Next(ctx) {
		x := a.Val()
		a.Next(ctx)
		c.SInter(ctx, x, a.Val())
	}
	return nil
}
func Before(ctx context.Context, c redis.UniversalClient) error {
	a := c.Scan(ctx, 0, "a:*", 10).Iterator()
	last := ""
	for a.Next(ctx) {
		if last != "" {
			c.SInter(ctx, last, a.Val())
		}
		last = a.Val()
	}
	return nil
}
func ClassGlob(ctx context.Context, c redis.UniversalClient) {
	keys := c.Keys(ctx, "u[0-9]*").Val()
	c.Del(ctx, keys...)
}
func Middle(ctx context.Context, c redis.UniversalClient) {
	keys := c.Keys(ctx, "u:*{x}*").Val()
	c.Del(ctx, keys...)
}
