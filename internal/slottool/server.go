package slottool

import (
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/live"
	"github.com/crossslotlint/crossslotlint/internal/slottool/tally"
	"github.com/crossslotlint/crossslotlint/slot"
)

// A server is the flags that say how to read keys from one.
type server struct {
	addr, user             string
	password, passwordFile string
	db                     int
	timeout                time.Duration
	tls                    bool
	files                  live.TLSFiles
	serverName             string
	query                  live.Query
}

// serverFlags adds the flags for a connection; verb says what is done with the keys.
func serverFlags(fs *flag.FlagSet, verb string) *server {
	s := new(server)
	fs.StringVar(&s.addr, "addr", "", verb+" the keys of the server at this `host:port`, or of the whole cluster that it belongs to")
	fs.StringVar(&s.user, "user", "", "`name` of the user (default the server's default user)")
	fs.StringVar(&s.password, "password", "", "`password`; see above for better ways")
	fs.StringVar(&s.passwordFile, "password-file", "", "`file` whose first line is the password")
	fs.IntVar(&s.db, "db", 0, "`number` of the database, of a server that is in no cluster")
	fs.DurationVar(&s.timeout, "timeout", 10*time.Second, "how long to wait for a connection and for each answer")
	fs.BoolVar(&s.tls, "tls", false, "connect with TLS")
	fs.StringVar(&s.files.CACert, "cacert", "", "`file` of the certificates to trust (default those of the system)")
	fs.StringVar(&s.files.Cert, "cert", "", "`file` of the client's certificate")
	fs.StringVar(&s.files.Key, "key", "", "`file` of the client's private key")
	fs.BoolVar(&s.files.Insecure, "insecure", false, "trust any certificate")
	fs.StringVar(&s.serverName, "servername", "", "`name` that the certificates must be for (default the host of each node)")
	fs.IntVar(&s.query.Batch, "batch", 1000, "SCAN's COUNT: keys that the server looks at for one `answer`")
	return s
}

// patternFlag adds the flag that chooses keys.
func (s *server) patternFlag(fs *flag.FlagSet) {
	fs.StringVar(&s.query.Pattern, "pattern", "", "read only keys that match this `glob`, as of SCAN's MATCH")
}

// tlsFlags need -tls.
var tlsFlags = map[string]bool{"cacert": true, "cert": true, "key": true, "insecure": true, "servername": true}

// serverOnly are the flags that need -addr.
var serverOnly = map[string]bool{
	"user": true, "password": true, "password-file": true, "db": true, "timeout": true, "tls": true, "pattern": true, "batch": true,
}

// check refuses settings that make no sense.
func (s *server) check(fs *flag.FlagSet) (err error) {
	fs.Visit(func(f *flag.Flag) {
		switch {
		case err != nil:
		case s.addr == "" && (serverOnly[f.Name] || tlsFlags[f.Name]):
			err = usagef("-%s needs -addr: there is no server to ask", f.Name)
		case tlsFlags[f.Name] && !s.tls:
			err = usagef("-%s needs -tls", f.Name)
		}
	})
	if err != nil || s.addr == "" {
		return err
	}
	host, port, err := net.SplitHostPort(s.addr)
	switch {
	case err != nil || host == "" || port == "":
		return usagef("-addr is %q; it should be like 127.0.0.1:6379", s.addr)
	case s.query.Batch < 1:
		return usagef("-batch is %d; the least is 1", s.query.Batch)
	case s.db < 0:
		return usagef("-db is %d; databases are numbered from 0", s.db)
	case s.timeout <= 0:
		return usagef("-timeout is %v; it must be more than 0", s.timeout)
	case (s.files.Cert == "") != (s.files.Key == ""):
		return usagef("-cert and -key need each other")
	case s.password != "" && s.passwordFile != "":
		return usagef("-password and -password-file exclude each other")
	}
	return nil
}

// secret returns the password.
func (s *server) secret() (string, error) {
	switch {
	case s.password != "":
		return s.password, nil
	case s.passwordFile == "":
		return os.Getenv("REDISCLI_AUTH"), nil
	}
	text, err := os.ReadFile(s.passwordFile)
	if err != nil {
		return "", fmt.Errorf("-password-file: %w", err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" {
		return "", fmt.Errorf("-password-file: the first line of %s is empty", s.passwordFile)
	}
	return line, nil
}

// config returns how to connect.
func (s *server) config() (*live.Config, error) {
	conf := &live.Config{Addr: s.addr, User: s.user, Database: s.db, Timeout: s.timeout, ServerName: s.serverName}
	var err error
	if conf.Password, err = s.secret(); err != nil {
		return nil, err
	}
	if s.user != "" && conf.Password == "" {
		return nil, usagef("-user needs a password: set REDISCLI_AUTH, -password-file or -password")
	}
	if s.tls {
		if conf.TLS, err = s.files.Load(); err != nil {
			return nil, err
		}
	}
	return conf, nil
}

// read gives the keys of the server to add, or to draw if only some of them are
// to be counted and the server could not choose. It adds to opts what is known
// of the server.
func (s *server) read(sample int, opts *tally.Options, draw *reservoir, add func(keyio.Key), bar *progress) error {
	conf, err := s.config()
	if err != nil {
		return err
	}
	s.query.Sample = sample
	if draw != nil && s.query.Pattern != "" {
		add = draw.add
	}
	res, err := live.Read(conf, s.query, func(key string) {
		add(keyio.Key{Text: []byte(key), Size: int64(len(key)), Slot: slot.Of(key)})
	}, func(keys, total uint64, node, masters int) {
		where := ""
		if masters > 1 {
			where = fmt.Sprintf("node %d of %d", node, masters)
		}
		bar.tell(keys, total, where)
	})
	if err != nil {
		return err
	}
	opts.Source = "the server " + s.addr
	if len(res.Nodes) > 0 {
		opts.Source = fmt.Sprintf("the cluster of %s, %d masters", s.addr, len(res.Nodes))
		if len(res.Nodes) == 1 {
			opts.Source = "the cluster of " + s.addr + ", 1 master"
		}
	}
	if opts.Nodes == nil {
		opts.Nodes = res.Nodes
	}
	if s.query.Pattern != "" {
		opts.Source += ", pattern " + keyio.Show(s.query.Pattern)
	}
	opts.Sampled, opts.Total = res.Sampled, res.Total
	if !res.Sampled {
		opts.Total = 0 // all were counted
	}
	return nil
}
