// Package main holds what is claimed of a client with a dynamic resolver. It
// prints what is left of the keys after each command.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/redis/go-redis/v9"
)

func flushByResolver(ctx context.Context, c *redis.ClusterClient) error { return c.FlushDB(ctx).Err() }

func flushAllByResolver(ctx context.Context, c *redis.ClusterClient) error {
	return c.FlushAll(ctx).Err()
}

func sizeByResolver(ctx context.Context, c *redis.ClusterClient) error {
	size, err := c.Do(ctx, "DBSIZE").Result() // an int64, or the sum as another type of number
	if n := fmt.Sprint(size); err == nil && n != fmt.Sprint(filled) {
		err = fmt.Errorf("%s of %d keys", n, filled)
	}
	return err
}

func scanByResolver(ctx context.Context, c *redis.ClusterClient) error {
	n, it := 0, c.Scan(ctx, 0, "user:*", 5).Iterator()
	for it.Next(ctx) {
		n++
	}
	if n != filled {
		return fmt.Errorf("%d of %d keys", n, filled)
	}
	return it.Err()
}

func keysByResolver(ctx context.Context, c *redis.ClusterClient) error {
	if n := len(c.Keys(ctx, "user:*").Val()); n != filled {
		return fmt.Errorf("%d of %d keys", n, filled)
	}
	return nil
}

const filled = 60

// A result is the error of a function, and how many keys it left.
type result struct {
	Err  string
	Left int64
}

func main() {
	ctx := context.Background()
	c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	defer c.Close()
	c.SetCommandInfoResolver(c.NewDynamicResolver())
	out := make(map[string]result)
	for name, f := range map[string]func(context.Context, *redis.ClusterClient) error{
		"flushByResolver": flushByResolver, "flushAllByResolver": flushAllByResolver, "sizeByResolver": sizeByResolver,
		"scanByResolver": scanByResolver, "keysByResolver": keysByResolver,
	} {
		for i := range filled {
			if err := c.Set(ctx, fmt.Sprint("user:", i), 1, 0).Err(); err != nil {
				panic(err)
			}
		}
		var r result
		if err := f(ctx, c); err != nil {
			r.Err = err.Error()
		}
		r.Left = c.DBSize(ctx).Val()
		out[name] = r
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}
