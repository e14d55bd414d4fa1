package todo

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var flipped = "user:"

// A miss: a package variable that the function itself assigns between the keys.
func reassigned(ctx context.Context, c redis.UniversalClient) {
	flipped = "{user}:"
	a := flipped + "a"
	flipped = "{order}:"
	b := flipped + "b"
	c.Rename(ctx, a, b) // want `RENAME: keys "\{user\}:a" .*"\{order\}:b" .*different slots`
}
