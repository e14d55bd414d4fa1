package slottool

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
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

// TestSecureServer counts the keys of a server with a password, users and TLS,
// and asks it in the wrong ways.
func TestSecureServer(t *testing.T) {
	certs := writeCerts(t)
	other := writeCerts(t)
	plain := redistest.ServerWith(t, func(int) []string { return []string{"--requirepass", "secret"} })
	secure := redistest.ServerWith(t, func(port int) []string {
		return []string{"--requirepass", "secret", "--user", "reader", "on", ">reading", "~*", "+@read", "+ping", "+cluster|slots",
			"--user", "nobody", "on", ">nothing", "+ping",
			"--port", "0", "--tls-port", fmt.Sprint(port), "--tls-cert-file", certs + "/cert.pem", "--tls-key-file", certs + "/key.pem",
			"--tls-ca-cert-file", certs + "/ca.pem"}
	})
	keys := someKeys(50)
	load(t, []string{plain}, "secret", keys)

	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("secret\nmore\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"-password", "secret"}, {"-password-file", file}, {"-password", "secret", "-user", "default"}} {
		if r := report(t, append(args, "-addr", plain)...); r.Keys != uint64(len(keys)) || len(r.Nodes) != 0 {
			t.Errorf("%v: %d keys", args, r.Keys)
		}
	}
	t.Setenv("REDISCLI_AUTH", "secret")
	if r := report(t, "-addr", plain, "-nodes", "3", "-db", "0"); r.Keys != uint64(len(keys)) || len(r.Nodes) != 3 {
		t.Errorf("%d keys, %d nodes", r.Keys, len(r.Nodes))
	}
	if r := report(t, "-addr", plain, "-db", "1"); r.Keys != 0 {
		t.Errorf("database 1: %d keys", r.Keys)
	}

	// The client's certificate is asked for by default.
	trust := []string{"-addr", secure, "-tls", "-cacert", certs + "/ca.pem"}
	full := append(trust, "-cert", certs+"/cert.pem", "-key", certs+"/key.pem")
	loadTLS(t, secure, certs, keys)
	for _, args := range [][]string{
		{}, {"-servername", "redis.example"}, {"-insecure", "-servername", "else.example"}, {"-user", "reader", "-password", "reading"},
		{"-sample", "1000"},
	} {
		if r := report(t, append(full, args...)...); r.Keys != uint64(len(keys)) {
			t.Errorf("%v: %d keys", args, r.Keys)
		}
	}
	if r := report(t, append(full, "-sample", "40")...); r.Keys != 40 || !r.Sampled {
		t.Errorf("%d keys", r.Keys)
	}

	for _, test := range []struct {
		want string
		args []string
	}{
		{"refuses the user or the password", []string{"-addr", plain, "-password", "wrong"}},
		{"refuses the user or the password", append(full, "-user", "reader", "-password", "wrong")},
		{"refuses the user or the password", append(full, "-user", "who", "-password", "wrong")},
		{"lacks a permission", append(full, "-user", "nobody", "-password", "nothing")},
		{"no answer within 1s (-timeout): is it a Redis server with TLS?", []string{"-addr", plain, "-tls", "-timeout", "1s"}},
		{"is no TLS server", []string{"-addr", serve(t, "-ERR unknown command\r\n", false), "-tls"}},
		{"may want -tls", []string{"-addr", secure}},
		{"-cert and -key", trust},
		{"not trusted", []string{"-addr", secure, "-tls"}},
		{"not trusted", append(full, "-cacert", other+"/ca.pem")},
		{"not trusted", append(full, "-servername", "else.example")},
		{"may want -cert and -key", append(full, "-cert", other+"/cert.pem", "-key", other+"/key.pem")},
		{"tls: private key does not match", append(full, "-key", other+"/key.pem")},
		{"has no database 99", []string{"-addr", plain, "-db", "99"}},
	} {
		wantError(t, test.want, test.args...)
	}
	t.Setenv("REDISCLI_AUTH", "")
	wantError(t, "wants a password: set REDISCLI_AUTH", "-addr", plain)
	wantError(t, "refuses the user or the password", "-addr", redistest.ServerAddr(t), "-password", "none is set")
}

// wantError checks that a count fails with one line that says what is wrong.
func wantError(t *testing.T, want string, args ...string) {
	t.Helper()
	page := filepath.Join(t.TempDir(), "page.html")
	r := run("", append([]string{"count", "-html", page}, args...)...)
	if r.status != statusFailed || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 || !strings.Contains(r.stderr, want) {
		t.Errorf("%v: exit status %d, want an error with %q\n%s%s", args, r.status, want, r.stdout, r.stderr)
	}
	t.Log(strings.TrimSpace(r.stderr))
	if left, _ := os.ReadDir(filepath.Dir(page)); len(left) > 0 {
		t.Errorf("%v: %v is left", args, left)
	}
}

// TestNoServer asks what is no Redis server.
func TestNoServer(t *testing.T) {
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead.Close()
	wantError(t, "cannot connect", "-addr", dead.Addr().String())
	wantError(t, "cannot connect", "-addr", "no-such-host.invalid:6379")

	for _, test := range []struct{ name, answer, want string }{
		{"web", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "is no Redis server"},
		{"mail", "220 mail.example ESMTP\r\n", "is no Redis server"},
		{"closed", "", "it is no Redis server"},
		{"huge", "$99999999999999\r\n", "is no Redis server"},
		{"deep", strings.Repeat("*1\r\n", 1<<16), "is no Redis server"},
		{"negative", "*-7\r\n", "is no Redis server"},
		{"error", "-ERR no\r\n", "answers with an error (ERR no)"},
		{"no entries", "+PONG\r\n*1\r\n*1\r\n:1\r\n", "to CLUSTER SLOTS it says"},
		{"odd entries", "+PONG\r\n*1\r\n*3\r\n:1\r\n:99999\r\n*2\r\n+h\r\n:1\r\n", "to CLUSTER SLOTS it says"},
		{"odd scan", "+PONG\r\n-ERR This instance has cluster support disabled\r\n:1\r\n+x\r\n", "to SCAN it says"},
		{"odd keys", "+PONG\r\n-ERR unknown command\r\n:1\r\n*2\r\n+0\r\n+x\r\n", "to SCAN it says"},
	} {
		addr := serve(t, test.answer, false)
		t.Run(test.name, func(t *testing.T) { wantError(t, test.want, "-addr", addr, "-timeout", "2s") })
	}
	silent := serve(t, "", true)
	wantError(t, "no answer within 200ms", "-addr", silent, "-timeout", "200ms")
	wantError(t, "no answer within 200ms", "-addr", silent, "-timeout", "200ms", "-tls", "-insecure")
	wantError(t, "", "-addr", serve(t, "", false), "-tls", "-insecure")

	// A cluster that names a node which is not there.
	host, port, _ := net.SplitHostPort(dead.Addr().String())
	lost := serve(t, fmt.Sprintf("+PONG\r\n*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n+%s\r\n:%s\r\n", host, port), false)
	wantError(t, "a node that "+lost+" names: "+dead.Addr().String()+": cannot connect", "-addr", lost)
}
