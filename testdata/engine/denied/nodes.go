package denied

import (
	"bufio"
	"context"
	"os"

	"github.com/redis/go-redis/v9"
)

func oneNode(ctx context.Context, c *redis.ClusterClient, u redis.UniversalClient, p redis.Pipeliner) {
	c.Keys(ctx, "user:*")               // want `^KEYS: on a cluster it reaches one node only, and the keys of all others are missing; send it to each master in ForEachMaster of the cluster client \(clusterdenied, proven\)$`
	c.Scan(ctx, 0, "user:*", 10)        // want `^SCAN: on a cluster each call may reach another node, .*scan each master.*proven\)$`
	c.ScanType(ctx, 0, "*", 10, "hash") // want `SCAN: .*proven`
	c.RandomKey(ctx)                    // want `RANDOMKEY: .*likely`
	c.FlushDB(ctx)                      // want `FLUSHDB: .*proven`
	c.FlushDBAsync(ctx)                 // want `FLUSHDB: .*proven`
	c.FlushAll(ctx)                     // want `FLUSHALL: .*proven`
	c.FlushAllAsync(ctx)                // want `FLUSHALL: .*proven`
	c.Do(ctx, "KEYS", "user:*")         // want `KEYS: .*proven`
	c.Do(ctx, "DBSIZE")                 // want `DBSIZE: on a cluster it counts the keys of one node only; call the method DBSize.*proven`
	c.Do(ctx, "SCRIPT", "LOAD", "x")    // want `SCRIPT LOAD: .*NOSCRIPT.*proven`
	c.Pipeline().DBSize(ctx)            // want `DBSIZE: .*proven`
	c.FunctionLoad(ctx, "x")            // want `FUNCTION LOAD: .*proven`
	c.ConfigSet(ctx, "timeout", "0")    // want `CONFIG SET: on a cluster it sets the option on one node only.*proven`
	c.PubSubNumSub(ctx, "news")         // want `PUBSUB NUMSUB: .*proven`
	u.Keys(ctx, "user:*")               // want `KEYS: .*likely`
	u.FlushDB(ctx)                      // want `FLUSHDB: .*likely`
	p.Keys(ctx, "user:*")
	u.RandomKey(ctx)
	u.Pipeline().FlushDB(ctx) // want `FLUSHDB: .*likely`
	_, _ = u.Pipelined(ctx, func(p redis.Pipeliner) error {
		return p.FlushDB(ctx).Err() // want `FLUSHDB: .*likely`
	})
	// Some clients take the pattern for a key.
	c.Keys(ctx, "{user}:*")        // want `KEYS: .* missing, unless go-redis is one of v9.1 to v9.19, .*likely`
	c.Scan(ctx, 0, "{user}:*", 10) // want `SCAN: .*proven`
	// Right: the client asks all nodes.
	c.DBSize(ctx)
	u.DBSize(ctx)
	c.ScriptLoad(ctx, "x")
	u.ScriptLoad(ctx, "x")
	c.ScriptExists(ctx, "x")
	c.ScriptFlush(ctx)
	// Right: what these ask for is with one key.
	c.SScan(ctx, "users", 0, "*", 10)
	c.HScan(ctx, "user", 0, "*", 10)
	u.ZScan(ctx, "board", 0, "*", 10).Iterator().Next(ctx)
	c.HKeys(ctx, "user")
	// Right: any node will do.
	c.Ping(ctx)
	c.Info(ctx, "server")
	c.Time(ctx)
	c.ConfigGet(ctx, "maxmemory")
	c.FunctionList(ctx, redis.FunctionListQuery{})
	c.Publish(ctx, "news", "*")
	bufio.NewScanner(os.Stdin).Scan()
}

// Right: the nodes of a cluster, one by one.
func eachNode(ctx context.Context, c *redis.ClusterClient) error {
	_ = c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		node.Do(ctx, "KEYS", "*")
		return node.Scan(ctx, 0, "user:*", 10).Err()
	})
	_ = c.ForEachShard(ctx, flushNode)
	_ = c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		var client redis.Cmdable = node
		client.Keys(ctx, "user:*")
		_, err := node.Pipelined(ctx, func(p redis.Pipeliner) error {
			p.Keys(ctx, "user:*")
			return nil
		})
		scanNode(ctx, node)
		return err
	})
	node, err := c.MasterForKey(ctx, "user:1")
	if err != nil {
		return err
	}
	scanNode(ctx, node)
	return node.Keys(ctx, "{user}:*").Err()
}

