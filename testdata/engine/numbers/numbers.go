// Package numbers converts numbers to types that do not hold all of them, and to
// types that do.
//
//crossslottest:set right=true
package numbers

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

type id32 int32

func wider(ctx context.Context, c *redis.ClusterClient, b uint8, n int32, id id32, u uint32, big int64) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", b), fmt.Sprintf("{%d}:b", int(b)))                             // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", n), fmt.Sprintf("{%d}:b", int64(n)))                           // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", id), "{"+strconv.Itoa(int(id))+"}:b")                          // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", u), fmt.Sprintf("{%d}:b", int64(u)))                           // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", big), "{"+strconv.Itoa(int(big))+"}:b")                        // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", uint8(big)), fmt.Sprintf("{%d}:b", uint8(big)))                // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%x}:a", n), fmt.Sprintf("{%x}:b", int64(n)))                           // want `right\)`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", shard(uint64(u))), fmt.Sprintf("{%d}:b", uint8(uint64(u)%16))) // want `right\)`
}

func shard(n uint64) uint8 { return uint8(n % 16) }

func narrower(ctx context.Context, c *redis.ClusterClient, n int32, u uint64, big int64, r rune, f float64, g float32) {
	c.Rename(ctx, fmt.Sprintf("{%d}:a", uint8(big)), fmt.Sprintf("{%d}:b", big))                 // want `different slots.*likely`
	c.Rename(ctx, "{"+strconv.Itoa(int(int32(big)))+"}:a", "{"+strconv.FormatInt(big, 10)+"}:b") // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", uint64(big)), fmt.Sprintf("{%d}:b", big))                // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", uint(n)), fmt.Sprintf("{%d}:b", n))                      // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", int64(u)), fmt.Sprintf("{%d}:b", u))                     // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%x}:a", uint64(big)), fmt.Sprintf("{%x}:b", big))                // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", byte(r)), fmt.Sprintf("{%d}:b", r))                      // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%v}:a", f), fmt.Sprintf("{%d}:b", int(f)))                       // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%v}:a", g), fmt.Sprintf("{%v}:b", float64(g)))                   // want `different slots.*likely`
	c.Rename(ctx, fmt.Sprintf("{%d}:a", shard(u)), fmt.Sprintf("{%d}:b", u%16))                  // want `different slots.*likely`
}
