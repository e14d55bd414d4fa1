package client

import (
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"
)

// ownSource is a program with types of its own around the clients.
const ownSource = `package own

import (
	"context"
	"sync"

	old "github.com/go-redis/redis"
	"github.com/redis/go-redis/v9"
)

type Embeds struct{ *redis.ClusterClient }

type EmbedsInterface struct {
	sync.Locker
	redis.UniversalClient
}

type Narrow interface {
	MGet(ctx context.Context, keys ...string) *redis.SliceCmd
	ZUnionStore(ctx context.Context, dest string, store *redis.ZStore) *redis.IntCmd
	Eval(ctx context.Context, script string, keys []string, args ...any) *redis.Cmd
	Watch(ctx context.Context, fn func(*redis.Tx) error, keys ...string) error
	TxPipeline() redis.Pipeliner
	Pipelined(ctx context.Context, fn func(redis.Pipeliner) error) ([]redis.Cmder, error)
	SSubscribe(ctx context.Context, channels ...string) *redis.PubSub
	Process(ctx context.Context, cmd redis.Cmder) error
}

// Wrapper has no context: it keeps one.
type Wrapper struct{ rdb redis.Cmdable }

func (w *Wrapper) Rename(from, to string) *redis.StatusCmd { return nil }
func (w *Wrapper) MSet(values ...any) *redis.StatusCmd     { return nil }

type Key string

type Named interface {
	Get(ctx context.Context, key Key) *redis.StringCmd
	Del(ctx context.Context, keys []Key) *redis.IntCmd
}

type Old interface {
	ZUnionStore(dest string, store old.ZStore, keys ...string) *old.IntCmd
	GeoRadius(key string, longitude, latitude float64, query *old.GeoRadiusQuery) *old.GeoLocationCmd
	Exists(keys ...string) *old.IntCmd
}

type Runner interface {
	Run(ctx context.Context, c redis.Scripter, keys []string, args ...any) *redis.Cmd
	Exists(ctx context.Context, c redis.Scripter) *redis.BoolSliceCmd
}

type Generic[K ~string] interface {
	SUnion(ctx context.Context, keys ...K) *redis.StringSliceCmd
}

type Instance interface{ Generic[Key] }

type StringCmd struct{}

type OwnTx struct{}

type Trap interface {
	MGet(ctx context.Context, keys ...string) ([]any, error)
	Get(ctx context.Context, key string) *StringCmd
	Rename(ctx context.Context, key string) *redis.StatusCmd
	Del(ctx context.Context, ids ...int) *redis.IntCmd
	ZUnionStore(ctx context.Context, dest string, store *OwnTx) *redis.IntCmd
	SInter(ctx context.Context, keys ...string) (*redis.StringSliceCmd, error)
	Watch(ctx context.Context, fn func(*OwnTx) error, keys ...string) error
	TxPipelined(ctx context.Context, fn func(*OwnTx) error) error
	Process(ctx context.Context, job string) error
	Exec(ctx context.Context) error
	Set(ctx context.Context, name, option, value string) *redis.StringCmd
	Subscribe(ctx context.Context, channels ...string) error
}

type Concrete struct{}

func (Concrete) Watch(ctx context.Context, fn func(*redis.Tx) error, keys ...string) error { return nil }

func MGet(ctx context.Context, keys ...string) *redis.SliceCmd { return nil }

type Alias = redis.Client

type Loop struct{ *Loop }

var (
	cluster         *redis.ClusterClient
	universal       redis.UniversalClient
	cmdable         redis.Cmdable
	stateful        redis.StatefulCmdable
	strings         redis.StringCmdable
	single          *redis.Client
	conn            *redis.Conn
	ring            *redis.Ring
	pipeliner       redis.Pipeliner
	pipeline        *redis.Pipeline
	auto            *redis.AutoPipeliner
	tx              *redis.Tx
	script          *redis.Script
	oldCluster      *old.ClusterClient
	embeds          *Embeds
	embedsInterface EmbedsInterface
	narrow          Narrow
	wrapper         *Wrapper
	alias           *Alias
	locked          struct {
		sync.Mutex
		*redis.Ring
	}
	anything any
	text     string
	loop     *Loop
)
`

// checkOwn type-checks a program's source against the real clients. It need not
// be on disk: go/packages takes a file that is not there from memory.
func checkOwn(t *testing.T, src string) *types.Package {
	t.Helper()
	dir, err := filepath.Abs(recordDir)
	if err != nil {
		t.Fatal(err)
	}
	cfg := &packages.Config{
		Mode:    packages.LoadSyntax,
		Dir:     dir,
		Env:     append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
		Overlay: map[string][]byte{filepath.Join(dir, "own", "own.go"): []byte(src)},
	}
	pkgs, err := packages.Load(cfg, "./own")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, err := range p.Errors {
			t.Error(err)
		}
	}
	return pkgs[0].Types
}

// lookupMethod returns the method of a type of the package.
func lookupMethod(pkg *types.Package, typ, name string) *types.Func {
	return loadedModule{pkg: pkg}.method(typ, name)
}