func flushNode(ctx context.Context, node *redis.Client) error { return node.FlushDB(ctx).Err() }

// Right: only nodes are passed.
func scanNode(ctx context.Context, node redis.Cmdable) {
	for cursor := uint64(0); ; {
		_, next, _ := node.Scan(ctx, cursor, "user:*", 10).Result()
		if next == 0 {
			return
		}
		cursor = next
	}
}

// Others may pass anything: that is possible, not likely.
func ScanNode(ctx context.Context, node redis.Cmdable) { node.Scan(ctx, 0, "user:*", 10) }

func scanMasters(ctx context.Context, c *redis.ClusterClient) error {
	return c.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		ScanNode(ctx, node)
		return nil
	})
}

// A cluster client is passed as well.
func scanAny(ctx context.Context, c redis.Cmdable) {
	c.Scan(ctx, 0, "user:*", 10) // want `SCAN: .*likely`
}

func scanBoth(ctx context.Context, c *redis.ClusterClient, node *redis.Client) {
	scanAny(ctx, c)
	scanAny(ctx, node)
}

// Right: a client that fans out is told by what it can do.
func byMethod(ctx context.Context, c redis.Cmdable) {
	if all, ok := c.(interface {
		ForEachMaster(context.Context, func(context.Context, *redis.Client) error) error
	}); ok {
		_ = all.ForEachMaster(ctx, flushNode)
		return
	}
	c.FlushDB(ctx)
}

// Right: one server, and servers that know nothing of each other.
func others(ctx context.Context, one *redis.Client, conn *redis.Conn, ring *redis.Ring) {
	one.Keys(ctx, "user:*")
	one.FlushAll(ctx)
	conn.Scan(ctx, 0, "*", 10)
	ring.FlushDB(ctx)
	var u redis.UniversalClient = redis.NewClient(&redis.Options{})
	u.FlushDB(ctx)
	u.Pipeline().FlushDB(ctx)
	_, _ = u.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.FlushDB(ctx)
		return nil
	})
	connect("a:6379").FlushDB(ctx)
}

// Right: all clients that it gives are of one server.
func connect(addr string) (c redis.UniversalClient) {
	if addr == "" {
		c = redis.NewFailoverClient(&redis.FailoverOptions{})
	} else {
		c = redis.NewClient(&redis.Options{Addr: addr})
	}
	c.FlushDB(context.Background())
	go func() { c.Ping(context.Background()) }()
	return c
}

var client *redis.Client

// within returns the pipeline or transaction that is given, or the client.
func within(given ...redis.Cmdable) redis.Cmdable {
	if len(given) > 0 {
		return given[0]
	}
	return client
}

// Right: as far as it can be seen there is no cluster.
func pages(ctx context.Context, given ...redis.Cmdable) {
	within(given...).Scan(ctx, 0, "user:*", 10)
}

// A cache whose client only the package makes.
type cache struct {
	rdb   redis.UniversalClient
	Other redis.UniversalClient
}

func newCache(addr string) *cache {
	return &cache{rdb: redis.NewClient(&redis.Options{Addr: addr}), Other: redis.NewClient(&redis.Options{Addr: addr})}
}

func (c *cache) clear(ctx context.Context) {
	c.rdb.FlushDB(ctx)
	// An exported field may be given anything.
	c.Other.FlushDB(ctx) // want `FLUSHDB: .*likely`
}

// A registry whose client comes from outside.
type registry struct{ rdb redis.UniversalClient }

func NewRegistry(rdb redis.UniversalClient) *registry { return &registry{rdb} }

func (r *registry) all(ctx context.Context) {
	r.rdb.Keys(ctx, "service:*") // want `KEYS: .*likely`
}

var shared redis.UniversalClient

func init() { shared = redis.NewClient(&redis.Options{}) }

