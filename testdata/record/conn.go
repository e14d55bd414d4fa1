package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A recorder collects the commands written to the fake connections.
type recorder struct {
	mu  sync.Mutex
	log record
}

// A record is what was sent, in order.
type record []struct {
	words []string
	addr  string
}

func (r *recorder) add(addr string, words []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, struct {
		words []string
		addr  string
	}{words, addr})
}

// take returns the commands since the last call.
func (r *recorder) take() record {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.log
	r.log = nil
	return l
}

// handshake holds the commands that a client sends by itself, on a new
// connection or to see that a server lives, and the methods that send them too.
var handshake = map[string]string{
	"hello":                      "Hello",
	"client setinfo":             "ClientSetInfo",
	"client maint_notifications": "ClientMaintNotifications",
	"readonly":                   "ReadOnly",
	"command":                    "Command",
	"cluster slots":              "ClusterSlots",
	"ping":                       "Ping",
}

// of returns the commands that a method sent, without those that the client
// sends by itself, and the node that it sent them to.
func (r record) of(method string) (sent [][]string, node int) {
	sent, node = [][]string{}, -1
	for _, c := range r {
		name := strings.ToLower(c.words[0])
		switch name {
		case "client", "cluster", "command":
			name = strings.ToLower(strings.Join(c.words[:min(2, len(c.words))], " "))
		}
		if owner, ok := handshake[name]; ok && owner != method {
			continue
		}
		// Some commands go to all nodes.
		if n := len(sent); n > 0 && slices.Equal(sent[n-1], c.words) {
			continue
		}
		sent = append(sent, c.words)
		if first, err := strconv.Atoi(strings.TrimSuffix(c.addr, ":1")); err == nil {
			node = first
		}
	}
	return sent, node
}

// A conn is the client's end of a connection to a server that refuses every
// command. A command is recorded before Write returns.
type conn struct {
	addr string
	rec  *recorder

	mu     sync.Mutex
	wake   *sync.Cond
	in     []byte
	out    bytes.Buffer
	closed bool
}

func (r *recorder) dial(addr string) (net.Conn, error) {
	c := &conn{addr: addr, rec: r}
	c.wake = sync.NewCond(&c.mu)
	return c, nil
}

func (c *conn) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return 0, net.ErrClosed
	}
	c.in = append(c.in, p...)
	for {
		words, n := parse(c.in)
		if n == 0 {
			break
		}
		c.in = c.in[n:]
		c.rec.add(c.addr, words)
		c.out.WriteString(reply(words))
	}
	c.wake.Broadcast()
	return len(p), nil
}

// reply answers with what makes every client go on without another try.
func reply(words []string) string {
	switch strings.ToLower(words[0]) {
	case "command":
		if len(words) == 1 {
			return "*0\r\n" // a cluster client asks before its first command
		}
	case "ping":
		return "+PONG\r\n" // else a ring takes its shard for dead
	case "hello":
		return "-ERR unknown command 'hello'\r\n" // the client goes on with RESP2
	case "evalsha", "evalsha_ro":
		return "-NOSCRIPT No matching script.\r\n" // a Script goes on to EVAL
	case "watch", "unwatch", "multi":
		return "+OK\r\n"
	}
	return "-ERR recorded\r\n"
}

// parse reads one command, an array of bulk strings, and its length; 0 when
// it is not complete.
func parse(p []byte) (words []string, n int) {
	line := func() (int, bool) {
		i := bytes.Index(p[n:], []byte("\r\n"))
		if i < 0 {
			return 0, false
		}
		v, err := strconv.Atoi(string(p[n+1 : n+i]))
		if err != nil {
			panic("not a command: " + strconv.Quote(string(p)))
		}
		n += i + 2
		return v, true
	}
	count, ok := line()
	if !ok {
		return nil, 0
	}
	for range count {
		size, ok := line()
		if !ok || len(p) < n+size+2 {
			return nil, 0
		}
		words = append(words, string(p[n:n+size]))
		n += size + 2
	}
	return words, n
}

func (c *conn) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.out.Len() == 0 && !c.closed {
		c.wake.Wait()
	}
	if c.out.Len() == 0 {
		return 0, io.EOF
	}
	return c.out.Read(p)
}

func (c *conn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	c.wake.Broadcast()
	return nil
}

func (c *conn) LocalAddr() net.Addr              { return address(c.addr) }
func (c *conn) RemoteAddr() net.Addr             { return address(c.addr) }
func (c *conn) SetDeadline(time.Time) error      { return nil }
func (c *conn) SetReadDeadline(time.Time) error  { return nil }
func (c *conn) SetWriteDeadline(time.Time) error { return nil }

type address string

func (address) Network() string  { return "fake" }
func (a address) String() string { return string(a) }

// nodeSlots is the number of slots of one node of the cluster. There are many
// nodes, so that the one that is asked tells which key the client routed by.
const nodeSlots = 64

// quiet is a logger for the clients: each of them notes at every command that
// the fake server does not describe it.
type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
