package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// What a cluster client does on one node only. Each function asks more than once,
// as which node it is changes from call to call.
func init() {
	wrong("clusterdenied", "keys: ", "keysOfOne", keysOfOne)
	right("keysOfAll", keysOfAll)
	wrong("clusterdenied", "keys: ", "keysOfOneTag", keysOfOneTag)
	right("keysOfOneTagOnMaster", keysOfOneTagOnMaster)
	wrong("clusterdenied", "keys: ", "keysInPipeline", keysInPipeline)
	right("keysInPipelineOfNode", keysInPipelineOfNode)
	wrong("clusterdenied", "keys: ", "scanOfOne", scanOfOne)
	right("scanOfAll", scanOfAll)
	right("scanOfAllByHelper", scanOfAllByHelper)
	wrong("clusterdenied", "keys: ", "scanByInterface", scanByInterface)
	right("scanSet", scanSet)
	wrong("clusterdenied", "redis: nil", "randomKey", randomKey)
	right("randomKeyOfMaster", randomKeyOfMaster)
	wrong("clusterdenied", "left: ", "flushOne", flushOne)
	wrong("clusterdenied", "left: ", "flushOneRaw", flushOneRaw)
	right("flushEach", flushEach)
	wrong("clusterdenied", "keys: ", "sizeOfOne", sizeOfOne)
	wrong("clusterdenied", "keys: ", "sizeInPipeline", sizeInPipeline)
	right("sizeOfAll", sizeOfAll)
	wrong("clusterdenied", "NOSCRIPT", "loadScriptRaw", loadScriptRaw)
	right("loadScript", loadScript)
	wrong("clusterdenied", "ERR Function not found", "loadFunction", loadFunction)
	right("loadFunctionEach", loadFunctionEach)
	wrong("clusterdenied", "libraries: 2", "deleteFunction", deleteFunction)
	wrong("clusterdenied", "libraries: 2", "flushFunctions", flushFunctions)
	wrong("clusterdenied", "nodes: 1 of 3", "configSet", configSet)
	right("configSetEach", configSetEach)
	wrong("clusterdenied", "nodes: 1 of 3", "setUser", setUser)
	right("setUserEach", setUserEach)
	wrong("clusterdenied", "nodes: 2 of 0", "deleteUser", deleteUser)
	wrong("clusterdenied", "subscribers: 0 of 1", "subscribers", subscribers)
	wrong("clusterdenied", "channels: 0 of 1", "channels", channels)
	wrong("clusterdenied", "patterns: 0 of 1", "patterns", patterns)
	right("subscribersOfAll", subscribersOfAll)
}

const filled = 60

// fill spreads keys over the nodes.
func fill(ctx context.Context, c *redis.ClusterClient) error {
	for i := range filled {
		if err := c.Set(ctx, fmt.Sprint("user:", i), 1, 0).Err(); err != nil {
			return err
		}
	}
	return nil
}

// each returns the sum of what f returns for the masters.
func each(ctx context.Context, c *redis.ClusterClient, f func(context.Context, *redis.Client) (int64, error)) (int64, error) {
	var sum atomic.Int64
	err := c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		n, err := f(ctx, node)
		sum.Add(n)
		return err
	})
	return sum.Load(), err
}

func keysOfOne(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	return expect("keys", filled, int64(len(c.Keys(ctx, "user:*").Val())))
}

func keysOfAll(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n, err := each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		keys, err := node.Keys(ctx, "user:*").Result()
		return int64(len(keys)), err
	})
	return errors.Join(err, expect("keys", filled, n))
}

func keysOfOneTag(ctx context.Context, c *redis.ClusterClient) error {
	c.Set(ctx, "{user}:1", 1, 0)
	for range 6 { // the first call may find the right node
		if err := expect("keys", 1, int64(len(c.Keys(ctx, "{user}:*").Val()))); err != nil {
			return err
		}
	}
	return nil
}

func keysOfOneTagOnMaster(ctx context.Context, c *redis.ClusterClient) error {
	c.Set(ctx, "{user}:1", 1, 0)
	node, err := c.MasterForKey(ctx, "{user}")
	if err != nil {
		return err
	}
	return expect("keys", 1, int64(len(node.Keys(ctx, "{user}:*").Val())))
}

func keysInPipeline(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	p := c.Pipeline()
	keys := p.Keys(ctx, "user:*")
	if _, err := p.Exec(ctx); err != nil {
		return err
	}
	return expect("keys", filled, int64(len(keys.Val())))
}

