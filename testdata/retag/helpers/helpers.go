// Package helpers builds keys with functions and fields.
package helpers

import (
	"context"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"
)

type Store struct {
	c      redis.UniversalClient
	prefix string
}

// New returns a store.
func New(c redis.UniversalClient) *Store { return &Store{c: c, prefix: "shop"} }

func (s *Store) itemsKey(user int) string { return fmt.Sprintf("%s:cart:%d:items", s.prefix, user) }

func (s *Store) totalKey(user int) string {
	return s.prefix + ":cart:" + strconv.Itoa(user) + ":total"
}

// Add puts something into a cart.
func (s *Store) Add(ctx context.Context, user int, item string) error {
	_, err := s.c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.RPush(ctx, s.itemsKey(user), item)
		p.Incr(ctx, s.totalKey(user))
		return nil
	})
	return err
}

// Total reads what Add wrote.
func (s *Store) Total(ctx context.Context, user int) (int, error) {
	return s.c.Get(ctx, s.totalKey(user)).Int()
}

func (s *Store) items(ctx context.Context, user string) []string {
	return s.c.LRange(ctx, s.prefix+":cart:"+user+":items", 0, -1).Val()
}

// A key that others begin with: it is the tag.
func userKey(id string) string { return "user:" + id }

func (s *Store) move(ctx context.Context, id string) error {
	return s.c.RenameNX(ctx, userKey(id), userKey(id)+":old").Err()
}

func (s *Store) old(ctx context.Context, id string) string {
	return s.c.Get(ctx, userKey(id)+":old").Val()
}

// A wrapper that the keys go through.
func (s *Store) union(ctx context.Context, keys ...string) []string {
	return s.c.SUnion(ctx, keys...).Val()
}

func (s *Store) friends(ctx context.Context, id int64) []string {
	return s.union(ctx, "friend:"+strconv.FormatInt(id, 10)+":in", "friend:"+strconv.FormatInt(id, 10)+":out")
}

func befriend(ctx context.Context, c redis.UniversalClient, id int, whom string) {
	c.SAdd(ctx, fmt.Sprintf("friend:%d:", id)+"in", whom)
}
