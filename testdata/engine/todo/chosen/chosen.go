// Package chosen has a function whose constant argument decides how often a loop
// runs, which is not followed.
//
//crossslottest:todo
package chosen

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type C = *redis.ClusterClient

var ctx = context.Background()

func loopKey(n int) string {
	s := ""
	for i := 0; i < n; i++ {
		s += "x"
	}
	return "{" + s + "}"
}

func loops(c C) error {
	return c.Rename(ctx, loopKey(2)+"a", loopKey(3)+"b").Err() // want `^RENAME: keys .*(never share a slot|hash to different slots|are in different slots|share a slot for )`
}
