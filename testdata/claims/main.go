// Package main runs what the documentation claims; see package claim. It is given
// the addresses of the nodes.
package main

import (
	"context"
	"os"
	"time"

	"github.com/redis/go-redis/v9"

	"example.com/claim"
)

var (
	book         claim.Book[*redis.ClusterClient]
	wrong, right = book.Wrong, book.Right
)

// flush empties all nodes.
func flush(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		return node.FlushAll(ctx).Err()
	})
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := redis.NewClusterClient(&redis.ClusterOptions{Addrs: os.Args[1:]})
	defer c.Close()
	if err := book.Run(ctx, c, flush, os.Stdout); err != nil {
		panic(err)
	}
}
