// Package ignore switches reports off.
package ignore

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func lines(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2") //crossslot:ignore crossslot runs on one server only
	//crossslot:ignore all runs on one server only
	c.Rename(ctx, "user:1", "user:2")
	c.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*different slots`
	//crossslot:ignore txslot,crossslot runs on one server only
	c.Rename(ctx,
		"user:1", "user:2")
	// The comment of one line is not that of the next one.
	c.Rename(ctx, "user:1", "user:2") //crossslot:ignore crossslot runs on one server only
	c.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*different slots`
}

// declaration is off as a whole.
//
//crossslot:ignore crossslot runs on one server only
func declaration(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2")
	c.Del(ctx, "user:1", "user:2")
	_, _ = c.TxPipelined(ctx, func(p redis.Pipeliner) error { // want `MULTI/EXEC of INCR and INCR: keys "user:1" .*different slots`
		p.Incr(ctx, "user:1")
		p.Incr(ctx, "user:2")
		return nil
	})
}

func wrong(ctx context.Context, c redis.UniversalClient) {
	//crossslot:ignore // want `crossslot:ignore of an unknown check "//": want crossslot, .*ignore, proven`
	c.Rename(ctx, "user:1", "user:2") // want `RENAME: keys "user:1" .*different slots`
	/* want `crossslot:ignore gives no reason` */ //crossslot:ignore crossslot
	c.Rename(ctx, "user:1", "user:2")             // want `RENAME: keys "user:1" .*different slots`
	/* want `crossslot:ignore of an unknown check "cross": want` */ //crossslot:ignore cross it is fine
	c.Rename(ctx, "user:1", "user:2")                               // want `RENAME: keys "user:1" .*different slots`
	//crossslot:ignore crossslot it is fine // want `crossslot:ignore of crossslot switches nothing off`
	c.Rename(ctx, "{user:1}:draft", "{user:1}:text")
	/* want `crossslot:ignored is unknown` */ //crossslot:ignored is no such comment
}
