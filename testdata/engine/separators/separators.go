// Package separators has keys whose parts are separated in a way of their own.
//
//crossslottest:set separators=~
package separators

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func advised(ctx context.Context, c redis.UniversalClient, id string) {
	c.Rename(ctx, "user~"+id+"~a:1", "user~"+id+"~a:2") // want `give them one hash tag, as in \{user~<id>\}~a:1 and \{user~<id>\}~a:2`
}
