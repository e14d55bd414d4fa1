// Package offered lets its users make a prefix with a hash tag.
package offered

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// ClusterPrefix makes a prefix that keeps all keys in one slot.
func ClusterPrefix(app string) string { return "{" + app + "}:" }

// A Store has keys below a prefix.
type Store struct {
	c      redis.UniversalClient
	prefix string
}

// New takes what ClusterPrefix returns, or any other prefix.
func New(c redis.UniversalClient, prefix string) *Store { return &Store{c, prefix} }

// Right: the prefix may be a tag.
func (s *Store) Move(ctx context.Context, a, b string) { s.c.Rename(ctx, s.prefix+a, s.prefix+b) }

// What stands before the prefix decides.
func (s *Store) Keep(ctx context.Context, a, b string) {
	s.c.Rename(ctx, "{"+a+"}"+s.prefix, "{"+b+"}"+s.prefix) // want `RENAME: keys {<a>}<prefix> and {<b>}<prefix> hash to different slots`
}
