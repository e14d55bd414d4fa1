// Package elsewhere has keys that files name which are not analyzed.
package elsewhere

import (
	"context"
	_ "embed"

	"github.com/redis/go-redis/v9"
)

// A script spells a key of these.
//
//go:embed count.lua
var count string

func in(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.RPopLPush(ctx, "parcel:"+id+":in", "parcel:"+id+":out").Err()
}

func total(ctx context.Context, c redis.UniversalClient, id string) (int, error) {
	return c.Eval(ctx, count, nil, id).Int()
}

// A test of another build puts a key together of the same constant.
const prefix = "crate:"

func out(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.RPopLPush(ctx, prefix+id+":in", prefix+id+":out").Err()
}

// It has the key of this function, and both braces with it.
func inKey(id string) string  { return "barrel:" + id + ":in" }
func outKey(id string) string { return "barrel:" + id + ":out" }

func roll(ctx context.Context, c redis.UniversalClient, id string) error {
	return c.RPopLPush(ctx, inKey(id), outKey(id)).Err()
}
