package lua

import (
	"context"

	"github.com/redis/go-redis/v9"
)

var board = redis.NewScript(`return redis.call('ZRANGE', 'board:' .. KEYS[1] .. ':rank', 0, 9)`)

var own = redis.NewScript(`return redis.call('ZRANGE', KEYS[1], 0, 9)`)

// EVALSHA runs the script whose digest it is given.
func byDigest(ctx context.Context, c redis.UniversalClient, name string) {
	c.EvalSha(ctx, board.Hash(), []string{name}) // want `script board, line 1: ZRANGE uses the key "board:" .. KEYS\[1\] .. ":rank" \(board:<name>:rank\), which is not passed in KEYS.*likely`
	c.EvalSha(ctx, own.Hash(), []string{name})

	digest := board.Hash()
	c.EvalSha(ctx, digest, []string{"x:" + name}) // want `script board, line 1: ZRANGE uses the key "board:" .. KEYS\[1\] .. ":rank" \(board:x:<name>:rank\)`

	p := c.Pipeline()
	p.EvalSha(ctx, board.Hash(), []string{"y:" + name}) // want `script board, line 1: ZRANGE uses the key`
	p.Exec(ctx)
}

type digestCounter struct {
	c      redis.UniversalClient
	digest string
	simple string
}

func newDigestCounter(ctx context.Context, c redis.UniversalClient) (*digestCounter, error) {
	digest, err := c.ScriptLoad(ctx, `return redis.call('INCR', KEYS[1] .. ARGV[1])`).Result()
	if err != nil {
		return nil, err
	}
	return &digestCounter{c: c, digest: digest, simple: c.ScriptLoad(ctx, `return redis.call('INCR', KEYS[1])`).Val()}, nil
}

func (c *digestCounter) count(ctx context.Context, name, day string) {
	c.c.EvalSha(ctx, c.digest, []string{"hits:" + name}, ":"+day) // want `INCR uses the key KEYS\[1\] .. ARGV\[1\] \(hits:<name>:<day>\), which is built from an argument and not passed in KEYS`
	c.c.EvalSha(ctx, c.simple, []string{"hits:" + name}, ":"+day)
}

// Of a digest that comes from outside, nothing is known.
func given(ctx context.Context, c redis.UniversalClient, digest, name string) {
	c.EvalSha(ctx, digest, []string{name})
}
