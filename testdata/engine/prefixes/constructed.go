package prefixes

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// A meta has a tag in its prefix or no prefix, as its constructor decides.
type meta struct {
	rdb    redis.UniversalClient
	prefix string
}

func newMeta(host *url.URL, opt *redis.Options) *meta {
	var rdb redis.UniversalClient = redis.NewClient(opt)
	prefix := ""
	if strings.Contains(host.Host, ",") {
		rdb = redis.NewFailoverClient(nil)
	} else if opt.DB > 0 {
		prefix = fmt.Sprintf("{%d}", opt.DB)
	}
	return &meta{rdb, prefix}
}

func (m *meta) inode(i uint64) string { return m.prefix + "i" + strconv.FormatUint(i, 10) }

// All keys of one meta have the tag, or none has it: this says nothing of the keys
// without a prefix, which are no keys of a cluster.
func (m *meta) found(ctx context.Context, a, b uint64) error {
	var last uint64
	f := func() error {
		last = uint64(time.Now().Unix())
		keys := []string{m.inode(a), m.inode(b)}
		if last > 0 {
			keys = append(keys, m.inode(last))
		}
		return m.rdb.MGet(ctx, keys...).Err()
	}
	return f()
}

// Two of them may differ.
func (m *meta) foundIn(ctx context.Context, other *meta, a uint64) error {
	var last uint64
	f := func() error {
		last = uint64(time.Now().Unix())
		keys := []string{m.inode(a)}
		if last > 0 {
			keys = append(keys, other.inode(last))
		}
		return m.rdb.MGet(ctx, keys...).Err() // want `MGET: keys .*likely`
	}
	return f()
}
