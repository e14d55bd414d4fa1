package contents

import (
	"strings"

	"github.com/redis/go-redis/v9"
)

// Lists that helpers make of their arguments, and what transactions read between writes.

func firstOf(ids []string, n int) []string { return ids[:n] }

func firstJoined(c C) {
	c.Rename(ctx, "{"+strings.Join(firstOf([]string{"x", "y"}, 1), "")+"}", "{xy}")
}

func reversed(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[len(ids)-1-i] = id
	}
	return out
}

func reversedJoined(c C, p []string) {
	c.Rename(ctx, "{"+strings.Join(reversed(p), "")+"}", "{"+strings.Join(p, "")+"}") // want `RENAME: keys .*likely`
}

func oneKey(c C, p []string) {
	k := "{" + strings.Join(p[1:], ":") + "}"
	_, _ = c.TxPipelined(ctx, func(t redis.Pipeliner) error { // want `MULTI/EXEC: the keys share a slot`
		for _, x := range p {
			t.HIncrBy(ctx, k, x, 1)
		}
		return nil
	})
}

func written(c C, p []string) {
	tx := c.TxPipeline()
	tx.Incr(ctx, "{"+strings.Join(p, ":")+"}a")
	p[0] = "z"
	tx.Incr(ctx, "{"+strings.Join(p, ":")+"}b")
	_, _ = tx.Exec(ctx)
}

func writtenField(c C, s *S) {
	tx := c.TxPipeline()
	tx.Incr(ctx, s.key())
	s.ids[0] = "q"
	tx.Incr(ctx, s.key())
	_, _ = tx.Exec(ctx)
}
