package redistest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestServer(t *testing.T) {
	c := Server(t)
	binary := "a\x00\r\nb{}"
	got, err := c.Pipeline([][]string{
		{"PING"},
		{"SET", "redistest:k", binary},
		{"GET", "redistest:k"},
		{"GET", "redistest:none"},
		{"STRLEN", "redistest:k"},
		{"LPUSH", "redistest:k", "x"},
		{"MGET", "redistest:k", "redistest:none"},
		{"LRANGE", "redistest:none", "0", "-1"},
		{"DEL", "redistest:k"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []any{
		"PONG", "OK", binary, nil, int64(7),
		Error("WRONGTYPE Operation against a key holding the wrong kind of value"),
		[]any{binary, nil}, []any{}, int64(1),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %#v\nwant %#v", got, want)
	}
}

func TestErrorReply(t *testing.T) {
	c := Server(t)
	v, err := c.Do("NOSUCHCOMMAND")
	if _, ok := errors.AsType[Error](err); !ok || v != nil {
		t.Errorf("Do = %v, %v; want nil and an Error", v, err)
	}
	if _, err := c.Do(); err == nil {
		t.Error("an empty command: no error")
	}
	// An error inside an array: the second command of a transaction fails.
	got, err := c.Pipeline([][]string{
		{"MULTI"}, {"PING"}, {"INCRBY", "redistest:n", "x"}, {"EXEC"},
	})
	if err != nil {
		t.Fatal(err)
	}
	list, ok := got[3].([]any)
	if !ok || len(list) != 2 || list[0] != "PONG" {
		t.Fatalf("EXEC = %#v", got[3])
	}
	if _, ok := list[1].(Error); !ok {
		t.Errorf("EXEC[1] = %#v, want an Error", list[1])
	}
}

func TestCluster(t *testing.T) {
	addrs := Cluster(t)
	if len(addrs) != 3 {
		t.Fatalf("%d addresses: %v", len(addrs), addrs)
	}
	for i, addr := range addrs {
		c, err := Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if slot, err := c.Do("CLUSTER", "KEYSLOT", "user:1"); slot != int64(10778) {
			t.Errorf("node %d: KEYSLOT = %v, %v", i, slot, err)
		}
		// The second master owns slot 10778.
		_, err = c.Do("SET", "user:1", "v")
		var want error
		if i != 1 {
			want = Error("MOVED 10778 " + addrs[1])
		}
		if err != want {
			t.Errorf("node %d: SET = %v, want %v", i, err, want)
		}
		_, err = c.Do("MGET", "user:1", "user:2")
		if err == nil || !strings.HasPrefix(err.Error(), "CROSSSLOT ") {
			t.Errorf("node %d: MGET over two slots = %v", i, err)
		}
	}
}

// TestTaken starts a server on a port that another process holds.
func TestTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = start(l.Addr().(*net.TCPAddr).Port)
	if errors.Is(err, errNotFound) {
		check(t, err)
	}
	if err == nil || !strings.Contains(err.Error(), "exited at start") {
		t.Errorf("start on a port that is taken: %v", err)
	}
}

// TestNotFound runs this binary without a PATH.
func TestNotFound(t *testing.T) {
	for _, test := range []struct{ require, want string }{
		{"", "SKIP: TestServer"},
		{"1", "FAIL: TestServer"},
	} {
		cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^TestServer$")
		cmd.Env = append(os.Environ(), "PATH=", requireEnv+"="+test.require)
		out, _ := cmd.CombinedOutput()
		if !strings.Contains(string(out), test.want) || !strings.Contains(string(out), errNotFound.Error()) {
			t.Errorf("with %s=%q:\n%s\nwant %s", requireEnv, test.require, out, test.want)
		}
	}
}

// TestNothingLeft kills a copy of this binary that runs a server, and waits
// for the end of the server and its directory.
func TestNothingLeft(t *testing.T) {
	const role = "REDISTEST_SLEEP"
	if os.Getenv(role) != "" {
		addr := ServerAddr(t)
		dir, err := Server(t).Do("CONFIG", "GET", "dir")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(addr, dir.([]any)[1])
		time.Sleep(10 * time.Minute) // it is killed
		return
	}
	ServerAddr(t) // or skip
	cmd := exec.Command(os.Args[0], "-test.run=^TestNothingLeft$")
	cmd.Env = append(os.Environ(), role+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var addr, dir string
	_, err = fmt.Fscan(out, &addr, &dir)
	cmd.Process.Kill()
	cmd.Wait()
	if err != nil {
		t.Fatal(err)
	}
	for range 6000 { // two minutes
		c, err := net.Dial("tcp", addr)
		_, statErr := os.Stat(dir)
		if err != nil && os.IsNotExist(statErr) {
			return
		}
		if err == nil {
			c.Close()
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("the server at %s or its directory %s is still there", addr, dir)
}
