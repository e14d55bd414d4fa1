// Package chance moves values between two names that are parameters: on a client
// that is one of a cluster for certain, nothing but a tag makes that right.
package chance

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type sessions struct{ c *redis.ClusterClient }

func (s *sessions) Regenerate(ctx context.Context, old, id string) {
	s.c.Rename(ctx, old, id) // want `RENAME: keys <old> and <id> hash to different slots, unless old holds a hash tag.*likely`
}

func Requeue(ctx context.Context, c *redis.ClusterClient, from, to string) {
	c.LMove(ctx, from, to, "LEFT", "RIGHT") // want `LMOVE: keys <from> and <to> .*likely`
}

func Union(ctx context.Context, c *redis.ClusterClient, dest, a, b string) {
	c.SUnionStore(ctx, dest, a, b) // want `SUNIONSTORE: keys .*likely`
}

// Right: any client, one value twice, a command that moves nothing, and a wrapper
// of the command.
func anyClient(ctx context.Context, c redis.UniversalClient, old, id string) {
	c.Rename(ctx, old, id)
}

func Once(ctx context.Context, c *redis.ClusterClient, id string) { c.Rename(ctx, id, id) }

func Delete(ctx context.Context, c *redis.ClusterClient, a, b string) { c.Del(ctx, a, b) }

func (s *sessions) Rename(ctx context.Context, old, id string) { s.c.Rename(ctx, old, id) }

// Right: a caller passes names with a tag.
func (s *sessions) swap(ctx context.Context, a, b string) { s.c.Rename(ctx, a, b) }

func (s *sessions) useSwap(ctx context.Context, id string) { s.swap(ctx, "{"+id+"}:a", "{"+id+"}:b") }

// The callers pass names without one.
func (s *sessions) move(ctx context.Context, a, b string) {
	s.c.RenameNX(ctx, a, b) // want `RENAMENX: keys <a> and <b> .*likely`
}

func (s *sessions) useMove(ctx context.Context, a, b string) { s.move(ctx, a, b) }

// Right: in a pipeline, and of parts of one value, of which more may be known.
func (s *sessions) piped(ctx context.Context, a, b string) {
	s.c.Pipelined(ctx, func(p redis.Pipeliner) error { p.Rename(ctx, a, b); return nil })
}
