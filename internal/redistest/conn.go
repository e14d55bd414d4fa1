package redistest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// callTimeout bounds one Do or Pipeline, so that a server that stops
// answering fails the test instead of hanging it.
const callTimeout = 30 * time.Second

// An Error is an error reply of the server, without the leading '-':
// "CROSSSLOT Keys in request don't hash to the same slot".
type Error string

// Error returns the text of the reply.
func (e Error) Error() string { return string(e) }

// A Conn is a connection to one server that speaks RESP2, the protocol that
// every Redis version answers with until a client asks for another one.
//
// A Conn is not safe for concurrent use. After an error that is not an
// [Error] its state is unknown; close it.
type Conn struct {
	conn net.Conn
	r    *bufio.Reader
	w    *bufio.Writer
}

// Dial connects to the server at addr ("host:port"). It fails when the server
// does not accept within five seconds.
func Dial(addr string) (*Conn, error) {
	conn, err := net.DialTimeout("tcp", addr, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &Conn{conn, bufio.NewReader(conn), bufio.NewWriter(conn)}, nil
}

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Do sends one command and returns its reply: a string, an int64, nil, or a
// []any of these and of [Error]s. The error is an [Error] when the server
// refused the command, and another type when no reply could be read within
// 30 seconds.
func (c *Conn) Do(args ...string) (any, error) {
	replies, err := c.Pipeline([][]string{args})
	if err != nil {
		return nil, err
	}
	if e, ok := replies[0].(Error); ok {
		return nil, e
	}
	return replies[0], nil
}

// Pipeline sends all commands before it reads the first reply, and returns
// one reply a command, in their order. A command that the server refused has
// an [Error] as its reply; the error result is for the connection itself, and
// for an empty command, which the server would not answer. All replies must
// arrive within 30 seconds.
func (c *Conn) Pipeline(cmds [][]string) ([]any, error) {
	for i, args := range cmds {
		if len(args) == 0 {
			return nil, fmt.Errorf("command %d of %d is empty", i+1, len(cmds))
		}
	}
	if err := c.conn.SetDeadline(time.Now().Add(callTimeout)); err != nil {
		return nil, err
	}
	// No reader runs while this writes. That cannot block for ever: the server
	// keeps reading, and holds the replies that we do not fetch in memory.
	for _, args := range cmds {
		c.write(args)
	}
	if err := c.w.Flush(); err != nil {
		return nil, err
	}
	replies := make([]any, len(cmds))
	for i := range replies {
		var err error
		if replies[i], err = c.read(); err != nil {
			return nil, fmt.Errorf("reply %d of %d: %w", i+1, len(cmds), err)
		}
	}
	return replies, nil
}

// write buffers one command as an array of bulk strings. An error sticks to
// the writer, and Flush returns it.
func (c *Conn) write(args []string) {
	var num [20]byte
	header := func(kind byte, n int) {
		c.w.WriteByte(kind)
		c.w.Write(strconv.AppendInt(num[:0], int64(n), 10))
		c.w.WriteString("\r\n")
	}
	header('*', len(args))
	for _, arg := range args {
		header('$', len(arg))
		c.w.WriteString(arg)
		c.w.WriteString("\r\n")
	}
}

// read returns the next reply, of any depth.
func (c *Conn) read() (any, error) {
	line, err := c.r.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if len(line) < 3 || line[len(line)-2] != '\r' {
		return nil, fmt.Errorf("malformed line %q", line)
	}
	kind, text := line[0], line[1:len(line)-2]
	switch kind {
	case '+':
		return text, nil
	case '-':
		return Error(text), nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("malformed line %q", line)
	}
	switch {
	case kind == ':':
		return n, nil
	case n == -1 && (kind == '$' || kind == '*'):
		return nil, nil
	case n < 0:
		return nil, fmt.Errorf("negative length in %q", line)
	case kind == '$':
		return c.readBulk(n)
	case kind == '*':
		var list []any // grown by what arrives, not by what the header claims
		for range n {
			v, err := c.read()
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		if list == nil {
			list = []any{}
		}
		return list, nil
	}
	return nil, fmt.Errorf("unknown kind of reply %q", line)
}

// maxBulk is the longest string that a server sends unless told otherwise
// (proto-max-bulk-len, 512 MiB).
const maxBulk = 512 << 20

func (c *Conn) readBulk(n int64) (any, error) {
	if n > maxBulk {
		return nil, fmt.Errorf("bulk string of %d bytes", n)
	}
	buf := make([]byte, n+2)
	if _, err := io.ReadFull(c.r, buf); err != nil {
		return nil, err
	}
	if string(buf[n:]) != "\r\n" {
		return nil, errors.New("bulk string without end of line")
	}
	return string(buf[:n]), nil
}
