// Package prefixes puts a configured prefix before all keys.
package prefixes

import (
	"context"
	"net/url"

	"github.com/redis/go-redis/v9"
)

// A Store keeps things below a prefix.
type Store struct {
	c      redis.UniversalClient
	prefix string
}

func New(c redis.UniversalClient, prefix string) *Store { return &Store{c, prefix} }

func (s *Store) key(kind, name string) string { return s.prefix + kind + ":" + name }

// The tag is behind the prefix.
func (s *Store) due(ctx context.Context) error {
	return s.c.RPopLPush(ctx, s.key("quota-refresh", "dirty"), s.key("quota-refresh", "busy")).Err()
}

// A value of each thing is in keys of their own: no tag for all of them.
func (s *Store) seen(ctx context.Context, id string) error {
	_, err := s.c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.SAdd(ctx, s.key("device", "all"), id)
		p.Set(ctx, s.key("device", id), 1, 0)
		return nil
	})
	return err
}

// A key of another kind in the same way.
func (s *Store) lock(ctx context.Context, id string) error {
	return s.c.SetNX(ctx, s.key("lock", "quota-refresh:"+id), 1, 0).Err()
}

// The word is none of a key.
func refresh(q url.Values) bool { return q.Get("refresh") == "1" }
