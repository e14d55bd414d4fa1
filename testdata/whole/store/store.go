// Package store keeps users.
package store

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/whole/keys"
)

type Store struct{ c redis.UniversalClient }

// Befriend changes two sets at once.
func (s *Store) Befriend(ctx context.Context, id, other int64) error {
	_, err := s.c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.SAdd(ctx, keys.Follows(id), other)
		p.SRem(ctx, keys.User(id)+":blocked", other)
		return nil
	})
	return err
}

// Blocked reads what Befriend writes, by a name of its own making.
func (s *Store) Blocked(ctx context.Context, id int64) ([]string, error) {
	return s.c.SMembers(ctx, keys.UserPrefix+strconv.FormatInt(id, 10)+":blocked").Result()
}

// Name is of a user, too; it stays what it is.
func (s *Store) Name(ctx context.Context, id int64) (string, error) {
	return s.c.HGet(ctx, keys.User(id), "name").Result()
}
