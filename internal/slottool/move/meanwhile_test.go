package move

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestInterrupted cancels a run, again and again.
func TestInterrupted(t *testing.T) {
	s := newStore(t, redistest.Cluster(t)[2])
	_, after := s.load(10_000)
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
		t.Logf("round %d: %d batches", i, begun.Load())
	}
	r := s.run(t.Context(), families(false), Options{})
	if !r.Done() {
		t.Errorf("%s", r.text())
	}
	t.Logf("%d were left to the last run, %d of them copied", r.count(Moved)+r.count(Finished), r.count(Finished))
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
	if took := time.Since(start); took < 500*time.Millisecond || !r.Done() || r.count(Moved) != 6 {
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
	w := s.write4(func() int { return int(made.Load()) - 1 - rand.IntN(lists) }, 0)
	for range rounds {
		s.run(t.Context(), families(false), Options{})
		more()
	}
	written := w.stop()
	if r := s.run(t.Context(), families(false), Options{}); !r.Done() {
		t.Errorf("%s", r.text())
	}
	keys := s.all()
	if len(keys) != int(made.Load()) {
		t.Errorf("%d keys, want %d", len(keys), made.Load())
	}
	total := 0
	for id := range int(made.Load()) {
		got, want := elements(keys[fmt.Sprintf("cart:{%d}", id)]), append(written[id], "start")
		total += len(want) - 1
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("list %d holds %v, want %v", id, got, want)
		}
	}
	if total == 0 {
		t.Error("nobody wrote")
	}
	t.Logf("%d elements were written", total)
}
