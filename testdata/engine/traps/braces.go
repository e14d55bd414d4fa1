package traps

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// braces has keys of which a part that is not known has one end of the tag.
func braces(ctx context.Context, c redis.UniversalClient, open, name, env string) {
	// Silent: what closes a brace was opened, and where is not seen.
	c.Rename(ctx, "app:"+open+"}:a", "{"+name+"}:a")
	c.Rename(ctx, "app:"+open+"}:a:{x}", "app:"+open+"}:b:{y}")
	// A text before the tag may hold another one, which would decide.
	c.Rename(ctx, "app:"+env+":{1}", "app:{2}") // want `RENAME: keys app:<env>:\{1\} \(slot \d+\) and "app:\{2\}" \(slot \d+\) are in different slots.*likely`
}
