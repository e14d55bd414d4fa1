package v9

import (
	"context"
	"sync"

	"github.com/redis/go-redis/v9"
)

// clients are all types of the client that send commands.
func clients(ctx context.Context, cluster *redis.ClusterClient, universal redis.UniversalClient, single *redis.Client, ring *redis.Ring) {
	cluster.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	cluster.SInter(ctx, "{tags}:go", "{tags}:redis")
	universal.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	universal.SInter(ctx, "{tags}:go", "{tags}:redis")
	single.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	single.SInter(ctx, "{tags}:go", "{tags}:redis")
	ring.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots.*redis\.Ring`
	ring.SInter(ctx, "{tags}:go", "{tags}:redis")

	universal.Do(ctx, "SINTER", "tags:go", "tags:redis")                               // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	_ = single.Process(ctx, redis.NewCmd(ctx, "SINTER", "tags:go", "tags:redis"))      // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	_ = universal.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = single.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2")    // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	universal.SSubscribe(ctx, "news:go", "news:redis")                                 // want `SSUBSCRIBE: channels "news:go" \(slot 13280\) and "news:redis" \(slot 15116\) are in different slots`
	script.Run(ctx, universal, []string{"user:1", "user:2"})                           // want `EVALSHA: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`

	conn := single.Conn()
	conn.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	conn.SInter(ctx, "{tags}:go", "{tags}:redis")
	redis.NewClusterClient(nil).SInter(ctx, "tags:go", "tags:redis")         // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	redis.NewFailoverClusterClient(nil).SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	redis.NewUniversalClient(nil).SInter(ctx, "tags:go", "tags:redis")       // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

// interfaces are those of the client's package.
func interfaces(ctx context.Context, c redis.Cmdable, s redis.StatefulCmdable, sets redis.SetCmdable, lists redis.ListCmdable) {
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.SInter(ctx, "{tags}:go", "{tags}:redis")
	s.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	s.SInter(ctx, "{tags}:go", "{tags}:redis")
	sets.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	sets.SInter(ctx, "{tags}:go", "{tags}:redis")
	lists.LMove(ctx, "todo", "done", "LEFT", "RIGHT") // want `LMOVE: keys "todo" \(slot 9593\) and "done" \(slot 12383\) are in different slots`
	lists.LMove(ctx, "{jobs}:todo", "{jobs}:done", "LEFT", "RIGHT")
}

// pipelines are split by slot, command by command. One command is not.
func pipelines(ctx context.Context, c redis.UniversalClient) error {
	pipe := c.Pipeline()
	pipe.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	pipe.SInter(ctx, "{tags}:go", "{tags}:redis")
	pipe.Do(ctx, "SINTER", "tags:go", "tags:redis")                             // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	_ = pipe.Process(ctx, redis.NewCmd(ctx, "SINTER", "tags:go", "tags:redis")) // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	pipe.Get(ctx, "user:1")
	pipe.Get(ctx, "user:2")
	if _, err := pipe.Exec(ctx); err != nil {
		return err
	}
	_, err := c.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
		pipe.Incr(ctx, "user:1")
		pipe.Incr(ctx, "user:2")
		return nil
	})
	return err
}

// automatic sends in batches by itself, each command as if alone.
func automatic(ctx context.Context, c *redis.ClusterClient, pipe *redis.Pipeline) error {
	pipe.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	pipe.SInter(ctx, "{tags}:go", "{tags}:redis")
	auto, err := c.AutoPipeline()
	if err != nil {
		return err
	}
	auto.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	auto.SInter(ctx, "{tags}:go", "{tags}:redis")
	auto.Do(ctx, "SINTER", "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	auto.Get(ctx, "user:1")
	auto.Get(ctx, "user:2")
	return nil
}

// transactions: a Tx sends at once what is not queued.
func transactions(ctx context.Context, c redis.UniversalClient) error {
	return c.Watch(ctx, func(tx *redis.Tx) error {
		tx.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
		tx.SInter(ctx, "{tags}:go", "{tags}:redis")
		return nil
	}, "{tags}")
}

// An embedded client has its methods, whatever else is there.
type (
	embedsClient struct {
		sync.Mutex
		*redis.Client
		name string
	}
	embedsInterface struct{ redis.UniversalClient }
	embedsTwice     struct{ *embedsInterface }
)

func embedded(ctx context.Context, a *embedsClient, b embedsInterface, c embedsTwice) {
	a.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	a.SInter(ctx, "{tags}:go", "{tags}:redis")
	b.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	b.SInter(ctx, "{tags}:go", "{tags}:redis")
	c.SInter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	c.UniversalClient.SInter(ctx, "{tags}:go", "{tags}:redis")
	_ = b.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
}

// narrow has the methods that a part of a program needs, as the client has
// them.
type narrow interface {
	MGet(ctx context.Context, keys ...string) *redis.SliceCmd
	ZUnionStore(ctx context.Context, dest string, store *redis.ZStore) *redis.IntCmd
	Watch(ctx context.Context, fn func(*redis.Tx) error, keys ...string) error
}

// noContext is a client of the program's own, which keeps its context.
type noContext interface {
	MGet(keys ...string) *redis.SliceCmd
	Rename(from, to string) *redis.StatusCmd
}

type keyed[K ~string] interface {
	SUnion(ctx context.Context, keys ...K) *redis.StringSliceCmd
}

// wrapper sends what its name says, on to a client.
type wrapper struct{ c redis.Cmdable }

func (w wrapper) MGet(ctx context.Context, keys ...string) *redis.SliceCmd { // want MGet:"sends MGET"
	return w.c.MGet(ctx, keys...)
}

func own(ctx context.Context, c narrow, n noContext, g keyed[string], w wrapper) {
	c.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	c.MGet(ctx, "user:1", "user:11896")
	c.ZUnionStore(ctx, "board:1", &redis.ZStore{Keys: []string{"board:2"}}) // want `ZUNIONSTORE: keys "board:1" \(slot 7925\) and "board:2" \(slot 11926\) are in different slots`
	c.ZUnionStore(ctx, "board:1", &redis.ZStore{Keys: []string{"board:723"}})
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:2") // want `WATCH: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	_ = c.Watch(ctx, func(*redis.Tx) error { return nil }, "user:1", "user:11896")
	n.MGet("user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	n.MGet("user:1", "user:11896")
	n.Rename("user:1", "user:2") // want `RENAME: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	n.Rename("{user}:1", "{user}:2")
	g.SUnion(ctx, "tags:go", "tags:redis") // want `SUNION: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	g.SUnion(ctx, "{tags}:go", "{tags}:redis")
	w.MGet(ctx, "user:1", "user:2") // want `MGET: keys "user:1" \(slot 10778\) and "user:2" \(slot 6777\) are in different slots`
	w.MGet(ctx, "user:1", "user:11896")
}

// unrelated has methods of the same names that are none of a client.
type unrelated interface {
	MGet(ctx context.Context, keys ...string) ([]any, error)
	Del(ctx context.Context, ids ...int) *redis.IntCmd
	Rename(ctx context.Context, from string) *redis.StatusCmd
	Watch(ctx context.Context, fn func() error, keys ...string) error
	Do(ctx context.Context, args ...any) error
}

func notClients(ctx context.Context, u unrelated) {
	_, _ = u.MGet(ctx, "user:1", "user:2")
	u.Del(ctx, 1, 2)
	u.Rename(ctx, "user:1")
	_ = u.Watch(ctx, nil, "user:1", "user:2")
	_ = u.Do(ctx, "MGET", "user:1", "user:2")
	sinter(ctx, "user:1", "user:2")
}

func sinter(ctx context.Context, keys ...string) *redis.StringSliceCmd { return nil }

// uses are the other ways to call a method.
func uses(ctx context.Context, c *redis.ClusterClient) {
	defer c.SInter(ctx, "tags:go", "tags:redis")                               // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	go c.SInter(ctx, "tags:go", "tags:redis")                                  // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	if n, err := c.SInter(ctx, "tags:go", "tags:redis").Result(); err == nil { // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
		_ = n
	}
	(c).SInter(ctx, ("tags:go"), "tags:redis")                     // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	(*redis.ClusterClient).SInter(c, ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	func() { c.SInter(ctx, "tags:go", "tags:redis") }()            // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	inter := c.SInter
	inter(ctx, "tags:go", "tags:redis") // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
}

var global = redis.NewClient(nil)

// Calls outside of any function declaration.
var (
	_ = global.SInter(context.Background(), "tags:go", "tags:redis")            // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
	_ = func() { global.SInter(context.Background(), "tags:go", "tags:redis") } // want `SINTER: keys "tags:go" \(slot 13614\) and "tags:redis" \(slot 6656\) are in different slots`
)
