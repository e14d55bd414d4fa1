// Package guards sends several keys only where it is right: to what is no
// cluster, or keys of one slot. And it has guards that guard nothing.
package guards

import (
	"context"

	"github.com/redis/go-redis/v9"

	"github.com/crossslotlint/crossslotlint/slot"
)

// Right: a cluster client gets the keys one by one.
func assertion(ctx context.Context, c redis.UniversalClient) {
	if cc, ok := c.(*redis.ClusterClient); ok {
		cc.Del(ctx, "user:1")
		cc.Del(ctx, "user:2")
		return
	}
	c.Del(ctx, "user:1", "user:2")
}

// The wrong way round: the cluster gets both.
func assertionWrong(ctx context.Context, c redis.UniversalClient) {
	if _, ok := c.(*redis.ClusterClient); !ok {
		c.Del(ctx, "user:1")
		c.Del(ctx, "user:2")
		return
	}
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

// The guard has an end: behind it a cluster comes along too.
func assertionNoReturn(ctx context.Context, c redis.UniversalClient) {
	if _, ok := c.(*redis.ClusterClient); ok {
		c.Del(ctx, "user:1")
	}
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

// An assertion that asks something else.
func assertionOther(ctx context.Context, c redis.Cmdable) {
	if _, ok := c.(redis.UniversalClient); ok {
		return
	}
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

// Right: only a client of one server is asserted.
func single(ctx context.Context, c redis.UniversalClient) {
	if one, ok := c.(*redis.Client); ok {
		one.Del(ctx, "user:1", "user:2")
	}
}

func typeSwitch(ctx context.Context, c redis.UniversalClient) {
	switch c := c.(type) {
	case *redis.ClusterClient:
		c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	case *redis.Client:
		// Right: one server.
		c.Del(ctx, "user:1", "user:2")
	default:
		// Right: no cluster comes here.
		c.Del(ctx, "user:1", "user:2")
	}
}

// A type switch that lets a cluster through.
func typeSwitchWrong(ctx context.Context, c redis.UniversalClient) {
	switch c.(type) {
	case *redis.Ring:
		return
	}
	c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
}

// Mode is how the server is run.
type Mode string

// Modes.
const (
	ModeSingle  Mode = "standalone"
	ModeCluster Mode = "cluster"
)

type kind int

const (
	kindNode kind = iota
	kindCluster
)

type config struct {
	mode      Mode
	kind      kind
	clustered bool
	verbose   bool
}

type service struct {
	rdb       redis.UniversalClient
	conf      config
	isCluster bool
	cluster   *redis.ClusterClient
}

func (s *service) fields(ctx context.Context) {
	// Right: a mode, a constant and a boolean that say it is no cluster.
	if s.conf.mode != ModeCluster {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
	if s.conf.kind == kindCluster {
		s.rdb.Del(ctx, "user:1")
	} else {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
	if !s.isCluster {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
	if !s.conf.clustered && s.conf.verbose {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
	if s.cluster == nil {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
	if s.conf.mode == ModeSingle {
		s.rdb.Del(ctx, "user:1", "user:2")
	}
}

func (s *service) fieldsWrong(ctx context.Context) {
	// Each the wrong way round.
	if s.conf.mode == ModeCluster {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	if s.conf.kind == kindCluster {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	if s.isCluster {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	if s.cluster != nil {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	if s.conf.mode != ModeSingle {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	// A cluster comes here too, when it is verbose.
	if !s.isCluster || s.conf.verbose {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
	// The condition has nothing to do with it.
	if s.conf.verbose {
		s.rdb.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
	}
}

// A boolean parameter, as a constant or as the caller's.
func parameter(ctx context.Context, c redis.UniversalClient, cluster bool) {
	if cluster {
		c.Del(ctx, "user:1", "user:2") // want `DEL: keys "user:1" .*"user:2" .*different slots`
		return
	}
	// Right: no cluster comes here.
	c.Del(ctx, "user:1", "user:2")
}

// Right: a helper that is called under a guard only.
func helper(ctx context.Context, c redis.UniversalClient) { c.Del(ctx, "user:1", "user:2") }

func callsHelper(ctx context.Context, c redis.UniversalClient, isCluster bool) {
	if !isCluster {
		helper(ctx, c)
	}
}

// Right: one key at most.
func lengths(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	if len(keys) == 1 {
		c.Del(ctx, keys...)
		return
	}
	if len(keys) < 2 {
		c.Del(ctx, keys...)
	}
	// Some keys are several keys.
	if len(keys) > 0 {
		c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	}
	if len(keys) != 1 {
		c.Del(ctx, keys...) // want `DEL: keys of the form user:<ids\[i\]> hash to different slots`
	}
}

// A single key still has to share the slot of the other commands of a transaction.
func lengthInTx(ctx context.Context, c redis.UniversalClient, ids []string) {
	var keys, tagged []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
		tagged = append(tagged, "{user}:"+id)
	}
	tx := c.TxPipeline() // want `MULTI/EXEC of DEL and INCR: keys user:<ids\[i\]> and "users" \(slot \d+\) hash to different slots`
	if len(keys) == 1 {
		tx.Del(ctx, keys...)
	}
	tx.Incr(ctx, "users")
	tx.Exec(ctx)
	// Right: it does.
	tx = c.TxPipeline()
	if len(tagged) == 1 {
		tx.Del(ctx, tagged...)
	}
	tx.Incr(ctx, "{user}")
	tx.Exec(ctx)
}

func keysOf(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, "user:"+id)
	}
	return keys
}

// Right: the keys were grouped by slot, by an own map.
func grouped(ctx context.Context, c redis.UniversalClient, ids []string) {
	bySlot := make(map[uint16][]string)
	for _, key := range keysOf(ids) {
		s := slot.Of(key)
		bySlot[s] = append(bySlot[s], key)
	}
	for _, group := range bySlot {
		c.Del(ctx, group...)
	}
	for s := range bySlot {
		c.Del(ctx, bySlot[s]...)
	}
}

// Right: by a function of the program.
func keySlot(key string) int { return int(slot.Of(key)) }

func groupedByInt(ctx context.Context, c redis.UniversalClient, ids []string) {
	groups := map[int][]string{}
	for _, key := range keysOf(ids) {
		groups[keySlot(key)] = append(groups[keySlot(key)], key)
	}
	for _, group := range groups {
		c.MGet(ctx, group...)
	}
}

// Right: by this project's package.
func groupedBySlot(ctx context.Context, c redis.UniversalClient, ids []string) {
	for _, group := range slot.GroupKeys(keysOf(ids)) {
		c.Del(ctx, group.Keys...)
	}
	groups := slot.GroupKeys(keysOf(ids))
	for i := range groups {
		c.Del(ctx, groups[i].Keys...)
	}
}

// Grouped, and then all put together again.
func groupedAndJoined(ctx context.Context, c redis.UniversalClient, ids []string) {
	var all []string
	for _, group := range slot.GroupKeys(keysOf(ids)) {
		all = append(all, "copy:"+group.Keys[0])
	}
	c.Del(ctx, all...) // want `DEL: keys of the form copy:<.*> hash to different slots`
}
