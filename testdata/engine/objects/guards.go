package objects

import (
	"context"

	"github.com/redis/go-redis/v9"

	"github.com/crossslotlint/crossslotlint/slot"
)

// The guards of this project's own package.

// Right: only if they share a slot.
func sameSlot(ctx context.Context, c redis.UniversalClient, from, to string) {
	a, b := "user:"+from, "user:"+to
	if slot.Same(a, b) {
		c.Rename(ctx, a, b)
		return
	}
	if slot.Of(a) == slot.Of(b) {
		c.Rename(ctx, a, b)
		return
	}
	c.Rename(ctx, a, b) // want `RENAME: keys user:<from> and user:<to> hash to different slots`
}
