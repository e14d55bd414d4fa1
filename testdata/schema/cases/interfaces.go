package cases

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// A putter is what a store is to this package: another one implements it.
type putter interface {
	Put(ctx context.Context, key, value string) error
}

// A layer is a putter over another one.
type layer struct{ below putter }

func (l layer) Put(ctx context.Context, key, value string) error {
	return l.below.Put(ctx, "layer:"+key, value)
}

// A silent one has a method of that name with other parameters.
type silent interface {
	Put(key, value string) error
}

func throughInterface(ctx context.Context, p putter, s silent, id string) {
	p.Put(ctx, "iface:"+id, "v")
	s.Put("silent:"+id, "v")
}

// The function says how its keys look, whatever its callers give it.
func visit(ctx context.Context, rdb *redis.Client, user string) { hit(ctx, rdb, "api:"+user) }

func hit(ctx context.Context, rdb *redis.Client, tag string) { rdb.Incr(ctx, "{"+tag+"}:hits") }
