package store

import (
	"context"

	"github.com/redis/go-redis/v9"

	"example.com/shop/keys"
)

// Bestsellers returns the products that sold best in two days.
func (s *Store) Bestsellers(ctx context.Context) ([]string, error) {
	err := s.rdb.ZUnionStore(ctx, keys.BestsellersRecent, &redis.ZStore{
		Keys: []string{keys.BestsellersToday, keys.BestsellersYesterday},
	}).Err()
	if err != nil {
		return nil, err
	}
	return s.rdb.ZRevRange(ctx, keys.BestsellersRecent, 0, 9).Result()
}
