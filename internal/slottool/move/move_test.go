package move

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
)

// childEnv makes the test binary a process that moves, to be killed: the address. It
// writes a byte for each batch that it begins.
const childEnv = "CROSSSLOTLINT_TEST_MOVE"

func TestMain(m *testing.M) {
	if addr := os.Getenv(childEnv); addr != "" {
		masters, err := live.Find(&live.Config{Addr: addr, Timeout: time.Minute})
		if err == nil {
			begun := func([]*item) { os.Stdout.Write([]byte{'.'}) }
			_, err = Run(context.Background(), masters, families(false), Options{Scan: 1000, batch: begun})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
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
		if !r.Done() || r.count(Moved) != 1004 {
			t.Errorf("a dry run:\n%s", r.text())
		}
		r = s.run(t.Context(), families(false), opts)
		s.compareWith(after)
		if !r.Done() || r.count(Moved) != 1004 || r.Rows[1].Skipped[Separated].Count != 1 || r.Rows[1].Skipped[Other] == nil {
			t.Errorf("%s", r.text())
		}
		// Nothing is left to do.
		if r = s.run(t.Context(), families(false), opts); !r.Done() || r.count(Moved) != 0 {
			t.Errorf("once more:\n%s", r.text())
		}
		s.compareWith(after)
		// Two keys had the new names before, and go back with the others.
		before["cart:7"], before["cart:x:items"] = before["cart:{7}"], before["{cart:x}:items"]
		delete(before, "cart:{7}")
		delete(before, "{cart:x}:items")
		if r = s.run(t.Context(), families(true), opts); !r.Done() || r.count(Moved) != 1006 {
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
		if r.Done() || r.count(Conflict) != 6 || r.count(Moved) != 1 || r.count(Finished) != 2 {
			t.Errorf("%s", r.text())
		}
		opts.DryRun = false
		r = s.run(t.Context(), families(false), opts)
		want["cart:{9}"] = want["cart:9"]
		for _, k := range []string{"cart:2", "cart:6", "cart:9"} {
			delete(want, k)
		}
		s.compareWith(want)
		if r.Done() || r.count(Conflict) != 6 || r.count(Moved) != 1 || r.count(Finished) != 2 || !strings.Contains(r.text(), "4 conflict: the new key is there, with another value; both stay: cart:") {
			t.Errorf("%s", r.text())
		}
	})
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

// TestScriptFlushed moves while the server forgets its scripts.
func TestScriptFlushed(t *testing.T) {
	s := newStore(t, redistest.ServerAddr(t))
	_, after := s.load(1000)
	server := redistest.Server(t)
	var mu sync.Mutex // movers are several, the connection is one
	r := s.run(t.Context(), families(false), Options{batch: func([]*item) {
		mu.Lock()
		defer mu.Unlock()
		if _, err := server.Do("SCRIPT", "FLUSH"); err != nil {
			t.Error(err)
		}
	}})
	if !r.Done() {
		t.Errorf("%s", r.text())
	}
	s.compareWith(after)
}
