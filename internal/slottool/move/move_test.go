package move

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/resp"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// childEnv makes the test binary a process that moves, to be killed: the address.
const childEnv = "CROSSSLOTLINT_TEST_MOVE"

func TestMain(m *testing.M) {
	if addr := os.Getenv(childEnv); addr != "" {
		masters, err := live.Find(&live.Config{Addr: addr, Timeout: time.Minute})
		if err == nil {
			_, err = Run(context.Background(), masters, families(false), Options{Scan: 100})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

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

// compare checks that the store holds just what it should.
func (s *store) compareWith(want map[string]value) {
	s.t.Helper()
	got := s.all()
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

// stores runs a test on a cluster, on a single server, and on one without PEXPIRETIME.
func stores(t *testing.T, test func(t *testing.T, s *store, opts Options)) {
	t.Run("cluster", func(t *testing.T) { test(t, newStore(t, redistest.Cluster(t)[1]), Options{}) })
	t.Run("server", func(t *testing.T) { test(t, newStore(t, redistest.ServerAddr(t)), Options{}) })
	t.Run("PTTL", func(t *testing.T) { test(t, newStore(t, redistest.Cluster(t)[0]), Options{relative: true}) })
}

// TestMove moves all types of values, there and back.
func TestMove(t *testing.T) {
	stores(t, func(t *testing.T, s *store, opts Options) {
		before, after := s.load(1000)
		dry := opts
		dry.DryRun = true
		r := s.run(t.Context(), families(false), dry)
		s.compareWith(before)
		if !r.Done() || r.Count(Moved) != 1004 {
			t.Errorf("a dry run:\n%s", r.text())
		}
		r = s.run(t.Context(), families(false), opts)
		s.compareWith(after)
		if !r.Done() || r.Count(Moved) != 1004 || r.Rows[1].Skipped[Separated].Count != 1 || r.Rows[1].Skipped[Other] == nil {
			t.Errorf("%s", r.text())
		}
		// Nothing is left to do.
		if r = s.run(t.Context(), families(false), opts); !r.Done() || r.Count(Moved) != 0 {
			t.Errorf("once more:\n%s", r.text())
		}
		s.compareWith(after)
		// Two keys had the new names before, and go back with the others.
		before["cart:7"], before["cart:x:items"] = before["cart:{7}"], before["{cart:x}:items"]
		delete(before, "cart:{7}")
		delete(before, "{cart:x}:items")
		if r = s.run(t.Context(), families(true), opts); !r.Done() || r.Count(Moved) != 1006 {
			t.Errorf("back:\n%s", r.text())
		}
		s.compareWith(before)
	})
}

// TestConflict has keys under both names: with other values or times they stay, and
// with equal ones they are of an interrupted move.
func TestConflict(t *testing.T) {
	stores(t, func(t *testing.T, s *store, opts Options) {
		s.send(
			[]string{"SET", "cart:1", "old"}, []string{"SET", "cart:{1}", "new"},
			[]string{"SET", "cart:2", "same"}, []string{"SET", "cart:{2}", "same"},
			[]string{"SET", "cart:3", "same", "PX", "900000"}, []string{"SET", "cart:{3}", "same"},
			[]string{"SET", "cart:4", "same", "PX", "900000"}, []string{"SET", "cart:{4}", "same", "PX", "950000"},
			[]string{"SET", "cart:5", "1"}, []string{"RPUSH", "cart:{5}", "1"},
			fill("cart:6", 10), fill("cart:{6}", 10),
			fill("cart:7", 10), fill("cart:{7}", 24),
			fill("cart:8", 11), append(fill("cart:{8}", 11), "one", "more"),
			[]string{"SET", "cart:9", "free"},
		)
		want := s.all()
		opts.DryRun = true
		r := s.run(t.Context(), families(false), opts)
		s.compareWith(want)
		if r.Done() || r.Count(Conflict) != 6 || r.Count(Moved) != 1 || r.Count(Finished) != 2 {
			t.Errorf("%s", r.text())
		}
		opts.DryRun = false
		r = s.run(t.Context(), families(false), opts)
		want["cart:{9}"] = want["cart:9"]
		for _, k := range []string{"cart:2", "cart:6", "cart:9"} {
			delete(want, k)
		}
		s.compareWith(want)
		if r.Done() || r.Count(Conflict) != 6 || r.Count(Moved) != 1 || r.Count(Finished) != 2 || !strings.Contains(r.text(), "4 conflict: the new key is there, with another value; both stay: cart:") {
			t.Errorf("%s", r.text())
		}
	})
}

// TestInterrupted cancels a run, and kills processes that move, again and again.
func TestInterrupted(t *testing.T) {
	addr := redistest.Cluster(t)[2]
	s := newStore(t, addr)
	_, after := s.load(10_000)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		// As soon as some batches more have begun.
		ctx, cancel := context.WithCancel(t.Context())
		var begun atomic.Int32
		limit := int32(1 + rand.IntN(15))
		s.run(ctx, families(false), Options{batch: func([]*item) {
			if begun.Add(1) == limit {
				cancel()
			}
		}})
		cancel()

		child := exec.Command(self)
		child.Env = append(os.Environ(), childEnv+"="+addr)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rand.IntN(80)) * time.Millisecond)
		child.Process.Kill()
		t.Logf("round %d: %d batches; the process: %v", i, begun.Load(), child.Wait())
	}
	r := s.run(t.Context(), families(false), Options{})
	if !r.Done() {
		t.Errorf("%s", r.text())
	}
	t.Logf("%d were left to the last run, %d of them copied", r.Count(Moved)+r.Count(Finished), r.Count(Finished))
	s.compareWith(after)
}

// TestBroken ends all connections in the middle of a run, a few times.
func TestBroken(t *testing.T) {
	s := newStore(t, redistest.ServerAddr(t))
	_, after := s.load(3000)
	s.close()
	s.conns[0] = nil
	server := redistest.Server(t)
	for range 5 {
		var begun atomic.Int32
		limit := int32(1 + rand.IntN(5))
		r, err := Run(t.Context(), s.masters, families(false), Options{Scan: 100, batch: func([]*item) {
			if begun.Add(1) == limit {
				if _, err := server.Do("CLIENT", "KILL", "TYPE", "normal"); err != nil {
					t.Error(err)
				}
			}
		}})
		if err == nil || !strings.Contains(err.Error(), s.masters.Addrs()[0]) || r == nil || r.Done() {
			t.Errorf("%v, %+v", err, r)
		}
	}
	if r := s.run(t.Context(), families(false), Options{}); !r.Done() {
		t.Errorf("%s", r.text())
	}
	s.compareWith(after)
}

// TestRate moves no faster than it is told.
func TestRate(t *testing.T) {
	s := newStore(t, redistest.ServerAddr(t))
	for i := range 6 {
		s.send([]string{"SET", fmt.Sprintf("cart:%d", i), "v"})
	}
	start := time.Now()
	r := s.run(t.Context(), families(false), Options{Rate: 10, batch: func(items []*item) {
		if len(items) != 1 {
			t.Errorf("%d keys at once", len(items))
		}
	}})
	if took := time.Since(start); took < 500*time.Millisecond || !r.Done() || r.Count(Moved) != 6 {
		t.Errorf("%v:\n%s", took, r.text())
	}
}

// TestReasons bounds the reasons that servers give.
func TestReasons(t *testing.T) {
	r := newReport(families(false))
	for i := range 100 {
		r.add(&item{old: "cart:1:items", outcome: Failed, why: fmt.Sprintf("RESTORE: MOVED %d", i)})
	}
	if text := r.text(); strings.Count(text, "\n") > 20 || !strings.Contains(text, "90 left for other reasons: ") || !strings.Contains(text, "1 failed: RESTORE: MOVED 0: cart:1:items\n") || r.Done() {
		t.Errorf("%s", text)
	}
}

// TestSteps breaks off a move after each of its steps.
func TestSteps(t *testing.T) {
	s := newStore(t, redistest.Cluster(t)[0])
	for steps := range 4 {
		s.send(fill("cart:1", 10), []string{"PEXPIRE", "cart:1", "700000"})
		want := map[string]value{"cart:{1}": s.all()["cart:1"]}
		items := []*item{{old: "cart:1", new: "cart:{1}"}}
		for _, step := range []func() error{
			func() error { return s.look(items) }, func() error { return s.write(items) }, func() error { return s.compare(items, false) },
			func() error { return s.remove(items) },
		}[:steps+1] {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		if r := s.run(t.Context(), families(false), Options{}); !r.Done() {
			t.Errorf("after %d steps:\n%s", steps+1, r.text())
		}
		s.compareWith(want)
		s.send([]string{"DEL", "cart:{1}"})
	}
}

// TestWrittenMeanwhile changes a key between two steps.
func TestWrittenMeanwhile(t *testing.T) {
	s := newStore(t, redistest.Cluster(t)[0])
	for _, test := range []struct {
		name    string
		change  []string
		outcome Outcome
		left    map[string]string
	}{
		{"the old one", []string{"APPEND", "cart:1", "x"}, pending, map[string]string{"cart:1": "ax"}},
		{"its time", []string{"PEXPIRE", "cart:1", "900000"}, pending, map[string]string{"cart:1": "a"}},
		{"the old one is deleted", []string{"DEL", "cart:1"}, Gone, map[string]string{}},
		{"the new one", []string{"APPEND", "cart:{1}", "x"}, Moved, map[string]string{"cart:{1}": "ax"}},
		{"both", nil, Conflict, map[string]string{"cart:1": "ax", "cart:{1}": "ay"}},
	} {
		s.send([]string{"SET", "cart:1", "a"}, []string{"DEL", "cart:{1}"})
		items := []*item{{old: "cart:1", new: "cart:{1}"}}
		for _, err := range []error{s.look(items), s.write(items), s.compare(items, false)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if test.change != nil {
			s.send(test.change)
		} else {
			s.send([]string{"APPEND", "cart:1", "x"}, []string{"APPEND", "cart:{1}", "y"})
		}
		if err := s.remove(items); err != nil {
			t.Fatal(err)
		}
		got := make(map[string]string)
		for k, v := range s.all() {
			got[k] = strings.TrimPrefix(v.content, "string ")
		}
		if items[0].outcome != test.outcome || !maps.Equal(got, test.left) {
			t.Errorf("%s: %d, %v, want %d, %v", test.name, items[0].outcome, got, test.outcome, test.left)
		}
	}
}

// TestBusy has a key that is written each time it was copied, and one that is left in
// peace after the second time.
func TestBusy(t *testing.T) {
	s := newStore(t, redistest.Cluster(t)[0])
	s.send([]string{"SET", "cart:1", "0"}, []string{"SET", "cart:2", "0"})
	n := 0
	s.copied = func() {
		s.send([]string{"INCR", "cart:1"})
		if n++; n < attempts {
			s.send([]string{"INCR", "cart:2"})
		}
	}
	items := []*item{{old: "cart:1", new: "cart:{1}"}, {old: "cart:2", new: "cart:{2}"}}
	if err := s.move(items, false); err != nil {
		t.Fatal(err)
	}
	got := s.all()
	if len(got) != 2 || got["cart:1"].content != "string 3" || got["cart:{2}"].content != "string 2" || items[0].outcome != Busy || items[1].outcome != Moved {
		t.Errorf("%v; %d, %d", got, items[0].outcome, items[1].outcome)
	}
}

// TestWriters moves lists that programs write meanwhile, under the name that is
// there. No element that a server has accepted is lost, or there twice.
func TestWriters(t *testing.T) {
	s := newStore(t, redistest.Cluster(t)[0])
	const rounds, lists = 10, 60 // so few that many are written while they are copied
	var made atomic.Int32
	more := func() {
		for range lists {
			s.send([]string{"RPUSH", fmt.Sprintf("cart:%d", made.Load()), "start"})
			made.Add(1)
		}
	}
	more()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	written := make([]map[string][]string, 4)
	for w := range written {
		written[w] = make(map[string][]string)
		mine := &store{newClient(s.masters, true), t}
		t.Cleanup(mine.close)
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				id, element := strconv.Itoa(int(made.Load())-1-rand.IntN(lists)), fmt.Sprintf("w%d-%d", w, n)
				for done := false; !done; {
					for _, key := range []string{"cart:" + id, "cart:{" + id + "}"} {
						replies, err := mine.do([]request{{key, []string{"RPUSHX", key, element}}})
						if err != nil {
							t.Error(err)
							return
						}
						if n, ok := replies[0].(int64); ok && n > 0 {
							written[w][id] = append(written[w][id], element)
							done = true
							break
						}
					}
				}
			}
		})
	}
	for range rounds {
		s.run(t.Context(), families(false), Options{})
		more()
	}
	close(stop)
	wg.Wait()
	if r := s.run(t.Context(), families(false), Options{}); !r.Done() {
		t.Errorf("%s", r.text())
	}
	keys := s.all()
	if len(keys) != int(made.Load()) {
		t.Errorf("%d keys, want %d", len(keys), made.Load())
	}
	total := 0
	for i := range made.Load() {
		id := strconv.Itoa(int(i))
		got := strings.Fields(strings.Trim(strings.TrimPrefix(keys["cart:{"+id+"}"].content, "list "), "[]"))
		want := []string{"start"}
		for _, w := range written {
			want = append(want, w[id]...)
		}
		total += len(want) - 1
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("list %s holds %v, want %v", id, got, want)
		}
	}
	if total == 0 {
		t.Error("nobody wrote")
	}
	t.Logf("%d elements were written", total)
}

