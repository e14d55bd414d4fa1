package move

import (
	"encoding/csv"
	"fmt"
	"maps"
	"net"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// TestSpeed counts the commands that a key costs, which other work on the machine does
// not change, and tells how fast keys are moved beside what redis-benchmark reaches
// with DUMP and RESTORE on the same server.
func TestSpeed(t *testing.T) {
	n := keysOf(t, 100_000)
	if testing.Short() {
		n = 5000
	}
	addr := redistest.ServerAddr(t)
	s := newStore(t, addr)
	var cmds [][]string
	for i := range n {
		if cmds = append(cmds, []string{"SET", fmt.Sprintf("cart:u%d", i), "a value of a key"}); len(cmds) == 1000 || i == n-1 {
			s.send(cmds...)
			cmds = nil
		}
	}
	server := redistest.Server(t)
	if _, err := server.Do("CONFIG", "RESETSTAT"); err != nil {
		t.Fatal(err)
	}
	busy := processor(t, server)
	start := time.Now()
	r := s.run(t.Context(), families(false)[1:2], Options{Scan: 1000})
	took := time.Since(start).Seconds()
	busy = processor(t, server) - busy
	if r.count(Moved) != uint64(n) {
		t.Errorf("%s", r.text())
	}
	t.Logf("%.0f keys a second; the server was busy for %.0f%% of the time, and can move %.0f keys a second at most",
		float64(n)/took, 100*busy/took, float64(n)/busy)

	got := calls(t, server)
	got["evalsha"] += got["eval"] - 1 // the guard sends one
	// DUMP and PEXPIRETIME of the old key, of the copy, and in the script.
	want := map[string]int{"dump": 3 * n, "pexpiretime": 3 * n, "restore": n, "evalsha": n, "unlink": n}
	for _, other := range []string{"scan", "eval"} { // a few, as the server has to see the script first
		if got[other] > n/20 {
			t.Errorf("%d %s for %d keys", got[other], other, n)
		}
	}
	maps.DeleteFunc(got, func(name string, _ int) bool { return want[name] == 0 })
	if !maps.Equal(got, want) {
		t.Errorf("commands %v, want %v", got, want)
	}
	benchmark(t, addr, n)
}

// benchmark tells what redis-benchmark reaches on as many connections, with pipelines
// as long as a batch. It cannot send the bytes of a dump: a script copies the value.
func benchmark(t *testing.T, addr string, n int) {
	t.Helper()
	program, err := exec.LookPath("redis-benchmark")
	if err != nil {
		t.Log("no redis-benchmark on the PATH")
		return
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatal(err)
	}
	newStore(t, addr).send([]string{"SET", "source", "a value of a key"})
	cmd := exec.Command(program, "-h", host, "-p", port, "-n", strconv.Itoa(n), "-c", strconv.Itoa(movers), "-P", strconv.Itoa(batchSize),
		"-r", "100000000000", "--csv", "EVAL", "return redis.call('RESTORE', KEYS[1], 0, redis.call('DUMP', 'source'), 'REPLACE')", "1", "key:__rand_int__")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	rows, err := csv.NewReader(strings.NewReader(string(out))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%q, %v", out, err)
	}
	t.Logf("redis-benchmark: %s times DUMP and RESTORE a second", rows[1][1])
}

var statLine = regexp.MustCompile(`cmdstat_([a-z]+):calls=(\d+),.*failed_calls=(\d+)`)

// calls returns how often the server has run commands with success.
func calls(t *testing.T, c *redistest.Conn) map[string]int {
	t.Helper()
	text, err := c.Do("INFO", "COMMANDSTATS")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]int)
	for _, m := range statLine.FindAllStringSubmatch(text.(string), -1) {
		all, _ := strconv.Atoi(m[2])
		failed, _ := strconv.Atoi(m[3])
		out[m[1]] = all - failed
	}
	return out
}

var cpuLine = regexp.MustCompile(`used_cpu_(?:sys|user):([0-9.]+)`)

// processor returns the seconds of CPU time that the server has taken.
func processor(t *testing.T, c *redistest.Conn) (seconds float64) {
	t.Helper()
	text, err := c.Do("INFO", "CPU")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range cpuLine.FindAllStringSubmatch(text.(string), -1) {
		n, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		seconds += n
	}
	return seconds
}
