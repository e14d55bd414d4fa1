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
	"strings"
	"syscall"
	"time"

	"github.com/gomodule/redigo/redis"
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

// dial connects to a node, which must answer a PING.
func (c *Config) dial(addr string) (redis.Conn, error) {
	options := []redis.DialOption{
		redis.DialConnectTimeout(c.Timeout), redis.DialReadTimeout(c.Timeout), redis.DialWriteTimeout(c.Timeout),
		redis.DialUsername(c.User), redis.DialPassword(c.Password), redis.DialDatabase(c.Database),
	}
	if c.TLS != nil {
		conf := c.TLS.Clone()
		conf.ServerName = c.ServerName
		if c.ServerName == "" {
			conf.ServerName, _, _ = net.SplitHostPort(addr)
		}
		// The library's own handshake takes no heed of the time-out.
		options = append(options, redis.DialNetDial(func(network, addr string) (net.Conn, error) {
			return tls.DialWithDialer(&net.Dialer{Timeout: c.Timeout}, network, addr, conf)
		}))
	}
	conn, err := redis.Dial("tcp", addr, options...)
	if err == nil {
		if _, err = conn.Do("PING"); err != nil {
			conn.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", addr, c.explain(err))
	}
	return conn, nil
}

// explain adds to an error what to do about it.
func (c *Config) explain(err error) error {
	if reply, ok := errors.AsType[redis.Error](err); ok {
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
		return errors.New("the server closed the connection: is it a Redis server with TLS?")
	case closed:
		return errors.New("the server closed the connection: it may want -tls, or it is no Redis server")
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("no answer within %v (-timeout): is it a Redis server, and does it want -tls?", c.Timeout)
	case strings.Contains(err.Error(), "redigo: "):
		return errors.New("what answers there is no Redis server")
	case op:
		return fmt.Errorf("cannot connect (%w)", err)
	}
	return err
}
