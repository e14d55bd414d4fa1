package goredis_test

import (
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
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

// TestLookupOwn looks up the methods of interfaces and structs of a program.
func TestLookupOwn(t *testing.T) {
	pkg := checkOwn(t, ownSource)
	for _, test := range []struct {
		typ, method string
		want        string // the command or the kind, and the selectors; "" if not known
	}{
		// Embedded: the methods are those of the client.
		{"Embeds", "MGet", "MGET 0[]"},
		{"Embeds", "Watch", "WATCH 1[]"},
		{"Embeds", "TxPipelined", "begin"},
		{"EmbedsInterface", "SInterStore", "SINTERSTORE 0 1[]"},
		{"EmbedsInterface", "Do", "raw 0[]"},

		// Repeated.
		{"Narrow", "MGet", "MGET 0[]"},
		{"Narrow", "ZUnionStore", "ZUNIONSTORE 0 1.Keys[]"},
		{"Narrow", "Eval", "EVAL 1[]"},
		{"Narrow", "Watch", "WATCH 1[]"},
		{"Narrow", "TxPipeline", "begin"},
		{"Narrow", "Pipelined", "batch"},
		{"Narrow", "SSubscribe", "SSUBSCRIBE 0[]"},
		{"Narrow", "Process", "process 0"},
		{"Wrapper", "Rename", "RENAME 0 1"},
		{"Wrapper", "MSet", "MSET 0[pairs]"},
		{"Named", "Get", "GET 0"},
		{"Named", "Del", "DEL 0[]"},
		{"Old", "ZUnionStore", "ZUNIONSTORE 0 2[]"},
		{"Old", "GeoRadius", "GEORADIUS 0 3.Store? 3.StoreDist?"},
		{"Old", "Exists", "EXISTS 0[]"},
		{"Runner", "Run", "EVALSHA 1[]"},
		{"Runner", "Exists", "SCRIPT EXISTS"},
		{"Instance", "SUnion", "SUNION 0[]"},

		// Traps.
		{"Trap", "MGet", ""},        // another result
		{"Trap", "Get", ""},         // a Cmd of another package
		{"Trap", "Rename", ""},      // one text
		{"Trap", "Del", ""},         // a number
		{"Trap", "ZUnionStore", ""}, // a struct without keys
		{"Trap", "SInter", ""},      // two results
		{"Trap", "Watch", ""},       // a function of the program's own
		{"Trap", "TxPipelined", ""}, // the same
		{"Trap", "Process", ""},     // the same
		{"Trap", "Exec", ""},
		{"Trap", "Set", "SET 0"}, // not SENTINEL SET
		{"Trap", "Subscribe", ""},
		{"Concrete", "Watch", ""}, // its body says more
	} {
		fn := lookupMethod(pkg, test.typ, test.method)
		if fn == nil {
			t.Errorf("no %s.%s", test.typ, test.method)
			continue
		}
		got := ""
		if m, ok := libraries.Lookup(fn); ok {
			got = m.Command
			if got == "" {
				got = m.Kind.String()
			}
			for _, s := range m.Keys {
				got += " " + s.String()
			}
		}
		if got != test.want {
			t.Errorf("Lookup(%s.%s) = %q, want %q", test.typ, test.method, got, test.want)
		}
	}

	if fn := pkg.Scope().Lookup("MGet").(*types.Func); fn != nil {
		if m, ok := libraries.Lookup(fn); ok {
			t.Errorf("Lookup(%v) = %v, want none of a function", fn, *m)
		}
	}
	if !libraries.Reaches(pkg) || libraries.Reaches(checkOwn(t, "package own\n\nimport \"context\"\n\nvar _ context.Context\n")) {
		t.Error("Reaches is wrong")
	}
}

// TestClassOf classes types of the client and of a program.
func TestClassOf(t *testing.T) {
	pkg := checkOwn(t, ownSource)
	for name, want := range map[string]client.Class{
		"cluster": client.Cluster, "universal": client.Universal, "cmdable": client.Universal, "stateful": client.Universal,
		"strings": client.Universal, "single": client.Single, "conn": client.Single, "ring": client.Ring, "pipeliner": client.Pipeline,
		"pipeline": client.Pipeline, "auto": client.Pipeline, "tx": client.Tx, "script": client.Unknown, "oldCluster": client.Cluster,
		"embeds": client.Cluster, "embedsInterface": client.Universal, "narrow": client.Universal, "wrapper": client.Unknown,
		"alias": client.Single, "locked": client.Ring, "anything": client.Unknown, "text": client.Unknown, "loop": client.Unknown,
	} {
		v := pkg.Scope().Lookup(name)
		if v == nil {
			t.Errorf("no variable %s", name)
			continue
		}
		if got := libraries.ClassOf(v.Type()); got != want {
			t.Errorf("ClassOf(%v) = %v, want %v", v.Type(), got, want)
		}
	}
}

// checkOwn type-checks a program's source against the real clients. It need not
// be on disk: go/packages takes a file that is not there from memory.
func checkOwn(t *testing.T, src string) *types.Package {
	t.Helper()
	dir, err := filepath.Abs("../../../../testdata/record")
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
	obj := pkg.Scope().Lookup(typ)
	if obj == nil {
		return nil
	}
	t := obj.Type()
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	fn, _, _ := types.LookupFieldOrMethod(t, false, pkg, name)
	f, _ := fn.(*types.Func)
	return f
}
