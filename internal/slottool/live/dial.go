// Package live reads the keys of a server or a cluster.
package live

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/resp"
)

// Config says how to reach a server.
type Config struct {
	Addr           string // host:port
	User, Password string // User may be empty: the default user
	Database       int    // of a single server; a cluster has 0 only
	Timeout        time.Duration

	TLS        *tls.Config // nil for none
	ServerName string      // that certificates must have; the host of each node if empty
}

// TLSFiles are the files and settings of a TLS connection.
type TLSFiles struct {
	CACert    string // certificates to trust in place of those of the system
	Cert, Key string // of the client
	Insecure  bool   // trusts any server
}

// Load returns the configuration. The error names the file.
func (f TLSFiles) Load() (*tls.Config, error) {
	conf := &tls.Config{InsecureSkipVerify: f.Insecure}
	if f.CACert != "" {
		text, err := os.ReadFile(f.CACert)
		if err != nil {
			return nil, fmt.Errorf("-cacert: %w", err)
		}
		conf.RootCAs = x509.NewCertPool()
		if !conf.RootCAs.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("-cacert: %s holds no certificate in PEM form", f.CACert)
		}
	}
	if f.Cert != "" {
		pair, err := tls.LoadX509KeyPair(f.Cert, f.Key)
		if err != nil {
			return nil, fmt.Errorf("-cert %s and -key %s: %w", f.Cert, f.Key, err)
		}
		conf.Certificates = []tls.Certificate{pair}
	}
	return conf, nil
}

// dial connects to a node and logs in. The node must answer a PING.
func (c *Config) dial(addr string) (*resp.Conn, error) {
	conn, err := c.connect(addr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", addr, c.explain(err))
	}
	node := resp.New(conn, c.Timeout)
	for _, cmd := range c.greeting() {
		if _, err := node.Do(cmd...); err != nil {
			node.Close()
			return nil, fmt.Errorf("%s: %w", addr, c.explain(err))
		}
	}
	return node, nil
}

// connect opens the connection, with TLS where it is wanted.
func (c *Config) connect(addr string) (net.Conn, error) {
	d := &net.Dialer{Timeout: c.Timeout}
	if c.TLS == nil {
		return d.Dial("tcp", addr)
	}
	conf := c.TLS.Clone()
	conf.ServerName = c.ServerName
	if c.ServerName == "" {
		conf.ServerName, _, _ = net.SplitHostPort(addr)
	}
	return tls.DialWithDialer(d, "tcp", addr, conf)
}

// greeting is the commands that start a connection.
func (c *Config) greeting() (cmds [][]string) {
	switch {
	case c.Password != "" && c.User != "":
		cmds = append(cmds, []string{"AUTH", c.User, c.Password})
	case c.Password != "":
		cmds = append(cmds, []string{"AUTH", c.Password})
	}
	if c.Database != 0 {
		cmds = append(cmds, []string{"SELECT", strconv.Itoa(c.Database)})
	}
	return append(cmds, []string{"PING"})
}

// explain adds to an error what to do about it.
func (c *Config) explain(err error) error {
	if reply, ok := errors.AsType[resp.Error](err); ok {
		text := string(reply)
		code, _, _ := strings.Cut(text, " ")
		switch {
		case code == "NOAUTH":
			return fmt.Errorf("the server wants a password: set REDISCLI_AUTH, -password-file or -password (%s)", text)
		case code == "WRONGPASS", strings.Contains(text, "invalid password"), strings.Contains(text, "without any password configured"):
			return fmt.Errorf("the server refuses the user or the password (%s)", text)
		case code == "NOPERM":
			return fmt.Errorf("the user lacks a permission: +ping, +scan, +dbsize, +randomkey, +cluster|slots and all keys are needed (%s)", text)
		case strings.Contains(text, "DB index"), strings.Contains(text, "SELECT is not allowed"):
			return fmt.Errorf("the server has no database %d (%s)", c.Database, text)
		}
		return fmt.Errorf("the server answers with an error (%s)", text)
	}
	var timeout net.Error
	closed := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
	_, protocol := errors.AsType[resp.ProtocolError](err)
	_, op := errors.AsType[*net.OpError](err)
	_, record := errors.AsType[tls.RecordHeaderError](err)
	_, cert := errors.AsType[*tls.CertificateVerificationError](err)
	_, alert := errors.AsType[tls.AlertError](err)
	switch {
	case record:
		return errors.New("this is no TLS server: leave out -tls, or name its TLS port")
	case cert:
		return fmt.Errorf("the certificate of the server is not trusted; see -cacert, -servername and -insecure (%w)", err)
	case alert, strings.Contains(err.Error(), "remote error: tls"):
		return fmt.Errorf("the server refuses the TLS connection; it may want -cert and -key (%w)", err)
	case closed && c.TLS != nil:
		return errors.New("the server closed the connection: is it a Redis server with TLS, and does it want -cert and -key?")
	case closed:
		return errors.New("the server closed the connection: it may want -tls, or it is no Redis server")
	case errors.As(err, &timeout) && timeout.Timeout() && c.TLS != nil:
		return fmt.Errorf("no answer within %v (-timeout): is it a Redis server with TLS?", c.Timeout)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("no answer within %v (-timeout): is it a Redis server, and does it want -tls?", c.Timeout)
	case protocol:
		return fmt.Errorf("what answers there is no Redis server (%w)", err)
	case op:
		return fmt.Errorf("cannot connect (%w)", err)
	}
	return err
}
