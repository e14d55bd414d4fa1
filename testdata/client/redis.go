// Package redis stands in for the client in tests of the program around the
// analysis: flags, settings, facts, formats and fixes. It has what they and
// testdata/example call, with the signatures of the real client, which the
// analysis goes by. The real one imports two hundred packages: go vet has the tool
// look at each, anew for each set of flags, and the stand-alone program reads the
// types of all.
package redis

import (
	"context"
	"time"
)

type baseCmd[T any] struct {
	val T
	err error
}

func (c *baseCmd[T]) Err() error         { return c.err }
func (c *baseCmd[T]) Val() T             { return c.val }
func (c *baseCmd[T]) Result() (T, error) { return c.val, c.err }

// The commands, by what they return.
type (
	Cmd            struct{ baseCmd[any] }
	IntCmd         struct{ baseCmd[int64] }
	StatusCmd      struct{ baseCmd[string] }
	StringCmd      struct{ baseCmd[string] }
	SliceCmd       struct{ baseCmd[[]any] }
	StringSliceCmd struct{ baseCmd[[]string] }
)

// Int64 returns the value as a number.
func (c *StringCmd) Int64() (int64, error) { return 0, c.err }

// Cmder is a command.
type Cmder interface{ Err() error }

// A ZStore names the sets of ZUnionStore.
type ZStore struct {
	Keys      []string
	Weights   []float64
	Aggregate string
}

// Cmdable sends commands.
type Cmdable interface {
	Get(ctx context.Context, key string) *StringCmd
	Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd
	Del(ctx context.Context, keys ...string) *IntCmd
	MGet(ctx context.Context, keys ...string) *SliceCmd
	Rename(ctx context.Context, key, newkey string) *StatusCmd
	IncrBy(ctx context.Context, key string, value int64) *IntCmd
	DecrBy(ctx context.Context, key string, decrement int64) *IntCmd
	HIncrBy(ctx context.Context, key, field string, incr int64) *IntCmd
	SAdd(ctx context.Context, key string, members ...any) *IntCmd
	Keys(ctx context.Context, pattern string) *StringSliceCmd
	Do(ctx context.Context, args ...any) *Cmd
	SRem(ctx context.Context, key string, members ...any) *IntCmd
	SInter(ctx context.Context, keys ...string) *StringSliceCmd
	SUnion(ctx context.Context, keys ...string) *StringSliceCmd
	ZRevRange(ctx context.Context, key string, start, stop int64) *StringSliceCmd
	ZUnionStore(ctx context.Context, dest string, store *ZStore) *IntCmd
	Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd
	Restore(ctx context.Context, key string, ttl time.Duration, value string) *StatusCmd

	Pipeline() Pipeliner
	Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
	TxPipeline() Pipeliner
	TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
}

type cmdable struct{}

func (cmdable) Get(ctx context.Context, key string) *StringCmd { return nil }
func (cmdable) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	return nil
}
func (cmdable) Del(ctx context.Context, keys ...string) *IntCmd                    { return nil }
func (cmdable) MGet(ctx context.Context, keys ...string) *SliceCmd                 { return nil }
func (cmdable) Rename(ctx context.Context, key, newkey string) *StatusCmd          { return nil }
func (cmdable) IncrBy(ctx context.Context, key string, value int64) *IntCmd        { return nil }
func (cmdable) DecrBy(ctx context.Context, key string, decrement int64) *IntCmd    { return nil }
func (cmdable) HIncrBy(ctx context.Context, key, field string, incr int64) *IntCmd { return nil }
func (cmdable) SAdd(ctx context.Context, key string, members ...any) *IntCmd       { return nil }
func (cmdable) Keys(ctx context.Context, pattern string) *StringSliceCmd           { return nil }
func (cmdable) Do(ctx context.Context, args ...any) *Cmd                           { return nil }
func (cmdable) SRem(ctx context.Context, key string, members ...any) *IntCmd       { return nil }
func (cmdable) SInter(ctx context.Context, keys ...string) *StringSliceCmd         { return nil }
func (cmdable) SUnion(ctx context.Context, keys ...string) *StringSliceCmd         { return nil }
func (cmdable) ZRevRange(ctx context.Context, key string, start, stop int64) *StringSliceCmd {
	return nil
}
func (cmdable) ZUnionStore(ctx context.Context, dest string, store *ZStore) *IntCmd      { return nil }
func (cmdable) Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd { return nil }
func (cmdable) Restore(ctx context.Context, key string, ttl time.Duration, value string) *StatusCmd {
	return nil
}

func (cmdable) Pipeline() Pipeliner { return nil }
func (cmdable) Pipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	return nil, nil
}
func (cmdable) TxPipeline() Pipeliner { return nil }
func (cmdable) TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error) {
	return nil, nil
}

// UniversalClient is any client.
type UniversalClient interface {
	Cmdable
	Watch(ctx context.Context, fn func(*Tx) error, keys ...string) error
	Close() error
}

// Pipeliner queues commands.
type Pipeliner interface {
	Cmdable
	Exec(ctx context.Context) ([]Cmder, error)
}

// The clients, and the connection of a Watch.
type (
	Client        struct{ cmdable }
	ClusterClient struct{ cmdable }
	Ring          struct{ cmdable }
	Tx            struct{ cmdable }
)

// Scripter sends scripts.
type Scripter interface {
	Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd
}

// A Script is sent as EVALSHA, or as EVAL.
type Script struct{ src string }

// NewScript returns a script.
func NewScript(src string) *Script { return &Script{src} }

// Run sends the script.
func (s *Script) Run(ctx context.Context, c Scripter, keys []string, args ...any) *Cmd {
	return c.Eval(ctx, s.src, keys, args...)
}
