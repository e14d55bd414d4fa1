// Package kv wraps a client: its functions are given keys.
package kv

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// A Store has keys of one prefix.
type Store struct {
	rdb    redis.UniversalClient
	prefix string
}

// New returns a store.
func New(rdb redis.UniversalClient, prefix string) *Store { return &Store{rdb, prefix} }

// Remember stores a value for a while.
func Remember(ctx context.Context, rdb redis.UniversalClient, key, value string, ttl time.Duration) error {
	return rdb.Set(ctx, key, value, ttl).Err()
}

// Forget removes a value.
func Forget(ctx context.Context, rdb redis.UniversalClient, key string) error {
	return drop(ctx, rdb, key)
}

func drop(ctx context.Context, rdb redis.UniversalClient, key string) error {
	return rdb.Del(ctx, key).Err()
}

// Put stores a value, for those who know the store as an interface.
func (s *Store) Put(ctx context.Context, key, value string) error {
	return s.rdb.Set(ctx, key, value, 5*time.Minute).Err()
}

// Push adds to the list of the store.
func (s *Store) Push(ctx context.Context, list, value string) error {
	return s.rdb.RPush(ctx, s.prefix+":list:"+list, value).Err()
}