// TestAlone refuses to move while another move is under way.
func TestAlone(t *testing.T) {
	s := newStore(t, redistest.ServerAddr(t))
	conns, _, _, err := guard(s.masters)
	if err != nil {
		t.Fatal(err)
	}
	defer conns[0].Close()
	if _, err := Run(t.Context(), s.masters, families(false), Options{Scan: 10}); err == nil || !strings.Contains(err.Error(), "another slot move") {
		t.Errorf("%v", err)
	}
}

func TestRename(t *testing.T) {
	fams := families(false)
	alike := Family{Old: "cart:<x>:items", New: "cart:{<x>}:items", from: keyform.Form{"cart:", ":items"}, to: keyform.Form{"cart:{", "}:items"}}
	held := slices.Clone(fams)
	held[3].Held, held[0].Held = Waiting, Unknown
	several := Family{from: keyform.Form{"a:", ":", ":b"}, to: keyform.Form{"a:{", "}:", ":b"}}
	for _, test := range []struct {
		families []Family
		i        int
		key      string
		name     string
		why      Skip
	}{
		{fams, 0, "cart:7:items", "{cart:7}:items", ""},
		{fams, 1, "cart:7:items", "", Other},
		{fams, 1, "cart:7", "cart:{7}", ""},
		{fams, 1, "cart:{7}", "", Tagged},
		{fams, 1, "cart:a{7}b", "", Tagged},
		{fams, 1, "cart:7:meta", "", Separated},
		{fams, 1, "cart:total", "", Other},
		{fams, 3, "cart:total", "{cart}:total", ""},
		{held, 1, "cart:total", "", Other}, // its own family waits
		{held, 1, "cart:7:items", "", Other},
		{held, 1, "cart:7", "cart:{7}", ""},
		{append(slices.Clone(fams), alike), 0, "cart:7:items", "", Ambiguous},
		{[]Family{several}, 0, "a:1:2:b", "a:{1}:2:b", ""},
		{[]Family{several}, 0, "a:1:2:3:b", "", Several},
		{families(true), 1, "cart:{7}", "cart:7", ""},
		{families(true), 0, "{cart:7}:items", "cart:7:items", ""},
	} {
		if name, why := rename(test.families, test.i, test.key); name != test.name || why != test.why {
			t.Errorf("%s: %q, %q, want %q, %q", test.key, name, why, test.name, test.why)
		}
	}
}

