package slottool

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
	"github.com/crossslotlint/crossslotlint/slot"
)

// load stores keys, each at the node that owns its slot: redistest's cluster has
// its slots in the order of the addresses.
func load(t *testing.T, addrs []string, password string, keys []string) {
	t.Helper()
	conns := make([]*redistest.Conn, len(addrs))
	cmds := make([][][]string, len(addrs))
	for i, addr := range addrs {
		c, err := redistest.Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns[i] = c
		if password != "" {
			cmds[i] = append(cmds[i], []string{"AUTH", password})
		}
		cmds[i] = append(cmds[i], []string{"FLUSHALL"})
	}
	for _, k := range keys {
		i := 0
		for len(addrs) > 1 && i < len(addrs)-1 && int(slot.Of(k)) >= (i+1)*slot.Count/len(addrs) {
			i++
		}
		cmds[i] = append(cmds[i], []string{"SET", k, "v"})
	}
	for i, c := range conns {
		replies, err := c.Pipeline(cmds[i])
		if err != nil {
			t.Fatal(err)
		}
		for j, r := range replies {
			if r != "OK" {
				t.Fatalf("%q: %v", cmds[i][j], r)
			}
		}
	}
}

func someKeys(n int) (keys []string) {
	for i := range n {
		keys = append(keys, fmt.Sprintf("user:%d:profile", i), fmt.Sprintf("{cart:%d}:items", i), fmt.Sprintf("{app}:%d", i))
	}
	return append(keys, "", "a\x00\r\n\xff")
}

