package move

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// families are those of the tests: cart:<user>:items, cart:<user> with the value
// alone in braces, a constant, and one that the pattern of another finds too.
func families(back bool) []Family {
	p := &Plan{}
	for _, f := range [][2]string{
		{"cart:*:items", "{cart:*}:items"}, {"cart:*", "cart:{*}"}, {"best:today", "{best}:today"}, {"cart:total", "{cart}:total"},
	} {
		from, _ := keyform.FromGlob(f[0])
		to, _ := keyform.FromGlob(f[1])
		p.Families = append(p.Families, Family{Old: f[0], New: f[1], from: from, to: to})
	}
	p.Direct(back, ":/")
	return p.Families
}

// A store is a server or a cluster that the test writes to.
type store struct {
	*client
	t *testing.T
}

// newStore returns an empty one.
func newStore(t *testing.T, addr string) *store {
	t.Helper()
	masters, err := live.Find(&live.Config{Addr: addr, Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	s := &store{newClient(masters, true), t}
	t.Cleanup(s.close)
	for i := range masters.Addrs() {
		conn, err := masters.Dial(i)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Do("FLUSHALL"); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// send sends commands whose second word is the key.
func (s *store) send(cmds ...[]string) []any {
	s.t.Helper()
	var reqs []request
	for _, c := range cmds {
		reqs = append(reqs, request{c[1], c})
	}
	replies, err := s.do(reqs)
	if err != nil {
		s.t.Fatal(err)
	}
	for i, r := range replies {
		if e, ok := r.(resp.Error); ok {
			s.t.Fatalf("%.200q: %v", cmds[i], e)
		}
	}
	return replies
}

// fill is the command that stores the n-th kind of value.
func fill(key string, n int) []string {
	many := func(start []string, one func(i int) []string, count int) []string {
		for i := range count {
			start = append(start, one(i)...)
		}
		return start
	}
	member := func(i int) []string { return []string{fmt.Sprintf("m%d-%d", n, i)} }
	switch n % 14 {
	case 0:
		return []string{"SET", key, strconv.Itoa(n)}
	case 1:
		return []string{"SET", key, "a\x00\r\n\xff" + key}
	case 2:
		return many([]string{"RPUSH", key}, member, 5)
	case 3:
		return many([]string{"SADD", key}, func(i int) []string { return []string{strconv.Itoa(n * i)} }, 20)
	case 4:
		return many([]string{"SADD", key}, member, 20)
	case 5:
		return many([]string{"HSET", key}, func(i int) []string { return []string{fmt.Sprint("f", i), fmt.Sprint(n)} }, 10)
	case 6:
		return many([]string{"ZADD", key}, func(i int) []string { return []string{fmt.Sprint(i / 3), fmt.Sprint("m", i)} }, 10)
	case 7:
		return []string{"XADD", key, "*", "f", strconv.Itoa(n)}
	case 8:
		return []string{"SETBIT", key, "70", "1"}
	case 9:
		return many([]string{"PFADD", key}, member, 30)
	case 10: // those that follow are hash tables, skip lists and several nodes
		return many([]string{"SADD", key}, member, 600)
	case 11:
		return many([]string{"HSET", key}, func(i int) []string { return []string{fmt.Sprint("f", i), strings.Repeat("v", 70)} }, 200)
	case 12:
		return many([]string{"ZADD", key}, func(i int) []string { return []string{fmt.Sprint(i % 7), fmt.Sprint("m", i)} }, 200)
	}
	return many([]string{"RPUSH", key}, func(i int) []string { return []string{strings.Repeat(fmt.Sprint(i), 500)} }, 40)
}

// A value is what a key holds, in a form that does not depend on the server.
type value struct {
	content string
	expires int64
}

// all reads everything that is stored.
func (s *store) all() map[string]value {
	s.t.Helper()
	out := make(map[string]value)
	for i := range s.masters.Addrs() {
		conn, err := s.masters.Dial(i)
		if err != nil {
			s.t.Fatal(err)
		}
		defer conn.Close()
		for keys, err := range live.Scan(conn, live.Query{Batch: 1000}) {
			if err != nil {
				s.t.Fatal(err)
			}
			if len(keys) == 0 {
				continue
			}
			var types [][]string
			for _, k := range keys {
				types = append(types, []string{"TYPE", k}, []string{"PEXPIRETIME", k})
			}
			replies := s.send(types...)
			var reads [][]string
			for i, k := range keys {
				reads = append(reads, map[any][]string{
					"string": {"GET", k}, "list": {"LRANGE", k, "0", "-1"}, "set": {"SMEMBERS", k},
					"hash": {"HGETALL", k}, "zset": {"ZRANGE", k, "0", "-1", "WITHSCORES"}, "stream": {"XRANGE", k, "-", "+"},
				}[replies[2*i]])
			}
			for i, v := range s.send(reads...) {
				list, _ := resp.Strings(v)
				switch replies[2*i] {
				case "set":
					slices.Sort(list)
					v = list
				case "hash":
					pairs := slices.Collect(slices.Chunk(list, 2))
					slices.SortFunc(pairs, slices.Compare[[]string])
					v = pairs
				}
				out[keys[i]] = value{fmt.Sprintf("%v %v", replies[2*i], v), replies[2*i+1].(int64)}
			}
		}
	}
	return out
}

// compareWith checks that the store holds just what it should.
func (s *store) compareWith(want map[string]value) {
	s.t.Helper()
	s.holds(s.all(), want)
}

// holds checks that what the store holds is what it should hold.
func (s *store) holds(got, want map[string]value) {
	s.t.Helper()
	wrong := 0
	fail := func(format string, args ...any) {
		s.t.Helper()
		if wrong++; wrong <= 10 {
			s.t.Errorf(format, args...)
		}
	}
	for k, w := range want {
		g, ok := got[k]
		switch {
		case !ok:
			fail("%q is lost", k)
		case g.content != w.content:
			fail("%q holds %.200s, want %.200s", k, g.content, w.content)
		case (g.expires < 0) != (w.expires < 0) || max(g.expires-w.expires, w.expires-g.expires) > 1000:
			fail("%q lives to %d, want %d", k, g.expires, w.expires)
		}
	}
	for k := range got {
		if _, ok := want[k]; !ok {
			fail("%q is there too", k)
		}
	}
	if wrong > 10 {
		s.t.Errorf("and %d more", wrong-10)
	}
}

// load stores n keys that move and some that do not, and returns what is stored
// before and after the move.
func (s *store) load(n int) (before, after map[string]value) {
	s.t.Helper()
	names := map[string]string{
		"best:today": "{best}:today", "best:today:x": "best:today:x", "cart:total": "{cart}:total",
		"cart:7:meta": "cart:7:meta", "cart:{7}": "cart:{7}", "cart:{9}:items": "cart:{9}:items", "carts:7": "carts:7",
		"{cart:x}:items": "{cart:x}:items", "cart:": "cart:{}", "cart:\x1b\n\xff": "cart:{\x1b\n\xff}",
	}
	for i := range n {
		if i%2 == 0 {
			names[fmt.Sprintf("cart:%d:items", i)] = fmt.Sprintf("{cart:%d}:items", i)
		} else {
			names[fmt.Sprintf("cart:u%d", i)] = fmt.Sprintf("cart:{u%d}", i)
		}
	}
	var cmds [][]string
	for i, k := range slices.Sorted(maps.Keys(names)) {
		kind := i
		if n > 2000 && kind%14 >= 10 && i%10 > 0 { // the large ones are slow to write
			kind = i % 10
		}
		cmds = append(cmds, fill(k, kind))
		if i%3 == 0 {
			cmds = append(cmds, []string{"PEXPIRE", k, strconv.Itoa(3_600_000 + i)})
		}
	}
	for some := range slices.Chunk(cmds, 500) {
		s.send(some...)
	}
	before = s.all()
	if len(before) != len(names) {
		s.t.Fatalf("%d keys, want %d", len(before), len(names))
	}
	after = make(map[string]value)
	for k, v := range before {
		after[names[k]] = v
	}
	return before, after
}

func (s *store) run(ctx context.Context, fams []Family, opts Options) *Report {
	s.t.Helper()
	if opts.Scan == 0 {
		opts.Scan = 100
	}
	r, err := Run(ctx, s.masters, fams, opts)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// text is the report as it is printed.
func (r *Report) text() string {
	var b strings.Builder
	r.Text(&b)
	return b.String()
}

// count returns how many keys of all families have an outcome.
func (r *Report) count(o Outcome) (n uint64) {
	for _, row := range r.Rows {
		n += row.Counts[o]
	}
	return n
}