// Right: it is of one server.
func clearShared(ctx context.Context) { shared.FlushAll(ctx) }

// onMasters runs fn on every master of a cluster, or on the one server.
func onMasters(ctx context.Context, c redis.UniversalClient, fn func(context.Context, redis.Cmdable) error) error {
	if cluster, ok := c.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
			return fn(ctx, node)
		})
	}
	return fn(ctx, c)
}

// anywhere runs fn on whatever it is given.
func anywhere(ctx context.Context, c redis.UniversalClient, fn func(context.Context, redis.Cmdable) error) error {
	if cluster, ok := c.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
			return fn(ctx, c)
		})
	}
	return fn(ctx, c)
}

type fleet struct{ c redis.UniversalClient }

func (f *fleet) onMasters(ctx context.Context, fn func(context.Context, redis.Cmdable) error) error {
	return onMasters(ctx, f.c, fn)
}

// Right: what onMasters runs gets a node of a cluster, or no cluster.
func (f *fleet) reset(ctx context.Context) ([]string, error) {
	err := onMasters(ctx, f.c, func(ctx context.Context, node redis.Cmdable) error {
		return node.FlushDB(ctx).Err()
	})
	if err == nil {
		err = onMasters(ctx, f.c, flushOne)
	}
	var keys []string
	each := func(ctx context.Context, node redis.Cmdable) error {
		found, err := pageOf(ctx, node)
		keys = append(keys, found...)
		return err
	}
	if err == nil {
		err = f.onMasters(ctx, each)
	}
	return keys, err
}

func flushOne(ctx context.Context, node redis.Cmdable) error { return node.FlushDB(ctx).Err() }

func pageOf(ctx context.Context, node redis.Cmdable) ([]string, error) {
	keys, _, err := node.Scan(ctx, 0, "*", 10).Result()
	return keys, err
}

func (f *fleet) wrong(ctx context.Context) {
	_ = anywhere(ctx, f.c, func(ctx context.Context, c redis.Cmdable) error {
		return c.FlushDB(ctx).Err() // want `FLUSHDB: .*likely`
	})
	_ = anywhere(ctx, f.c, flushAny)
	flush := func(c redis.Cmdable) {
		c.FlushAll(ctx) // want `FLUSHALL: .*likely`
	}
	flush(f.c)
}

func flushAny(ctx context.Context, c redis.Cmdable) error {
	return c.FlushDB(ctx).Err() // want `FLUSHDB: .*likely`
}

// Only other code knows what it hands over: that is possible, not likely.
func (f *fleet) handed(ctx context.Context, run func(func(redis.Cmdable))) {
	run(func(c redis.Cmdable) { c.FlushDB(ctx) })
	Hook = func(c redis.Cmdable) { c.FlushDB(ctx) }
}

var Hook func(redis.Cmdable)

// A universal client of one address is one of one server.
type oneAddress struct{ rdb redis.UniversalClient }

func newOneAddress(addr string) *oneAddress {
	return &oneAddress{redis.NewUniversalClient(&redis.UniversalOptions{Addrs: []string{addr}})}
}

func (o *oneAddress) scan(ctx context.Context) { o.rdb.Scan(ctx, 0, "progress:*", 0) }

type someAddresses struct{ rdb redis.UniversalClient }

func newSomeAddresses(addrs []string) *someAddresses {
	return &someAddresses{redis.NewUniversalClient(&redis.UniversalOptions{Addrs: addrs})}
}

func (s *someAddresses) scan(ctx context.Context) {
	s.rdb.Scan(ctx, 0, "progress:*", 0) // want `SCAN: on a cluster each call may reach another node`
}

type clusterOfOne struct{ rdb redis.UniversalClient }

func newClusterOfOne(addr string) *clusterOfOne {
	opts := &redis.UniversalOptions{Addrs: []string{addr}}
	opts.IsClusterMode = true
	return &clusterOfOne{redis.NewUniversalClient(opts)}
}

func (o *clusterOfOne) scan(ctx context.Context) {
	o.rdb.Scan(ctx, 0, "progress:*", 0) // want `SCAN: on a cluster each call may reach another node`
}
