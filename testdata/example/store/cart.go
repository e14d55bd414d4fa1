// Package store keeps carts, sessions and stocks in Redis.
package store

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"

	"example.com/shop/keys"
)

// A Store is the shop's data in Redis.
type Store struct {
	rdb redis.UniversalClient
}

// New returns a store over a client for one server, or for a cluster.
func New(rdb redis.UniversalClient) *Store { return &Store{rdb} }

// AddToCart puts pieces of a product into a user's cart.
func (s *Store) AddToCart(ctx context.Context, user int64, sku string, pieces, price int64) error {
	_, err := s.rdb.TxPipelined(ctx, func(tx redis.Pipeliner) error {
		tx.HIncrBy(ctx, keys.CartItems(user), sku, pieces)
		tx.IncrBy(ctx, keys.CartTotal(user), pieces*price)
		return nil
	})
	return err
}

// TakeOver makes a guest's cart that of the user who logged in.
func (s *Store) TakeOver(ctx context.Context, session string, user int64) error {
	return s.rdb.Rename(ctx, keys.GuestCart(session), keys.CartItems(user)).Err()
}

// ProductNames returns the names of products.
func (s *Store) ProductNames(ctx context.Context, skus []string) ([]any, error) {
	names := make([]string, 0, len(skus))
	for _, sku := range skus {
		names = append(names, keys.ProductName(sku))
	}
	return s.rdb.MGet(ctx, names...).Result()
}

// ErrSoldOut reports that there is too little left of a product.
var ErrSoldOut = errors.New("sold out")

// Reserve sets pieces of a product aside. The two keys have one hash tag: this
// is right on a cluster.
func (s *Store) Reserve(ctx context.Context, sku string, pieces int64) error {
	stock, reserved := keys.Stock(sku), keys.Reserved(sku)
	return s.rdb.Watch(ctx, func(tx *redis.Tx) error {
		left, err := tx.Get(ctx, stock).Int64()
		if err != nil {
			return err
		}
		if left < pieces {
			return ErrSoldOut
		}
		_, err = tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.DecrBy(ctx, stock, pieces)
			pipe.IncrBy(ctx, reserved, pieces)
			return nil
		})
		return err
	}, stock, reserved)
}
