// Package callbacks has functions that queue commands, made by other functions, in
// lists, and with the pipeline in a context.
package callbacks

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type step func(p redis.Pipeliner)

func run(ctx context.Context, c redis.UniversalClient, steps ...step) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		for _, s := range steps {
			s(p)
		}
		return nil
	})
	return err
}

func runOne(ctx context.Context, c redis.UniversalClient, s step) error {
	_, err := c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		s(p)
		return nil
	})
	return err
}

func set(ctx context.Context, key string) step {
	return func(p redis.Pipeliner) { p.Set(ctx, key, 1, 0) }
}

func setBoth(ctx context.Context, a, b string) step {
	return func(p redis.Pipeliner) {
		p.Set(ctx, a, 1, 0)
		p.Set(ctx, b, 1, 0)
	}
}

// A function that another one makes, alone and in a list.
func made(ctx context.Context, c redis.UniversalClient, id string) {
	run(ctx, c, set(ctx, "a:"+id), set(ctx, "b:"+id))                                // want `MULTI/EXEC of SET and SET: keys a:<id> and b:<id> never share a slot.*proven`
	run(ctx, c, set(ctx, "a:"+id), func(p redis.Pipeliner) { p.Incr(ctx, "b:"+id) }) // want `MULTI/EXEC of SET and INCR: keys a:<id> and b:<id> never share a slot.*proven`
	runOne(ctx, c, setBoth(ctx, "a:"+id, "b:"+id))                                   // want `MULTI/EXEC of SET and SET: keys a:<id> and b:<id> never share a slot.*proven`
	run(ctx, c, setBoth(ctx, "a:"+id, "b:"+id))                                      // want `MULTI/EXEC of SET and SET: keys a:<id> and b:<id> never share a slot.*proven`
	run(ctx, c, set(ctx, "{"+id+"}:a"), set(ctx, "{"+id+"}:b"), setBoth(ctx, "{"+id+"}", "{"+id+"}:c"))
	run(ctx, c, set(ctx, "a:"+id))
	run(ctx, c, set(ctx, "b:"+id), set(ctx, "b:"+id))
	runOne(ctx, c, setBoth(ctx, "{"+id+"}:a", "{"+id+"}:b"))
}

type pipeKey struct{}

type store struct{ c redis.UniversalClient }

func (s *store) conn(ctx context.Context) redis.Cmdable {
	if p, ok := ctx.Value(pipeKey{}).(redis.Pipeliner); ok {
		return p
	}
	return s.c
}

func (s *store) inTx(ctx context.Context, fn func(ctx context.Context) error) error {
	_, err := s.c.TxPipelined(ctx, func(p redis.Pipeliner) error {
		return fn(context.WithValue(ctx, pipeKey{}, p))
	})
	return err
}

func (s *store) put(ctx context.Context, key string) error {
	return s.conn(ctx).Set(ctx, key, 1, 0).Err()
}

// The pipeline comes with the context, to a function that takes it from there or
// else uses the client.
func (s *store) save(ctx context.Context, id string) error {
	return s.inTx(ctx, func(ctx context.Context) error { // want `MULTI/EXEC of SET and SET: keys a:<id> and b:<id> never share a slot.*proven`
		if err := s.put(ctx, "a:"+id); err != nil {
			return err
		}
		return s.put(ctx, "b:"+id)
	})
}

func (s *store) saveTagged(ctx context.Context, id string) error {
	return s.inTx(ctx, func(ctx context.Context) error {
		if err := s.put(ctx, "{"+id+"}:a"); err != nil {
			return err
		}
		return s.put(ctx, "{"+id+"}:b")
	})
}

// Without the context of the transaction it is the client.
func (s *store) saveApart(ctx context.Context, id string) error {
	if err := s.put(ctx, "a:"+id); err != nil {
		return err
	}
	return s.inTx(ctx, func(inside context.Context) error {
		if err := s.put(ctx, "b:"+id); err != nil {
			return err
		}
		return s.put(inside, "c:"+id)
	})
}
