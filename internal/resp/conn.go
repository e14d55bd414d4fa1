// Package resp speaks RESP2, the protocol that every Redis version answers with
// until a client asks for another one. It takes what it reads for foreign: no
// answer makes it panic, or hold more memory than has arrived.
package resp

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// An Error is an error reply of the server, without the leading '-':
// "CROSSSLOT Keys in request don't hash to the same slot".
type Error string

// Error returns the text of the reply.
func (e Error) Error() string { return string(e) }

// A ProtocolError is an answer that no Redis server gives.
type ProtocolError string

// Error says what is wrong with the answer.
func (e ProtocolError) Error() string { return string(e) }

// A Conn is a connection to one server.
//
// A Conn is not safe for concurrent use. After an error that is not an
// [Error] its state is unknown; close it.
type Conn struct {
	conn    net.Conn
	timeout time.Duration
	r       *bufio.Reader
	w       *bufio.Writer
}

// New returns a Conn over a connection. Each Do or Pipeline may take as long as
// timeout; 0 stands for no bound.
func New(conn net.Conn, timeout time.Duration) *Conn {
	return &Conn{conn, timeout, bufio.NewReader(conn), bufio.NewWriter(conn)}
}

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Do sends one command and returns its reply: a string, an int64, nil, or a
// []any of these and of [Error]s. The error is an [Error] when the server
// refused the command, a [ProtocolError] when it is no Redis server, and that of
// the connection when no reply could be read in time.
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
// for an empty command, which the server would not answer.
func (c *Conn) Pipeline(cmds [][]string) ([]any, error) {
	for i, args := range cmds {
		if len(args) == 0 {
			return nil, fmt.Errorf("command %d of %d is empty", i+1, len(cmds))
		}
	}
	if c.timeout > 0 {
		if err := c.conn.SetDeadline(time.Now().Add(c.timeout)); err != nil {
			return nil, err
		}
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
		switch replies[i], err = c.read(maxDepth); {
		case err != nil && len(cmds) == 1:
			return nil, err
		case err != nil:
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

// The bounds of a reply. No reply of Redis is deeper than a few arrays.
const (
	maxDepth = 32
	maxLine  = 64 << 10  // of a line, the longest being an error
	maxBulk  = 512 << 20 // of a string, unless a server is told otherwise (proto-max-bulk-len)
)

// malformed returns an error for an answer.
func malformed(format string, args ...any) error {
	return ProtocolError(fmt.Sprintf(format, args...))
}

// read returns the next reply, in which arrays are nested to depth at most.
func (c *Conn) read(depth int) (any, error) {
	line, err := c.readLine()
	if err != nil {
		return nil, err
	}
	if len(line) < 3 || line[len(line)-2] != '\r' {
		return nil, malformed("malformed line %.100q", line)
	}
	kind, text := line[0], string(line[1:len(line)-2])
	switch kind {
	case '+':
		return text, nil
	case '-':
		return Error(text), nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, malformed("malformed line %.100q", line)
	}
	switch {
	case kind == ':':
		return n, nil
	case n == -1 && (kind == '$' || kind == '*'):
		return nil, nil
	case n < 0:
		return nil, malformed("negative length in %.100q", line)
	case kind == '$':
		return c.readBulk(n)
	case kind == '*' && depth == 0:
		return nil, malformed("arrays in more than %d arrays", maxDepth)
	case kind == '*':
		list := []any{} // grown by what arrives, not by what the header claims
		for range n {
			v, err := c.read(depth - 1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	}
	return nil, malformed("unknown kind of reply %.100q", line)
}

// readLine returns the next line with its end.
func (c *Conn) readLine() (line []byte, err error) {
	for {
		part, err := c.r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case err == nil:
			return line, nil
		case err != bufio.ErrBufferFull:
			return nil, err
		case len(line) > maxLine:
			return nil, malformed("a line of more than %d bytes: %.100q", maxLine, line)
		}
	}
}

func (c *Conn) readBulk(n int64) (any, error) {
	if n > maxBulk {
		return nil, malformed("bulk string of %d bytes", n)
	}
	// Not at once: the header may claim more than comes.
	const chunk = 64 << 10
	buf := make([]byte, 0, min(n+2, chunk))
	for want := int(n + 2); len(buf) < want; {
		step := min(want-len(buf), max(chunk, len(buf)))
		at := len(buf)
		buf = append(buf, make([]byte, step)...)
		if _, err := io.ReadFull(c.r, buf[at:]); err != nil {
			return nil, err
		}
	}
	if string(buf[n:]) != "\r\n" {
		return nil, malformed("bulk string without end of line")
	}
	return string(buf[:n]), nil
}

// Strings returns a reply that is an array of strings. ok is false for others.
func Strings(reply any) (list []string, ok bool) {
	values, ok := reply.([]any)
	for _, v := range values {
		s, isString := v.(string)
		if !isString {
			return nil, false
		}
		list = append(list, s)
	}
	return list, ok
}
