package slottool

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

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
	full := slices.Concat(trust, []string{"-cert", certs + "/cert.pem", "-key", certs + "/key.pem"})
	full = slices.Clip(full) // what is appended to it is a copy
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

	plan := filepath.Join(t.TempDir(), "plan.json")
	const renames = `{"version": 1, "renames": [{"old": "user:<id>:profile", "new": "{user:<id>}:profile", "oldParts": ["user:", null, ":profile"], "newParts": ["{user:", null, "}:profile"]}]}`
	if err := os.WriteFile(plan, []byte(renames), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-dry-run"}, {"-rate", "100000"}, {"-back", "-batch", "7"}, {"-separators", ""},
	} {
		r := run("", slices.Concat([]string{"move", "-plan", plan}, full, args)...)
		if r.status != 0 || r.stderr != "" || !strings.Contains(r.stdout, ": 50 ") {
			t.Errorf("move %v: %+v", args, r)
		}
	}
	if r := report(t, append(full, "-pattern", "{user:*}:profile")...); r.Keys != 50 {
		t.Errorf("%d keys were moved", r.Keys)
	}
	r := run("", slices.Concat([]string{"move", "-plan", plan}, full, []string{"-user", "reader", "-password", "reading"})...)
	if r.status != statusFailed || !strings.Contains(r.stderr, "slot move needs EVAL") || !strings.Contains(r.stderr, "lacks a permission") {
		t.Errorf("%+v", r)
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
		{"want -cert and -key", trust},
		{"not trusted", []string{"-addr", secure, "-tls"}},
		{"not trusted", append(full, "-cacert", other+"/ca.pem")},
		{"not trusted", append(full, "-servername", "else.example")},
		{"want -cert and -key", append(full, "-cert", other+"/cert.pem", "-key", other+"/key.pem")},
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
