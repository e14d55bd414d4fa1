// Package bounds has what is past a bound of the analysis, and says so.
//
//crossslottest:set certainty=possible
package bounds

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// Eight functions are followed.
func near(ctx context.Context, c *redis.ClusterClient) {
	to1(ctx, c, "user:1", "user:2") // want `DEL: keys "user:1" .* and "user:2" .*proven`
}

func far(ctx context.Context, c *redis.ClusterClient) {
	to0(ctx, c, "user:1", "user:2") // want `given up: a command is followed through 8 functions, and here are more`
}

func to0(ctx context.Context, c *redis.ClusterClient, a, b string) { to1(ctx, c, a, b) }
func to1(ctx context.Context, c *redis.ClusterClient, a, b string) { to2(ctx, c, a, b) }
func to2(ctx context.Context, c *redis.ClusterClient, a, b string) { to3(ctx, c, a, b) }
func to3(ctx context.Context, c *redis.ClusterClient, a, b string) { to4(ctx, c, a, b) }
func to4(ctx context.Context, c *redis.ClusterClient, a, b string) { to5(ctx, c, a, b) }
func to5(ctx context.Context, c *redis.ClusterClient, a, b string) { to6(ctx, c, a, b) }
func to6(ctx context.Context, c *redis.ClusterClient, a, b string) { to7(ctx, c, a, b) }
func to7(ctx context.Context, c *redis.ClusterClient, a, b string) {
	c.Del(ctx, a, b) // want `nothing ties the keys`
}

// A loop in a loop doubles the work; twelve are within the bound.
func nested(ctx context.Context, c *redis.ClusterClient, k string, n int) {
	var keys []string
	for i0 := 0; i0 < n; i0++ {
		k += ":x"
		keys = append(keys, k)
		for i1 := 0; i1 < n; i1++ {
			k += ":x"
			keys = append(keys, k)
			for i2 := 0; i2 < n; i2++ {
				k += ":x"
				keys = append(keys, k)
				for i3 := 0; i3 < n; i3++ {
					k += ":x"
					keys = append(keys, k)
					for i4 := 0; i4 < n; i4++ {
						k += ":x"
						keys = append(keys, k)
						for i5 := 0; i5 < n; i5++ {
							k += ":x"
							keys = append(keys, k)
							for i6 := 0; i6 < n; i6++ {
								k += ":x"
								keys = append(keys, k)
								for i7 := 0; i7 < n; i7++ {
									k += ":x"
									keys = append(keys, k)
									for i8 := 0; i8 < n; i8++ {
										k += ":x"
										keys = append(keys, k)
										for i9 := 0; i9 < n; i9++ {
											k += ":x"
											keys = append(keys, k)
											for i10 := 0; i10 < n; i10++ {
												k += ":x"
												keys = append(keys, k)
												for i11 := 0; i11 < n; i11++ {
													k += ":x"
													keys = append(keys, k)
													for i12 := 0; i12 < n; i12++ {
														k += ":x"
														keys = append(keys, k)
														c.Del(ctx, keys...) // want `DEL: keys <k>:x and <another k>:x hash to different slots, unless k holds a hash tag`
													}
												}
											}
										}
									}
								}
							}
						}
					}
				}
			}
		}
	}
}

func few(ctx context.Context, c *redis.ClusterClient, n int) {
	var keys []string
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			keys = append(keys, "user:"+strconv.Itoa(i)+":"+strconv.Itoa(j))
		}
	}
	c.Del(ctx, keys...) // want `DEL: keys .*user:<i>:<j>.* different slots.*likely`
}
