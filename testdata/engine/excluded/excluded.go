// Package excluded is beside what the setting exclude leaves out.
//
//crossslottest:set exclude=**/gen/**
//crossslottest:set exclude=excluded/mock_*.go
package excluded

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func reported(ctx context.Context, c redis.UniversalClient) {
	c.Rename(ctx, "user:1", "user:2") // want `RENAME`
}
