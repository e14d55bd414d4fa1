// Schema makes keys of all types on the server at the address that it is given.
package main

import (
	"context"
	"os"

	"github.com/redis/go-redis/v9"

	"example.com/schema/store"
)

func main() {
	rdb := redis.NewClient(&redis.Options{Addr: os.Args[1]})
	ctx := context.Background()
	for i, name := range []string{"ann", "bob", "cat"} {
		user := int64(i + 7)
		store.Strings(ctx, rdb, user, name)
		store.Rate(ctx, rdb, user)
		store.Sometimes(ctx, rdb, name)
		store.Kept(ctx, rdb, name)
		store.Bits(ctx, rdb, name)
		store.Collections(ctx, rdb, user, name)
		store.Sorted(ctx, rdb, name)
		store.Copies(ctx, rdb, name)
		store.Together(ctx, rdb, name)
		store.Scripts(ctx, rdb, name)
	}
}
