// Package nolint switches reports off in the words of golangci-lint.
package nolint

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func lines(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2") //nolint:crossslotlint
	c.Rename(ctx, "user:1", "user:2") //nolint
	c.Rename(ctx, "user:1", "user:2") // nolint
	c.Rename(ctx, "user:1", "user:2") //nolint:all
	c.Rename(ctx, "user:1", "user:2") //nolint:errcheck,crossslotlint // one server only
	c.Rename(ctx, "user:1", "user:2") //nolint:errcheck, CrossSlotLint // one server only
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolint:errcheck
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolint:errcheck // not crossslotlint
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolintlint
	c.Rename(ctx, "user:1", "user:2") /* want `RENAME` */ //nolint:crossslot is one of its checks
	//nolint:crossslotlint // covers the statement below it
	c.Rename(ctx,
		"user:1", "user:2")
	//nolint:crossslotlint
	for range 2 {
		c.Rename(ctx, "user:1", "user:2")
		c.Rename(ctx, "user:1", "user:2")
	}
	//nolint:crossslotlint

	c.Rename(ctx, "user:1", "user:2") // want `RENAME`
}

// declaration is off as a whole.
//
//nolint:crossslotlint // runs on one server
func declaration(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2")
	c.Del(ctx, "user:1", "user:2")
}

func begins(ctx context.Context, c redis.UniversalClient) { //nolint:crossslotlint
	c.Rename(ctx, "user:1", "user:2") // want `RENAME`
}