func TestReadPlan(t *testing.T) {
	name := filepath.Join(t.TempDir(), "plan.json")
	const one = `{"old": "a:<id>", "new": "{a:<id>}", "oldParts": ["a:", null], "newParts": ["{a:", null, "}"], "applied": `
	const wide = `{"old": "<a>:<b>", "new": "{<a>}:<b>", "oldParts": [null, ":", null], "newParts": ["{", null, "}:", null], "applied": true}`
	for _, test := range []struct{ text, want string }{
		{`{"version": 1, "renames": []}`, ""},
		{`{"version": 1, "renames": [` + one + `true}, ` + one + `true}, {"old": "b", "new": "{b}", "applied": true}, {"old": "c", "new": "{c}"}, ` + wide + `]}`, ""},
		{`{"version": 2, "renames": []}`, "its version is 2, not 1"},
		{`{"version": 1}`, "no renames"},
		{`[]`, "cannot unmarshal"}, {``, "unexpected end"}, {"\x00", "invalid character"},
		{`{"version": 1, "renames": [{"old": "a", "new": "{b}", "oldParts": ["a"], "newParts": ["{b}"]}]}`, "not oldParts with a hash tag"},
		{`{"version": 1, "renames": [{"old": "a", "new": "a", "oldParts": ["a"], "newParts": ["a"]}]}`, "not oldParts with a hash tag"},
		{`{"version": 1, "renames": [{"old": "a", "new": "{a}", "oldParts": ["a", null], "newParts": ["{a}"]}]}`, "not oldParts with a hash tag"},
	} {
		if err := os.WriteFile(name, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := ReadPlan(name)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), name)) {
			t.Errorf("%s: %v, want %q", test.text, err, test.want)
		}
		if strings.Contains(test.text, one) {
			var held []Hold
			for _, f := range p.Families {
				held = append(held, f.Held)
			}
			if !slices.Equal(held, []Hold{"", Unknown, Waiting, Wide}) {
				t.Errorf("%q", held)
			}
		}
	}
	if err := os.Truncate(name, maxPlan+1); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadPlan(name); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Error(err)
	}
	if _, err := ReadPlan(name + "x"); err == nil || !strings.Contains(err.Error(), name) {
		t.Error(err)
	}
}
