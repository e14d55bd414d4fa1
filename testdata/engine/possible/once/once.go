// Package once has calls of which nothing is known, and says so once or not at
// all.
package once

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type store struct {
	c      redis.UniversalClient
	prefix string
}

// Right: all callers pass one key.
func (s *store) eval(ctx context.Context, keys []string, args ...any) {
	s.c.EvalSha(ctx, "sha", keys, args...)
}

func (s *store) incr(ctx context.Context, id string) { s.eval(ctx, []string{s.prefix + id}, 1) }

func (s *store) peek(ctx context.Context, id string) { s.eval(ctx, []string{s.prefix + id}) }

// One caller passes two, and is reported.
func (s *store) run(ctx context.Context, keys []string) { s.c.EvalSha(ctx, "sha", keys) }

func (s *store) both(ctx context.Context, id string) {
	s.run(ctx, []string{"a:" + id})
	s.run(ctx, []string{"a:" + id, "b:" + id}) // want `EVALSHA: keys a:<id> and b:<id> never share a slot`
}

// What a caller passes is not known: it is said where the command is sent.
func (s *store) any(ctx context.Context, keys []string) { s.c.Unlink(ctx, keys...) } // want `UNLINK: nothing ties the keys <keys\[i\]> to one slot`

func (s *store) Any(ctx context.Context, keys []string) { s.any(ctx, keys) }

// The script is sent again where the server does not know it yet.
func (s *store) Script(ctx context.Context, keys []string) {
	if s.c.EvalSha(ctx, "sha", keys).Err() != nil { // want `EVALSHA: nothing ties the keys <keys\[i\]> to one slot`
		s.c.Eval(ctx, "return 1", keys)
	}
}
