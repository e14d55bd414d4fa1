// Package audit reads what another package writes, by another name.
package audit

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"

	"example.com/engine/tags/writer"
)

func Audit(ctx context.Context, c *redis.ClusterClient, id int) {
	writer.Save(ctx, c, id)
	c.LLen(ctx, fmt.Sprintf("{order:%d}:lines", id)) // want `^LLEN reads \{order:<id>\}:lines, but what is written is order:<int>:lines \(.*writer.go:11\): `
}
