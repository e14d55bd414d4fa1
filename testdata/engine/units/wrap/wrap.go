// Package wrap runs transactions for others.
package wrap

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"
)

// InTx runs fn in a transaction.
func InTx(ctx context.Context, c redis.UniversalClient, fn func(p redis.Pipeliner) error) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error { return fn(p) })
	return err
}

func Direct(ctx context.Context, c redis.UniversalClient, fn func(p redis.Pipeliner) error) error {
	_, err := c.TxPipelined(ctx, fn)
	return err
}

func Optimistic(ctx context.Context, c redis.UniversalClient, key string, commit func(p redis.Pipeliner) error) error {
	for i := 0; i < 3; i++ {
		err := c.Watch(ctx, func(tx *redis.Tx) error {
			_, err := tx.TxPipelined(ctx, func(p redis.Pipeliner) error {
				return commit(p)
			})
			return err
		}, key)
		if !errors.Is(err, redis.TxFailedErr) {
			return err
		}
	}
	return nil
}

type Repo struct{ c redis.Cmdable }

func New(c redis.Cmdable) *Repo { return &Repo{c: c} }

func (r *Repo) Put(ctx context.Context, id string) error { return r.c.Set(ctx, "item:"+id, 1, 0).Err() }
func (r *Repo) Add(ctx context.Context, id string) error { return r.c.SAdd(ctx, "items", id).Err() }
func (r *Repo) PutT(ctx context.Context, id string) error {
	return r.c.Set(ctx, "{items}:"+id, 1, 0).Err()
}
func (r *Repo) AddT(ctx context.Context, id string) error { return r.c.SAdd(ctx, "{items}", id).Err() }
