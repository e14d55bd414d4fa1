package ssatest

// GoRedis is as much of the client as tests call, for [Build].
var GoRedis = map[string]string{"github.com/redis/go-redis/v9": `package redis

import "context"

type Cmder interface{ Err() error }
type Cmd struct{}
type IntCmd struct{}
type SliceCmd struct{}
type StatusCmd struct{}
type KeyValue struct{ Key, Value string }

func (*Cmd) Err() error       { return nil }
func (*IntCmd) Err() error    { return nil }
func (*SliceCmd) Err() error  { return nil }
func (*StatusCmd) Err() error { return nil }

func (*IntCmd) Result() (int64, error)     { return 0, nil }
func (*SliceCmd) Result() ([]any, error)   { return nil, nil }
func (*StatusCmd) Result() (string, error) { return "", nil }
func (*IntCmd) Val() int64                 { return 0 }

type Cmdable interface {
	Get(ctx context.Context, key string) *StatusCmd
	Set(ctx context.Context, key string, v any, d int64) *StatusCmd
	Del(ctx context.Context, keys ...string) *IntCmd
	Incr(ctx context.Context, key string) *IntCmd
	Rename(ctx context.Context, key, newkey string) *StatusCmd
	MGet(ctx context.Context, keys ...string) *SliceCmd
	MSet(ctx context.Context, values ...any) *StatusCmd
	Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd
	Pipeline() Pipeliner
	TxPipeline() Pipeliner
	TxPipelined(ctx context.Context, fn func(Pipeliner) error) ([]Cmder, error)
}

type Pipeliner interface {
	Cmdable
	Exec(ctx context.Context) ([]Cmder, error)
	Do(ctx context.Context, args ...any) *Cmd
}

type UniversalClient interface {
	Cmdable
	Do(ctx context.Context, args ...any) *Cmd
	Watch(ctx context.Context, fn func(*Tx) error, keys ...string) error
}

type Client struct{ UniversalClient }
type ClusterClient struct{ UniversalClient }
type Ring struct{ UniversalClient }

func (c *Client) Del(ctx context.Context, keys ...string) *IntCmd        { return nil }
func (c *ClusterClient) Del(ctx context.Context, keys ...string) *IntCmd { return nil }
func (c *Ring) Del(ctx context.Context, keys ...string) *IntCmd          { return nil }

type Tx struct{ Cmdable }
`}