func keysInPipelineOfNode(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n, err := each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		p := node.Pipeline()
		keys := p.Keys(ctx, "user:*")
		_, err := p.Exec(ctx)
		return int64(len(keys.Val())), err
	})
	return errors.Join(err, expect("keys", filled, n))
}

func scanOfOne(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n := int64(0)
	for it := c.Scan(ctx, 0, "user:*", 5).Iterator(); it.Next(ctx); {
		n++
	}
	return expect("keys", filled, n)
}

func scanOfAll(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n, err := each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) {
		n, it := int64(0), node.Scan(ctx, 0, "user:*", 5).Iterator()
		for it.Next(ctx) {
			n++
		}
		return n, it.Err()
	})
	return errors.Join(err, expect("keys", filled, n))
}

// scanNode is called with the nodes of a cluster only.
func scanNode(ctx context.Context, node redis.Cmdable) (n int64, err error) {
	it := node.Scan(ctx, 0, "user:*", 5).Iterator()
	for it.Next(ctx) {
		n++
	}
	return n, it.Err()
}

func scanOfAllByHelper(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n, err := each(ctx, c, func(ctx context.Context, node *redis.Client) (int64, error) { return scanNode(ctx, node) })
	return errors.Join(err, expect("keys", filled, n))
}

func scanByInterface(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	var u redis.UniversalClient = c
	n := int64(0)
	for it := u.Scan(ctx, 0, "user:*", 5).Iterator(); it.Next(ctx); {
		n++
	}
	return expect("keys", filled, n)
}

// A set is on one node, with all of its members.
func scanSet(ctx context.Context, c *redis.ClusterClient) error {
	c.SAdd(ctx, "users", "1", "2", "3")
	n := int64(0)
	for it := c.SScan(ctx, "users", 0, "*", 1).Iterator(); it.Next(ctx); {
		n++
	}
	return expect("members", 3, n)
}

func randomKey(ctx context.Context, c *redis.ClusterClient) error {
	c.Set(ctx, "user:1", 1, 0)
	for range 6 {
		if err := c.RandomKey(ctx).Err(); err != nil {
			return err
		}
	}
	return nil
}

func randomKeyOfMaster(ctx context.Context, c *redis.ClusterClient) error {
	c.Set(ctx, "user:1", 1, 0)
	node, err := c.MasterForKey(ctx, "user:1")
	if err != nil {
		return err
	}
	return node.RandomKey(ctx).Err()
}

func flushOne(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(fill(ctx, c), c.FlushDB(ctx).Err()); err != nil {
		return err
	}
	return expect("left", 0, c.DBSize(ctx).Val())
}

func flushOneRaw(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(fill(ctx, c), c.Do(ctx, "flushall").Err()); err != nil {
		return err
	}
	return expect("left", 0, c.DBSize(ctx).Val())
}

func flushEach(ctx context.Context, c *redis.ClusterClient) error {
	if err := errors.Join(fill(ctx, c), flush(ctx, c)); err != nil {
		return err
	}
	return expect("left", 0, c.DBSize(ctx).Val())
}

func sizeOfOne(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	n, _ := c.Do(ctx, "DBSIZE").Int64()
	return expect("keys", filled, n)
}

func sizeInPipeline(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	p := c.Pipeline()
	size := p.DBSize(ctx)
	if _, err := p.Exec(ctx); err != nil {
		return err
	}
	return expect("keys", filled, size.Val())
}

func sizeOfAll(ctx context.Context, c *redis.ClusterClient) error {
	if err := fill(ctx, c); err != nil {
		return err
	}
	return expect("keys", filled, c.DBSize(ctx).Val())
}

// everywhere runs a loaded script with keys of all nodes.
func everywhere(ctx context.Context, c *redis.ClusterClient, sha string) error {
	for _, key := range []string{"a", "b", "c"} {
		if err := c.EvalSha(ctx, sha, []string{key}).Err(); err != nil {
			return err
		}
	}
	return nil
}

func loadScriptRaw(ctx context.Context, c *redis.ClusterClient) error {
	sha, err := c.Do(ctx, "SCRIPT", "LOAD", "return 'raw'").Text()
	if err != nil {
		return err
	}
	return everywhere(ctx, c, sha)
}

func loadScript(ctx context.Context, c *redis.ClusterClient) error {
	sha, err := c.ScriptLoad(ctx, "return 'method'").Result()
	if err != nil {
		return err
	}
	return everywhere(ctx, c, sha)
}
