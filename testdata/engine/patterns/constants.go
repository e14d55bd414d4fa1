// Package patterns builds keys in every way that the engine follows. Next to
// each mistake stands code that looks like it and is right.
package patterns

import (
	"context"

	"github.com/redis/go-redis/v9"
)

const (
	ada    = "user:1"     // slot 10778
	bob    = "user:2"     // slot 6777
	carol  = "user:11896" // slot 10778, as ada, without a hash tag
	users  = "user:"
	tagged = "{user}:"
)

// A kind of its own for keys.
type constKey string

const (
	keyA constKey = "order:1"
	keyB constKey = "order:2"
)

func constants(ctx context.Context, c redis.UniversalClient) {
	// Two constants: both slots are known.
	c.Rename(ctx, ada, bob) // want `RENAME: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots.*\(crossslot, proven\)`
	// Right: two constants that share a slot, by the CRC and not by their looks.
	c.Rename(ctx, ada, carol)
	// Right: one key twice.
	c.Rename(ctx, ada, "user:1")

	// Constant expressions are constants.
	c.Rename(ctx, users+"1", users+"2") // want `RENAME: keys "user:1" .*"user:2" .*different slots.*proven`
	// Right: the shared prefix is a hash tag.
	c.Rename(ctx, tagged+"1", tagged+"2")

	// Constants of a named type, converted.
	c.Rename(ctx, string(keyA), string(keyB)) // want `RENAME: keys "order:1" .*"order:2" .*different slots.*proven`
	// Right: a conversion does not make another key.
	c.Rename(ctx, string(keyA), "order:1")

	// Local constants, and one in the list that differs.
	const other = "order:2"
	c.SUnion(ctx, ada, carol, other) // want `SUNION: keys "user:1" .*"order:2" .*different slots`
	// Right: the same shape, all three in one slot.
	c.SUnion(ctx, ada, carol, "x{user:1}")
}
