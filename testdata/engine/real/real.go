// Package real has, in small, what was reported wrongly in real programs. All
// of it is right, but for the marked twins.
package real

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// A meta has a prefix that is a hash tag on a cluster, and empty elsewhere.
type meta struct {
	rdb    redis.UniversalClient
	prefix string
}

func newMeta(hosts string, db int) *meta {
	var rdb redis.UniversalClient
	var prefix string
	if !strings.Contains(hosts, ",") {
		rdb = redis.NewClient(&redis.Options{Addr: hosts})
	}
	if rdb == nil {
		rdb = redis.NewClusterClient(&redis.ClusterOptions{Addrs: strings.Split(hosts, ",")})
		prefix = fmt.Sprintf("{%d}", db)
	}
	return &meta{rdb: rdb, prefix: prefix}
}

func (m *meta) all(ctx context.Context, inodes []uint64) {
	var keys []string
	for _, i := range inodes {
		keys = append(keys, m.prefix+"i"+strconv.FormatUint(i, 10))
	}
	m.rdb.MGet(ctx, keys...)
	m.rdb.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, i := range inodes {
			pipe.HIncrBy(ctx, m.prefix+"sliceRef", strconv.FormatUint(i, 10), 1)
			pipe.RPush(ctx, m.prefix+"c"+strconv.FormatUint(i, 10), "v")
		}
		return nil
	})
	names := []string{"usedSpace", "totalInodes"}
	for i := range names {
		names[i] = m.prefix + names[i]
	}
	m.rdb.MGet(ctx, names...)
	if m.prefix != "" {
		return
	}
	m.rdb.EvalSha(ctx, "sha", []string{"1", strconv.FormatUint(inodes[0], 10)})
}

// base returns no key for want of a network.
func base(prefix func() string, network string) string {
	if network == "" {
		return ""
	}
	return prefix() + "{" + network + "}"
}

func windows(ctx context.Context, c redis.UniversalClient, prefix func() string, network string, window int) {
	b := base(prefix, network)
	c.Del(ctx, fmt.Sprintf("%s:win:%d", b, window), fmt.Sprintf("%s:win:%d", b, window-1))
}

// byTeam gathers what shares a tag.
func byTeam(ctx context.Context, c redis.UniversalClient, members []string) {
	teams := map[string][]string{}
	for _, m := range members {
		team, id, _ := strings.Cut(m, "/")
		teams[team] = append(teams[team], id)
	}
	for team, ids := range teams {
		keys := make([]string, len(ids))
		for i, id := range ids {
			keys[i] = "sandbox:{" + team + "}:" + id
		}
		c.MGet(ctx, keys...)
	}
}

// The twin of byTeam without the tag.
func byTeamUntagged(ctx context.Context, c redis.UniversalClient, members []string) {
	teams := map[string][]string{}
	for _, m := range members {
		team, id, _ := strings.Cut(m, "/")
		teams[team] = append(teams[team], id)
	}
	for team, ids := range teams {
		keys := make([]string, len(ids))
		for i, id := range ids {
			keys[i] = "sandbox:" + team + ":" + id
		}
		c.MGet(ctx, keys...) // want `MGET: keys of the form sandbox:<.*> hash to different slots`
	}
}

// rewritten is a field that its constructor builds in two steps.
type worker struct {
	rdb redis.UniversalClient
	key string
}

func newWorker(rdb redis.UniversalClient, name string) *worker {
	w := &worker{rdb: rdb}
	w.key = "bull"
	w.key = w.key + ":{" + name + "}:"
	return w
}

func (w *worker) move(ctx context.Context) { w.rdb.RPopLPush(ctx, w.key+"wait", w.key+"active") }

func use(ctx context.Context, c redis.UniversalClient, id string) {
	newMeta("a,b", 1).all(ctx, nil)
	newWorker(c, id).move(ctx)
	windows(ctx, c, func() string { return "p" }, id, 1)
	byTeam(ctx, c, nil)
	byTeamUntagged(ctx, c, nil)
}
