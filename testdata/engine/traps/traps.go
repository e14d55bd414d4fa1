// Package traps is right from the first line to the last: it looks like
// mistakes, and is what real programs do.
package traps

import (
	"bufio"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// Values of the world around, asked for twice.
func asked(ctx context.Context, c redis.UniversalClient, r *http.Request, in *bufio.Scanner) {
	c.Rename(ctx, "{"+r.URL.Query().Get("id")+"}:a", "{"+r.URL.Query().Get("id")+"}:b")
	c.Rename(ctx, "{"+r.PathValue("id")+"}:a", "{"+r.PathValue("id")+"}:b")
	c.Rename(ctx, "{"+r.Header.Get("X-Tenant")+"}:a", "{"+r.Header.Get("X-Tenant")+"}:b")
	c.Rename(ctx, "{"+r.URL.Path+"}:a", "{"+r.URL.Path+"}:b")
	c.Rename(ctx, "{"+strings.ToLower(r.URL.Query().Get("id"))+"}:a", "{"+strings.ToLower(r.URL.Query().Get("id"))+"}:b")
	tenant := func() string { t, _ := ctx.Value("tenant").(string); return t }
	c.Rename(ctx, "{"+tenant()+"}:a", "{"+tenant()+"}:b")
	c.Rename(ctx, "{"+ctx.Value("t").(string)+"}:a", "{"+ctx.Value("t").(string)+"}:b")
	c.Rename(ctx, "{"+os.Getenv("APP")+"}:a", "{"+os.Getenv("APP")+"}:b")
	c.Rename(ctx, fmt.Sprintf("{%s}:a", in.Text()), fmt.Sprintf("{%s}:b", in.Text()))
	c.Rename(ctx, fmt.Sprintf("{%d}:a", time.Now().Unix()/60), fmt.Sprintf("{%d}:b", time.Now().Unix()/60))
}

// Values that are computed twice from one value.
func computed(ctx context.Context, c redis.UniversalClient, key string, ids []string, re *regexp.Regexp) {
	c.Rename(ctx, "{"+strings.Split(key, ":")[1]+"}:a", "{"+strings.Split(key, ":")[1]+"}:b")
	parts := strings.Split(key, ":")
	c.Rename(ctx, "{"+parts[0]+"}:a", "{"+parts[0]+"}:b")
	c.Rename(ctx, "{"+strings.Join(ids, ",")+"}:a", "{"+strings.Join(ids, ",")+"}:b")
	c.Rename(ctx, "{"+strings.Join(ids, "")+"}:a", "{"+strings.Join(ids, "")+"}:b")
	c.Rename(ctx, "{"+re.FindString(key)+"}:a", "{"+re.FindString(key)+"}:b")
	sum := sha1.Sum([]byte(key))
	c.Rename(ctx, "{"+hex.EncodeToString(sum[:])+"}:a", "{"+hex.EncodeToString(sum[:])+"}:b")
	c.Rename(ctx, fmt.Sprintf("{%x}:a", sum), fmt.Sprintf("{%x}:b", sum))
	c.Rename(ctx, fmt.Sprintf("{%x}:a", sha1.Sum([]byte(key))), fmt.Sprintf("{%x}:b", sha1.Sum([]byte(key))))
	c.Rename(ctx, "{"+key[:4]+"}:a", "{"+key[:4]+"}:b")
	c.Rename(ctx, "{"+key[strings.Index(key, ":")+1:]+"}:a", "{"+key[strings.Index(key, ":")+1:]+"}:b")
	before, _, _ := strings.Cut(key, ":")
	c.Rename(ctx, "{"+before+"}:a", "{"+before+"}:b")
	c.Rename(ctx, fmt.Sprintf("{%s}:a", ids), fmt.Sprintf("{%s}:b", ids))
	c.Rename(ctx, fmt.Sprintf("{%v}:a", ids), fmt.Sprintf("{%v}:b", ids))
}

type user struct {
	ID     string
	Tenant string
	tags   map[string]string
}

func (u *user) key(aspect string) string { return "{" + u.Tenant + ":" + u.ID + "}:" + aspect }

func load(ctx context.Context, data []byte) (*user, error) {
	var u user
	if err := json.Unmarshal(data, &u); err != nil {
		return nil, err
	}
	return &u, nil
}

// Structs that are decoded, loaded, ranged over, copied.
func structs(ctx context.Context, c redis.UniversalClient, data []byte, users []user, ptrs []*user, byID map[string]*user, now func() user) error {
	var u user
	if err := json.Unmarshal(data, &u); err != nil {
		return err
	}
	c.Rename(ctx, "{"+u.ID+"}:a", "{"+u.ID+"}:b")
	c.Rename(ctx, u.key("a"), u.key("b"))
	loaded, err := load(ctx, data)
	if err != nil {
		return err
	}
	c.Rename(ctx, "{"+loaded.ID+"}:a", "{"+loaded.ID+"}:b")
	c.Rename(ctx, loaded.key("a"), loaded.key("b"))
	for _, v := range users {
		c.Rename(ctx, "{"+v.ID+"}:a", "{"+v.ID+"}:b")
		c.Rename(ctx, v.key("a"), v.key("b"))
	}
	for i := range users {
		c.Rename(ctx, "{"+users[i].ID+"}:a", "{"+users[i].ID+"}:b")
		w := &users[i]
		c.Rename(ctx, "{"+w.ID+"}:a", "{"+users[i].ID+"}:b")
	}
	for _, p := range ptrs {
		c.Rename(ctx, p.key("a"), "{"+p.Tenant+":"+p.ID+"}:b")
	}
	for id, p := range byID {
		c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
		c.Rename(ctx, p.key("a"), p.key("b"))
		c.Rename(ctx, "{"+byID[id].ID+"}:a", "{"+byID[id].ID+"}:b")
	}
	c.Rename(ctx, "{"+now().ID+"}:a", "{"+now().ID+"}:b")
	c.Rename(ctx, "{"+u.tags["x"]+"}:a", "{"+u.tags["x"]+"}:b")
	copied := u
	copied.ID = "other"
	c.Rename(ctx, "{"+u.Tenant+"}:a", "{"+copied.Tenant+"}:b")
	return nil
}

// Keys that belong together, made at once.
type pair struct{ from, to string }

func pairFor(id string) pair { return pair{from: "{" + id + "}:from", to: "{" + id + "}:to"} }

func pairPtr(id string) *pair {
	p := new(pair)
	p.from = "{" + id + "}:from"
	p.to = "{" + id + "}:to"
	return p
}

func pairs(ctx context.Context, c redis.UniversalClient, id string, given pair, all []pair, ch chan pair) {
	p := pairFor(id)
	c.Rename(ctx, p.from, p.to)
	q := pairPtr(id)
	c.Rename(ctx, q.from, q.to)
	c.Rename(ctx, given.from, given.to)
	for _, p := range all {
		c.Rename(ctx, p.from, p.to)
	}
	for p := range ch {
		c.Rename(ctx, p.from, p.to)
	}
	table := map[string]pair{"a": pairFor("a"), "b": pairFor("b")}
	c.Rename(ctx, table[id].from, table[id].to)
	list := []pair{pairFor("a"), pairFor("b")}
	for _, p := range list {
		c.Rename(ctx, p.from, p.to)
	}
	for i := range list {
		c.Rename(ctx, list[i].from, list[i].to)
	}
}

// Memory that is shared.
var (
	once    sync.Once
	space   string
	current atomic.Pointer[string]
	late    string
)

func init() { late = "{late}:" }

func lazily(ctx context.Context, c redis.UniversalClient, id string) {
	once.Do(func() { space = "{space}:" })
	c.Rename(ctx, "{"+space+"}a", "{"+space+"}b")
	c.Rename(ctx, "{"+*current.Load()+"}a", "{"+*current.Load()+"}b")
	c.Rename(ctx, "{"+late+"}a", "{"+late+"}b")
}

// A default for what is empty.
func defaults(ctx context.Context, c redis.UniversalClient, tenant string, opts ...string) {
	if tenant == "" {
		tenant = "default"
	}
	c.Rename(ctx, "{"+tenant+"}:a", "{"+tenant+"}:b")
	suffix := "a"
	if len(opts) > 0 {
		suffix = opts[0]
	}
	c.Rename(ctx, "{"+tenant+"}:"+suffix, "{"+tenant+"}:b")
	for _, o := range opts {
		tenant = o
	}
	c.Rename(ctx, "{"+tenant+"}:a", "{"+tenant+"}:b")
}

// Functions as values.
type builder struct {
	rdb    redis.UniversalClient
	keyFor func(id string) string
}

func (b *builder) move(ctx context.Context, id string) {
	b.rdb.Rename(ctx, "{"+b.keyFor(id)+"}:a", "{"+b.keyFor(id)+"}:b")
	b.rdb.Rename(ctx, b.keyFor("a"), b.keyFor("b"))
}

func curried(id string) func(string) string {
	return func(aspect string) string { return "{" + id + "}:" + aspect }
}

func functions(ctx context.Context, c redis.UniversalClient, id, other string) {
	k := curried(id)
	c.Rename(ctx, k("a"), k("b"))
	c.Rename(ctx, curried(id)("a"), curried(id)("b"))
	rename := c.Rename
	rename(ctx, k("a"), k("b"))
	f := pairFor
	c.Rename(ctx, f(id).from, f(id).to)
}

// Lists that are put in order, cut, filled in by others.
func lists(ctx context.Context, c redis.UniversalClient, tenant string, ids []string, n int) {
	keys := make([]string, 0, len(ids))
	for _, id := range ids {
		if id == "" {
			continue
		}
		keys = append(keys, fmt.Sprintf("{%s}:%s", tenant, id))
	}
	sort.Strings(keys)
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for len(keys) > 0 {
		batch := keys[:min(n, len(keys))]
		c.Del(ctx, batch...)
		keys = keys[len(batch):]
	}
	chunks := [][]string{}
	for i := 0; i < len(ids); i += n {
		chunks = append(chunks, ids[i:min(i+n, len(ids))])
	}
	for _, chunk := range chunks {
		c.Del(ctx, chunk...)
	}
	byTenant := map[string][]string{}
	for _, id := range ids {
		t, rest, _ := strings.Cut(id, "/")
		byTenant[t] = append(byTenant[t], "{"+t+"}:"+rest)
	}
	for _, keys := range byTenant {
		c.Del(ctx, keys...)
	}
	args := make([]any, 0, 2*len(ids))
	for i, id := range ids {
		args = append(args, "{"+tenant+"}:"+id, i)
	}
	c.MSet(ctx, args...)
}

// Windows of a rate limiter, in one tag.
func windows(ctx context.Context, c redis.UniversalClient, user string, now time.Time) {
	cur := fmt.Sprintf("rate:{%s}:%d", user, now.Unix()/60)
	prev := fmt.Sprintf("rate:{%s}:%d", user, now.Unix()/60-1)
	c.MGet(ctx, cur, prev)
	c.MGet(ctx, fmt.Sprintf("rate:{%s}:%s", user, now.Format("15:04")), fmt.Sprintf("rate:{%s}:%s", user, now.Add(-time.Minute).Format("15:04")))
}

// Goroutines.
func goroutines(ctx context.Context, c redis.UniversalClient, ids []string) {
	var wg sync.WaitGroup
	for _, id := range ids {
		from := "{" + id + "}:a"
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Rename(ctx, from, "{"+id+"}:b")
		}()
		go func(id string) {
			c.Rename(ctx, "{"+id+"}:a", "{"+id+"}:b")
		}(id)
		wg.Go(func() { c.Rename(ctx, from, "{"+id+"}:b") })
	}
	wg.Wait()
}
