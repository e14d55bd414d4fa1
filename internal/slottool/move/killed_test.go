package move

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// keysEnv names the environment variable with the number of keys of TestKilled and
// TestSpeed.
const keysEnv = "CROSSSLOTLINT_MOVE_KEYS"

func keysOf(t *testing.T, n int) int {
	t.Helper()
	if text := os.Getenv(keysEnv); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatalf("%s: %v", keysEnv, err)
		}
	}
	t.Logf("%s=%d", keysEnv, n)
	return n
}

// TestKilled kills processes that move the keys of a cluster, at random moments, while
// programs write. No key is lost, none is there twice, and all expire when they should.
func TestKilled(t *testing.T) {
	kills, n := 50, keysOf(t, 100_000)
	if testing.Short() {
		kills, n = 5, 5000
	}
	addr := redistest.Cluster(t)[2]
	s := newStore(t, addr)
	_, after := s.load(n)
	const first, lists = 1000, 300
	for id := first; id < first+lists; id++ {
		s.send([]string{"RPUSH", fmt.Sprintf("cart:%d", id), "start"})
	}
	w := s.write4(func() int { return first + rand.IntN(lists) }, time.Millisecond)
	for i := range kills {
		if !s.kill(addr, 1+rand.IntN(max(1, n/batchSize/kills))) {
			t.Fatalf("process %d ended before it was killed", i)
		}
	}
	written := w.stop()
	r := s.run(t.Context(), families(false), Options{Scan: 1000})
	t.Logf("%d were left to the last run, %d of them copied, %d in conflict", r.count(Moved)+r.count(Finished), r.count(Finished), r.count(Conflict))
	if r.count(Conflict) > lists || r.count(Busy)+r.count(Failed)+r.count(pending) > 0 {
		t.Errorf("%s", r.text())
	}

	// A list that was written between the copy and the kill is a conflict: its old
	// name has all elements. It is for somebody to remove the copy.
	keys := s.all()
	conflicts := uint64(0)
	for id := first; id < first+lists; id++ {
		old, name := fmt.Sprintf("cart:%d", id), fmt.Sprintf("cart:{%d}", id)
		got := elements(keys[name])
		if left, ok := keys[old]; ok {
			conflicts++
			got = elements(left)
		}
		want := append(written[id], "start")
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("list %d holds %v, want %v", id, got, want)
		}
		delete(keys, old)
		delete(keys, name)
	}
	if conflicts != r.count(Conflict) {
		t.Errorf("%d lists have two names, and %d are told", conflicts, r.count(Conflict))
	}
	s.holds(keys, after)
}

// kill starts a process that moves, and kills it when it has begun some batches. It
// reports whether the process was there until then.
func (s *store) kill(addr string, batches int) bool {
	s.t.Helper()
	self, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	child := exec.Command(self)
	child.Env = append(os.Environ(), childEnv+"="+addr)
	out, err := child.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		s.t.Fatal(err)
	}
	_, err = io.ReadFull(out, make([]byte, batches))
	// The batch is at one of its steps then.
	time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
	child.Process.Kill()
	child.Wait()
	return err == nil && child.ProcessState.ExitCode() < 0
}