// report runs slot count -json and returns what it found.
func report(t *testing.T, args ...string) (r tally.Report) {
	t.Helper()
	got := run("", append([]string{"count", "-json"}, args...)...)
	if got.status != 0 || got.stderr != "" {
		t.Fatalf("%v: exit status %d\n%s", args, got.status, got.stderr)
	}
	if err := json.Unmarshal([]byte(got.stdout), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestClusterCount counts the keys of a real cluster. Its own counters are the
// judges.
func TestClusterCount(t *testing.T) {
	addrs := redistest.Cluster(t)
	keys := someKeys(1000)
	load(t, addrs, "", keys)
	for _, addr := range addrs { // any node will do
		r := report(t, "-addr", addr, "-batch", "100")
		if r.Keys != uint64(len(keys)) || len(r.Nodes) != 3 || r.Sampled {
			t.Fatalf("%d keys of %d, %d nodes", r.Keys, len(keys), len(r.Nodes))
		}
		for i, n := range r.Nodes {
			c, err := redistest.Dial(addrs[i])
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if size, err := c.Do("DBSIZE"); n.Name != addrs[i] || size != int64(n.Keys) {
				t.Errorf("%s has %d keys, the node %s says %v, %v", n.Name, n.Keys, addrs[i], size, err)
			}
			for _, s := range r.Slots {
				if s.Node != n.Name {
					continue
				}
				if count, err := c.Do("CLUSTER", "COUNTKEYSINSLOT", fmt.Sprint(s.Slot)); count != int64(s.Keys) {
					t.Errorf("slot %d has %d keys, the node says %v, %v", s.Slot, s.Keys, count, err)
				}
			}
		}
	}

	r := report(t, "-addr", addrs[2], "-pattern", "{cart:*")
	if r.Keys != 1000 || r.Fams[0].Family != "{cart:<int>}:items" {
		t.Errorf("with a pattern: %d keys, %+v", r.Keys, r.Fams)
	}
	r = report(t, "-addr", addrs[0], "-sample", "600")
	if r.Keys != 600 || !r.Sampled || r.Total != uint64(len(keys)) || r.Nodes[0].Keys == 0 || r.Nodes[1].Keys == 0 || r.Nodes[2].Keys == 0 {
		t.Errorf("a sample: %d keys of %d, %+v", r.Keys, r.Total, r.Nodes)
	}
	// A third of the keys is in one slot: a sample has to show it.
	if h := r.Hottest[0]; h.Slot != slot.Of("{app}") || h.Share < .25 || h.Share > .42 {
		t.Errorf("a sample: the hottest slot is %+v", h)
	}
	r = report(t, "-addr", addrs[0], "-sample", "600", "-pattern", "{app}:*")
	if r.Keys != 600 || !r.Sampled || r.Total != 1000 || r.UsedSlots != 1 {
		t.Errorf("a sample with a pattern: %d keys of %d, %d slots", r.Keys, r.Total, r.UsedSlots)
	}
	r = report(t, "-addr", addrs[0], "-sample", "100000")
	if r.Keys != uint64(len(keys)) || r.Sampled {
		t.Errorf("a sample of more keys than there are: %d, %t", r.Keys, r.Sampled)
	}
	r = report(t, "-addr", addrs[0], "-nodes", "5")
	if len(r.Nodes) != 5 || r.Nodes[4].Name != "node 5" {
		t.Errorf("as five nodes: %+v", r.Nodes)
	}
	got := run("", "count", "-addr", addrs[0], "-db", "1")
	if got.status != 1 || !strings.Contains(got.stderr, "has no database 1") {
		t.Errorf("a second database: %+v", got)
	}
}

// TestKeySlot compares with CLUSTER KEYSLOT of a real server.
func TestKeySlot(t *testing.T) {
	c, err := redistest.Dial(redistest.Cluster(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	keys := randomKeys(5000)
	var cmds [][]string
	for _, k := range keys {
		cmds = append(cmds, []string{"CLUSTER", "KEYSLOT", k})
	}
	replies, err := c.Pipeline(cmds)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i, k := range keys {
		want = append(want, fmt.Sprintf("%q %d", k, replies[i]))
	}
	check := func(name string, r result) {
		t.Helper()
		var got []string
		for line := range strings.Lines(r.stdout) {
			var row struct {
				Key  any
				Slot int64
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%q %d", keyOf(t, row.Key), row.Slot))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") || r.status != 0 {
			t.Errorf("%s: %s differs from the server", name, r.stderr)
		}
	}
	check("arguments", run("", append([]string{"of", "-json", "--"}, keys...)...))
	check("-0", run(strings.Join(keys, "\x00")+"\x00", "of", "-json", "-0"))

	// A count has the same slots.
	r := run(strings.Join(keys, "\x00")+"\x00", "count", "-json", "-0")
	var report tally.Report
	if err := json.Unmarshal([]byte(r.stdout), &report); err != nil {
		t.Fatal(err)
	}
	counts := map[int64]uint64{}
	for _, reply := range replies {
		counts[reply.(int64)]++
	}
	if len(counts) != len(report.Slots) {
		t.Errorf("%d slots, want %d", len(report.Slots), len(counts))
	}
	for _, s := range report.Slots {
		if counts[int64(s.Slot)] != s.Keys {
			t.Errorf("slot %d: %d keys, want %d", s.Slot, s.Keys, counts[int64(s.Slot)])
		}
	}
}

// TestTogether asks the server whether keys may go into one command.
func TestTogether(t *testing.T) {
	addrs := redistest.Cluster(t)
	for _, keys := range [][]string{
		{"user:1", "user:2"}, {"{user:1}:a", "{user:1}:b"}, {"user:1", "{user:1}x"}, {"{}:a", "{}:b"}, {"{{a}}", "{{a"}, {"{{a}}", "{{a}"},
	} {
		refused, said := 0, run("", append([]string{"same", "--"}, keys...)...)
		for _, addr := range addrs {
			c, err := redistest.Dial(addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := c.Do(append([]string{"MGET"}, keys...)...); err != nil && strings.HasPrefix(err.Error(), "CROSSSLOT") {
				refused++
			}
		}
		if refused > 0 != (said.status == statusNo) {
			t.Errorf("%q: %d nodes refuse, and same says %s", keys, refused, said.stdout)
		}
	}
}
