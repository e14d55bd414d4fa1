// Package redis stands in for the client in tests of the program around the
// analysis: flags, settings, facts and fixes. The methods have the signatures of
// the real ones, which the analysis goes by. go vet has the tool look at each
// package that is imported, anew for each set of flags, and the real client
// imports two hundred.
package redis

import "context"

type (
	IntCmd         struct{ err error }
	StatusCmd      struct{ err error }
	SliceCmd       struct{ err error }
	StringSliceCmd struct{ err error }
)

func (c *IntCmd) Err() error                 { return c.err }
func (c *StatusCmd) Err() error              { return c.err }
func (c *SliceCmd) Err() error               { return c.err }
func (c *StringSliceCmd) Err() error         { return c.err }
func (c *SliceCmd) Result() ([]any, error)   { return nil, c.err }
func (c *StatusCmd) Result() (string, error) { return "", c.err }

// Cmder is a command.
type Cmder interface{ Err() error }

// Cmdable sends commands.
type Cmdable interface {
	Get(ctx context.Context, key string) *StatusCmd
	Del(ctx context.Context, keys ...string) *IntCmd
	MGet(ctx context.Context, keys ...string) *SliceCmd
	Rename(ctx context.Context, key, newkey string) *StatusCmd
	SInter(ctx context.Context, keys ...string) *StringSliceCmd
	SUnion(ctx context.Context, keys ...string) *StringSliceCmd
}

type cmdable struct{}

func (cmdable) Get(ctx context.Context, key string) *StatusCmd             { return nil }
func (cmdable) Del(ctx context.Context, keys ...string) *IntCmd            { return nil }
func (cmdable) MGet(ctx context.Context, keys ...string) *SliceCmd         { return nil }
func (cmdable) Rename(ctx context.Context, key, newkey string) *StatusCmd  { return nil }
func (cmdable) SInter(ctx context.Context, keys ...string) *StringSliceCmd { return nil }
func (cmdable) SUnion(ctx context.Context, keys ...string) *StringSliceCmd { return nil }

// UniversalClient is any client.
type UniversalClient interface {
	Cmdable
	Close() error
}

// Pipeliner queues commands.
type Pipeliner interface {
	Cmdable
	Exec(ctx context.Context) ([]Cmder, error)
}

type (
	Client        struct{ cmdable }
	ClusterClient struct{ cmdable }
	Ring          struct{ cmdable }
)
